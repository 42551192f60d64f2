import type { Claim } from './calendar.ts';
import { DAY, firstEndingAfter, type Interval, MINUTE, merge } from './interval.ts';
import { openTime, readHours } from './openings.ts';
import { type GeneralRule, isOneOff, type Offer, type SpecificRule } from './rule.ts';
import { dayOf, wallClock } from './zone.ts';

/** What is taken of a host's time. */
export interface Agenda {
  /** What the CRM's activities block, ascending and disjoint, as `busyIntervals` makes it. */
  readonly busy: readonly Interval[];
  /** All of the host's claims, in any order. */
  readonly claims: readonly Claim[];
  /**
   * A live booking of this link is known, the one being moved aside, whose claim may be pruned already: closes a one-off link.
   */
  readonly linkBooked?: boolean;
}

/** For whom time is looked up. */
export interface Asker {
  /** Slug of the link: `dailyLimit` and a one-off's closing count its claims. */
  readonly link: string;
  /** Id of the booking that is being moved: its claim doesn't count. */
  readonly excludeBooking: string | null;
  /** Id of the asker's own hold: it doesn't count. */
  readonly hold: string | null;
}

/**
 * * `free`        offered, up to `end`
 * * `taken`       refused by busy time, other meetings, holds or the daily limit (rules 4, 5, 6) and by nothing else
 * * `not_offered` the rule doesn't offer this start, whatever is booked
 * * `closed`      a one-off link that is booked
 */
export type Verdict =
  | { readonly kind: 'free'; readonly end: number }
  | { readonly kind: 'taken' }
  | { readonly kind: 'not_offered' }
  | { readonly kind: 'closed' };

/** Starts with one length of meeting, ascending and free of repeats. */
interface Batch {
  readonly length: number;
  readonly starts: readonly number[];
}

/** 0001-01-01 and 9999-01-01: what lies outside is never offered. */
const FIRST_INSTANT = -62_135_596_800_000;
const LAST_INSTANT = 253_370_764_800_000;

/** The longest buffer that a rule, a booking or a hold may carry. */
const LONGEST_BUFFER = 1440 * MINUTE;

/** All free starts in the half-open range, ascending. `agenda` must reach as wide as `busyRange` says. */
export const starts = (offer: Offer, agenda: Agenda, asker: Asker, range: Interval, now: number): number[] => {
  if (isClosed(offer, agenda, asker)) return [];
  const perBatch = offered(offer, range, now, now).map(batch => untaken(offer, agenda, asker, batch, now));
  return perBatch.length === 1 ? (perBatch[0] ?? []) : perBatch.flat().sort((a, b) => a - b);
};

/**
 * Whether one start may be booked: by the same code as the listing, but that `notice` counts from when the asker's live hold on it was
 * made. What has begun is past all the same.
 */
export const verdict = (offer: Offer, agenda: Agenda, asker: Asker, start: number, now: number): Verdict => {
  if (isClosed(offer, agenda, asker)) return { kind: 'closed' };
  const own = agenda.claims.find(claim => isOwnHold(claim, asker) && claim.start === start && isLive(claim, now));
  const [batch] = offered(offer, { start, end: start + 1 }, now, own?.madeAt ?? now);
  if (!batch) return { kind: 'not_offered' };
  return untaken(offer, agenda, asker, batch, now).length > 0
    ? { kind: 'free', end: start + batch.length }
    : { kind: 'taken' };
};

/** Rules 4 and 5 alone: whether a time is free of busy time, other meetings and holds, whatever the link offers by now. */
export const isUnblocked = (
  { rule: { zone, bufferBefore, bufferAfter } }: Offer,
  agenda: Agenda,
  asker: Asker,
  { start, end }: Interval,
  now: number,
): boolean => {
  const rule = { zone, times: [[start, end] as const], bufferBefore, bufferAfter, bookings: 'each' as const };
  return untaken({ kind: 'specific', rule }, agenda, asker, { length: end - start, starts: [start] }, now).length > 0;
};

