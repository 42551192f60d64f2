import { byDay } from './times.ts';

/** What goes into a mail: few enough to read, and days enough that one of them suits. */
const TIMES = 8;
const DAYS = 3;

/** Indices of `wanted` items out of `count`, the first and the last among them, the others evenly between. */
const evenly = (wanted: number, count: number): number[] =>
  Array.from({ length: wanted }, (_, at) => (wanted === 1 ? 0 : Math.round((at * (count - 1)) / (wanted - 1))));

/** Of the starts (ISO 8601, sorted) at most eight: shared out over the first three days, and over the hours of each. */
export const spreadTimes = (starts: readonly string[], zone: string): string[] => {
  const days = byDay(starts, Date.parse, zone).slice(0, DAYS);
  const inTurns = Array.from({ length: TIMES }, (_, turn) => days.filter(({ items }) => items.length > turn)).flat();
  const chosen = inTurns.slice(0, TIMES);
  return days.flatMap(day => {
    const wanted = chosen.filter(other => other === day).length;
    return evenly(wanted, day.items.length).flatMap(index => day.items[index] ?? []);
  });
};
