import { addDays } from '../shared/dates.ts';
import type { EditorForm, OverrideForm } from './form.ts';
import { DAY_MINUTES, merged, type Span, spansOf, type Weekly, weekdays, windowsOn } from './windows.ts';

/** Open time in wall minutes, without the changes of any clock. */

/** Spans of one date; `own`: an override, into which nothing spills from the date before. */
interface Dated {
  readonly spans: readonly Span[];
  readonly own: boolean;
}

const shifted = ({ from, to }: Span, day: number, end: number): Span => ({
  from: from + day * DAY_MINUTES,
  to: Math.min(to + day * DAY_MINUTES, end),
});

/** Groups of the first `count` dates, in minutes from the first one's midnight; what spills into a date with hours of its own is cut off. */
const groupsOf = (dates: readonly Dated[], count: number): Span[] =>
  dates.slice(0, count).flatMap(({ spans }, day) => {
    const end = dates[day + 1]?.own ? (day + 1) * DAY_MINUTES : Number.POSITIVE_INFINITY;
    return merged(spans.map(span => shifted(span, day, end)));
  });

const weekTwice = (weekly: Weekly): Dated[] =>
  [...weekdays, ...weekdays].map(day => ({ spans: spansOf(weekly[day]), own: false }));

/** The three dates to either side of an override hold all that it can be part of; the next one says whether the last is cut off. */
const around = (weekly: Weekly, overrides: readonly OverrideForm[], date: string): Dated[] =>
  [-3, -2, -1, 0, 1, 2, 3, 4].map(days => {
    const at = addDays(date, days);
    const override = overrides.find(one => one.date === at);
    return override
      ? { spans: spansOf(override.windows), own: true }
      : { spans: spansOf(windowsOn(weekly, at)), own: false };
  });

/** In minutes; 0 where nothing is open. Of openings over two days only that they are. */
export const longestOpening = ({ weekly, overrides }: Pick<EditorForm, 'weekly' | 'overrides'>): number =>
  [groupsOf(weekTwice(weekly), 14), ...overrides.map(({ date }) => groupsOf(around(weekly, overrides, date), 7))]
    .flatMap(merged)
    .reduce((longest, { from, to }) => Math.max(longest, to - from), 0);

/** A group of a weekday's windows, with the end of the opening that it is part of. */
export interface Group extends Span {
  readonly openUntil: number;
}

/** Of one weekday, in minutes from its midnight. */
export const weekdayGroups = (weekly: Weekly, day: number): Group[] => {
  const dates = weekTwice(weekly);
  // The week's own Sunday is followed by a Monday, and its Monday preceded by a Sunday.
  const turned = [...dates.slice(day, day + 7), ...dates.slice(day, day + 7)].slice(0, 9);
  const openings = merged(groupsOf(turned, turned.length));
  return merged(turned[0]?.spans ?? []).map(group => ({
    ...group,
    openUntil: openings.find(opening => opening.from <= group.from && group.from < opening.to)?.to ?? group.to,
  }));
};
