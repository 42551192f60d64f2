import type { Actor, Booking } from '../../domain/booking.ts';
import { Failure } from '../../failure.ts';
import type { BookDeps } from './book.ts';
import { applyEvent } from './changes.ts';
import { alignClaim } from './claims.ts';

/** Cancels a meeting and gives its time back at once. Cancelling twice is no fault. @throws booking_over */
export const createCancel =
  (deps: BookDeps) =>
  async (booking: Booking, by: Actor, reason: string): Promise<Booking> => {
    const now = deps.clock.now();
    if (booking.state === 'cancelled') return booking;
    if (booking.end <= now) throw new Failure('booking_over');
    const cancelled = await applyEvent(deps.store, booking.id, { kind: 'cancelled', by, reason, at: now });
    if (!cancelled) return (await deps.store.bookings.find(booking.id)) ?? booking;
    await alignClaim(deps, booking.id, booking.host);
    deps.deliverSoon(booking.id);
    return cancelled;
  };
