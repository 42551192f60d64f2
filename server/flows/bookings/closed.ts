import type { Claim } from '../../domain/calendar.ts';
import type { Link } from '../../domain/link.ts';
import { isOneOff } from '../../domain/rule.ts';
import type { Store } from '../../ports.ts';

/**
 * Whether a link that takes one booking has it. Past claims are pruned, so that confirmed bookings count by themselves; an attempt
 * to book counts only once it has its claim.
 */
export const isBookedOneOff = async (store: Store, link: Link, claims: readonly Claim[]): Promise<boolean> => {
  if (!isOneOff(link.offer)) return false;
  if (claims.some(claim => claim.kind === 'booking' && claim.link === link.slug)) return true;
  return (await store.bookings.liveOfLink(link.slug)).some(({ state }) => state === 'confirmed');
};
