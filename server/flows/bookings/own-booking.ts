import type { Booking } from '../../domain/booking.ts';
import { Failure } from '../../failure.ts';
import type { Store } from '../../ports.ts';
import type { ManageTokens } from './manage-token.ts';

/** The booking that a guest's signed link stands for. @throws booking_not_found, meeting_kept (its host leaves, or was erased) */
export const ownBooking = async (store: Store, tokens: ManageTokens, token: string): Promise<Booking> => {
  const id = tokens.read(token);
  const booking = id ? await store.bookings.find(id) : null;
  if (booking && (booking.state === 'confirmed' || booking.state === 'cancelled')) {
    const host = await store.hosts.find(booking.host);
    if (host && host.pausedBecause !== 'uninstalled') return booking;
    throw new Failure('meeting_kept');
  }
  throw new Failure(id && (await store.tombstones.has(id)) ? 'meeting_kept' : 'booking_not_found');
};
