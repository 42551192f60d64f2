import { setTimeout as pause } from 'node:timers/promises';
import type { Booking, Intent } from '../../domain/booking.ts';
import { type Calendar, CLAIM_KEPT, type Claim } from '../../domain/calendar.ts';
import type { Link } from '../../domain/link.ts';
import { Failure } from '../../failure.ts';
import type { Clock, Store } from '../../ports.ts';
import { claimOf, type ReadAgenda, readAgenda } from './agenda.ts';

/** Each lost race means that somebody else's write went through, so this many tries outlast any crowd. */
const TRIES = 400;

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

/** Whether this very change is still under way: a sweep that took it for left has withdrawn it. */
const isUnderWay = (booking: Booking | null, intent: Intent): boolean =>
  booking?.intent?.kind === intent.kind &&
  booking.intent.since === intent.since &&
  booking.intent.start === intent.start;

/**
 * Claims the time of an intent, if `refuse` finds nothing against it in the agenda of that very revision. What the booking had claimed
 * before stays claimed until `alignClaim`, so that a change that comes to nothing has given nothing away. The booking is read after
 * the calendar: whoever withdraws the intent raises `rev` after it, and this write fails and looks again. `hold`: the guest's own, which goes.
 * @throws what `refuse` throws, busy where the intent was withdrawn
 */
export const claimTime = async (
  { store, clock }: { store: Store; clock: Clock },
  link: Link,
  booking: Booking,
  intent: Intent,
  refuse: (seen: ReadAgenda) => void,
  hold: string | null = null,
): Promise<void> =>
  swap(
    store,
    clock.now(),
    async () => {
      const seen = await readAgenda(store, link, intent, booking.id);
      if (isUnderWay(await store.bookings.find(booking.id), intent)) return seen;
      throw new Failure('busy', { detail: `the ${intent.kind} of booking ${booking.id} was overtaken` });
    },
    seen => {
      refuse(seen);
      const goes = (claim: Claim) =>
        claim.kind === 'hold'
          ? claim.id === hold && claim.link === link.slug
          : claim.id === booking.id && claim.start === intent.start && claim.end === intent.end;
      return [...seen.calendar.claims.filter(claim => !goes(claim)), claimOf(booking, intent)];
    },
  );

/**
 * Brings the claim in line with the booking, whatever it overlaps: a meeting moved by the host is followed, a cancelled one gives
 * its time back. The calendar is read before the booking: a change of the booking that is under way raises `rev` in between,
 * and this write fails and looks again. With `always` the calendar is written even where it is in line, for the same reason.
 * @returns the claims of others that the booking now overlaps
 */
export const alignClaim = async (
  { store, clock }: { store: Store; clock: Clock },
  id: string,
  host: string,
  always = false,
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
      const others = calendar.claims.filter(claim => claim.id !== id);
      const mine = calendar.claims.filter(claim => claim.id === id);
      if (current?.intent || current?.state === 'pending') return always ? calendar.claims : null;
      if (current?.state !== 'confirmed') return mine.length > 0 || always ? others : null;
      overlapped = others.filter(
        claim => claim.kind === 'booking' && claim.start < current.end && current.start < claim.end,
      );
      const [only] = mine;
      const inLine = mine.length === 1 && only?.start === current.start && only.end === current.end;
      return inLine && !always ? null : [...others, claimOf(current)];
    },
  );
  return overlapped;
};
