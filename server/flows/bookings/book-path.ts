import type { Booking } from '../../domain/booking.ts';
import type { Link } from '../../domain/link.ts';

/** Where whoever booked may book again, by their personal link where they have one; null: the link is in the trash. */
export const bookPath = ({ slug, deletedAt }: Link, { invited }: Pick<Booking, 'invited'>): string | null => {
  if (deletedAt !== null) return null;
  return invited ? `/i/${invited.invitation}` : `/b/${slug}`;
};
