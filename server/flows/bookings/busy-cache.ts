import { busyIntervals } from '../../domain/busy.ts';
import type { Calendar } from '../../domain/calendar.ts';
import { DAY, type Interval } from '../../domain/interval.ts';
import type { Store } from '../../ports.ts';

/** What a host's CRM activities block in a range, ascending and disjoint; may reach farther. */
export type ReadBusy = (calendar: Calendar, zone: string, range: Interval) => Promise<readonly Interval[]>;

export const readBusy =
  (store: Store): ReadBusy =>
  async ({ host }, zone, { start, end }) =>
    busyIntervals(await store.activities.between(host, start, end), zone);

/**
 * The same, remembered for listings. Whoever writes to the mirror raises `mirrorRev` after it, so what was read under one `mirrorRev` is
 * as good as if it had just been read under it; what is decided on it still fails when the calendar is written back under another `rev`.
 * Ranges are widened to whole days, so that one that begins now is found again. At most `limit` are kept, those used last.
 */
export const createBusyCache = (read: ReadBusy, limit: number): ReadBusy => {
  const kept = new Map<string, readonly Interval[]>();
  return async (calendar, zone, range) => {
    const wide = { start: Math.floor(range.start / DAY) * DAY, end: Math.ceil(range.end / DAY) * DAY };
    const key = [calendar.host, calendar.mirrorRev, zone, wide.start, wide.end].join(' ');
    const found = kept.get(key) ?? (await read(calendar, zone, wide));
    kept.delete(key);
    kept.set(key, found);
    const [oldest] = kept.keys();
    if (kept.size > limit && oldest !== undefined) kept.delete(oldest);
    return found;
  };
};
