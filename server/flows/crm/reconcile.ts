import { type Booking, LOOK_AHEAD } from '../../domain/booking.ts';
import { companyOf, userOf } from '../../domain/host.ts';
import { DAY } from '../../domain/interval.ts';
import type { Access, Crm, CrmActivity } from '../../ports.ts';
import { alignClaim } from '../bookings/claims.ts';
import { bookingInNote } from '../delivery/activity-text.ts';
import { reconcileLease } from '../hosts/erase.ts';
import { holdingLease } from '../lease.ts';
import type { CallCrm } from './access.ts';
import { noticeCollisions } from './collision.ts';
import { bookingOf, type FollowDeps, followActivity, isOurs } from './follow.ts';
import { applyReading, mirrored, mirrorId } from './mirror.ts';

export interface ReconcileDeps extends FollowDeps {
  readonly crm: Crm;
  readonly callCrm: CallCrm;
}

/** How far back activities are listed: an event of last week may still spill buffers, or be moved into the future. */
const LOOK_BACK = 7 * DAY;
const IDS_AT_ONCE = 100;

/** The host's activities, complete, from a week ago on; or the failure that cut the listing short. */
const listing = async ({ crm }: ReconcileDeps, access: Access, owner: number, from: number): Promise<CrmActivity[]> => {
  const oldest = new Date(from).toISOString().slice(0, 10);
  const found: CrmActivity[] = [];
  for await (const page of crm.activitiesByDueDate(access, owner)) {
    found.push(...page.filter(activity => activity.dueDate !== null && activity.dueDate >= oldest));
    // Where undated ones stand in the order isn't known, so only a dated one ends the listing.
    if (page.some(activity => activity.dueDate !== null && activity.dueDate < oldest)) break;
  }
  return found;
};

/** Pages shift while they are read: what a listing lacks is asked for by id before it counts as gone. */
const lookedUp = async (
  { crm }: ReconcileDeps,
  access: Access,
  ids: readonly number[],
): Promise<Map<number, CrmActivity>> => {
  const found = new Map<number, CrmActivity>();
  for (let first = 0; first < ids.length; first += IDS_AT_ONCE) {
    for (const activity of await crm.activitiesById(access, ids.slice(first, first + IDS_AT_ONCE))) {
      if (!activity.deleted) found.set(activity.id, activity);
    }
  }
  return found;
};

const numberOf = (id: string): number => Number(id.slice(id.indexOf(':') + 1));

/**
 * Repairs whatever webhooks lost: one full listing of the host's activities, the mirror brought in line with it, and the bookings with
 * their activities. Nothing counts as gone unless a complete listing and a look-up by id both lack it.
 * @returns false where another instance is at it
 * @throws CrmFailure, Failure('paused')
 */
export const createReconcile =
  (deps: ReconcileDeps) =>
  async (host: string): Promise<boolean> => {
    const done = await holdingLease(deps, reconcileLease(host), () =>
      deps.callCrm(host, access => reconcileHost(deps, access, host)),
    );
    return done !== null;
  };

const activityOf = ({ crm }: Booking): number => crm.activity ?? 0;

const ofHost = async ({ store }: ReconcileDeps, host: string, now: number): Promise<Booking[]> =>
  (await store.bookings.ofHost(host, now - LOOK_BACK, now + LOOK_AHEAD)).filter(({ crm }) => crm.activity !== null);

const reconcileHost = async (deps: ReconcileDeps, access: Access, host: string): Promise<void> => {
  const { store, clock } = deps;
  const startedAt = clock.now();
  const company = companyOf(host);
  const user = userOf(host);
  const from = startedAt - LOOK_BACK;
  const agreedBefore = new Map(
    (await ofHost(deps, host, startedAt)).map(({ id, crm }) => [id, JSON.stringify(crm.agreed)]),
  );
  const listed = new Map((await listing(deps, access, user, from)).map(activity => [activity.id, activity]));
  const bookings = await ofHost(deps, host, startedAt);
  // Of a booking that we wrote to while it was listed the listing may be older than our own write.
  const written = bookings.filter(({ id, crm }) => agreedBefore.get(id) !== JSON.stringify(crm.agreed));
  const missing = new Set([
    ...[
      ...(await store.activities.idsFrom(host, from)).map(numberOf),
      // What is over, or known to be deleted, isn't missed.
      ...bookings.filter(({ end, crm }) => end > startedAt && crm.agreed !== null).map(activityOf),
    ].filter(id => !listed.has(id)),
    ...written.map(activityOf),
  ]);
  const found = await lookedUp(deps, access, [...missing]);
  const gone = [...missing].filter(id => !found.has(id));
  const current = new Map([...listed, ...found]);
  for (const id of gone) current.delete(id);

  const byActivity = new Map<number, Booking>(bookings.map(booking => [activityOf(booking), booking]));
  const others: CrmActivity[] = [];
  for (const activity of current.values()) {
    const known = byActivity.has(activity.id) || bookingInNote(deps.publicUrl, activity.note) === null;
    const booking = known ? byActivity.get(activity.id) : await bookingOf(deps, company, activity.id, activity);
    if (booking) byActivity.set(activity.id, booking);
    else others.push(activity);
  }
  const rows = others.filter(({ owner }) => owner === user).map(activity => mirrored(company, activity));
  await store.activities.put(rows);
  await store.activities.remove(gone.map(id => mirrorId(company, id)));
  // `at` is the CRM's clock, by which later changes are compared.
  const reading = (activity: CrmActivity, ours: boolean) =>
    applyReading(deps, { host, company, activity: activity.id, current: activity, ours, at: activity.updatedAt });
  for (const activity of others.filter(({ owner }) => owner !== user)) await reading(activity, false);

  for (const [id, booking] of byActivity) {
    const activity = current.get(id) ?? null;
    await followActivity(deps, booking, id, activity);
    await alignClaim(deps, booking.id, booking.host);
    if (activity) await reading(activity, await isOurs(deps, booking.id, activity));
  }
  await store.calendars.raise(host, startedAt);
  await noticeCollisions(deps, host, rows);
  const gap = (await store.hosts.find(host))?.gapSince ?? null;
  await store.hosts.update(host, {
    reconciledAt: startedAt,
    ...(gap !== null && gap <= startedAt ? { gapSince: null } : {}),
  });
};
