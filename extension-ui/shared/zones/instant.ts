import { wallAt } from './wall.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;

/**
 * The instant that a clock on the wall means, by the compatible rule (RFC 5545, Temporal): a time that a change of the clock leaves out
 * moves forward by the length of the gap; of a time that comes twice the earlier instant is meant. `minutes` since midnight may lie
 * outside of the date: 1440 is the next midnight.
 */
export const instantAt = (zone: string, date: string, minutes: number): number => {
  const asUtc = Date.parse(`${date}T00:00:00Z`) + minutes * MINUTE_MS;
  // Zones lie at most 14 hours from UTC: a day to either side is surely before and after a change at that time.
  const [before, after] = [-DAY_MINUTES, DAY_MINUTES].map(
    apart => wallAt(zone, asUtc + apart * MINUTE_MS).offsetMinutes,
  ) as [number, number];
  if (before === after) return asUtc - before * MINUTE_MS;
  const candidates = [asUtc - before * MINUTE_MS, asUtc - after * MINUTE_MS].toSorted((one, other) => one - other);
  const shown = (instant: number): number => instant + wallAt(zone, instant).offsetMinutes * MINUTE_MS;
  return candidates.find(instant => shown(instant) === asUtc) ?? asUtc - before * MINUTE_MS;
};
