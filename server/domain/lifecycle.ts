import {
  type Actor,
  type Agreed,
  type Attention,
  type Booking,
  type Effect,
  effectKey,
  type Intent,
} from './booking.ts';
import type { Interval } from './interval.ts';
import { type Place, samePlace } from './link.ts';
import { agreedOn, hasColleagues, sameAgreed, sameColleagues, withWriting } from './meeting-activity.ts';
import { mailOf, withActivity, withClaim, withMails, withoutUnanswered } from './outbox.ts';
import { remindersOf } from './reminders.ts';

/** Tells one attempt at an effect from every other. */
export type Attempt = Pick<Effect, 'attempts' | 'dueAt'>;

export const isSameAttempt = (a: Attempt, b: Attempt): boolean => a.attempts === b.attempts && a.dueAt === b.dueAt;

/** The state of a booking's activity by which something that the CRM says was judged. */
export type Judged = Pick<Booking['crm'], 'activity' | 'agreed'>;

/** What a change says besides the time; it is one change, told once. */
interface Details {
  readonly meeting?: Booking['meeting'];
  readonly colleagues?: readonly string[];
}

/**
 * What can happen to a booking. `at` is the instant of the event. With `judged` it only applies while CRM and booking stand as they did
 * when it was decided: in between the guest may have cancelled, and taken the meeting up again with another activity. With `sequence` it
 * only applies to the meeting as it was when it was decided: what is said of it would undo what others changed since.
 */
export type BookingEvent = { readonly at: number; readonly judged?: Judged; readonly sequence?: number } & (
  | { readonly kind: 'claimed' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'intended'; readonly intent: Intent }
  | { readonly kind: 'withdrawn' }
  | ({ readonly kind: 'moved'; readonly to: Interval; readonly by: Actor; readonly agreed?: Agreed } & Details)
  | ({ readonly kind: 'changed'; readonly by: Actor; readonly agreed?: Agreed } & Details)
  | { readonly kind: 'cancelled'; readonly by: Actor; readonly reason: string }
  | { readonly kind: 'restored'; readonly by: Actor; readonly agreed?: Agreed }
  | { readonly kind: 'noticed'; readonly why: Attention }
  | { readonly kind: 'left' }
  | { readonly kind: 'reminded' }
  | { readonly kind: 'reminders_declined' }
  | { readonly kind: 'reminders_wanted' }
  | { readonly kind: 'agreed'; readonly agreed: Agreed; readonly colleagues?: readonly string[] }
  | { readonly kind: 'writing'; readonly writing: Agreed; readonly colleagues?: boolean }
  | { readonly kind: 'activity_written'; readonly crm: Booking['crm'] }
  | { readonly kind: 'activity_deleted'; readonly activity: number }
  | {
      readonly kind: 'effect';
      readonly key: string;
      /** The state that the effect has to be in: one that was raised anew in the meantime isn't done. */
      readonly from: readonly Effect['state'][];
      /** The attempt that says so: one that others took for left, and made anew, has no say any more. */
      readonly attempt?: Attempt;
      readonly change: Partial<Pick<Effect, 'state' | 'dueAt' | 'attempts' | 'error'>> & {
        readonly unansweredSince?: number | null;
      };
    }
);

export const isFarewell = (effect: Effect): boolean => effect.kind === 'mail' && effect.mail === 'farewell';

/** A refused attempt keeps nothing of the guest, and gives its idempotency key back. */
const dropped = (booking: Booking): Partial<Booking> => ({
  state: 'dropped',
  intent: null,
  idempotencyKey: `dropped:${booking.id}`,
  requestHash: '',
  guest: { ...booking.guest, name: '', email: '' },
  answers: [],
  notes: '',
  colleagues: [],
});

const sameMeeting = (a: Booking['meeting'], b: Booking['meeting']): boolean =>
  a.name === b.name &&
  a.description === b.description &&
  a.activityType === b.activityType &&
  samePlace(a.place, b.place);

const saysNothingNew = ({ meeting, colleagues }: Booking, details: Details): boolean =>
  sameMeeting(details.meeting ?? meeting, meeting) && sameColleagues(details.colleagues ?? colleagues, colleagues);

/** The booking with its details changed; who was invited until now stays known, since the activity has them. */
const withDetails = (booking: Booking, { meeting = booking.meeting, colleagues }: Details): Booking => {
  const next = { ...booking, meeting, sequence: booking.sequence + 1 };
  if (!colleagues || sameColleagues(colleagues, booking.colleagues)) return next;
  const { crm } = booking;
  return { ...next, colleagues, crm: crm.colleagues === undefined ? { ...crm, colleagues: booking.colleagues } : crm };
};

