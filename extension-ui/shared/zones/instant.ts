import { wallAt } from './wall.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;

/** Zones lie at most 14 hours from UTC: a day to either side is surely before and after a change at that time. */
const offsetsAround = (zone: string, asUtc: number): [before: number, after: number] => [
  wallAt(zone, asUtc - DAY_MS).offsetMinutes,
  wallAt(zone, asUtc + DAY_MS).offsetMinutes,
];

const utcOf = (date: string, minutes: number): number => Date.parse(`${date}T00:00:00Z`) + minutes * MINUTE_MS;

/** Instants at which a zone's clocks show a date and a time: none where clocks jump over it, two where it comes twice; the earlier first. */
export const instantsAt = (zone: string, date: string, minutes: number): number[] => {
  const asUtc = utcOf(date, minutes);
  return [...new Set(offsetsAround(zone, asUtc))]
    .map(offset => asUtc - offset * MINUTE_MS)
    .filter(instant => instant + wallAt(zone, instant).offsetMinutes * MINUTE_MS === asUtc)
    .toSorted((one, other) => one - other);
};

/**
 * The instant that a clock on the wall means, by the compatible rule (RFC 5545, Temporal): a time that a change of the clock leaves out
 * moves forward by the length of the gap; of a time that comes twice the earlier instant is meant. `minutes` since midnight may lie
 * outside of the date: 1440 is the next midnight.
 */
export const instantAt = (zone: string, date: string, minutes: number): number => {
  const asUtc = utcOf(date, minutes);
  const [before, after] = offsetsAround(zone, asUtc);
  // As nearly always, and looked up for every day of a list.
  if (before === after) return asUtc - before * MINUTE_MS;
  return instantsAt(zone, date, minutes)[0] ?? asUtc - before * MINUTE_MS;
};
