import type { Activity } from '../../domain/activity.ts';
import { activityTime } from '../../domain/busy.ts';
import { hostId } from '../../domain/host.ts';
import type { CrmActivity } from '../../ports.ts';
import { type CollisionDeps, noticeCollisions } from './collision.ts';

export const mirrorId = (company: number, activity: number): string => `${company}:${activity}`;

/** A CRM activity as the mirror keeps it: without subject, note or people. */
export const mirrored = (company: number, activity: CrmActivity): Activity => ({
  id: mirrorId(company, activity.id),
  host: hostId(company, activity.owner),
  ...(activityTime(activity) ?? { start: null, end: null, date: null, busy: false }),
  updatedAt: activity.updatedAt,
});

/**
 * An activity that is deleted, in other hands or a meeting's own: it blocks nothing, and has no time to be shown at. It stays as a row of
 * its own for a while, so that a slower reader with an older version doesn't put it back.
 */
const gone = (id: string, host: string, at: number): Activity => ({
  id,
  host,
  start: null,
  end: null,
  date: null,
  busy: false,
  updatedAt: at,
});

/** What the CRM says of one activity now; null: it is deleted, or out of sight. */
export interface Reading {
  /** By whose token it was read. */
  readonly host: string;
  readonly company: number;
  readonly activity: number;
  readonly current: CrmActivity | null;
  /** An activity that one of our bookings wrote isn't mirrored: the booking itself counts. */
  readonly ours: boolean;
  /** The instant from which this is known. */
  readonly at: number;
}

/** Brings the mirror in line with one reading; the calendars of those concerned are raised after it, even if the mirror looked right already. */
export const applyReading = async (deps: CollisionDeps, reading: Reading): Promise<void> => {
  const { store } = deps;
  const { company, activity, current, ours, at } = reading;
  const before = await store.activities.find(mirrorId(company, activity));
  const after = current && !ours ? mirrored(company, current) : null;
  const owner = after && (await store.hosts.find(after.host));
  if (after && owner) await store.activities.put([after]);
  else if (before) await store.activities.put([gone(before.id, before.host, Math.max(at, before.updatedAt))]);
  else if (!current && !ours) await store.activities.put([gone(mirrorId(company, activity), reading.host, at)]);
  // Looked at after the put: a host who is erased meanwhile keeps nothing.
  if (!(await store.hosts.find(reading.host))) await store.activities.remove([mirrorId(company, activity)]);
  const concerned = new Set([before?.host, after && owner ? after.host : undefined].filter(host => host !== undefined));
  for (const host of concerned) await store.calendars.raise(host);
  if (after && owner) await noticeCollisions(deps, owner.id, [after]);
};
