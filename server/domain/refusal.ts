import { type Interval, MINUTE, merge, overlap } from './interval.ts';
import { type Hours, type Minutes, openTime, readHours, timeMinutes, windowMinutes } from './openings.ts';
import {
  type GeneralRule,
  type Offer,
  type Refusal,
  type RefusalCode,
  type SpecificRule,
  type Weekday,
  weekdays,
} from './rule.ts';
import { dateIn, isDate, isZone, wallClock } from './zone.ts';

/** A rule as it came in: every field may be anything. */
export type Unchecked<Rule> = { readonly [Field in keyof Rule]?: unknown };

export type UncheckedOffer =
  | { readonly kind: 'general'; readonly rule: Unchecked<GeneralRule> }
  | { readonly kind: 'specific'; readonly rule: Unchecked<SpecificRule> };

/**
 * The first fault of an offer in the order of the rules, or null: it is an `Offer` then. What mustn't be in the past
 * *when it is set* is looked at only where `now` is given, and only where it differs from the offer stored `before`.
 */
export const refuse = (offer: UncheckedOffer, now?: number, before?: Offer): Refusal | null =>
  offer.kind === 'general'
    ? firstFault(generalChecks, offer.rule, now, before?.kind === 'general' ? before.rule : undefined)
    : firstFault(specificChecks, offer.rule, now, before?.kind === 'specific' ? before.rule : undefined);

/** A fault, its words said of the field. */
type Fault = Pick<Refusal, 'code' | 'range' | 'on'> & { readonly said: string };

const fault = (code: RefusalCode, said: string): Fault => ({ code, said });

/** Why a field is at fault, or null. A check may rely on the fields of the checks above it. */
type Check<Rule> = (rule: Unchecked<Rule>, now: number | undefined, before: Rule | undefined) => Fault | null;
type Checks<Rule> = readonly (readonly [field: keyof Rule & string, check: Check<Rule>])[];

const firstFault = <Rule>(
  checks: Checks<Rule>,
  rule: Unchecked<Rule>,
  now: number | undefined,
  before: Rule | undefined,
): Refusal | null => {
  for (const [field, check] of checks) {
    const found = check(rule, now, before);
    if (found === null) continue;
    const { said, ...why } = found;
    return { field, reason: `“${field}” ${said}.`, ...why };
  }
  return null;
};

const wholeFault = (value: unknown, least: number, most: number, unit: string): Fault | null =>
  isWhole(value, least, most)
    ? null
    : {
        code: 'out_of_range',
        range: [least, most],
        said: `must be a whole number of ${unit} from ${least} to ${most}`,
      };

