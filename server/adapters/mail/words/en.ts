import { type Words, withOffset } from './words.ts';

export const en: Words = {
  direction: 'ltr',
  app: 'Meeting scheduler',
  colon: ':',
  zone: (city, offset) => withOffset(`${city} time`, offset),
  labels: {
    when: 'When',
    before: 'Before',
    where: 'Where',
    host: 'With',
    guest: 'Guest',
    about: 'About',
    notes: 'Notes',
    colleagues: 'Colleagues',
    reason: 'Reason',
    yes: 'Yes',
  },
  places: { in_person: 'In person', phone: 'By phone', video: 'Video call' },
  buttons: {
    manage: 'Move or cancel',
    view: 'Open the meeting',
    bookAgain: 'Book another time',
    page: 'See the meeting',
    noReminders: 'No more reminders for this meeting',
  },
  attached: 'The calendar file is attached.',
  forward: 'We don’t write to your colleagues: forward them the invitation.',
  reply: name => `Reply to this mail to reach ${name}.`,
  guest: {
    booked: ({ meeting, host, when }) => ({
      subject: `Booked: ${meeting} with ${host}, ${when}`,
      heading: 'Your meeting is booked',
      lead: `${host} is expecting you at this time.`,
    }),
    moved: ({ meeting, host, when, by, elsewhere }) => ({
      subject: `${elsewhere ? 'New time and place' : 'New time'}: ${meeting} with ${host}, ${when}`,
      heading: elsewhere ? 'Your meeting has a new time and place' : 'Your meeting has a new time',
      lead: by === 'guest' ? 'You moved the meeting.' : `${host} moved the meeting.`,
    }),
    changed: ({ meeting, host }) => ({
      subject: `Updated: ${meeting} with ${host}`,
      heading: 'Your meeting has been updated',
      lead: `${host} changed the details. This is how they stand now.`,
    }),
    cancelled: ({ meeting, host, when, by }) => ({
      subject: `Cancelled: ${meeting} with ${host}, ${when}`,
      heading: 'Your meeting is cancelled',
      lead: by === 'guest' ? 'You cancelled the meeting.' : `${host} cancelled the meeting.`,
    }),
    restored: ({ meeting, host, when }) => ({
      subject: `On again: ${meeting} with ${host}, ${when}`,
      heading: 'Your meeting is on again',
      lead: 'The cancellation has been undone. The meeting takes place after all.',
    }),
  },
  host: {
    booked: ({ meeting, guest, when }) => ({
      subject: `Booked: ${meeting} with ${guest}, ${when}`,
      heading: 'A new meeting',
      lead: `${guest} booked a time with you.`,
    }),
    moved: ({ meeting, guest, when, by }) => ({
      subject: `New time: ${meeting} with ${guest}, ${when}`,
      heading: 'The meeting has a new time',
      lead: {
        guest: `${guest} moved the meeting.`,
        host: 'You moved the meeting.',
        crm: 'The activity was moved in Pipedrive, and the meeting with it.',
      }[by],
    }),
    changed: ({ meeting, guest, by }) => ({
      subject: `Updated: ${meeting} with ${guest}`,
      heading: 'The meeting has been updated',
      lead: {
        guest: `${guest} changed the details.`,
        host: 'You changed the details.',
        crm: 'The activity was changed in Pipedrive, and the meeting with it.',
      }[by],
    }),
    cancelled: ({ meeting, guest, when, by }) => ({
      subject: `Cancelled: ${meeting} with ${guest}, ${when}`,
      heading: 'The meeting is cancelled',
      lead: {
        guest: `${guest} cancelled the meeting. The time is free again.`,
        host: 'You cancelled the meeting. The time is free again.',
        crm: 'The activity was deleted in Pipedrive, so the meeting is cancelled. The time is free again.',
      }[by],
    }),
    restored: ({ meeting, guest, when, by }) => ({
      subject: `On again: ${meeting} with ${guest}, ${when}`,
      heading: 'The meeting is on again',
      lead: {
        guest: `${guest} has undone the cancellation.`,
        host: 'You have undone the cancellation.',
        crm: 'The activity was restored in Pipedrive, and the meeting with it.',
      }[by],
    }),
  },
  farewell: ({ meeting, host, when }) => ({
    subject: `Still on: ${meeting} with ${host}, ${when}`,
    heading: 'Your meeting stands',
    lead: `${host} expects you as agreed. The meeting is no longer managed by this app, so the links in earlier mails have stopped working.`,
    advice: `To change or cancel it, reply to this mail: ${host} gets your answer.`,
  }),
  reminder: ({ meeting, host, when }) => ({
    subject: `Reminder: ${meeting} with ${host}, ${when}`,
    heading: 'Your meeting is coming up',
    lead: `${host} is expecting you at this time.`,
    advice: 'Can’t make it? Move or cancel the meeting, so that the time is free for others.',
  }),
  attention: {
    overlap: ({ meeting, guest }) => ({
      subject: `Overlap: ${meeting} with ${guest}`,
      heading: 'This meeting overlaps another',
      lead: 'It was moved to this time, which something else in your calendar already takes. Both are kept.',
      advice: `If you can’t do both, move or cancel one of them. ${guest} is told about every change to this meeting.`,
    }),
    all_day: ({ meeting, guest }) => ({
      subject: `Time kept: ${meeting} with ${guest}`,
      heading: 'The meeting keeps its time',
      lead: 'In Pipedrive its activity was changed to all day. A meeting needs a time, so it stays at this one.',
      advice: `To move it, give the activity a new time; to cancel it, delete the activity. ${guest} is then told.`,
    }),
    not_restored: ({ meeting, guest }) => ({
      subject: `Still cancelled: ${meeting} with ${guest}`,
      heading: 'The meeting couldn’t be restored',
      lead: 'Its activity was restored in Pipedrive, but the time has been taken meanwhile. The meeting stays cancelled.',
      advice: `${guest} doesn’t know of this. Reply to this mail to agree on another time.`,
    }),
    owner_left: ({ meeting, guest }) => ({
      subject: `Still yours: ${meeting} with ${guest}`,
      heading: 'The meeting stays with you',
      lead: 'Its activity was given to a colleague. The meeting itself doesn’t go along.',
      advice: `Take the activity back, or tell ${guest} who will be there instead of you.`,
    }),
    late_collision: ({ meeting, guest }) => ({
      subject: `Collision: ${meeting} with ${guest}`,
      heading: 'Two things at one time',
      lead: 'An activity in Pipedrive takes the time of this meeting. It became known only after the booking.',
      advice: `There are two ways out: move or cancel this meeting, and ${guest} is told; or move the other activity in Pipedrive.`,
    }),
  },
};
