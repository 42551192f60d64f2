import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { activityTime, busyIntervals, clockMinutes } from './domain/busy.ts';
import type { Claim } from './domain/calendar.ts';
import { DAY, type Interval, MINUTE } from './domain/interval.ts';
import { refuse, type UncheckedOffer } from './domain/refusal.ts';
import { defaultRule, type Offer, weekdays } from './domain/rule.ts';
import { type Agenda, type Asker, starts } from './domain/slots.ts';
import { dateOf, instantOf } from './domain/zone.ts';
import { Failure } from './failure.ts';

/**
 * Answers "what was offered?" for recorded cases: `npm run -s replay -- FILE.jsonl` (`-`: standard input) prints one line
 * of JSON for each line read, in order.
 */

type Json = Record<string, unknown>;

const THIS_LINK = 'this';
const MINE = 'mine';
/** A query without a horizon may list this much, lest one line take all memory. */
const LONGEST_QUERY = 3660 * DAY;

/** The reply to one line: `{id, starts}` or `{id, error: {field, reason}}`. Never throws. */
export const replay = (line: string): string => {
  const read = parse(line);
  if (!isRecord(read))
    return JSON.stringify({ id: null, error: { field: 'case', reason: 'The line isn’t a JSON object.' } });
  const id = typeof read.id === 'string' || typeof read.id === 'number' ? read.id : null;
  try {
    return JSON.stringify({ id, starts: isoStrings(answer(read)) });
  } catch (error) {
    const field = (error instanceof Failure && error.field) || 'case';
    const reason = error instanceof Failure ? error.message : 'The case can’t be worked out.';
    return JSON.stringify({ id, error: { field, reason } });
  }
};

/** ISO 8601 of ascending instants. A month has thousands, and writing each date anew was most of the work. */
const isoStrings = (instants: readonly number[]): string[] => {
  let day = Number.NaN;
  let date = '';
  return instants.map(instant => {
    const today = Math.floor(instant / DAY);
    const minute = (instant - today * DAY) / MINUTE;
    if (today !== day) date = dateOf(today);
    day = today;
    return `${date}${timesOfDay[minute] ?? new Date(instant).toISOString().slice(10)}`;
  });
};

const timesOfDay = Array.from({ length: 1440 }, (_, minute) => new Date(minute * MINUTE).toISOString().slice(10));

const parse = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};

const answer = (read: Json): number[] => {
  const offer = readOffer(read);
  const now = readInstant(read.now, 'now');
  const agenda: Agenda = {
    busy: readBusy(read.activities, offer.rule.zone),
    claims: [...readBookings(read.bookings), ...readHolds(read.holds)],
  };
  const asker: Asker = { link: THIS_LINK, excludeBooking: readExcluded(read.excludeBooking), hold: MINE };
  return starts(offer, agenda, asker, readQuery(read.query, offer), now);
};

const fault = (field: string, says: string): Failure =>
  new Failure('invalid', { field, message: `“${field}” ${says}.` });

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const readInstant = (value: unknown, field: string): number => {
  const instant = typeof value === 'string' ? instantOf(value) : null;
  if (instant === null) throw fault(field, 'must have instants such as 2026-11-25T09:00:00Z');
  return instant;
};

const readSpan = (from: unknown, to: unknown, field: string): Interval => {
  const span = { start: readInstant(from, field), end: readInstant(to, field) };
  if (span.start >= span.end) throw fault(field, 'has one that doesn’t end after it starts');
  return span;
};

const readList = (value: unknown, field: string): Json[] => {
  const list: unknown = value ?? [];
  if (!Array.isArray(list) || !list.every(isRecord)) throw fault(field, 'must be a list of objects');
  return list;
};

const readFlag = (value: unknown, field: string): boolean => {
  if (value !== undefined && value !== null && typeof value !== 'boolean')
    throw fault(field, 'has a flag that isn’t true or false');
  return value === true;
};

const readBuffer = (value: unknown, field: string): number => {
  const minutes = value ?? 0;
  if (typeof minutes !== 'number' || !Number.isInteger(minutes) || minutes < 0 || minutes > 1440)
    throw fault(field, 'has a buffer that isn’t a whole number of minutes from 0 to 1440');
  return minutes;
};

// ---------------------------------------------------------------------------------------------------- rule

const readOffer = ({ kind, rule, times }: Json): Offer => {
  if (kind !== 'general' && kind !== 'specific') throw fault('kind', 'must be general or specific');
  if (!isRecord(rule)) throw fault('rule', 'must be an object');
  const offer: UncheckedOffer = kind === 'general' ? generalOffer(rule) : specificOffer(rule, times);
  const refusal = refuse(offer);
  if (refusal) throw new Failure('invalid', { field: refusal.field, message: refusal.reason });
  return offer as Offer;
};

/** Only absent fields take their default: null is a value, and legal for some. */
const generalOffer = (rule: Json): UncheckedOffer => {
  const step = typeof rule.duration === 'number' ? Math.min(rule.duration, 30) : 30;
  const filled = { ...defaultRule(''), step, ...rule };
  return { kind: 'general', rule: { ...filled, zone: rule.zone, weekly: knownWeekdays(filled.weekly) } };
};

