/** A half-open piece of the UTC time line, `[start, end)`, in epoch milliseconds. Two that only touch don't overlap. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
