export const en = {
  title: (name: string) => `Share “${name}”`,
  ways: 'How to share',
  asTimes: 'Times',
  onWebsite: 'Website',
  asCode: 'QR\u00a0code',
  forAnybody: 'For anybody',
  copyForMail: 'Copy for an e-mail',
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
    'Shows the booking page in your page, always as high as its content. Paste the code where it should appear.',
  button: 'A button',
  buttonHint: 'Opens the booking page over yours; where scripts don’t run, as a page of its own.',
  frame: 'A plain frame',
  frameHint:
    'For websites that take no scripts. It is high enough for narrow columns and phones; where your page is wider than 800 px, you can lower the height in the code to 720.',
  developers: 'For developers',
  prefillHint:
    'What you know of a visitor fills empty fields. It is handed to the frame and never stands in an address. As attributes of the code above, or by script:',
  eventsHint:
    'Your page gets the events scheduler:loaded, scheduler:slot-selected and scheduler:booked, the latter two with start and end:',
  campaignHint: 'Parameters of your page that begin with utm_ are passed on.',
  policyHint: (origin: string) =>
    `If your website has a content security policy, it must allow ${origin} in script-src and frame-src.`,
  copyCode: 'Copy code',

  codeHint: 'For slides, signatures and print: the camera of a phone opens the booking page.',
  codePicture: (name: string) => `QR code that opens “${name}”`,
  download: 'Download as SVG',
};
