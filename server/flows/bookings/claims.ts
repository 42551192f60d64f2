import { setTimeout as pause } from 'node:timers/promises';
import type { Booking, Intent } from '../../domain/booking.ts';
import { type Calendar, CLAIM_KEPT, type Claim } from '../../domain/calendar.ts';
import { overlap } from '../../domain/interval.ts';
import type { Link } from '../../domain/link.ts';
import { Failure } from '../../failure.ts';
import type { Clock, Store } from '../../ports.ts';
import { claimOf, type ReadAgenda, readAgenda } from './agenda.ts';

/** Each lost race means that somebody else's write went through, so this many tries outlast any crowd. */
const TRIES = 400;

/** What is to become of a calendar: its claims, null where it stays as it is, and what the caller is told. */
interface Decision<Result> {
  readonly claims: readonly Claim[] | null;
  readonly result: Result;
}

/**
 * Writes a host's calendar by compare and swap: `decide` sees what was read with the calendar of that very revision, or throws what is
 * to be refused.
 */
const swap = async <Seen extends { readonly calendar: Calendar } | null, Result>(
  store: Store,
  now: number,
  read: () => Promise<Seen>,
  decide: (seen: Seen) => Decision<Result>,
): Promise<Result> => {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const seen = await read();
    const { claims, result } = decide(seen);
    if (!seen || !claims) return result;
    const { calendar } = seen;
    const kept = claims.filter(claim =>
      claim.kind === 'hold' ? (claim.until ?? 0) > now : claim.end + CLAIM_KEPT > now,
    );
    if (await store.calendars.replace({ ...calendar, claims: kept, rev: calendar.rev + 1 }, calendar.rev))
      return result;
    await pause(Math.random() * Math.min(50, attempt));
  }
  throw new Failure('busy', { detail: 'a calendar kept changing' });
};

/** Whether this very change is still under way: a sweep that took it for left has withdrawn it. */
const isUnderWay = (booking: Booking | null, intent: Intent): boolean =>
  booking?.intent?.kind === intent.kind &&
  booking.intent.since === intent.since &&
  booking.intent.start === intent.start;

const isHold = (claim: Claim, link: Pick<Link, 'slug'>, id: string | null): boolean =>
  claim.kind === 'hold' && claim.id === id && claim.link === link.slug;

/**
 * Claims the time of an intent, if `refuse` finds nothing against it in the agenda of that very revision. What the booking had claimed
 * before stays claimed until `alignClaim`, so that a change that comes to nothing has given nothing away. The booking is read after
 * the calendar: whoever withdraws the intent raises `rev` after it, and this write fails and looks again. `hold`: the guest's own on
 * this link, which goes in the same step.
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
          ? isHold(claim, link, hold)
          : claim.id === booking.id && claim.start === intent.start && claim.end === intent.end;
      const others = seen.calendar.claims.filter(claim => !goes(claim));
      return { claims: [...others, claimOf(booking, intent)], result: undefined };
    },
  );

/**
 * Writes the hold that `make` decides on, in the agenda of that very revision, in the place of the one with its id.
 * @throws what `make` throws, busy
 */
export const claimHold = async <Hold extends Claim>(
  { store, clock }: { store: Store; clock: Clock },
  link: Link,
  start: number,
  make: (seen: ReadAgenda) => Hold,
): Promise<Hold> =>
  swap(
    store,
    clock.now(),
    () => readAgenda(store, link, { start, end: start + 1 }),
    seen => {
      const hold = make(seen);
      const others = seen.calendar.claims.filter(claim => !isHold(claim, link, hold.id));
      return { claims: [...others, hold], result: hold };
    },
  );

/** Takes a hold off its host's calendar, if it is still there. */
export const dropHold = async (
  { store, clock }: { store: Store; clock: Clock },
  link: Pick<Link, 'slug' | 'host'>,
  id: string,
): Promise<void> =>
  swap(
    store,
    clock.now(),
    async () => {
      const calendar = await store.calendars.find(link.host);
      return calendar && { calendar };
    },
    seen => {
      const claims = seen?.calendar.claims ?? [];
      const others = claims.filter(claim => !isHold(claim, link, id));
      return { claims: others.length < claims.length ? others : null, result: undefined };
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
): Promise<readonly Claim[]> =>
  swap(
    store,
    clock.now(),
    async () => {
      const calendar = await store.calendars.find(host);
      const booking = await store.bookings.find(id);
      return calendar && { calendar, booking };
    },
    seen => {
      if (!seen) return { claims: null, result: [] };
      const { calendar, booking } = seen;
      const others = calendar.claims.filter(claim => claim.id !== id);
      const mine = calendar.claims.filter(claim => claim.id === id);
      if (booking?.intent || booking?.state === 'pending')
        return { claims: always ? calendar.claims : null, result: [] };
      if (booking?.state !== 'confirmed') return { claims: mine.length > 0 || always ? others : null, result: [] };
      const [only] = mine;
      const inLine = mine.length === 1 && only?.start === booking.start && only.end === booking.end;
      return {
        claims: inLine && !always ? null : [...others, claimOf(booking)],
        result: others.filter(claim => claim.kind === 'booking' && overlap(claim, booking)),
      };
    },
  );
