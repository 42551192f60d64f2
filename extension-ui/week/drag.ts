import { addDays, daysBetween } from '../shared/dates.ts';
import { instantAt } from '../shared/zones/instant.ts';
import { wallAt } from '../shared/zones/wall.ts';
import type { GridItem, Place, Span } from './grid-item.ts';
import { DAY_MINUTES } from './segments.ts';

const MINUTE_MS = 60_000;
const DAY_MS = DAY_MINUTES * MINUTE_MS;
/** A meeting's greatest length. */
const LONGEST_MS = DAY_MS;

/** What is held while dragging. */
export type Grip =
  | { readonly kind: 'add'; readonly from: Place }
  /** `below`: minutes on the wall from the item's beginning to where it was taken. */
  | { readonly kind: 'move'; readonly item: GridItem; readonly below: number }
  | { readonly kind: 'resize'; readonly item: GridItem };

export interface DragOptions {
  readonly zone: string;
  /** What times snap to. */
  readonly snapMinutes: number;
}

const snapped = (minutes: number, step: number): number => Math.round(minutes / step) * step;

/** How far below its beginning an item is taken. */
export const belowStart = (item: Span, place: Place, zone: string): number => {
  const start = wallAt(zone, item.start);
  return daysBetween(start.date, place.date) * DAY_MINUTES + place.minutes - start.minutes;
};

/** The same wall time, `days` later. */
export const onOtherDay = (span: Span, days: number, zone: string): Span => {
  const { date, minutes } = wallAt(zone, span.start);
  const start = instantAt(zone, addDays(date, days), minutes);
  return { start, end: start + span.end - span.start };
};

const moved = (item: Span, below: number, place: Place, { zone, snapMinutes }: DragOptions): Span => {
  const was = wallAt(zone, item.start);
  const minutes = snapped(place.minutes - below, snapMinutes);
  // Dropped where it was: in an hour that comes twice the wall alone doesn't tell which one that is.
  if (place.date === was.date && minutes === snapped(was.minutes, snapMinutes)) return item;
  const start = instantAt(zone, place.date, minutes);
  return { start, end: start + item.end - item.start };
};

/** What a drag makes of what is held, when the pointer is at `place`. A length is kept in elapsed time. */
export const dragged = (grip: Grip, place: Place, options: DragOptions): Span => {
  const { zone, snapMinutes } = options;
  const step = snapMinutes * MINUTE_MS;
  if (grip.kind === 'move') return moved(grip.item, grip.below, place, options);
  if (grip.kind === 'resize') {
    const end = instantAt(zone, place.date, snapped(place.minutes, snapMinutes));
    const { start } = grip.item;
    return { start, end: Math.min(Math.max(end, start + step), start + LONGEST_MS) };
  }
  // Sideways changes nothing: what is drawn stays on the date where it was begun.
  const { date, minutes } = grip.from;
  const anchor = Math.floor(minutes / snapMinutes) * snapMinutes;
  const down = place.minutes >= minutes;
  const other = down
    ? Math.max(Math.ceil(place.minutes / snapMinutes) * snapMinutes, anchor + snapMinutes)
    : Math.floor(place.minutes / snapMinutes) * snapMinutes;
  const [from, to] = down ? [anchor, other] : [other, anchor + snapMinutes];
  const start = instantAt(zone, date, from);
  return { start, end: Math.max(instantAt(zone, date, Math.min(to, DAY_MINUTES)), start + step) };
};

/** What a click at `place` adds. */
export const added = (place: Place, lengthMinutes: number, { zone, snapMinutes }: DragOptions): Span => {
  const start = instantAt(zone, place.date, Math.floor(place.minutes / snapMinutes) * snapMinutes);
  return { start, end: start + lengthMinutes * MINUTE_MS };
};

/** From one drawn line to the next. */
const LINE_MINUTES = 30;
/** A finger so little above a line means that line. */
const ABOVE_MINUTES = 8;

/** What a tap at `place` adds: a finger can't aim at what isn't drawn. */
export const tapped = (place: Place, lengthMinutes: number, zone: string): Span => {
  const minutes = Math.min(place.minutes + ABOVE_MINUTES, DAY_MINUTES - 1);
  return added({ ...place, minutes }, lengthMinutes, { zone, snapMinutes: LINE_MINUTES });
};

/** By keyboard, in elapsed time: an hour that comes twice is gone through twice. */
export const shifted = (span: Span, minutes: number): Span => ({
  start: span.start + minutes * MINUTE_MS,
  end: span.end + minutes * MINUTE_MS,
});

/** null where it would have no length, or too great a one. */
export const lengthened = ({ start, end }: Span, minutes: number): Span | null => {
  const changed = end + minutes * MINUTE_MS;
  return changed - start >= Math.abs(minutes) * MINUTE_MS && changed - start <= LONGEST_MS
    ? { start, end: changed }
    : null;
};
