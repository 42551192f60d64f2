import type { Activity } from '../../domain/activity.ts';
import type { Clock, Store } from '../../ports.ts';
import { applyEvent } from '../bookings/changes.ts';

export interface CollisionDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly deliverSoon: (booking: string) => void;
}

/**
 * Puts before the host what only shows now: an activity that was there when a guest booked its time, but hadn't come to us yet. What
 * the host puts over a meeting later is the host's own doing, as is a meeting that was moved since.
 */
export const noticeCollisions = async (
  { store, clock, deliverSoon }: CollisionDeps,
  host: string,
  activities: readonly Activity[],
): Promise<void> => {
  const now = clock.now();
  const busy = activities.flatMap(({ start, end, busy: blocks, updatedAt }) =>
    blocks && start !== null && end !== null && end > now ? [{ start, end, updatedAt }] : [],
  );
  const calendar = busy.length > 0 ? await store.calendars.find(host) : null;
  for (const claim of calendar?.claims ?? []) {
    const onIt = busy.filter(({ start, end }) => start < claim.end && claim.start < end);
    if (claim.kind !== 'booking' || claim.end <= now || onIt.length === 0) continue;
    const booking = await store.bookings.find(claim.id);
    const wasThere = booking?.sequence === 0 && onIt.some(({ updatedAt }) => updatedAt <= booking.createdAt);
    if (wasThere && (await applyEvent(store, claim.id, { kind: 'noticed', why: 'late_collision', at: now })))
      deliverSoon(claim.id);
  }
};
