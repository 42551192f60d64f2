import type { Weekday, Window } from '../../server/domain/rule.ts';
import { weekdayOf } from '../shared/dates.ts';

/** Wall times and the windows they make, as they stand in the form: a text that is no time stays what was typed. */

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const satisfies readonly Weekday[];
export const DAY_MINUTES = 1440;

const WALL = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/;
const TYPED = /^(\d{1,2})(?:\s*[:.h]?\s*([0-5]\d))?\s*(?:([ap])\.?\s*m\.?)?$/i;

/** `HH:MM` → minutes past midnight, `24:00` included; null for anything else. */
export const wallMinutes = (time: string): number | null => {
  const found = WALL.exec(time);
  if (!found) return null;
  return found[1] === undefined ? DAY_MINUTES : Number(found[1]) * 60 + Number(found[2]);
};

export const wallTime = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** What people type for a time, `9`, `930`, `9.30`, `9:30 pm`, as `HH:MM`; null where it is none. */
export const readTime = (typed: string): string | null => {
  const found = TYPED.exec(typed.trim());
  if (!found) return null;
  const half = found[3]?.toLowerCase();
  const hours = Number(found[1]);
  if (half && (hours < 1 || hours > 12)) return null;
  const hour = half ? (hours % 12) + (half === 'p' ? 12 : 0) : hours;
  const time = wallTime(hour * 60 + Number(found[2] ?? 0));
  return wallMinutes(time) === null ? null : time;
};

/** A window in minutes past midnight; `to` passes 1440 where it ends on the next date. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** null unless both are times, `from` isn't `24:00` and they differ. */
export const spanOf = ([from, to]: Window): Span | null => {
  const start = wallMinutes(from);
  const end = wallMinutes(to);
  if (start === null || end === null || start === end || start === DAY_MINUTES) return null;
  return { from: start, to: end < start ? end + DAY_MINUTES : end };
};

export const spansOf = (windows: readonly Window[]): Span[] => windows.map(spanOf).filter(span => span !== null);

/** Sorted, and those that overlap or touch made one. */
export const merged = (spans: readonly Span[]): Span[] => {
  const made: { from: number; to: number }[] = [];
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    const last = made.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else made.push({ from, to });
  }
  return made;
};

export const endsNextDay = (window: Window): boolean => (spanOf(window)?.to ?? 0) > DAY_MINUTES;

/** A minute short of midnight: hardly anybody means it. */
export const isAlmostMidnight = ([, to]: Window): boolean => to === '23:59';

const FIRST: Window = ['09:00', '17:00'];
const BREAK_MINUTES = 60;

/** One more: an hour after the last, for an hour, as far as the day goes; on a day without any, nine to five. */
export const withWindow = (windows: readonly Window[]): readonly Window[] => {
  const last = merged(spansOf(windows)).at(-1);
  if (!last) return [...windows, FIRST];
  const from = last.to + BREAK_MINUTES;
  if (from < DAY_MINUTES) return [...windows, [wallTime(from), wallTime(Math.min(from + 60, DAY_MINUTES))]];
  // No room after the last: the hour before the first, or whatever there is.
  const first = Math.min(...spansOf(windows).map(span => span.from));
  const to = Math.max(first - BREAK_MINUTES, 30);
  return [[wallTime(Math.max(to - 60, 0)), wallTime(to)], ...windows];
};

export const withoutWindow = (windows: readonly Window[], index: number): readonly Window[] =>
  windows.filter((_, other) => other !== index);

export const changedWindow = (windows: readonly Window[], index: number, window: Window): readonly Window[] =>
  windows.map((was, other) => (other === index ? window : was));

export type Weekly = Readonly<Record<Weekday, readonly Window[]>>;

export const copiedTo = (weekly: Weekly, from: Weekday, days: readonly Weekday[]): Weekly => ({
  ...weekly,
  ...Object.fromEntries(days.map(day => [day, weekly[from]])),
});

export const windowsOn = (weekly: Weekly, date: string): readonly Window[] => {
  const weekday = weekdays[weekdayOf(date) - 1];
  return weekday ? weekly[weekday] : [];
};
