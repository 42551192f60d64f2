import { wallAt } from '../shared/zones/wall.ts';
import type { AllDayItem, GridItem } from '../week/grid-item.ts';
import type { Period } from './period.ts';

export interface AgendaDay {
  readonly date: string;
  readonly allDay: readonly AllDayItem[];
  readonly timed: readonly GridItem[];
}

/** Dates on which there is something, each item once: on the date on which it begins, or on the first that is shown. */
export const agendaDays = (
  timed: readonly GridItem[],
  allDay: readonly AllDayItem[],
  { from, to }: Period,
  zone: string,
): AgendaDay[] => {
  const days = new Map<string, { date: string; allDay: AllDayItem[]; timed: GridItem[] }>();
  const on = (date: string) => {
    const day = days.get(date) ?? { date, allDay: [], timed: [] };
    days.set(date, day);
    return day;
  };
  for (const item of allDay) if (item.date >= from && item.date <= to) on(item.date).allDay.push(item);
  for (const item of timed.toSorted((one, other) => one.start - other.start || one.end - other.end)) {
    const begins = wallAt(zone, item.start).date;
    const ends = wallAt(zone, Math.max(item.start, item.end - 1)).date;
    if (begins <= to && ends >= from) on(begins < from ? from : begins).timed.push(item);
  }
  return [...days.values()].toSorted((one, other) => (one.date < other.date ? -1 : 1));
};
