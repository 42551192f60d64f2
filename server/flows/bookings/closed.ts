import type { Claim } from '../../domain/calendar.ts';
import type { Link } from '../../domain/link.ts';
import { isOneOff } from '../../domain/rule.ts';
import type { Store } from '../../ports.ts';

/**
 * Those of the links that take one booking and have it. Past claims are pruned, so that confirmed bookings count by themselves; an
 * attempt to book counts only once it has its claim.
 */
export const bookedOneOffs = async (
  store: Store,
  links: readonly Link[],
  claims: readonly Claim[],
): Promise<ReadonlySet<string>> => {
  const slugs = links.filter(({ offer }) => isOneOff(offer)).map(({ slug }) => slug);
  if (slugs.length === 0) return new Set();
  const claimed = claims.filter(claim => claim.kind === 'booking' && slugs.includes(claim.link));
  return new Set([...claimed.map(claim => claim.link), ...(await store.bookings.bookedAmong(slugs))]);
};

export const isBookedOneOff = async (store: Store, link: Link, claims: readonly Claim[]): Promise<boolean> =>
  (await bookedOneOffs(store, [link], claims)).has(link.slug);
