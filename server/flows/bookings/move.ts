import type { Booking, Intent } from '../../domain/booking.ts';
import { MINUTE } from '../../domain/interval.ts';
import type { BookingEvent } from '../../domain/lifecycle.ts';
import type { Link } from '../../domain/link.ts';
import { verdict } from '../../domain/slots.ts';
import { Failure } from '../../failure.ts';
import { type ReadAgenda, readAgenda } from './agenda.ts';
import { type BookDeps, nearStarts, requireFree, tellingNearest } from './book.ts';
import { applyEvent } from './changes.ts';
import { alignClaim, claimTime } from './claims.ts';
import { requireKnown } from './open-link.ts';
import { settle } from './settle.ts';

/** How long a guest may undo a cancellation. */
export const UNDO_TIME = 10 * MINUTE;

/** The link of a booking whose time may still change, trashed and inactive ones too. @throws booking_over, link_gone */
const linkOf = async ({ store, clock }: BookDeps, booking: Booking): Promise<Link> => {
  if (booking.end <= clock.now()) throw new Failure('booking_over');
  const link = await store.links.find(booking.link);
  if (!link) throw new Failure('link_gone');
  return link;
};

/** A check of one start by all rules, the booking itself aside. @throws slot_taken, not_offered, crm_unknown */
const judgeStart = async (
  deps: BookDeps,
  booking: Booking,
  link: Link,
  start: number,
): Promise<(seen: ReadAgenda) => number> => {
  const host = await deps.store.hosts.find(booking.host);
  if (!host) throw new Failure('link_gone');
  return ({ calendar, agenda }) => {
    const now = deps.clock.now();
    requireKnown(host, calendar, now, deps.staleAfter);
    const found = verdict(link.offer, agenda, { link: link.slug, excludeBooking: booking.id, hold: null }, start, now);
    return requireFree(found);
  };
};

/**
 * Takes the time of a change under an intent that a sweep can settle, and lets the change happen to the booking.
 * @throws what `judge` throws, busy
 */
const changeTime = async (
  deps: BookDeps,
  booking: Booking,
  link: Link,
  judge: (seen: ReadAgenda) => number,
  intent: Intent,
  event: BookingEvent,
): Promise<Booking> => {
  const { store, clock } = deps;
  await settle(deps, booking.id);
  if (!(await applyEvent(store, booking.id, { kind: 'intended', intent, at: clock.now() })))
    throw new Failure('busy', { detail: `another change of booking ${booking.id} is under way` });
  try {
    await claimTime(deps, link, booking, intent, judge);
  } catch (failure) {
    // Any other error leaves open whether the claim was written: the intent stays, and the sweep looks.
    if (failure instanceof Failure) await applyEvent(store, booking.id, { kind: 'withdrawn', at: clock.now() });
    throw failure;
  }
  const changed = await applyEvent(store, booking.id, event);
  await alignClaim(deps, booking.id, booking.host);
  if (!changed) {
    throw new Failure('busy', { detail: `the ${intent.kind} of booking ${booking.id} was overtaken` });
  }
  deps.deliverSoon(booking.id);
  return changed;
};

/** The guest moves the meeting, by the rules of the link as it is now. @throws slot_taken, not_offered, booking_over, crm_unknown, busy */
export const createMove =
  (deps: BookDeps) =>
  async (booking: Booking, start: number): Promise<Booking> => {
    const link = await linkOf(deps, booking);
    if (booking.state !== 'confirmed') throw new Failure('booking_over', { message: 'This meeting was cancelled.' });
    if (start === booking.start) return booking;
    const judge = await judgeStart(deps, booking, link, start);
    return tellingNearest(
      async () => {
        const to = { start, end: judge(await readAgenda(deps.store, link, { start, end: start + 1 }, booking.id)) };
        const at = deps.clock.now();
        return changeTime(
          deps,
          booking,
          link,
          judge,
          { kind: 'move', ...to, since: at, by: 'guest' },
          { kind: 'moved', to, by: 'guest', at },
        );
      },
      () => nearStarts(deps, link, start, booking.id, null, booking.start),
    );
  };

/** The link as it would have to be to offer the booking's own length, which may have changed since. */
const withLengthOf = (link: Link, { start, end }: Booking): Link => {
  const { offer } = link;
  return offer.kind === 'general'
    ? { ...link, offer: { ...offer, rule: { ...offer.rule, duration: (end - start) / MINUTE } } }
    : {
        ...link,
        offer: {
          ...offer,
          rule: { ...offer.rule, times: offer.rule.times.map(time => (time[0] === start ? [start, end] : time)) },
        },
      };
};

/** The guest takes a cancellation back, which claims the time anew by all rules. @throws slot_taken, not_offered, booking_over, crm_unknown, busy */
export const createUndo =
  (deps: BookDeps) =>
  async (booking: Booking): Promise<Booking> => {
    const link = withLengthOf(await linkOf(deps, booking), booking);
    if (booking.state === 'confirmed') return booking;
    const at = deps.clock.now();
    if (booking.cancelled?.by !== 'guest' || booking.cancelled.at + UNDO_TIME < at)
      throw new Failure('booking_over', { message: 'This can no longer be undone.' });
    const { start, end } = booking;
    const judge = await judgeStart(deps, booking, link, start);
    return tellingNearest(
      () =>
        changeTime(
          deps,
          booking,
          link,
          judge,
          { kind: 'undo', start, end, since: at, by: 'guest' },
          { kind: 'restored', by: 'guest', at },
        ),
      () => nearStarts(deps, link, start, booking.id),
    );
  };