/** Where it was to be until now; null where the place stays. */
const placeBefore = ({ meeting: { place } }: Booking, { meeting }: Booking): Place | null =>
  samePlace(place, meeting.place) ? null : place;

const moved = (booking: Booking, event: BookingEvent & { kind: 'moved' }): Partial<Booking> => {
  const next = { ...withDetails(booking, event), start: event.to.start, end: event.to.end };
  const before = { start: booking.start, end: booking.end };
  const told = { by: event.by, at: event.at, placeBefore: placeBefore(booking, next) };
  const mails = withMails(next, booking.effects, { ...told, mail: 'moved', before });
  // A host's move overrides, and the claim follows; of a guest's move the claim on the time before is still to go.
  let effects = withClaim(mails, event.at);
  if (!event.agreed) effects = withActivity(effects, event.at);
  // Of a meeting that only got longer or shorter, those that were sent aren't still to come.
  const reminders = next.start !== booking.start && { reminders: remindersOf(next, event.at) };
  return { ...next, intent: null, effects, crm: agreedOn(next, event.agreed), ...reminders };
};

const changed = (booking: Booking, event: BookingEvent & { kind: 'changed' }): Partial<Booking> => {
  const next = withDetails(booking, event);
  const told = withMails(next, booking.effects, {
    mail: 'changed',
    by: event.by,
    at: event.at,
    placeBefore: placeBefore(booking, next),
  });
  return {
    ...next,
    effects: event.agreed ? told : withActivity(told, event.at),
    crm: agreedOn(next, event.agreed),
  };
};

const restored = (booking: Booking, event: BookingEvent & { kind: 'restored' }): Partial<Booking> => {
  const said = event.agreed && {
    start: event.agreed.start,
    end: event.agreed.end,
    meeting: {
      ...booking.meeting,
      place: { ...booking.meeting.place, text: event.agreed.location },
      description: event.agreed.publicDescription,
    },
  };
  const next: Booking = { ...booking, ...said, state: 'confirmed', sequence: booking.sequence + 1 };
  let effects = withClaim(withMails(next, booking.effects, { mail: 'restored', by: event.by, at: event.at }), event.at);
  // The activity that was restored has those whom it had when it was deleted.
  if (!event.agreed || !hasColleagues(next)) effects = withActivity(effects, event.at);
  const reminders = remindersOf(next, event.at);
  return { ...next, intent: null, cancelled: null, effects, crm: agreedOn(booking, event.agreed), reminders };
};

const cancelled = (booking: Booking, event: BookingEvent & { kind: 'cancelled' }): Partial<Booking> => {
  const next: Booking = { ...booking, state: 'cancelled', sequence: booking.sequence + 1 };
  let effects = withClaim(
    withMails(next, booking.effects, { mail: 'cancelled', by: event.by, at: event.at }),
    event.at,
  );
  effects = event.by === 'crm' ? effects.filter(effect => effect.kind !== 'activity') : withActivity(effects, event.at);
  return {
    ...next,
    intent: null,
    effects,
    cancelled: { at: event.at, by: event.by, reason: event.reason },
    crm: event.by === 'crm' ? { ...booking.crm, agreed: null } : booking.crm,
    reminders: [],
  };
};

/** What is due becomes a mail. Where several are, such as after an outage, the last of them says it all. */
const reminded = (booking: Booking, at: number): Partial<Booking> | null => {
  const { reminders = [], effects } = booking;
  const due = reminders.filter(reminder => reminder.at <= at).at(-1);
  if (!due) return null;
  const telling = mailOf(booking, 'guest', { mail: 'reminder', by: 'host', at, ahead: due.ahead });
  return { effects: [...effects, telling], reminders: reminders.filter(reminder => reminder.at > at) };
};

/** Of a meeting that is cancelled, its restoration brings them. */
const remindersWanted = (booking: Booking, at: number): Partial<Booking> => {
  const remindersDeclined = false;
  const reminders = booking.state === 'confirmed' ? remindersOf({ ...booking, remindersDeclined }, at) : [];
  return { remindersDeclined, reminders };
};

/** A change of time that has to claim takes its claim under an intent: without that, another change has come in between, and the claim with it. */
const hasIntent = ({ intent }: Booking, kind: Intent['kind'], { start, end }: Interval): boolean =>
  intent?.kind === kind && intent.start === start && intent.end === end;

/** The CRM says what the booking says already, such as a change of ours whose answer never came: both sides agree on it. */
const onlyAgreed = (booking: Booking, agreed: Agreed | undefined): Partial<Booking> | null =>
  agreed ? { crm: agreedOn(booking, agreed) } : null;

