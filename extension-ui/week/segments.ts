import { addDays } from '../shared/dates.ts';
import { type Wall, wallAt } from '../shared/zones/wall.ts';
import type { Span } from './grid-item.ts';

export const DAY_MINUTES = 1440;
/** So high that the shortest item can be seen and hit. */
const LEAST_MINUTES = 15;

/** What of an item lies on one date, in minutes on the wall since midnight. */
export interface Segment<T> {
  readonly item: T;
  readonly from: number;
  readonly to: number;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

interface Walls {
  readonly zone: string;
  readonly start: Wall;
  readonly end: Wall;
}

/** Formatting hundreds of instants takes longer than a frame: each item's walls are looked up once. */
const wallsOf = new WeakMap<Span, Walls>();

const walls = (item: Span, zone: string): Walls => {
  const known = wallsOf.get(item);
  if (known?.zone === zone) return known;
  const found = { zone, start: wallAt(zone, item.start), end: wallAt(zone, item.end) };
  wallsOf.set(item, found);
  return found;
};

/**
 * By the clock on the wall: a day of 23 or 25 hours is as high as any other. Where a change of the clock lets an item end before it
 * begins, it is drawn as a short one.
 */
export const segmentsOf = <T extends Span>(
  items: readonly T[],
  dates: readonly string[],
  zone: string,
): Map<string, Segment<T>[]> => {
  const days = new Map<string, Segment<T>[]>(dates.map(date => [date, []]));
  for (const item of items) {
    const { start, end } = walls(item, zone);
    for (let { date } = start; date <= end.date; date = addDays(date, 1)) {
      const isFirst = date === start.date;
      const isLast = date === end.date || (end.minutes === 0 && addDays(date, 1) === end.date);
      const from = isFirst ? Math.min(start.minutes, DAY_MINUTES - LEAST_MINUTES) : 0;
      const to = isLast && date === end.date ? Math.max(end.minutes, from + LEAST_MINUTES) : DAY_MINUTES;
      days.get(date)?.push({ item, from, to, isFirst, isLast });
      if (isLast) break;
    }
  }
  return days;
};
