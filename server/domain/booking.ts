import { DAY, type Interval } from './interval.ts';
import type { Invited } from './invitation.ts';
import type { Language, Place } from './link.ts';
import type { Ahead, Reminder } from './reminders.ts';

export interface Guest {
  readonly name: string;
  readonly email: string;
  readonly zone: string;
  readonly language: Language;
}

/** A change of time that was begun and isn't finished: a sweep settles it after a crash. */
export interface Intent extends Interval {
  readonly kind: 'book' | 'move' | 'undo';
  readonly since: number;
  readonly by: Actor;
}

export type Actor = 'guest' | 'host' | 'crm';

export const mailKinds = [
  'booked',
  'moved',
  'changed',
  'cancelled',
  'restored',
  'attention',
  'farewell',
  'reminder',
] as const;
export type MailKind = (typeof mailKinds)[number];

/**
 * Something that follows from a change and is still to reach the world: the booking is its own outbox.
 * `activity` and `claim` are by state (make the CRM, or the calendar, agree with the booking); a mail tells one change to one
 * recipient, and carries what it tells, since the booking may have moved on by the time that it is sent.
 */
export type Effect = ActivityEffect | ClaimEffect | MailEffect;

interface Work {
  readonly state: 'due' | 'doing' | 'done' | 'given_up';
  /** Not to be tried before. */
  readonly dueAt: number;
  readonly attempts: number;
  /** A code of our own, never a vendor's text; null until something failed. */
  readonly error: string | null;
}

export interface ActivityEffect extends Work {
  readonly kind: 'activity';
  /** When a write was begun whose answer never came: before writing again, the writer looks for it. */
  readonly unansweredSince: number | null;
}

export interface ClaimEffect extends Work {
  readonly kind: 'claim';
}

export interface MailEffect extends Work {
  readonly kind: 'mail';
  readonly mail: MailKind;
  readonly to: 'guest' | 'host';
  readonly sequence: number;
  readonly start: number;
  readonly end: number;
  /** Of a move: the time before. */
  readonly before: Interval | null;
  /** Of a change of place: the place before. */
  readonly placeBefore?: Place;
  readonly by: Actor;
  /** Of `attention`: why the host is told. */
  readonly why: Attention | null;
  /** Of a reminder: which of them. */
  readonly ahead?: Ahead;
}

/** Names an effect within its booking; of a mail, also for good. */
export const effectKey = (effect: Effect): string =>
  effect.kind === 'mail'
    ? [effect.sequence, effect.mail, effect.ahead ?? null, effect.why, effect.to]
        .filter(part => part !== null)
        .join('.')
    : effect.kind;

export type Attention = 'overlap' | 'all_day' | 'not_restored' | 'owner_left' | 'late_collision';

export interface Answer {
  readonly question: string;
  readonly label: string;
  readonly value: string;
}

/** The part of an activity that a booking follows. */
export interface Agreed extends Interval {
  readonly location: string;
  readonly publicDescription: string;
}

export interface Booking extends Interval {
  /** ULID: sorts by time of creation. */
  readonly id: string;
  readonly host: string;
  readonly link: string;
  /** Raised by every save and compared on save. */
  readonly version: number;
  readonly state: 'pending' | 'confirmed' | 'cancelled' | 'dropped';
  readonly intent: Intent | null;
  readonly bufferBefore: number;
  readonly bufferAfter: number;
  /** SEQUENCE of the calendar file: raised by every change that the guest's calendar has to follow. */
  readonly sequence: number;
  readonly guest: Guest;
  readonly answers: readonly Answer[];
  readonly notes: string;
  /** E-mail addresses of colleagues whom the guest invites, as later changed by the host. */
  readonly colleagues: readonly string[];
  /** What was agreed when it was booked, as later changed by the host; the link may say something else by now. */
  readonly meeting: {
    readonly name: string;
    readonly place: Place;
    readonly description: string;
    readonly activityType: string;
  };
  readonly idempotencyKey: string;
  /** SHA-256 of the request's body, to tell a repeat from another request under the same key. */
  readonly requestHash: string;
  readonly createdAt: number;
  readonly cancelled: { readonly at: number; readonly by: Actor; readonly reason: string } | null;
  readonly crm: {
    readonly activity: number | null;
    /**
     * What CRM and booking last agreed on. An activity that still says this hasn't been changed there, whatever the
     * booking says by now; null: nothing was written yet, or the activity is deleted.
     */
    readonly agreed: Agreed | null;
    /** What changes of ours that are under way, or were never answered, would have the activity say, in their order: no change of the host's. */
    readonly writing?: readonly Agreed[];
    /**
     * The colleagues who were written as further participants; absent: those of the booking, which never changed; null: not known,
     * since a change of ours is under way, or was never answered.
     */
    readonly colleagues?: readonly string[] | null;
    readonly person: number | null;
    readonly deal: number | null;
    readonly organization: number | null;
  };
  readonly effects: readonly Effect[];
  /** In their order. */
  readonly reminders?: readonly Reminder[];
  /** The guest wants no more of them. */
  readonly remindersDeclined?: boolean;
  /** Booked through a personal link. */
  readonly invited?: Invited;
  /** Where the guest came from, as the website that led here said it. */
  readonly campaign?: Campaign;
}

/** UTM parameters without their prefix. */
export interface Campaign {
  readonly source?: string;
  readonly medium?: string;
  readonly campaign?: string;
  readonly term?: string;
  readonly content?: string;
}

/** How far ahead meetings are looked for in the CRM: of what lies beyond, a change that isn't told stays unknown. */
export const LOOK_AHEAD = 3 * 366 * DAY;

/** How long a change of time may take before a sweep settles it. */
export const INTENT_GRACE = 30_000;

const isOpen = ({ state }: Effect): boolean => state === 'due' || state === 'doing';

const ORDER: readonly Effect['kind'][] = ['claim', 'mail', 'activity'];

/**
 * The effects that are next: people are told before the CRM, which may be slow; of one recipient's mails, the earlier change first.
 * Reminders tell no change: they wait for none, and none waits for them.
 */
export const nextEffects = (booking: Booking): Effect[] => {
  const told = new Set<MailEffect['to']>();
  const open = booking.effects.filter(isOpen).filter(effect => {
    if (effect.kind !== 'mail' || effect.mail === 'reminder') return true;
    const first = !told.has(effect.to);
    told.add(effect.to);
    return first;
  });
  return open.sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
};

/** When the sweep has to look at this booking: the earliest of its next effects and reminders, or the end of an intent's grace. */
export const wakeAt = (booking: Booking): number | null => {
  const times = nextEffects(booking).map(effect => effect.dueAt);
  times.push(...(booking.reminders ?? []).map(({ at }) => at));
  if (booking.intent) times.push(booking.intent.since + INTENT_GRACE);
  return times.length > 0 ? Math.min(...times) : null;
};
