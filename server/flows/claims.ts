import type { Booking } from '../domain/booking.ts';
import { type Calendar, CLAIM_KEPT, type Claim } from '../domain/calendar.ts';
import type { Interval } from '../domain/interval.ts';
import type { Link } from '../domain/link.ts';
import { Failure } from '../failure.ts';
import type { Clock, Store } from '../ports.ts';
import { claimOf, type ReadAgenda, readAgenda } from './agenda.ts';

/** Each lost race means that somebody else's write went through, so this many tries outlast any crowd. */
const TRIES = 400;

const pause = (milliseconds: number) => new Promise<void>(done => setTimeout(done, milliseconds));

/**
 * Writes a host's calendar by compare and swap: `decide` sees the calendar as it is and answers the claims that it is to have, or
 * null for no change, or throws what is to be refused.
 */
const swap = async (
  store: Store,
  now: number,
  read: () => Promise<ReadAgenda | { calendar: Calendar } | null>,
  decide: (seen: ReadAgenda) => readonly Claim[] | null,
): Promise<void> => {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const seen = await read();
    if (!seen) return;
    const { calendar } = seen;
    const claims = decide({ agenda: { busy: [], claims: calendar.claims }, ...seen });
    if (!claims) return;
    const kept = claims.filter(claim =>
      claim.kind === 'hold' ? (claim.until ?? 0) > now : claim.end + CLAIM_KEPT > now,
    );
    if (await store.calendars.replace({ ...calendar, claims: kept, rev: calendar.rev + 1 }, calendar.rev)) return;
    await pause(Math.random() * Math.min(50, attempt));
  }
  throw new Failure('busy', { detail: 'a calendar kept changing' });
};

/**
 * Claims time for a booking, or moves its claim, if `refuse` finds nothing against it in the agenda of that very revision.
 * Written even where the claim stays the same, so that whoever read an older revision decides again.
 */
export const claimTime = async (
  { store, clock }: { store: Store; clock: Clock },
  link: Link,
  booking: Booking,
  to: Interval,
  refuse: (seen: ReadAgenda) => void,
): Promise<void> =>
  swap(
    store,
    clock.now(),
    () => readAgenda(store, link, to, booking.id),
    seen => {
      refuse(seen);
      return [...seen.calendar.claims.filter(claim => claim.id !== booking.id), claimOf(booking, to)];
    },
  );

/**
 * Brings the claim in line with the booking, whatever it overlaps: a meeting moved by the host is followed, a cancelled one gives
 * its time back. The calendar is read before the booking: a change of the booking that is under way raises `rev` in between,
 * and this write fails and looks again.
 * @returns the claims of others that the booking now overlaps
 */
export const alignClaim = async (
  { store, clock }: { store: Store; clock: Clock },
  id: string,
  host: string,
): Promise<readonly Claim[]> => {
  let overlapped: readonly Claim[] = [];
  let booking: Booking | null = null;
  await swap(
    store,
    clock.now(),
    async () => {
      const calendar = await store.calendars.find(host);
      booking = await store.bookings.find(id);
      return calendar && { calendar };
    },
    ({ calendar }) => {
      const current = booking;
      if (current?.intent || current?.state === 'pending') return null;
      const others = calendar.claims.filter(claim => claim.id !== id);
      const mine = calendar.claims.find(claim => claim.id === id);
      if (current?.state !== 'confirmed') return mine ? others : null;
      overlapped = others.filter(
        claim => claim.kind === 'booking' && claim.start < current.end && current.start < claim.end,
      );
      return mine?.start === current.start && mine.end === current.end ? null : [...others, claimOf(current)];
    },
  );
  return overlapped;
};
