import type { Booking, MailEffect } from './booking.ts';
import { DAY, HOUR } from './interval.ts';

/** How long before a meeting its guest is reminded. */
export const AHEAD = { day: DAY, hour: HOUR } as const;
export type Ahead = keyof typeof AHEAD;

/** A mail that is still to come. */
export interface Reminder {
  readonly ahead: Ahead;
  /** When it is sent. */
  readonly at: number;
}

const inOrder = ['day', 'hour'] as const satisfies readonly Ahead[];

/** Of a meeting whose time was set at `at`: none for what is nearer than that already, and none where the guest wants none. */
export const remindersOf = (booking: Pick<Booking, 'start' | 'remindersDeclined'>, at: number): Reminder[] =>
  booking.remindersDeclined
    ? []
    : inOrder.map(ahead => ({ ahead, at: booking.start - AHEAD[ahead] })).filter(reminder => reminder.at > at);

/**
 * Whether a reminder is still true, wanted and of use: the meeting stands as it says and hasn't begun, and “a day before” isn't the same
 * day by now.
 */
export const isTimely = (booking: Booking, { start, end, ahead }: MailEffect, now: number): boolean => {
  const until = ahead === 'day' ? start - AHEAD.day / 2 : start;
  const isTrue = booking.state === 'confirmed' && booking.start === start && booking.end === end;
  return isTrue && !booking.remindersDeclined && now < until;
};
