/**
 * A second reading of the slot semantics, as plain as can be: time is a set of open minutes, zones are asked of Intl a
 * quarter of an hour at a time, every rule is tried on every minute. It shares nothing with the engine; it takes a replay case
 * that isn't refused, in zones and years whose clocks show whole minutes and change on a quarter of an hour.
 */

export type Window = readonly [string, string];

interface NaiveBooking {
  readonly id?: string;
  readonly start: string;
  readonly end: string;
  readonly bufferBefore?: number;
  readonly bufferAfter?: number;
  readonly state?: string;
  readonly ofThisLink?: boolean;
  readonly mine?: boolean;
}

export interface NaiveCase {
  readonly kind: 'general' | 'specific';
  readonly rule: {
    readonly zone: string;
    readonly weekly?: Readonly<Record<string, readonly Window[]>>;
    readonly overrides?: Readonly<Record<string, readonly Window[]>>;
    readonly duration?: number;
    readonly step?: number;
    readonly bufferBefore?: number;
    readonly bufferAfter?: number;
    readonly notice?: number;
    readonly horizonDays?: number | null;
    readonly activeFrom?: string | null;
    readonly activeTo?: string | null;
    readonly dailyLimit?: number | null;
    readonly bookings?: string;
  };
  readonly times?: readonly Window[];
  readonly now: string;
  readonly activities?: readonly {
    readonly due_date: string;
    readonly due_time?: string | null;
    readonly duration?: string | null;
    readonly busy?: boolean | null;
    readonly is_deleted?: boolean;
  }[];
  readonly bookings?: readonly NaiveBooking[];
  readonly holds?: readonly NaiveBooking[];
  readonly excludeBooking?: string | null;
  readonly query: { readonly from: string; readonly to: string };
}

const QUARTER = 15;
const nineToFive: readonly Window[] = [['09:00', '17:00']];
const officeWeek = { mon: nineToFive, tue: nineToFive, wed: nineToFive, thu: nineToFive, fri: nineToFive };

const toMinute = (iso: string): number => Date.parse(iso) / 60_000;
const toIso = (minute: number): string => new Date(minute * 60_000).toISOString();

// ------------------------------------------------------------------------------------------------ zones

const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, Map<number, number>>();

/** Minutes that a zone is ahead of UTC, at a minute since 1970. */
export const offsetAt = (zone: string, minute: number): number => {
  const quarter = Math.floor(minute / QUARTER);
  const cache = offsets.get(zone) ?? new Map<number, number>();
  offsets.set(zone, cache);
  const offset = cache.get(quarter) ?? readOffset(zone, quarter * QUARTER);
  cache.set(quarter, offset);
  return offset;
};

const readOffset = (zone: string, minute: number): number => {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      dateStyle: 'short',
      timeStyle: 'medium',
      hourCycle: 'h23',
    });
    formats.set(zone, format);
  }
  const [day, month, year, hour, min] = (format.format(minute * 60_000).match(/\d+/g) ?? []).map(Number);
  return Date.UTC(year ?? 0, (month ?? 0) - 1, day, hour, min) / 60_000 - minute;
};

const dateAt = (zone: string, minute: number): string => toIso(minute + offsetAt(zone, minute)).slice(0, 10);

const plusDays = (date: string, days: number): string => toIso(toMinute(`${date}T00:00Z`) + days * 1440).slice(0, 10);

/** The earliest minute at which the zone's clocks show a wall time; in a gap, the time as far past the gap as it was in it. */
export const wallMinute = (zone: string, date: string, time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const wall = toMinute(`${date}T00:00Z`) + hours * 60 + minutes;
  const seen = new Set<number>();
  for (let at = wall - 2 * 1440; at <= wall + 2 * 1440; at += QUARTER) seen.add(offsetAt(zone, at));
  const shown = [...seen].map(offset => wall - offset).filter(minute => minute + offsetAt(zone, minute) === wall);
  if (shown.length > 0) return Math.min(...shown);
  let after = Math.floor((wall - 2 * 1440) / QUARTER) * QUARTER;
  while (after + offsetAt(zone, after) <= wall) after += QUARTER;
  return wall - offsetAt(zone, after - 1);
};

// --------------------------------------------------------------------------------------------- openings

/** Minutes of each date's windows that the date after it doesn't take away. */
const openMinutes = ({ rule }: NaiveCase, dates: readonly string[]): number[][] => {
  const overrides = rule.overrides ?? {};
  return dates.map(date => {
    const weekday = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'][new Date(`${date}T00:00Z`).getUTCDay()] ?? '';
    const minutes = new Set<number>();
    for (const [from, to] of overrides[date] ?? (rule.weekly ?? officeWeek)[weekday as 'mon'] ?? []) {
      const end = wallMinute(rule.zone, to < from ? plusDays(date, 1) : date, to);
      for (let minute = wallMinute(rule.zone, date, from); minute < end; minute++) {
        if (!isTakenAway(date, dateAt(rule.zone, minute), overrides)) minutes.add(minute);
      }
    }
    return [...minutes].sort((a, b) => a - b);
  });
};

