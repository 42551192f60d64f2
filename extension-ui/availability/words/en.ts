import { pluralIn } from '../../shared/words/plural.ts';

const plural = pluralIn('en');

export const en = {
  about: 'Opening hours that guests book from, again and again, by a link of their own.',
  noGeneral: 'No availability yet',
  noGeneralHint: 'Say when you can meet. Guests choose a time from it, and it can be sent again and again.',
  noSpecific: 'One-off times you pick for a guest appear here.',
  noneFound: 'No link has this in its name.',
  collapse: 'Collapse',
  noPlace: 'No place given',
  noVideoLink: 'Video call, no link given yet',
  from: (date: string) => `from ${date}`,
  until: (date: string) => `until ${date}`,
  between: (dates: string) => `${dates} only`,
  past: 'Past',
  ahead: (ahead: number, all: number) =>
    plural(all, { one: '# time', other: ahead === all ? '# times' : `${ahead} of # times still ahead` }),

  freeTimes: 'Free times as guests get them',
  loadMore: 'Show more',
  nothingFree: 'Nothing is free at the moment',
  nothingFreeHint: 'Opening hours, notice and dates leave no time, or everything is taken.',
  offHint: 'The link is switched off: guests are told so and get no times.',
  bookedHint: 'The meeting has been booked: guests are told so and get no times.',

  previewWaits: 'The preview is being opened …',
  previewBlocked: 'Your browser stopped the new tab.',
  openPreview: 'Open preview',

  switchedOn: (name: string) => `“${name}” is switched on: guests can book from it.`,
  switchedOff: (name: string) => `“${name}” is switched off: guests can’t book from it any more.`,
  switchedOver: (name: string, other: string) => `“${name}” is now the active link; “${other}” is switched off.`,
  stale: 'Somebody changed this link meanwhile. It is now shown as it is; try again if you still want to.',

  planAllows: (plan: string) => `The ${plan} plan lets one link of general availability be active at a time.`,
  planHolds: (name: string) => `Your plan lets one link of general availability be active, and that is “${name}”.`,
  planHoldsAny: 'Your plan lets no further link of general availability be active.',
  switchOver: 'Switch over to this one',

  unfinished: (name: string) => `Not saved yet: ${name}`,
  today: (time: string) => `today ${time}`,
  lastChanged: (when: string) => `Last changed ${when}. Guests can’t see it.`,
  continueOrNot: (name: string) =>
    name === '' ? 'Continue what isn’t saved yet, or start anew?' : `Continue “${name}” or start anew?`,
  startAnew: 'Start anew',
  unnamed: 'without a name',
  continue: 'Continue',
  discard: 'Discard',
  discarded: (name: string) => `Unfinished link discarded: ${name}.`,

  trashTitle: 'Delete this link?',
  trashSentence: (name: string) =>
    `Whoever opens the address of “${name}” is told that it was withdrawn. Meetings that are booked already stay.`,
  trashed: (name: string) => `“${name}” deleted. Its meetings stay.`,
  restored: (name: string) => `“${name}” is back.`,
  restoredOff: (name: string) => `“${name}” is back, switched off: another link is active by now.`,
};
