import { type Interval, merge } from './interval.ts';
import { type GeneralRule, type Window, weekdays } from './rule.ts';
import { dayOf, type WallClock, weekdayOf } from './zone.ts';

/** A window in minutes past midnight of its date; `to` passes 1440 where it ends on the next date. */
export interface Minutes {
  readonly from: number;
  readonly to: number;
}

/** Windows by weekday (0 is Monday) and by overridden day. */
export interface Hours {
  readonly weekly: readonly (readonly Minutes[])[];
  readonly overrides: ReadonlyMap<number, readonly Minutes[]>;
}

const TIME = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/;

/** `HH:MM` → minutes past midnight, `24:00` included; null for anything else. */
export const timeMinutes = (time: string): number | null => {
  const found = TIME.exec(time);
  if (!found) return null;
  return found[1] === undefined ? 24 * 60 : Number(found[1]) * 60 + Number(found[2]);
};

/** Null unless both are times, `from` isn't `24:00` and they differ. */
export const windowMinutes = ([from, to]: Window): Minutes | null => {
  const start = timeMinutes(from);
  const end = timeMinutes(to);
  if (start === null || end === null || start === end || start === 24 * 60) return null;
  return { from: start, to: end < start ? end + 24 * 60 : end };
};

/** Expects a rule that `refuse` has let through; windows that can't be read are left out. */
export const readHours = (rule: Pick<GeneralRule, 'weekly' | 'overrides'>): Hours => {
  const overrides = new Map<number, readonly Minutes[]>();
  for (const [date, windows] of Object.entries(rule.overrides)) {
    const day = dayOf(date);
    if (day !== null) overrides.set(day, readWindows(windows));
  }
  return { weekly: weekdays.map(weekday => readWindows(rule.weekly[weekday] ?? [])), overrides };
};

const readWindows = (windows: readonly Window[]): Minutes[] =>
  windows.map(windowMinutes).filter(window => window !== null);

export interface OpenTime {
  /** By start. Of one date they are disjoint; one that spills may overlap those of the next date. */
  readonly groups: readonly Interval[];
  /** Ascending and disjoint. */
  readonly openings: readonly Interval[];
}

/**
 * Open time that the windows of the days `first` to `last`, inclusive, make.
 *
 * A group is what the windows of one date make, with what they themselves spill into the next: the spill carries on
 * its own date's grid and doesn't join the next date's windows, which begin their own. Openings are merged across dates. So
 * Friday 22:30–02:00 and Saturday 01:00–05:00 are two groups, two grids, and one opening.
 */
export const openTime = (hours: Hours, clock: WallClock, first: number, last: number): OpenTime => {
  const groups: Interval[] = [];
  for (let day = first; day <= last; day++) {
    const windows = hours.overrides.get(day) ?? hours.weekly[weekdayOf(day)] ?? [];
    if (windows.length === 0) continue;
    const cut = cutOff(hours, clock, day);
    const pieces = windows.map(({ from, to }) => ({
      start: clock.instantAt(day, from),
      end: Math.min(clock.instantAt(day, to), cut),
    }));
    groups.push(...merge(pieces));
  }
  groups.sort((a, b) => a.start - b.start);
  return { groups, openings: merge(groups) };
};

/**
 * The instant past which nothing of this day's windows reaches: the next date's midnight if that is overridden. The
 * date after it counts too, since a gap in the clocks can push the end of a spill past a second midnight.
 */
const cutOff = (hours: Hours, clock: WallClock, day: number): number => {
  if (hours.overrides.has(day + 1)) return clock.instantAt(day + 1, 0);
  if (hours.overrides.has(day + 2)) return clock.instantAt(day + 2, 0);
  return Number.POSITIVE_INFINITY;
};