const isWhole = (value: unknown, least: number, most: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;

const zoneFault = (zone: unknown): Fault | null =>
  typeof zone === 'string' && isZone(zone) ? null : fault('zone_unknown', 'isn’t a time zone that is known here');

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

// ------------------------------------------------------------------------------------- general availability

const weeklyFault: Check<GeneralRule> = rule => {
  if (!isRecord(rule.weekly)) return fault('malformed', 'must have a list of windows for each open weekday');
  for (const [weekday, windows] of Object.entries(rule.weekly)) {
    if (!weekdays.includes(weekday as Weekday))
      return fault('malformed', 'has a weekday other than mon, tue, wed, thu, fri, sat, sun');
    const found = windowsFault(windows);
    if (found !== null) return { ...found, on: weekday, said: `has a fault on ${weekday}: ${found.said}` };
  }
  const lists = [...Object.values(rule.weekly), ...(isRecord(rule.overrides) ? Object.values(rule.overrides) : [])];
  return lists.some(list => Array.isArray(list) && list.length > 0)
    ? null
    : fault('no_window', 'has no window on any day');
};

const overridesFault: Check<GeneralRule> = rule => {
  if (!isRecord(rule.overrides)) return fault('malformed', 'must have a list of windows for each date');
  for (const [date, windows] of Object.entries(rule.overrides)) {
    if (!isDate(date))
      return { ...fault('not_a_date', 'has a date that doesn’t exist, or isn’t YYYY-MM-DD'), on: date };
    const found = windowsFault(windows);
    if (found !== null) return { ...found, on: date, said: `has a fault on ${date}: ${found.said}` };
  }
  return null;
};

const windowsFault = (windows: unknown): Fault | null => {
  if (!Array.isArray(windows)) return fault('malformed', 'must be a list of windows');
  const read: Minutes[] = [];
  for (const window of windows) {
    if (!Array.isArray(window) || window.length !== 2) return fault('malformed', 'a window must be a pair of times');
    const [from, to] = window;
    if (typeof from !== 'string' || typeof to !== 'string') return fault('not_a_time', 'a time must be HH:MM');
    if (timeMinutes(from) === null || timeMinutes(to) === null) return fault('not_a_time', 'a time must be HH:MM');
    if (from === '24:00') return fault('not_a_time', '24:00 can only end a window');
    const minutes = windowMinutes([from, to]);
    if (minutes === null)
      return fault('empty_window', 'a window can’t end when it begins (the whole day is 00:00 to 24:00)');
    read.push(minutes);
  }
  read.sort((a, b) => a.from - b.from);
  return read.some((window, index) => window.from < (read[index - 1]?.to ?? 0))
    ? fault('windows_overlap', 'two windows overlap')
    : null;
};

const durationFault: Check<GeneralRule> = rule =>
  wholeFault(rule.duration, 5, 1440, 'minutes') ??
  (Number(rule.duration) > longestOpening(readHours(rule as GeneralRule))
    ? fault('longer_than_openings', 'is longer than any time that is open without a break')
    : null);

/**
 * Length in wall minutes of the longest opening that the hours make, at least if it is under two days. UTC's days are
 * all of 1440 minutes, so openings reckoned in UTC are wall minutes. Two weeks hold every opening that weekdays alone
 * make; three dates to either side of an overridden one hold all that it can be part of. Each date is looked at once, however
 * many of them are overridden.
 */
const longestOpening = (hours: Hours): number => {
  const utc = wallClock('UTC');
  const around = merge([...hours.overrides.keys()].map(day => ({ start: day - 3, end: day + 4 })));
  const weeklyOnly: Hours = { weekly: hours.weekly, overrides: new Map() };
  return [
    ...openTime(weeklyOnly, utc, 0, 13).openings,
    ...around.flatMap(({ start, end }) => openTime(hours, utc, start, end - 1).openings),
  ].reduce((longest, { start, end }) => Math.max(longest, (end - start) / MINUTE), 0);
};

const noticeFault: Check<GeneralRule> = ({ notice, horizonDays }) => {
  const found = wholeFault(notice, 0, 525_600, 'minutes');
  // A horizon that is itself at fault is named by its own check, which comes later.
  if (found !== null || !isWhole(horizonDays, 0, 730)) return found;
  return Number(notice) > (horizonDays + 1) * 1440
    ? fault('beyond_horizon', 'is longer than the horizon, so nothing could ever be booked')
    : null;
};

const dateFault = (value: unknown): Fault | null =>
  value === null || (typeof value === 'string' && isDate(value))
    ? null
    : fault('not_a_date', 'must be a date that exists, as YYYY-MM-DD, or null');

const activeToFault: Check<GeneralRule> = ({ zone, activeFrom, activeTo }, now, before) => {
  const found = dateFault(activeTo);
  if (found !== null || typeof activeTo !== 'string') return found;
  if (typeof activeFrom === 'string' && activeTo < activeFrom)
    return fault('before_first_date', 'is before the first active date');
  const isSet = before?.activeTo !== activeTo;
  return now !== undefined && isSet && activeTo < dateIn(String(zone), now)
    ? fault('in_the_past', 'is in the past')
    : null;
};

const generalChecks: Checks<GeneralRule> = [
  ['zone', rule => zoneFault(rule.zone)],
  ['weekly', weeklyFault],
  ['overrides', overridesFault],
  ['duration', durationFault],
  ['step', rule => wholeFault(rule.step, 5, 1440, 'minutes')],
  ['bufferBefore', rule => wholeFault(rule.bufferBefore, 0, 1440, 'minutes')],
  ['bufferAfter', rule => wholeFault(rule.bufferAfter, 0, 1440, 'minutes')],
  ['notice', noticeFault],
  ['horizonDays', rule => (rule.horizonDays === null ? null : wholeFault(rule.horizonDays, 0, 730, 'days'))],
  ['activeFrom', rule => dateFault(rule.activeFrom)],
  ['activeTo', activeToFault],
  ['dailyLimit', rule => (rule.dailyLimit === null ? null : wholeFault(rule.dailyLimit, 1, 100, 'meetings'))],
];

// ------------------------------------------------------------------------------------------- specific times

const timesFault: Check<SpecificRule> = ({ times }, now, before) => {
  if (!Array.isArray(times)) return fault('malformed', 'must be a list of times');
  if (times.length === 0) return fault('no_times', 'has no time to offer');
  const read: Interval[] = [];
  for (const time of times) {
    const [start, end] = Array.isArray(time) && time.length === 2 ? time : [];
    if (!isInstant(start) || !isInstant(end))
      return fault('malformed', 'must be pairs of instants, a start and an end each');
    if (start >= end) return fault('ends_before_start', 'has a time that doesn’t end after it starts');
    read.push({ start, end });
  }
  read.sort((a, b) => a.start - b.start);
  if (read.some((time, index) => index > 0 && overlap(time, read[index - 1] ?? time)))
    return fault('times_overlap', 'has two times that overlap');
  const stored = new Set(before?.times.map(String));
  return now !== undefined && read.some(({ start, end }) => start <= now && !stored.has(String([start, end])))
    ? fault('in_the_past', 'has a time in the past')
    : null;
};

const isInstant = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value);

const specificChecks: Checks<SpecificRule> = [
  ['zone', rule => zoneFault(rule.zone)],
  ['times', timesFault],
  ['bufferBefore', rule => wholeFault(rule.bufferBefore, 0, 1440, 'minutes')],
  ['bufferAfter', rule => wholeFault(rule.bufferAfter, 0, 1440, 'minutes')],
  [
    'bookings',
    rule =>
      rule.bookings === 'one' || rule.bookings === 'each' ? null : fault('malformed', 'must be either one or each'),
  ],
];
