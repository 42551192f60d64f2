import type { Booking } from '../../domain/booking.ts';
import { busyIntervals } from '../../domain/busy.ts';
import { companyOf } from '../../domain/host.ts';
import { type Interval, overlap } from '../../domain/interval.ts';
import type { Store } from '../../ports.ts';
import { mirrorId } from '../crm/mirror.ts';

export interface Overlap extends Interval {
  readonly kind: 'meeting' | 'activity';
}

/** What else of the host's is on a meeting's time, by start: other meetings, and busy activities as they were last mirrored. */
export const overlapsOf = async (
  store: Store,
  booking: Booking,
  /** The host's: which instants an all-day activity takes. */
  zone: string,
): Promise<Overlap[]> => {
  const { id, host, start, end, crm } = booking;
  const claims = (await store.calendars.find(host))?.claims ?? [];
  const own = crm.activity === null ? null : mirrorId(companyOf(host), crm.activity);
  const activities = (await store.activities.between(host, start, end)).filter(activity => activity.id !== own);
  const meetings = claims
    .filter(claim => claim.kind === 'booking' && claim.id !== id)
    .map(claim => ({ kind: 'meeting' as const, start: claim.start, end: claim.end }));
  const busy = activities
    .flatMap(activity => busyIntervals([activity], zone))
    .map(interval => ({ kind: 'activity' as const, ...interval }));
  return [...meetings, ...busy].filter(other => overlap(other, booking)).sort((a, b) => a.start - b.start);
};
