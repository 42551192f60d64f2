export const en = {
  title: (name: string) => `Share “${name}”`,
  ways: 'How to share',
  asTimes: 'Times',
  onWebsite: 'Website',
  asCode: 'QR\u00a0code',
  address: 'Web address',
  copied: 'Copied',
  copyRefused: 'Your browser didn’t allow copying. Select the text and press Ctrl+C.',

  timesZone: 'Time zone of the times',
  timesZoneHint: 'It is named in the text. Choose the one that your guest lives by.',
  looks: 'What is copied',
  formatted: 'Formatted',
  plain: 'Plain text',
  copyTimes: 'Copy the times',
  timesHint: 'Both forms are copied: your e-mail program takes the one that it can show.',
  nothingFree: 'Nothing is free at the moment, so there are no times to copy.',

  inline: 'On the page itself',
  inlineHint:
    'Shows the booking page in your page. Paste it where it should appear. It is high enough for narrow columns and phones; where your page is wider than 800 px, you can lower the height in the code to 720.',
  button: 'A button',
  buttonHint: 'Opens the booking page in a new tab.',
  copyCode: 'Copy code',

  codeHint: 'For slides, signatures and print: the camera of a phone opens the booking page.',
  codePicture: (name: string) => `QR code that opens “${name}”`,
  download: 'Download as SVG',
};
