import type { Actor, Attention, Booking, Effect, MailEffect, MailKind } from './booking.ts';
import type { Interval } from './interval.ts';
import type { Place } from './link.ts';
import type { Ahead } from './reminders.ts';

/** A booking is its own outbox: what follows from a change, as effects that are still to reach the world. */

const MAILS_KEPT = 40;

const fresh = (at: number) => ({ state: 'due', dueAt: at, attempts: 0, error: null }) as const;

/** The booking with its claim to be brought in line, at once and again by the sweep after a crash. */
export const withClaim = (effects: readonly Effect[], at: number): Effect[] => [
  { kind: 'claim', ...fresh(at) },
  ...effects.filter(effect => effect.kind !== 'claim'),
];

/** The activity to be brought in line; an attempt whose answer never came stays remembered. */
export const withActivity = (effects: readonly Effect[], at: number): Effect[] => {
  const open = effects.find(effect => effect.kind === 'activity');
  return [
    ...effects.filter(effect => effect.kind !== 'activity'),
    { kind: 'activity', ...fresh(at), unansweredSince: open?.unansweredSince ?? null },
  ];
};

interface Telling {
  readonly mail: MailKind;
  readonly by: Actor;
  readonly at: number;
  readonly before?: Interval;
  readonly placeBefore?: Place | null;
  readonly why?: Attention;
  readonly ahead?: Ahead;
}

/** One mail that tells what happened to a booking, as the booking is now. */
export const mailOf = (booking: Booking, to: MailEffect['to'], telling: Telling): MailEffect => ({
  kind: 'mail',
  ...fresh(telling.at),
  mail: telling.mail,
  to,
  sequence: booking.sequence,
  start: booking.start,
  end: booking.end,
  before: telling.before ?? null,
  ...(telling.placeBefore && { placeBefore: telling.placeBefore }),
  by: telling.by,
  why: telling.why ?? null,
  ...(telling.ahead && { ahead: telling.ahead }),
});

/** Those who didn't make the change are told of it, and the guest, whose calendar has to follow, always. */
export const withMails = (booking: Booking, effects: readonly Effect[], telling: Telling): Effect[] => {
  const mails: Effect[] = [...effects, mailOf(booking, 'guest', telling)];
  if (telling.by === 'guest') mails.push(mailOf(booking, 'host', telling));
  const sent = mails.filter(effect => effect.kind === 'mail' && effect.state === 'done');
  const forgotten = new Set(sent.slice(0, Math.max(0, sent.length - MAILS_KEPT)));
  return mails.filter(effect => !forgotten.has(effect));
};

/** With nothing left of the activity whose outcome isn't known. */
export const withoutUnanswered = (effects: readonly Effect[]): Effect[] =>
  effects.map(effect => (effect.kind === 'activity' ? { ...effect, unansweredSince: null } : effect));
