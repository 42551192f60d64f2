import type { Activity } from './activity.ts';
import { DAY, type Interval, MINUTE, merge } from './interval.ts';
import { dayOf, wallClock } from './zone.ts';

/** When an activity is, in the CRM's terms: `dueDate` and `dueTime` together are one UTC instant. */
export interface CrmTimes {
  readonly dueDate: string | null;
  /** `HH:MM` or `HH:MM:SS`; null or empty: all day. */
  readonly dueTime: string | null;
  readonly durationMinutes: number | null;
  readonly busy: boolean | null;
}

/** Length of an activity that has a time but no duration, or 0. */
export const UNTIMED_MINUTES = 30;

const CLOCK = /^(\d{1,4}):([0-5]\d)(?::([0-5]\d))?$/;

/** `HH:MM` or `HH:MM:SS` → minutes, with a fraction for seconds; hours may pass 24. Null for anything else. */
export const clockMinutes = (text: string): number | null => {
  const [, hours, minutes, seconds = '0'] = CLOCK.exec(text) ?? [];
  return hours === undefined ? null : Number(hours) * 60 + Number(minutes) + Number(seconds) / 60;
};

/** Which time an activity blocks, and whether it does; null where it has no date, or none that can be read. */
export const activityTime = (times: CrmTimes): Pick<Activity, 'start' | 'end' | 'date' | 'busy'> | null => {
  const day = times.dueDate === null ? null : dayOf(times.dueDate);
  if (day === null) return null;
  if (times.dueTime === null || times.dueTime === '') {
    return { start: null, end: null, date: times.dueDate, busy: times.busy === true };
  }
  const minutes = clockMinutes(times.dueTime);
  if (minutes === null || minutes >= 24 * 60) return null;
  const start = day * DAY + Math.round(minutes * MINUTE);
  const length = Math.round((times.durationMinutes || UNTIMED_MINUTES) * MINUTE);
  return { start, end: start + length, date: null, busy: times.busy !== false };
};

/**
 * What the activities block, ascending and disjoint. All-day ones take their whole date in `zone`, 23 to 25 hours.
 * Those that our own bookings wrote must not be among them: their booking counts already.
 */
export const busyIntervals = (
  activities: Iterable<Pick<Activity, 'start' | 'end' | 'date' | 'busy'>>,
  zone: string,
): Interval[] => {
  const found: Interval[] = [];
  for (const activity of activities) {
    if (!activity.busy) continue;
    if (activity.start !== null && activity.end !== null) found.push({ start: activity.start, end: activity.end });
    const day = activity.date === null ? null : dayOf(activity.date);
    if (day !== null) {
      const clock = wallClock(zone);
      found.push({ start: clock.instantAt(day, 0), end: clock.instantAt(day + 1, 0) });
    }
  }
  return merge(found);
};