/** Unknown fields of a case are ignored, and so are keys of `weekly` that are no weekday. */
const knownWeekdays = (weekly: unknown): unknown =>
  isRecord(weekly)
    ? Object.fromEntries(
        weekdays.filter(weekday => Object.hasOwn(weekly, weekday)).map(weekday => [weekday, weekly[weekday]]),
      )
    : weekly;

const specificOffer = (rule: Json, times: unknown): UncheckedOffer => ({
  kind: 'specific',
  rule: {
    bufferBefore: 0,
    bufferAfter: 0,
    bookings: 'one',
    ...rule,
    times: Array.isArray(times)
      ? times.map(time =>
          Array.isArray(time) ? time.map(edge => (typeof edge === 'string' ? instantOf(edge) : null)) : time,
        )
      : times,
  },
});

// ------------------------------------------------------------------------------------------ what is taken

const readBusy = (value: unknown, zone: string): Interval[] =>
  busyIntervals(
    readList(value, 'activities').flatMap(activity => {
      if (readFlag(activity.is_deleted, 'activities') || absent(activity.due_date)) return [];
      const time = activityTime({
        dueDate: readText(activity.due_date),
        dueTime: absent(activity.due_time) ? null : readText(activity.due_time),
        durationMinutes: readDuration(activity.duration),
        busy: absent(activity.busy) ? null : readFlag(activity.busy, 'activities'),
      });
      if (!time) throw fault('activities', 'has a date or a time that doesn’t exist');
      return [{ id: String(activity.id), ...time }];
    }),
    zone,
  );

const absent = (value: unknown): boolean => value === undefined || value === null || value === '';

const readText = (value: unknown): string => {
  if (typeof value !== 'string') throw fault('activities', 'has a date or a time that isn’t text');
  return value;
};

const readDuration = (value: unknown): number | null => {
  if (absent(value)) return null;
  const minutes = clockMinutes(readText(value));
  if (minutes === null) throw fault('activities', 'has a duration that isn’t HH:MM');
  return minutes;
};

const readBookings = (value: unknown): Claim[] =>
  readList(value, 'bookings').flatMap((booking, index) => {
    const state = booking.state ?? 'confirmed';
    if (state === 'cancelled' || state === 'dropped') return [];
    if (state !== 'confirmed' && state !== 'pending') throw fault('bookings', 'has a state that isn’t known');
    return [
      {
        kind: 'booking' as const,
        id: absent(booking.id) ? `#${index}` : String(booking.id),
        ...readClaim(booking, 'bookings'),
      },
    ];
  });

const readHolds = (value: unknown): Claim[] =>
  readList(value, 'holds').map((hold, index) => ({
    kind: 'hold',
    id: readFlag(hold.mine, 'holds') ? MINE : `#${index}`,
    ...readClaim(hold, 'holds'),
  }));

const readClaim = (claim: Json, field: string): Omit<Claim, 'id' | 'kind'> => ({
  ...readSpan(claim.start, claim.end, field),
  link: readFlag(claim.ofThisLink, field) ? THIS_LINK : 'another',
  before: readBuffer(claim.bufferBefore, field),
  after: readBuffer(claim.bufferAfter, field),
});

const readExcluded = (value: unknown): string | null => {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string' && typeof value !== 'number')
    throw fault('excludeBooking', 'must be a booking’s id or null');
  return String(value);
};

const readQuery = (value: unknown, offer: Offer): Interval => {
  if (!isRecord(value)) throw fault('query', 'must be an object');
  const query = { start: readInstant(value.from, 'query'), end: readInstant(value.to, 'query') };
  if (offer.kind === 'general' && offer.rule.horizonDays === null && query.end - query.start > LONGEST_QUERY)
    throw fault('query', 'is longer than ten years');
  return query;
};

// ---------------------------------------------------------------------------------------------------- run

const WRITTEN_AT_ONCE = 64 * 1024;

/** By line feeds alone: JSON's strings may hold U+2028 and U+2029 as they are, at which readline would cut a case in two. */
const linesOf = async function* (input: Readable): AsyncGenerator<string> {
  let begun = '';
  for await (const chunk of input.setEncoding('utf8') as AsyncIterable<string>) {
    const lines = chunk.split('\n');
    const rest = lines.pop() ?? '';
    for (const line of lines) {
      yield begun + line;
      begun = '';
    }
    begun += rest;
  }
  yield begun;
};

/** Lines in, lines out, at the pace of the reader. */
const run = async (input: Readable): Promise<void> => {
  let waiting = '';
  const write = async (): Promise<void> => {
    if (!process.stdout.write(waiting)) await new Promise(resolve => process.stdout.once('drain', resolve));
    waiting = '';
  };
  for await (const line of linesOf(input)) {
    const text = line.replace(/^\uFEFF/, '').trim();
    if (text === '') continue;
    waiting += `${replay(text)}\n`;
    if (waiting.length > WRITTEN_AT_ONCE) await write();
  }
  await write();
};

if (import.meta.main) {
  // A reader that has seen enough, such as `head`, is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  const [file] = process.argv.slice(2);
  if (file === undefined) {
    console.error('Usage: npm run -s replay -- FILE.jsonl (or - for standard input)');
    process.exitCode = 2;
  } else {
    const input = file === '-' ? process.stdin : createReadStream(file);
    await run(input).catch((error: NodeJS.ErrnoException) => {
      console.error(`Can’t read ${file}: ${error.code ?? error.message}`);
      process.exitCode = 1;
    });
  }
}
