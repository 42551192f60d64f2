import { DAY, MINUTE } from './interval.ts';

/**
 * The only file that knows time zones. Inside the engine a date is a *day*: the number of calendar days since
 * 1970-01-01, the same in every zone, so that arithmetic on dates is arithmetic on integers.
 */

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const INSTANT =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,9}))?)?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** Null unless the text is `YYYY-MM-DD` and that date exists. */
export const dayOf = (date: string): number | null => {
  const [, year, month, day] = DATE.exec(date)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  const found = daysBefore(year, month) + day - 1;
  return day >= 1 && month >= 1 && month <= 12 && found < daysBefore(year, month + 1) ? found : null;
};

/** Days from 1970-01-01 to the first of a month (1–13) of the Gregorian calendar. */
const daysBefore = (year: number, month: number): number => {
  // Counted in years that begin in March, so that the leap day is the last of its year.
  const marchYear = month > 2 ? year : year - 1;
  const marchMonth = month > 2 ? month - 3 : month + 9;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return marchYear * 365 + leapDays + Math.floor((153 * marchMonth + 2) / 5) - 719_468;
};

export const dateOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

/** 0 is Monday. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

export const isDate = (date: string): boolean => dayOf(date) !== null;

/** Throws RangeError unless `date` exists. */
export const addDays = (date: string, days: number): string => dateOf(existing(date) + days);

const existing = (date: string): number => {
  const day = dayOf(date);
  if (day === null) throw new RangeError('No such date');
  return day;
};

/** ISO 8601 with date, time and `Z` or an offset → epoch milliseconds; null for anything else and for dates that don't exist. */
export const instantOf = (iso: string): number | null => {
  const [, date = '', hour, minute, second = '0', fraction = '', offset = 'Z'] = INSTANT.exec(iso) ?? [];
  const day = dayOf(date);
  if (day === null) return null;
  const seconds = Number(hour) * 3600 + Number(minute) * 60 + Number(second);
  const ahead =
    offset === 'Z' ? 0 : Number(`${offset[0]}1`) * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4)));
  return day * DAY + seconds * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0')) - ahead * MINUTE;
};

/** What one zone's clocks show. */
export interface WallClock {
  /** The day that the zone's calendar shows at an instant. */
  dayAt(instant: number): number;
  /**
   * Wall time → instant by the *compatible* rule (RFC 5545, Temporal): a time in a gap moves forward by the gap's
   * length, of a repeated time the earlier instant is meant. `minutes` past midnight may pass 24 hours.
   */
  instantAt(day: number, minutes: number): number;
  /** Milliseconds to add to an instant to get wall time. */
  offsetAt(instant: number): number;
}

/** Whether a zone's name is one we can reckon in: Intl knows it. Aliases and old names are, bare offsets aren't. */
export const isZone = (zone: string): boolean => find(zone) !== null;

/** Throws RangeError where `isZone` is false. */
export const wallClock = (zone: string): WallClock => {
  const clock = find(zone);
  if (!clock) throw new RangeError('No such time zone');
  return clock;
};

/** The date that the zone's calendar shows at an instant. */
export const dateIn = (zone: string, instant: number): string => dateOf(wallClock(zone).dayAt(instant));

/** Instant of `minutes` past midnight of a date, by the compatible rule. */
export const instantIn = (zone: string, date: string, minutes: number): number =>
  wallClock(zone).instantAt(existing(date), minutes);

/** Instant at which a date begins in a zone. */
export const midnightIn = (zone: string, date: string): number => instantIn(zone, date, 0);

// Names come from guests too, so what is remembered of them is bounded; the oldest goes first.
const KEPT_ZONES = 1024;
const known = new Map<string, WallClock | null>();

const find = (zone: string): WallClock | null => {
  const before = known.get(zone);
  if (before !== undefined) return before;
  const name = resolve(zone);
  const clock = name === null ? null : createWallClock(name);
  if (zone.length > 80) return clock;
  for (const oldest of known.keys()) {
    if (known.size < KEPT_ZONES) break;
    known.delete(oldest);
  }
  known.set(zone, clock);
  return clock;
};

/** A name that Temporal takes: it lacks a few that Intl still resolves, such as `PST`. */
const resolve = (zone: string): string | null => {
  // Intl takes offsets such as `+02:00` too, which keep no summer time and name no zone. Names begin with a letter.
  if (!/^[a-z]/i.test(zone)) return null;
  for (const name of [() => zone, () => new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone]) {
    try {
      const candidate = name();
      new Intl.DateTimeFormat('en', { timeZone: candidate });
      Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(candidate);
      return candidate;
    } catch {
      // The next form of the name, if there is one.
    }
  }
  return null;
};

/** Instants `[start, end)` in which a zone's offset doesn't change. */
interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly offset: number;
}

// Offsets are looked up in blocks of about four years, each read from Temporal once.
const BLOCK = 1461 * DAY;
const KEPT_BLOCKS = 32;
/** Blocks know this much of their neighbours: more than any offset and any skipped day together. */
const MARGIN = 4 * DAY;

const createWallClock = (name: string): WallClock => {
  const blocks = new Map<number, readonly Stretch[]>();
  let last: Stretch = { start: 0, end: 0, offset: 0 };

  const stretches = (block: number): readonly Stretch[] => {
    const before = blocks.get(block);
    if (before) return before;
    if (blocks.size >= KEPT_BLOCKS) blocks.clear();
    const read = readStretches(name, block * BLOCK - MARGIN, (block + 1) * BLOCK + MARGIN);
    blocks.set(block, read);
    return read;
  };

  const offsetAt = (instant: number): number => {
    if (instant >= last.start && instant < last.end) return last.offset;
    for (const stretch of stretches(Math.floor(instant / BLOCK))) {
      if (instant < stretch.end) {
        last = stretch;
        return stretch.offset;
      }
    }
    throw new RangeError('Instant out of range');
  };

  const instantOfWall = (wall: number): number => {
    let before: Stretch | undefined;
    for (const stretch of stretches(Math.floor(wall / BLOCK))) {
      // The first stretch that hasn't passed the wall time yet; one that begins past it leaves it in the gap between.
      if (wall < stretch.end + stretch.offset) {
        return wall - (before && wall < stretch.start + stretch.offset ? before.offset : stretch.offset);
      }
      before = stretch;
    }
    throw new RangeError('Wall time out of range');
  };

  return {
    offsetAt,
    dayAt: instant => Math.floor((instant + offsetAt(instant)) / DAY),
    instantAt: (day, minutes) => instantOfWall(day * DAY + minutes * MINUTE),
  };
};

const readStretches = (name: string, from: number, to: number): Stretch[] => {
  const found: Stretch[] = [];
  let at = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(name);
  for (;;) {
    const next = at.getTimeZoneTransition('next');
    const start = Math.max(at.epochMilliseconds, from);
    const end = next === null ? to : Math.min(next.epochMilliseconds, to);
    found.push({ start, end, offset: at.offsetNanoseconds / 1e6 });
    if (next === null || end === to) return found;
    at = next;
  }
};
