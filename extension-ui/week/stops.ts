import { instantAt } from '../shared/zones/instant.ts';
import { wallAt } from '../shared/zones/wall.ts';
import { DAY_MINUTES } from './segments.ts';

/** Where the keyboard is: on free room, or on an item. */
export type Stop =
  | { readonly kind: 'cell'; readonly date: string; readonly minutes: number }
  | { readonly kind: 'item'; readonly date: string; readonly minutes: number; readonly id: string };

/** From one cell to the next. */
export const CELL_MINUTES = 30;
/** All-day items stand before midnight. */
export const ALL_DAY = -1;

/** What the clock never shows on that date, because a change leaves it out. */
const isLeftOut = (zone: string, date: string, minutes: number): boolean =>
  wallAt(zone, instantAt(zone, date, minutes)).minutes !== minutes;

/** Free room and items by turns, down one date; at the same time the free room comes first. */
export const stopsOf = (date: string, zone: string, items: readonly Extract<Stop, { kind: 'item' }>[]): Stop[] => {
  const cells: Stop[] = [];
  for (let minutes = 0; minutes < DAY_MINUTES; minutes += CELL_MINUTES) {
    if (!isLeftOut(zone, date, minutes)) cells.push({ kind: 'cell', date, minutes });
  }
  const order = (stop: Stop): number => stop.minutes * 2 + (stop.kind === 'item' ? 1 : 0);
  return [...cells, ...items.filter(item => item.date === date)].toSorted((one, other) => order(one) - order(other));
};

const isSame = (one: Stop, other: Stop): boolean =>
  one.kind === 'item' && other.kind === 'item'
    ? one.id === other.id && one.date === other.date
    : one.kind === other.kind && one.minutes === other.minutes;

/** The stop after or before this one; itself at either end. A cell between two, chosen with the pointer, goes to its neighbours. */
export const neighbour = (stops: readonly Stop[], stop: Stop, by: 1 | -1): Stop => {
  const at = stops.findIndex(other => isSame(other, stop));
  if (at !== -1) return stops[at + by] ?? stop;
  const next =
    by === 1
      ? stops.find(other => other.minutes > stop.minutes)
      : stops.findLast(other => other.minutes < stop.minutes);
  return next ?? stop;
};

/** The free room of a time of day on another date. */
export const cellOn = (date: string, minutes: number): Stop => ({
  kind: 'cell',
  date,
  minutes: Math.max(0, Math.floor(minutes / CELL_MINUTES) * CELL_MINUTES),
});
