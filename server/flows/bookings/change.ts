import { type Booking, LOOK_AHEAD } from '../../domain/booking.ts';
import { DAY, type Interval } from '../../domain/interval.ts';
import type { BookingEvent } from '../../domain/lifecycle.ts';
import { type Place, samePlace } from '../../domain/link.ts';
import { sameColleagues } from '../../domain/meeting-activity.ts';
import { Failure } from '../../failure.ts';
import type { BookDeps } from './book.ts';
import { applyEvent } from './changes.ts';
import { alignClaim } from './claims.ts';
import { wrong } from './guest-input.ts';

/** What a host wants a meeting to say; what is absent stays as it is. */
export interface HostChange {
  /** Of the two, one alone keeps the length. */
  readonly start?: number;
  readonly end?: number;
  readonly place?: Place;
  readonly description?: string;
  readonly colleagues?: readonly string[];
}

const timeOf = ({ start, end }: HostChange, booking: Booking): Interval => {
  const length = booking.end - booking.start;
  if (start !== undefined) return { start, end: end ?? start + length };
  return end === undefined ? { start: booking.start, end: booking.end } : { start: end - length, end };
};

/** Faults of a time that isn't the meeting's already. @throws invalid */
const requireTime = (change: HostChange, to: Interval, booking: Booking, now: number): void => {
  if (to.end <= to.start) wrong('end', 'The meeting would end before it begins.');
  if (to.end - to.start > DAY && to.end - to.start !== booking.end - booking.start)
    wrong('end', 'A meeting lasts 24 hours at most.');
  if (to.start !== booking.start && to.start < now)
    wrong(change.start === undefined ? 'end' : 'start', 'This time is in the past.');
  if (to.end <= now) wrong('end', 'The meeting would be over by now.');
  if (to.start !== booking.start && to.start > now + LOOK_AHEAD)
    wrong(change.start === undefined ? 'end' : 'start', 'This is more than three years ahead.');
};

const isWanted = (booking: Booking, to: Interval, { place, description, colleagues }: HostChange): boolean =>
  to.start === booking.start &&
  to.end === booking.end &&
  (place === undefined || samePlace(place, booking.meeting.place)) &&
  (description === undefined || description === booking.meeting.description) &&
  (colleagues === undefined || sameColleagues(colleagues, booking.colleagues));

/** The one event that a change is: told once, written once. */
const eventOf = (booking: Booking, to: Interval, change: HostChange, at: number): BookingEvent => {
  const { place = booking.meeting.place, description = booking.meeting.description, colleagues } = change;
  const details = {
    by: 'host',
    sequence: booking.sequence,
    meeting: { ...booking.meeting, place, description },
    ...(colleagues && { colleagues }),
    at,
  } as const;
  return to.start === booking.start && to.end === booking.end
    ? { kind: 'changed', ...details }
    : { kind: 'moved', to, ...details };
};

const TRIES = 20;

/**
 * The host changes a meeting, in one step and whatever the new time lies over. Only the meeting that was edited (`sequence`) is changed;
 * one that says already what is asked for stays as it is, since an answer may have been lost.
 * @throws not_found, invalid, booking_over, stale, busy
 */
export const createChange =
  (deps: BookDeps) =>
  async (id: string, sequence: number, change: HostChange): Promise<Booking> => {
    const { store, clock } = deps;
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const booking = await store.bookings.find(id);
      if (!booking) throw new Failure('not_found');
      const at = clock.now();
      if (booking.state !== 'confirmed') throw new Failure('booking_over', { message: 'This meeting was cancelled.' });
      if (booking.end <= at) throw new Failure('booking_over');
      const to = timeOf(change, booking);
      if (isWanted(booking, to, change)) return booking;
      requireTime(change, to, booking, at);
      if (booking.sequence !== sequence) throw new Failure('stale', { extra: { sequence: booking.sequence } });
      const event = eventOf(booking, to, change, at);
      const changed = await applyEvent(store, id, event);
      // Somebody else's change came in between: what that means for this one is seen by looking again.
      if (!changed) continue;
      if (event.kind === 'moved') await alignClaim(deps, id, booking.host);
      deps.deliverSoon(id);
      return changed;
    }
    throw new Failure('busy', { detail: `booking ${id} kept changing` });
  };