const stillStands = ({ crm }: Booking, { activity, agreed }: Judged): boolean =>
  crm.activity === activity && (crm.agreed && agreed ? sameAgreed(crm.agreed, agreed) : crm.agreed === agreed);

/** The fields that the event changes; null where it doesn't apply in this state, which is no fault: events come late and twice. */
const change = (booking: Booking, event: BookingEvent): Partial<Booking> | null => {
  const { state, effects } = booking;
  switch (event.kind) {
    case 'claimed': {
      if (state !== 'pending') return null;
      const next: Booking = { ...booking, state: 'confirmed' };
      return {
        state: 'confirmed',
        intent: null,
        effects: withMails(next, withActivity(effects, event.at), { mail: 'booked', by: 'guest', at: event.at }),
        reminders: remindersOf(booking, event.at),
      };
    }
    case 'refused':
      return state === 'pending' ? dropped(booking) : null;
    case 'intended': {
      const from = event.intent.kind === 'undo' ? 'cancelled' : 'confirmed';
      return state === from && !booking.intent ? { intent: event.intent } : null;
    }
    case 'withdrawn':
      return state !== 'pending' && booking.intent ? { intent: null, effects: withClaim(effects, event.at) } : null;
    case 'moved': {
      if (state !== 'confirmed') return null;
      if (event.by === 'guest' && !hasIntent(booking, 'move', event.to)) return null;
      const isThere = event.to.start === booking.start && event.to.end === booking.end;
      if (!isThere || !saysNothingNew(booking, event)) return moved(booking, event);
      // Where the guest wants to be the host has moved it already: what was intended is done.
      return event.by === 'guest' ? { intent: null } : onlyAgreed(booking, event.agreed);
    }
    case 'changed':
      if (state !== 'confirmed') return null;
      return saysNothingNew(booking, event) ? onlyAgreed(booking, event.agreed) : changed(booking, event);
    case 'cancelled':
      return state === 'confirmed' ? cancelled(booking, event) : null;
    case 'restored':
      return state === 'cancelled' && hasIntent(booking, 'undo', event.agreed ?? booking)
        ? restored(booking, event)
        : null;
    case 'noticed': {
      // Told once for each state of the meeting, however often it is seen.
      const telling = mailOf(booking, 'host', { mail: 'attention', by: 'crm', at: event.at, why: event.why });
      return effects.some(effect => effectKey(effect) === effectKey(telling))
        ? null
        : { effects: [...effects, telling] };
    }
    case 'left': {
      // The host leaves: the meeting stands, what only the host's grant could do isn't tried any more, and the guest is told once.
      const mails = effects.filter(effect => effect.kind === 'mail');
      if (state !== 'confirmed' || booking.end <= event.at || mails.some(isFarewell)) return null;
      const telling = mailOf(booking, 'guest', { mail: 'farewell', by: 'host', at: event.at });
      return { intent: null, effects: [...mails, telling], reminders: [] };
    }
    case 'reminded':
      return reminded(booking, event.at);
    case 'reminders_declined':
      return booking.remindersDeclined ? null : { remindersDeclined: true, reminders: [] };
    case 'reminders_wanted':
      return booking.remindersDeclined ? remindersWanted(booking, event.at) : null;
    case 'agreed':
      return { crm: agreedOn(booking, event.agreed, event.colleagues) };
    case 'writing':
      return { crm: withWriting(booking, event.writing, event.colleagues === true) };
    case 'activity_written':
      return { crm: event.crm, effects: withoutUnanswered(effects) };
    case 'activity_deleted':
      // Undone while the deletion was under way: the activity has to be written anew.
      return booking.crm.activity !== event.activity
        ? null
        : state === 'confirmed'
          ? {
              crm: { ...booking.crm, activity: null, agreed: null },
              effects: withoutUnanswered(withActivity(effects, event.at)),
            }
          : { crm: { ...booking.crm, agreed: null } };
    case 'effect': {
      const open = effects.find(
        effect =>
          effectKey(effect) === event.key &&
          event.from.includes(effect.state) &&
          (!event.attempt || isSameAttempt(effect, event.attempt)),
      );
      return open
        ? { effects: effects.map(effect => (effect === open ? ({ ...effect, ...event.change } as Effect) : effect)) }
        : null;
    }
  }
};

/**
 * The one function that changes bookings: the next booking, with the effects that follow and `version` raised; or null where the
 * event doesn't apply in this state (a repeat, a late one), which is no fault.
 */
export const next = (booking: Booking, event: BookingEvent): Booking | null => {
  if (event.judged && !stillStands(booking, event.judged)) return null;
  if (event.sequence !== undefined && event.sequence !== booking.sequence) return null;
  const fields = change(booking, event);
  return fields && { ...booking, ...fields, version: booking.version + 1 };
};
