import { pluralIn } from './plural.ts';

const plural = pluralIn('en');
const these = { deal: 'this deal', person: 'this person', organization: 'this organisation' };

/** What people read on the host's surfaces. The type of this catalogue is that of all others. */
export const en = {
  meetingScheduler: 'Meeting scheduler',
  manageAvailability: 'Manage availability',
  addAvailability: 'Add availability',
  generalAvailability: 'General availability',
  specificTimes: 'Specific times',
  pickTimes: 'Pick times',
  expand: 'Expand',
  preview: 'Preview',
  share: 'Share',
  delete: 'Delete',
  addFooter: '+ Add footer',

  loading: 'Loading',
  more: 'More',
  close: 'Close',
  save: 'Save',
  saved: 'Saved',
  undo: 'Undo',
  back: 'Back',
  edit: 'Edit',
  calendar: 'Calendar',
  cancel: 'Cancel',
  tryAgain: 'Try again',
  reload: 'Reload',
  settings: 'Settings',
  meetings: 'Meetings',
  yourLinks: 'Your booking links',

  active: 'Active',
  inactive: 'Switched off',
  booked: 'Booked',
  times: (count: number) => plural(count, { one: '# time', other: '# times' }),

  copyLink: 'Copy link',
  copied: 'Copied',
  copyUrl: 'Copy web address',
  copyWithTimes: 'Copy with next times',
  copiedLink: (name: string) => `“${name}” copied. Paste it into your e-mail.`,
  copiedUrl: (name: string) => `Web address of “${name}” copied.`,
  copiedTimes: (count: number) =>
    plural(count, {
      one: '# time copied. Paste it into your e-mail.',
      other: '# times copied. Paste them into your e-mail.',
    }),
  copyFailed: 'Your browser didn’t allow copying.',
  copyNow: 'Copy now',
  copyAnyway: 'Copy anyway',
  personal: {
    copy: 'Copy personal link',
    copied: (who: string) => `Personal link for ${who} copied. Paste it into your e-mail.`,
    copyPlain: 'Copy the plain link',
    title: (who: string) => `Personal link for ${who}`,
    choose: (who: string) => `Personal for ${who}`,
    deal: (title: string) => `Deal: ${title}`,
    these,
    about: (name: string | null, on: keyof typeof these) =>
      `${name === null ? 'Greets nobody by name' : `Greets ${name} by name`} and books onto ${these[on]}. The address holds no personal data.`,
    aboutUnknown: 'Greets the guest by name where one is known. The address holds no personal data.',
    unseen: {
      deal: 'You can’t see this deal in Pipedrive, so there is no personal link for it.',
      person: 'You can’t see this person in Pipedrive, so there is no personal link for them.',
      organization: 'You can’t see this organisation in Pipedrive, so there is no personal link for it.',
    },
    noAnswer: 'Pipedrive doesn’t answer, so there is no personal link at the moment. The plain one works.',
  },
  timesReady: 'The times are ready.',
  noTimes: (name: string) => `“${name}” has no free times at the moment.`,
  warnInactive: 'This link is switched off: guests can’t book from it.',
  switchOn: 'Switch on',
  switchedOn: (count: number) =>
    plural(count, { one: 'Switched on: guests can book from it.', other: '# links are switched on.' }),
  heldBack: (count: number) =>
    plural(count, {
      one: 'Your earlier plan had switched off # link; your plan now allows it.',
      other: 'Your earlier plan had switched off # links; your plan now allows them.',
    }),
  switchHeldOn: (count: number) => plural(count, { one: 'Switch it on', other: 'Switch on the # links' }),
  planForbids: 'Your plan lets no further link be active.',
  warnClosed: 'This time has been booked: the link offers nothing any more.',

  noHours: 'No weekly hours',

  today: 'Today',
  tomorrow: 'Tomorrow',
  timesIn: (zone: string) => `Times in ${zone}`,
  cancelled: 'Cancelled',
  openDeal: 'Open deal',
  openPerson: 'Open person',
  placeKind: { in_person: 'In person', phone: 'Phone', video: 'Video call', other: 'Other place' },
  waiting: { activity: 'Not in Pipedrive yet', mail: 'Mail not sent yet', release: 'Time not released yet' },
  waitingOther: 'Not finished yet',
  attempts: (count: number) => plural(count, { one: '# attempt', other: '# attempts' }),

  language: 'Language',
  planUnknown: 'Unknown',
  planNone: (plan: string) =>
    `The ${plan} plan has no active link with general availability, so guests can’t book from one. The LeadBooster add-on or a higher plan lifts this. Specific times work on every plan.`,
  planLifts: 'The LeadBooster add-on or a higher plan lifts this.',
  calendarSyncSentence:
    'Times in your Google or Outlook calendar block bookings only when Pipedrive’s calendar sync brings them in as busy activities.',

  connect: 'Connect to Pipedrive',
  reconnect: 'Connect again',
  notInstalled: 'Meeting scheduler isn’t connected yet',
  notInstalledHint: 'Connect it once; it opens in a new tab.',
  connectionLost: 'The connection to Pipedrive was lost',
  connectionLostHint: 'Guests can’t book until you connect again; it opens in a new tab.',
  outside: 'Open this inside Pipedrive',
  outsideHint: 'This page works in the sidebar of a deal, person or organisation, and in Pipedrive’s apps.',
  silent: 'Pipedrive doesn’t answer',
  silentHint: 'Reload the page, or open Meeting scheduler again.',
  offline: 'No connection',
  offlineHint: 'This loads by itself once you are back online.',
  offlineNow: 'No connection: this is what was last read.',
  failed: 'That didn’t work',
  failure: {
    timeout: 'The server took too long to answer.',
    no_token: 'Pipedrive gave no permission for this request. Reload the page.',
    unauthorised: 'Your permission has expired. Reload the page.',
    too_many_requests: 'Too many requests: wait a minute and try again.',
    link_not_found: 'This link doesn’t exist any more.',
    link_gone: 'This link has been deleted.',
    crm_unknown: 'Your activities aren’t known at the moment. Try again later.',
    busy: 'Too much is happening at once. Try again.',
  },
  failedOtherwise: 'Something went wrong on our side. Try again in a moment.',
};
