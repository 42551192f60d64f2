import type { MailTime } from './mail-time.ts';
import { byDay } from './times.ts';

/** What goes into a mail: few enough to read, and days enough that one of them suits. */
const TIMES = 8;
const DAYS = 3;

/** Indices of `wanted` items out of `count`, the first and the last among them, the others evenly between. */
const evenly = (wanted: number, count: number): number[] =>
  Array.from({ length: wanted }, (_, at) => (wanted === 1 ? 0 : Math.round((at * (count - 1)) / (wanted - 1))));

/** Of the times (sorted) at most eight: shared out over the first three days, and over the hours of each. */
export const spreadTimes = (times: readonly MailTime[], zone: string): MailTime[] => {
  const days = byDay(times, ({ start }) => Date.parse(start), zone).slice(0, DAYS);
  const inTurns = Array.from({ length: TIMES }, (_, turn) => days.filter(({ items }) => items.length > turn)).flat();
  const chosen = inTurns.slice(0, TIMES);
  return days.flatMap(day => {
    const wanted = chosen.filter(other => other === day).length;
    return evenly(wanted, day.items.length).flatMap(index => day.items[index] ?? []);
  });
};
