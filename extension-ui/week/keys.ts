import { addDays } from '../shared/dates.ts';
import { instantAt } from '../shared/zones/instant.ts';
import { added, lengthened, onOtherDay, shifted } from './drag.ts';
import type { GridItem, Span } from './grid-item.ts';
import { CELL_MINUTES, cellOn, neighbour, type Stop, stopsOf } from './stops.ts';

type ItemStop = Extract<Stop, { kind: 'item' }>;

const FINE_MINUTES = 5;

export interface KeyOptions {
  readonly zone: string;
  readonly dates: readonly string[];
  readonly snapMinutes: number;
  readonly newMinutes: number;
  readonly canAdd: boolean;
  /** Items that can be focused, as stops in the order of their beginnings. */
  readonly stops: readonly ItemStop[];
  readonly current: Stop;
  itemOf(id: string): GridItem | undefined;
  goTo(stop: Stop): void;
  page(by: 1 | -1): void;
  add(span: Span): void;
  change(item: GridItem, span: Span, how: 'move' | 'resize'): void;
  press(stop: ItemStop): void;
  remove(item: GridItem): void;
}

const vertical: Partial<Record<string, 1 | -1>> = { ArrowUp: -1, ArrowDown: 1 };
const horizontal: Partial<Record<string, 1 | -1>> = { ArrowLeft: -1, ArrowRight: 1 };

/** With Alt: moves an item, or with Shift changes its length. */
const changeItem = (event: KeyboardEvent, item: GridItem, { zone, snapMinutes, change }: KeyOptions): boolean => {
  const down = vertical[event.key];
  const along = horizontal[event.key];
  const minutes = (down ?? 0) * (event.ctrlKey ? FINE_MINUTES : snapMinutes);
  if (event.shiftKey) {
    const span = down && lengthened(item, minutes);
    if (span) change(item, span, 'resize');
    return down !== undefined;
  }
  if (down) change(item, shifted(item, minutes), 'move');
  else if (along) change(item, onOtherDay(item, along, zone), 'move');
  else return false;
  return true;
};

/** What can be moved at the stop: itself, or what lies in the half hour. */
const movableAt = ({ current, stops, zone, itemOf }: KeyOptions): GridItem | undefined => {
  if (current.kind === 'item') return [itemOf(current.id)].find(item => item?.movable);
  const start = instantAt(zone, current.date, current.minutes);
  const end = start + CELL_MINUTES * 60_000;
  return stops.map(({ id }) => itemOf(id)).find(item => item?.movable && item.start < end && start < item.end);
};

const toItem = ({ stops, current, goTo }: KeyOptions, by: 1 | -1): void => {
  const before = (one: Stop, other: Stop) =>
    one.date < other.date || (one.date === other.date && one.minutes < other.minutes);
  const at = stops.findIndex(stop => current.kind === 'item' && stop.id === current.id && stop.date === current.date);
  const next =
    by === 1
      ? stops[at + 1] !== undefined && at !== -1
        ? stops[at + 1]
        : stops.find(stop => before(current, stop))
      : at !== -1
        ? stops[at - 1]
        : stops.findLast(stop => before(stop, current));
  if (next) goTo(next);
};

const go = (event: KeyboardEvent, options: KeyOptions): boolean => {
  const { current, dates, zone, stops, goTo, page } = options;
  const { date, minutes } = current;
  const down = vertical[event.key];
  const along = horizontal[event.key];
  if (down && event.ctrlKey) toItem(options, down);
  else if (down) goTo(neighbour(stopsOf(date, zone, stops), current, down));
  else if (along) {
    const other = addDays(date, along);
    if (!dates.includes(other)) page(along);
    goTo(cellOn(other, minutes));
  } else if (event.key === 'Home') goTo(cellOn(dates[0] ?? date, event.ctrlKey ? 0 : minutes));
  else if (event.key === 'End') goTo(cellOn(dates.at(-1) ?? date, event.ctrlKey ? 1439 : minutes));
  else if (event.key === 'PageUp' || event.key === 'PageDown') {
    const by = event.key === 'PageUp' ? -1 : 1;
    page(by);
    goTo(cellOn(addDays(date, by * dates.length), minutes));
  } else return false;
  return true;
};

const act = (event: KeyboardEvent, options: KeyOptions): boolean => {
  const { current, itemOf, add, canAdd, newMinutes, zone, snapMinutes, press, remove } = options;
  const item = current.kind === 'item' ? itemOf(current.id) : undefined;
  switch (event.key) {
    case 'Enter':
    case ' ':
      if (current.kind === 'item') press(current);
      else if (canAdd) add(added(current, newMinutes, { zone, snapMinutes }));
      return true;
    case 'Delete':
    case 'Backspace':
      if (item?.removable) remove(item);
      return item !== undefined;
    default:
      return false;
  }
};

/** What a key does on the grid; true where it has been taken. */
export const takeKey = (event: KeyboardEvent, options: KeyOptions): boolean => {
  if (event.metaKey) return false;
  if (event.altKey) {
    const item = movableAt(options);
    return item !== undefined && changeItem(event, item, options);
  }
  return go(event, options) || (!event.ctrlKey && act(event, options));
};
