import type { SandboxActivity } from '../company.ts';

/** An activity's time as its viewer sees it. Pipedrive keeps a timed one as a UTC instant and an all-day one as a date. */
export interface Span {
  /** `YYYY-MM-DD` in the viewer's zone. */
  readonly date: string;
  /** `HH:MM` in the viewer's zone; null: all day. */
  readonly time: string | null;
  readonly durationMinutes: number;
  /** Minutes since midnight in the viewer's zone. */
  readonly startMinute: number;
  /** Epoch milliseconds; all-day: the date's midnight in the viewer's zone. */
  readonly startAt: number;
}

const minutesOf = (clock: string | null): number => {
  if (!clock) return 0;
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
};

const two = (value: number): string => `${value}`.padStart(2, '0');

export const clockOf = (minutes: number): string => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;

/** null: the activity has no date. */
export const spanOf = (activity: SandboxActivity, zone: string): Span | null => {
  const { due_date, due_time, duration } = activity;
  if (!due_date) return null;
  if (!due_time) {
    const midnight = Temporal.PlainDate.from(due_date).toZonedDateTime(zone);
    return { date: due_date, time: null, durationMinutes: 0, startMinute: 0, startAt: midnight.epochMilliseconds };
  }
  const start = Temporal.PlainDateTime.from(`${due_date}T${due_time}`).toZonedDateTime('UTC').withTimeZone(zone);
  return {
    date: start.toPlainDate().toString(),
    time: clockOf(start.hour * 60 + start.minute),
    durationMinutes: minutesOf(duration),
    startMinute: start.hour * 60 + start.minute,
    startAt: start.epochMilliseconds,
  };
};

/** What a person typed, in UTC as the stand-in keeps it. */
export const dueOf = (
  typed: { date: string; time: string; durationMinutes: number },
  zone: string,
): Pick<SandboxActivity, 'due_date' | 'due_time' | 'duration'> => {
  if (typed.time === '') return { due_date: typed.date, due_time: null, duration: null };
  const start = Temporal.PlainDateTime.from(`${typed.date}T${typed.time}`).toZonedDateTime(zone).withTimeZone('UTC');
  return {
    due_date: start.toPlainDate().toString(),
    due_time: clockOf(start.hour * 60 + start.minute),
    duration: typed.durationMinutes > 0 ? clockOf(typed.durationMinutes) : null,
  };
};

/** Whether it is a date of the calendar, as `YYYY-MM-DD`. */
export const isDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    Temporal.PlainDate.from(text);
    return true;
  } catch {
    return false;
  }
};

export const todayIn = (zone: string, now: number): string =>
  Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate().toString();

/** Monday of the date's week. */
export const mondayOf = (date: string): string => {
  const day = Temporal.PlainDate.from(date);
  return day.subtract({ days: day.dayOfWeek - 1 }).toString();
};

export const addDays = (date: string, days: number): string => Temporal.PlainDate.from(date).add({ days }).toString();

const dayFormat = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});

export const dayText = (date: string): string => dayFormat.format(Date.parse(`${date}T00:00:00Z`));

export const spanText = ({ date, time, startMinute, durationMinutes }: Span): string => {
  if (!time) return `${dayText(date)}, all day`;
  if (durationMinutes === 0) return `${dayText(date)}, ${time}`;
  return `${dayText(date)}, ${time}–${clockOf((startMinute + durationMinutes) % (24 * 60))}`;
};
