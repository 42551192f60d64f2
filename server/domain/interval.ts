/** A half-open piece of the UTC time line, `[start, end)`, in epoch milliseconds. Two that only touch don't overlap. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const overlap = (a: Interval, b: Interval): boolean => a.start < b.end && b.start < a.end;

/** The same instants as disjoint intervals in ascending order; what overlaps or touches becomes one. Empty ones vanish. */
export const merge = (intervals: Iterable<Interval>): Interval[] => {
  const sorted = [...intervals].filter(({ start, end }) => start < end).sort((a, b) => a.start - b.start);
  const merged: Interval[] = [];
  for (const next of sorted) {
    const last = merged.at(-1);
    if (!last || next.start > last.end) merged.push(next);
    else if (next.end > last.end) merged[merged.length - 1] = { start: last.start, end: next.end };
  }
  return merged;
};

/** Index of the first of some disjoint, ascending intervals that ends after `instant`; their number if none does. */
export const firstEndingAfter = (intervals: readonly Interval[], instant: number): number => {
  let low = 0;
  let high = intervals.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((intervals[middle]?.end ?? Number.POSITIVE_INFINITY) > instant) high = middle;
    else low = middle + 1;
  }
  return low;
};