/** Whether a window of `date` has run into an override by the date that is shown: also into that of a date which the zone skipped. */
const isTakenAway = (date: string, shown: string, overrides: object): boolean => {
  for (let next = plusDays(date, 1); next <= shown; next = plusDays(next, 1)) if (next in overrides) return true;
  return false;
};

/** Starts by rules 1 and 2. */
const gridStarts = (read: NaiveCase, duration: number, step: number): Set<number> => {
  const dates: string[] = [];
  const last = plusDays(dateAt(read.rule.zone, toMinute(read.query.to)), 3);
  for (
    let date = plusDays(dateAt(read.rule.zone, toMinute(read.query.from)), -3);
    date <= last;
    date = plusDays(date, 1)
  )
    dates.push(date);
  const perDate = openMinutes(read, dates);
  const open = new Set(perDate.flat());
  const found = new Set<number>();
  for (const minutes of perDate) {
    let groupStart = Number.NaN;
    let before = Number.NaN;
    for (const minute of minutes) {
      if (minute !== before + 1) groupStart = minute;
      before = minute;
      if ((minute - groupStart) % step === 0 && wholeMeeting(minute, duration, open)) found.add(minute);
    }
  }
  return found;
};

const wholeMeeting = (start: number, duration: number, open: ReadonlySet<number>): boolean => {
  for (let minute = start; minute < start + duration; minute++) if (!open.has(minute)) return false;
  return true;
};

// ------------------------------------------------------------------------------------------- what is taken

type Span = readonly [start: number, end: number];
const overlaps = (a: Span, b: Span): boolean => a[0] < b[1] && b[0] < a[1];

const lengthOf = (text: string | null | undefined): number => {
  const [hours = 0, minutes = 0] = (text ?? '').split(':').map(Number);
  return hours * 60 + minutes || 30;
};

const activitySpans = (read: NaiveCase): Span[] =>
  (read.activities ?? []).flatMap((activity): Span[] => {
    if (activity.is_deleted) return [];
    if (activity.due_time) {
      const start = toMinute(`${activity.due_date}T${activity.due_time.slice(0, 5)}Z`);
      return activity.busy === false ? [] : [[start, start + lengthOf(activity.duration)]];
    }
    if (activity.busy !== true) return [];
    const middle = toMinute(`${activity.due_date}T12:00Z`);
    const spans: Span[] = [];
    for (let minute = middle - 2 * 1440; minute < middle + 2 * 1440; minute++)
      if (dateAt(read.rule.zone, minute) === activity.due_date) spans.push([minute, minute + 1]);
    return spans;
  });

// ------------------------------------------------------------------------------------------------- answer

/** The starts of a case, as `replay` prints them. */
export const naiveStarts = (read: NaiveCase): string[] => {
  const { rule } = read;
  const now = toMinute(read.now);
  const bookings = (read.bookings ?? []).filter(
    ({ id, state }) => (state === 'confirmed' || state === 'pending') && (read.excludeBooking ?? null) !== id,
  );
  const ours = [...bookings, ...(read.holds ?? []).filter(hold => !hold.mine)];
  const activities = activitySpans(read);

  const isUntaken = (start: number, end: number): boolean => {
    const around: Span = [start - (rule.bufferBefore ?? 0), end + (rule.bufferAfter ?? 0)];
    if (activities.some(span => overlaps(span, around))) return false;
    return ours.every(one => {
      const [from, to] = [toMinute(one.start), toMinute(one.end)];
      const widened: Span = [from - (one.bufferBefore ?? 0), to + (one.bufferAfter ?? 0)];
      return !overlaps([from, to], around) && !overlaps(widened, [start, end]);
    });
  };
  const isAsked = (start: number): boolean => start >= toMinute(read.query.from) && start < toMinute(read.query.to);
  const answer = (starts: Iterable<number>): string[] =>
    [...starts]
      .filter(isAsked)
      .sort((a, b) => a - b)
      .map(toIso);

  if (read.kind === 'specific') {
    if (rule.bookings !== 'each' && bookings.some(booking => booking.ofThisLink)) return [];
    const spans = (read.times ?? []).map(([from, to]) => [toMinute(from), toMinute(to)] as const);
    return answer(spans.filter(([start, end]) => start > now && isUntaken(start, end)).map(([start]) => start));
  }

  const duration = rule.duration ?? 30;
  const dateOf = (minute: number): string => dateAt(rule.zone, minute);
  const horizon = rule.horizonDays === undefined ? 60 : rule.horizonDays;
  const isOffered = (start: number): boolean =>
    start >= now + (rule.notice ?? 240) &&
    (horizon === null || dateOf(start) <= plusDays(dateOf(now), horizon)) &&
    dateOf(start) >= (rule.activeFrom ?? '0000') &&
    dateOf(start) <= (rule.activeTo ?? '9999');
  const isWithinLimit = (start: number): boolean =>
    ours.filter(one => one.ofThisLink && dateOf(toMinute(one.start)) === dateOf(start)).length <
    (rule.dailyLimit ?? Number.POSITIVE_INFINITY);
  const grid = gridStarts(read, duration, rule.step ?? Math.min(duration, 30));
  return answer(
    [...grid].filter(start => isOffered(start) && isUntaken(start, start + duration) && isWithinLimit(start)),
  );
};
