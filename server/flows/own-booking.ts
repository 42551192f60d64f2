import type { Booking } from '../domain/booking.ts';
import { Failure } from '../failure.ts';
import type { Store } from '../ports.ts';
import type { ManageTokens } from './manage-token.ts';

/** The booking that a guest's signed link stands for. @throws booking_not_found, link_gone (its host was erased) */
export const ownBooking = async (store: Store, tokens: ManageTokens, token: string): Promise<Booking> => {
  const id = tokens.read(token);
  const booking = id ? await store.bookings.find(id) : null;
  if (booking && (booking.state === 'confirmed' || booking.state === 'cancelled')) return booking;
  throw new Failure(id && (await store.tombstones.has(id)) ? 'link_gone' : 'booking_not_found');
};