/** How far to either side `nearest` looks. */
export const NEAREST_REACH = 64 * DAY;

/**
 * The free starts closest to one that was refused, closest first, the earlier of two equally close ones before the later.
 * `agenda` must reach as wide as `busyRange` of `NEAREST_REACH` around the start.
 */
export const nearest = (
  offer: Offer,
  agenda: Agenda,
  asker: Asker,
  start: number,
  now: number,
  count: number,
): number[] => {
  let found: number[] = [];
  for (let reach = DAY; reach <= NEAREST_REACH && found.length < count; reach *= 4) {
    found = starts(offer, agenda, asker, { start: start - reach, end: start + reach + 1 }, now);
  }
  return found.sort((a, b) => Math.abs(a - start) - Math.abs(b - start) || a - b).slice(0, count);
};

/** When the meeting that begins at `start` ends; null where a specific-times link has no such start. */
export const endOf = (offer: Offer, start: number): number | null => {
  if (offer.kind === 'general') return start + offer.rule.duration * MINUTE;
  return offer.rule.times.find(time => time[0] === start)?.[1] ?? null;
};

/** How wide busy time must be read so that every start in the range is judged rightly. */
export const busyRange = (offer: Offer, range: Interval): Interval => {
  const longest =
    offer.kind === 'general'
      ? offer.rule.duration * MINUTE
      : offer.rule.times.reduce((length, [start, end]) => Math.max(length, end - start), 0);
  return { start: range.start - LONGEST_BUFFER, end: range.end + longest + LONGEST_BUFFER };
};

/** Rules 1 to 3: what the offer has in the range, whatever is booked. Notice counts from `since`. */
const offered = (offer: Offer, range: Interval, now: number, since: number): Batch[] => {
  if (offer.kind === 'specific') return pickedStarts(offer.rule, range, now);
  const found = gridStarts(offer.rule, range, now, since);
  return found.length > 0 ? [{ length: offer.rule.duration * MINUTE, starts: found }] : [];
};

const pickedStarts = (rule: SpecificRule, range: Interval, now: number): Batch[] => {
  const byLength = new Map<number, number[]>();
  for (const [start, end] of rule.times) {
    if (start <= now || start < range.start || start >= range.end) continue;
    const batch = byLength.get(end - start);
    if (batch) batch.push(start);
    else byLength.set(end - start, [start]);
  }
  return [...byLength].map(([length, found]) => ({ length, starts: found.sort((a, b) => a - b) }));
};

const gridStarts = (rule: GeneralRule, range: Interval, now: number, since: number): number[] => {
  const from = Math.max(range.start, since + rule.notice * MINUTE, now, FIRST_INSTANT);
  const to = Math.min(range.end, LAST_INSTANT);
  if (!(from < to)) return [];

  const clock = wallClock(rule.zone);
  const firstDay = (rule.activeFrom === null ? null : dayOf(rule.activeFrom)) ?? Number.NEGATIVE_INFINITY;
  const lastDay = Math.min(
    rule.horizonDays === null ? Number.POSITIVE_INFINITY : clock.dayAt(now) + rule.horizonDays,
    (rule.activeTo === null ? null : dayOf(rule.activeTo)) ?? Number.POSITIVE_INFINITY,
  );
  const step = rule.step * MINUTE;
  const length = rule.duration * MINUTE;
  // Three days more on the left, one and the meeting's length on the right: what windows spill, and days that a zone skipped.
  const { groups, openings } = openTime(
    readHours(rule),
    clock,
    Math.max(clock.dayAt(from), firstDay) - 3,
    Math.min(clock.dayAt(to), lastDay) + Math.ceil(length / DAY) + 2,
  );

  const found: number[] = [];
  let opening = 0;
  for (const group of groups) {
    while ((openings[opening]?.end ?? group.end) < group.end) opening++;
    const end = Math.min(group.end, to, (openings[opening]?.end ?? group.end) - length + 1);
    const skipped = Math.max(0, Math.ceil((from - group.start) / step));
    for (let start = group.start + skipped * step; start < end; start += step) {
      const day = clock.dayAt(start);
      if (day >= firstDay && day <= lastDay) found.push(start);
    }
  }
  return sortedOnce(found);
};

