import type { Weekday } from '../../server/domain/rule.ts';

const weekdays: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** 1 January 2024 was a Monday. */
const dayAt = (day: number): number => Date.UTC(2024, 0, 1 + day);

/** A wall time as the locale's clock has it. */
export const clock = (wall: string, locale: string): string => {
  // The end of a day, which a clock would show as its beginning.
  if (wall === '24:00') return wall;
  const [hours = 0, minutes = 0] = wall.split(':').map(Number);
  return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', timeStyle: 'short' }).format(
    Date.UTC(2024, 0, 1, hours, minutes),
  );
};

interface Run {
  readonly first: number;
  last: number;
  readonly hours: string;
}

type Windows = readonly (readonly [from: string, to: string])[];

/** `Mon–Fri 09:00–17:00; Sat 10:00–12:00`: neighbouring days of equal hours are told at once. Empty: open on no weekday. */
export const weeklyHours = (weekly: Readonly<Partial<Record<string, Windows>>>, locale: string): string => {
  const dayName = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', weekday: 'short' });
  const hoursOf = (weekday: Weekday): string =>
    (weekly[weekday] ?? []).map(([from, to]) => `${clock(from, locale)}–${clock(to, locale)}`).join(', ');
  const runs: Run[] = [];
  for (const [day, weekday] of weekdays.entries()) {
    const hours = hoursOf(weekday);
    const run = runs.at(-1);
    if (run?.hours === hours) run.last = day;
    else runs.push({ first: day, last: day, hours });
  }
  const daysOf = ({ first, last }: Run): string =>
    first === last ? dayName.format(dayAt(first)) : `${dayName.format(dayAt(first))}–${dayName.format(dayAt(last))}`;
  return runs
    .filter(({ hours }) => hours !== '')
    .map(run => `${daysOf(run)} ${run.hours}`)
    .join('; ');
};
