import type { Booking } from '../../domain/booking.ts';
import { type BookingEvent, next } from '../../domain/lifecycle.ts';
import { Failure } from '../../failure.ts';
import type { Store } from '../../ports.ts';

const TRIES = 100;

/**
 * Lets an event happen to a booking as it now is in the store, however many others are changing it.
 * @returns the booking after the event, or null where the event doesn't apply (any more) or the booking is gone
 */
export const applyEvent = async (store: Store, id: string, event: BookingEvent): Promise<Booking | null> => {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const booking = await store.bookings.find(id);
    const after = booking && next(booking, event);
    if (!booking || !after) return null;
    if (await store.bookings.replace(after, booking.version)) return after;
  }
  throw new Failure('busy', { detail: `booking ${id} kept changing under ${event.kind}` });
};