/** Only groups that overlap, a spill and the next date's, leave starts out of order or twice. */
const sortedOnce = (found: number[]): number[] =>
  found.every((start, index) => index === 0 || start > (found[index - 1] ?? start))
    ? found
    : found.sort((a, b) => a - b).filter((start, index) => start !== found[index - 1]);

/** Rules 4 to 6: those of the starts that nothing stands in the way of. */
const untaken = (offer: Offer, agenda: Agenda, asker: Asker, batch: Batch, now: number): number[] => {
  const claims = agenda.claims.filter(claim => counts(claim, asker, now));
  const blocked = blockedStarts(offer.rule, agenda.busy, claims, batch);
  const isFull = offer.kind === 'general' ? fullDays(offer.rule, claims, asker) : null;
  const free: number[] = [];
  let next = 0;
  for (const start of batch.starts) {
    while ((blocked[next]?.end ?? Number.POSITIVE_INFINITY) <= start) next++;
    if (start >= (blocked[next]?.start ?? Number.POSITIVE_INFINITY)) continue;
    if (!isFull?.(start)) free.push(start);
  }
  return free;
};

/**
 * The instants at which no meeting of the batch's length may start, ascending and disjoint. With whole milliseconds a
 * meeting `[s, s + length)` overlaps `[a, b)` just where s lies in `[a − length + 1, b)`.
 */
const blockedStarts = (
  rule: Pick<GeneralRule, 'bufferBefore' | 'bufferAfter'>,
  busy: readonly Interval[],
  claims: readonly Claim[],
  { length, starts }: Batch,
): Interval[] => {
  const before = rule.bufferBefore * MINUTE;
  const after = rule.bufferAfter * MINUTE;
  const blocked: Interval[] = [];
  const from = (starts[0] ?? 0) - before;
  const to = (starts.at(-1) ?? 0) + length + after;
  for (let index = firstEndingAfter(busy, from); index < busy.length; index++) {
    const interval = busy[index];
    if (!interval || interval.start >= to) break;
    blocked.push({ start: interval.start - length - after + 1, end: interval.end + before });
  }
  for (const claim of claims) {
    // By the link's buffers (rule 4) and by the claim's own (rule 5), which both end at the meeting: they don't add up.
    blocked.push({ start: claim.start - length - after + 1, end: claim.end + before });
    blocked.push({ start: claim.start - length - claim.before * MINUTE + 1, end: claim.end + claim.after * MINUTE });
  }
  return merge(blocked);
};

/** Whether the daily limit is reached on a start's date; null without a limit. */
const fullDays = (rule: GeneralRule, claims: readonly Claim[], asker: Asker): ((start: number) => boolean) | null => {
  const limit = rule.dailyLimit;
  if (limit === null) return null;
  const clock = wallClock(rule.zone);
  const perDay = new Map<number, number>();
  for (const claim of claims) {
    if (claim.link !== asker.link) continue;
    const day = clock.dayAt(claim.start);
    perDay.set(day, (perDay.get(day) ?? 0) + 1);
  }
  return start => (perDay.get(clock.dayAt(start)) ?? 0) >= limit;
};

const isClosed = (offer: Offer, agenda: Agenda, asker: Asker): boolean =>
  isOneOff(offer) &&
  (agenda.linkBooked === true ||
    agenda.claims.some(
      claim => claim.kind === 'booking' && claim.link === asker.link && claim.id !== asker.excludeBooking,
    ));

const counts = (claim: Claim, asker: Asker, now: number): boolean =>
  claim.kind === 'booking' ? claim.id !== asker.excludeBooking : !isOwnHold(claim, asker) && isLive(claim, now);

const isOwnHold = (claim: Claim, asker: Asker): boolean => claim.kind === 'hold' && claim.id === asker.hold;

/** A hold without an end lives on. */
export const isLive = (claim: Claim, now: number): boolean => claim.until === undefined || now < claim.until;
