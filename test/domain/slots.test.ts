import { describe, expect, test } from 'vitest';
import type { Claim } from '../../server/domain/calendar.ts';
import { defaultRule, type GeneralRule, type Offer, type SpecificRule } from '../../server/domain/rule.ts';
import {
  type Agenda,
  type Asker,
  busyRange,
  endOf,
  isUnblocked,
  nearest,
  starts,
  verdict,
} from '../../server/domain/slots.ts';

const MINUTE = 60_000;
const WARSAW = 'Europe/Warsaw';
const everyDay = (from: string, to: string): GeneralRule['weekly'] =>
  Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map(weekday => [weekday, [[from, to]]]));

const at = (iso: string): number => Date.parse(iso);
const general = (change: Partial<GeneralRule> = {}): Offer => ({
  kind: 'general',
  rule: { ...defaultRule(WARSAW), notice: 0, horizonDays: null, ...change },
});
const specific = (times: [string, string][], change: Partial<SpecificRule> = {}): Offer => ({
  kind: 'specific',
  rule: {
    zone: WARSAW,
    times: times.map(([start, end]) => [at(start), at(end)] as const),
    bufferBefore: 0,
    bufferAfter: 0,
    bookings: 'one',
    ...change,
  },
});
const asker = (change: Partial<Asker> = {}): Asker => ({ link: 'ours', excludeBooking: null, hold: null, ...change });
const agenda = (change: Partial<Agenda> = {}): Agenda => ({ busy: [], claims: [], ...change });
const busy = (start: string, end: string): Agenda => agenda({ busy: [{ start: at(start), end: at(end) }] });
const booking = (start: string, end: string, change: Partial<Claim> = {}): Claim => ({
  id: 'booking',
  kind: 'booking',
  link: 'other',
  start: at(start),
  end: at(end),
  before: 0,
  after: 0,
  ...change,
});
const hold = (start: string, end: string, change: Partial<Claim> = {}): Claim =>
  booking(start, end, {
    id: 'hold',
    kind: 'hold',
    madeAt: at('2026-11-24T09:00Z'),
    until: at('2026-11-24T09:10Z'),
    ...change,
  });

interface Question {
  readonly taken?: Agenda;
  readonly asker?: Asker;
  readonly now?: string;
}
const NOW = '2026-11-24T09:00Z';
const list = (offer: Offer, from: string, to: string, question: Question = {}): string[] =>
  starts(
    offer,
    question.taken ?? agenda(),
    question.asker ?? asker(),
    { start: at(from), end: at(to) },
    at(question.now ?? NOW),
  ).map(start => new Date(start).toISOString().replace(/:00\.000Z$/, 'Z'));
/** Starts on one date of Warsaw, in winter. */
const winterDay = (offer: Offer, date: string, question: Question = {}): string[] => {
  const midnight = at(`${date}T00:00+01:00`);
  return list(offer, new Date(midnight).toISOString(), new Date(midnight + 1440 * MINUTE).toISOString(), question);
};
const judge = (offer: Offer, start: string, question: Question = {}) =>
  verdict(offer, question.taken ?? agenda(), question.asker ?? asker(), at(start), at(question.now ?? NOW));

describe('the vectors of the slot semantics', () => {
  test.each([
    ['2026-03-27', '2026-03-27T08:00Z'],
    ['2026-03-30', '2026-03-30T07:00Z'],
    ['2026-10-23', '2026-10-23T07:00Z'],
    ['2026-10-26', '2026-10-26T08:00Z'],
    ['2026-11-02', '2026-11-02T08:00Z'],
  ])('on %s the first start of a Warsaw host is %s', (date, first) => {
    expect(list(general(), `${date}T00:00Z`, `${date}T23:00Z`, { now: '2026-01-01T00:00Z' })[0]).toBe(first);
  });

  const night = general({ weekly: everyDay('01:00', '05:00'), duration: 60, step: 60 });

  test('the hour that is repeated is offered twice', () => {
    expect(list(night, '2026-10-24T22:00Z', '2026-10-25T23:00Z', { now: '2026-01-01T00:00Z' })).toEqual([
      '2026-10-24T23:00Z',
      '2026-10-25T00:00Z',
      '2026-10-25T01:00Z',
      '2026-10-25T02:00Z',
      '2026-10-25T03:00Z',
    ]);
  });

  test('the hour that is skipped isn’t offered', () => {
    expect(list(night, '2026-03-28T23:00Z', '2026-03-29T22:00Z', { now: '2026-01-01T00:00Z' })).toEqual([
      '2026-03-29T00:00Z',
      '2026-03-29T01:00Z',
      '2026-03-29T02:00Z',
    ]);
  });

  const friday = { weekly: { fri: [['22:30', '02:00']] as const }, duration: 60, step: 60 };

  test('a window over midnight goes on with its own grid', () => {
    expect(list(general(friday), '2026-11-27T00:00Z', '2026-11-29T00:00Z')).toEqual([
      '2026-11-27T21:30Z',
      '2026-11-27T22:30Z',
      '2026-11-27T23:30Z',
    ]);
  });

  test('an override closes its date to what spills into it', () => {
    const closed = general({ ...friday, overrides: { '2026-11-28': [] } });
    expect(list(closed, '2026-11-27T00:00Z', '2026-11-29T00:00Z')).toEqual(['2026-11-27T21:30Z']);
  });

  test('the last start is the last from which the meeting ends in time', () => {
    const rule = general({ weekly: everyDay('09:00', '18:00'), duration: 50, step: 20 });
    expect(winterDay(rule, '2026-11-25').at(-1)).toBe('2026-11-25T16:00Z');
  });

  test('a gap of an hour has two starts of 55 minutes at a step of 5', () => {
    const rule = general({ duration: 55, step: 5 });
    const taken = agenda({
      busy: [
        { start: at('2026-11-25T08:00Z'), end: at('2026-11-25T10:00Z') },
        { start: at('2026-11-25T11:00Z'), end: at('2026-11-25T16:00Z') },
      ],
    });
    expect(winterDay(rule, '2026-11-25', { taken })).toEqual(['2026-11-25T10:00Z', '2026-11-25T10:05Z']);
  });
});

describe('the grid', () => {
  test('hangs on the group, not on the range that is asked', () => {
    const rule = general({ weekly: everyDay('09:10', '12:00'), duration: 30, step: 45 });
    expect(winterDay(rule, '2026-11-25')).toEqual([
      '2026-11-25T08:10Z',
      '2026-11-25T08:55Z',
      '2026-11-25T09:40Z',
      '2026-11-25T10:25Z',
    ]);
    expect(list(rule, '2026-11-25T08:11Z', '2026-11-25T09:40Z')).toEqual(['2026-11-25T08:55Z']);
    expect(list(rule, '2026-11-25T08:55Z', '2026-11-25T08:55Z')).toEqual([]);
  });

  test('isn’t shifted by what is booked', () => {
    const rule = general({ duration: 60, step: 60 });
    const found = winterDay(rule, '2026-11-25', { taken: busy('2026-11-25T09:00Z', '2026-11-25T09:10Z') });
    expect(found.slice(0, 2)).toEqual(['2026-11-25T08:00Z', '2026-11-25T10:00Z']);
  });

  test('begins anew each midnight for a host who is open round the clock, whose meetings cross it', () => {
    const rule = general({ weekly: everyDay('00:00', '24:00'), duration: 60, step: 50 });
    const found = list(rule, '2026-11-25T21:00Z', '2026-11-26T01:00Z');
    // 1,440 minutes aren't a multiple of 50: the last start of the 25th is at 23:20, and ends on the 26th.
    expect(found).toEqual([
      '2026-11-25T21:30Z',
      '2026-11-25T22:20Z',
      '2026-11-25T23:00Z',
      '2026-11-25T23:50Z',
      '2026-11-26T00:40Z',
    ]);
  });

  test('23:30–00:30 is offered by a host who is open round the clock', () => {
    const rule = general({ weekly: everyDay('00:00', '24:00'), duration: 60, step: 30 });
    expect(judge(rule, '2026-11-25T22:30Z')).toEqual({ kind: 'free', end: at('2026-11-25T23:30Z') });
  });

  test('a spill and the next date’s window keep a grid each, in one opening, without repeats', () => {
    const rule = general({ weekly: { fri: [['22:30', '02:00']], sat: [['01:00', '03:30']] }, duration: 90, step: 60 });
    expect(list(rule, '2026-11-27T00:00Z', '2026-11-29T00:00Z')).toEqual([
      '2026-11-27T21:30Z',
      '2026-11-27T22:30Z',
      '2026-11-27T23:30Z',
      '2026-11-28T00:00Z',
      '2026-11-28T00:30Z',
      '2026-11-28T01:00Z',
    ]);
    const same = general({ weekly: { fri: [['23:00', '02:00']], sat: [['01:00', '03:00']] }, duration: 60, step: 60 });
    expect(list(same, '2026-11-27T00:00Z', '2026-11-29T00:00Z')).toEqual([
      '2026-11-27T22:00Z',
      '2026-11-27T23:00Z',
      '2026-11-28T00:00Z',
      '2026-11-28T01:00Z',
    ]);
  });

  test('windows of one date that touch are one group, in whatever order they were given', () => {
    const rule = general({
      weekly: {
        wed: [
          ['10:00', '11:00'],
          ['09:20', '10:00'],
        ],
      },
      duration: 30,
      step: 30,
    });
    expect(winterDay(rule, '2026-11-25')).toEqual(['2026-11-25T08:20Z', '2026-11-25T08:50Z', '2026-11-25T09:20Z']);
  });

  test('windows that a skipped hour brings together are one group', () => {
    const rule = general({
      weekly: {
        sun: [
          ['01:00', '02:00'],
          ['03:00', '04:00'],
        ],
      },
      duration: 45,
      step: 45,
    });
    expect(list(rule, '2026-03-29T00:00Z', '2026-03-30T00:00Z', { now: '2026-01-01T00:00Z' })).toEqual([
      '2026-03-29T00:00Z',
      '2026-03-29T00:45Z',
    ]);
  });

  test('follows quarter-hour zones', () => {
    const rule = general({ zone: 'Asia/Kathmandu' });
    expect(list(rule, '2026-11-25T00:00Z', '2026-11-25T04:00Z')).toEqual(['2026-11-25T03:15Z', '2026-11-25T03:45Z']);
  });
});

describe('notice, horizon and active dates', () => {
  test('a start exactly at the end of the notice is offered, one a millisecond earlier isn’t', () => {
    const rule = general({ notice: 60 });
    expect(judge(rule, '2026-11-24T10:00Z', { now: '2026-11-24T09:00Z' }).kind).toBe('free');
    expect(judge(rule, '2026-11-24T10:00Z', { now: '2026-11-24T09:00:00.001Z' }).kind).toBe('not_offered');
  });

  test('the horizon ends with the host’s date that many days on', () => {
    const rule = general({
      zone: 'Asia/Kathmandu',
      weekly: everyDay('00:00', '24:00'),
      horizonDays: 1,
      duration: 60,
      step: 60,
    });
    // 23:50 of the 24th in Kathmandu: the last bookable date is the 25th, which ends at 18:15Z.
    expect(list(rule, '2026-11-25T15:00Z', '2026-11-27T00:00Z', { now: '2026-11-24T18:05Z' })).toEqual([
      '2026-11-25T15:15Z',
      '2026-11-25T16:15Z',
      '2026-11-25T17:15Z',
    ]);
    expect(list(rule, '2026-11-26T15:00Z', '2026-11-27T00:00Z', { now: '2026-11-24T18:15Z' }).at(-1)).toBe(
      '2026-11-26T17:15Z',
    );
  });

  test('a horizon of 0 is today alone, and none is without end', () => {
    expect(list(general({ horizonDays: 0 }), '2026-11-24T00:00Z', '2026-12-24T00:00Z').at(-1)).toBe(
      '2026-11-24T15:30Z',
    );
    expect(list(general({ horizonDays: null }), '2031-11-24T00:00Z', '2031-11-25T00:00Z')).toHaveLength(16);
  });

  test('active dates count both ends', () => {
    const rule = general({ activeFrom: '2026-11-25', activeTo: '2026-11-26', duration: 480, step: 480 });
    expect(list(rule, '2026-11-20T00:00Z', '2026-12-10T00:00Z')).toEqual(['2026-11-25T08:00Z', '2026-11-26T08:00Z']);
  });

  test('a start past midnight counts by its own date, not by its window’s', () => {
    const rule = general({ weekly: { fri: [['22:30', '02:00']] }, duration: 60, step: 60, activeTo: '2026-11-27' });
    expect(list(rule, '2026-11-27T00:00Z', '2026-11-29T00:00Z')).toEqual(['2026-11-27T21:30Z', '2026-11-27T22:30Z']);
  });
});

describe('busy time and buffers', () => {
  const rule = general({ duration: 30, step: 30, bufferBefore: 10, bufferAfter: 20 });

  test('what only touches the buffered meeting leaves it free', () => {
    expect(judge(rule, '2026-11-25T10:00Z', { taken: busy('2026-11-25T09:00Z', '2026-11-25T09:50Z') }).kind).toBe(
      'free',
    );
    expect(
      judge(rule, '2026-11-25T10:00Z', { taken: busy('2026-11-25T09:00Z', '2026-11-25T09:50:00.001Z') }).kind,
    ).toBe('taken');
    expect(judge(rule, '2026-11-25T10:00Z', { taken: busy('2026-11-25T10:50Z', '2026-11-25T12:00Z') }).kind).toBe(
      'free',
    );
    expect(
      judge(rule, '2026-11-25T10:00Z', { taken: busy('2026-11-25T10:49:59.999Z', '2026-11-25T12:00Z') }).kind,
    ).toBe('taken');
  });

  test('buffers may stick out of the opening', () => {
    expect(winterDay(rule, '2026-11-25')).toHaveLength(16);
    expect(judge(rule, '2026-11-25T08:00Z', { taken: busy('2026-11-25T07:00Z', '2026-11-25T07:51Z') }).kind).toBe(
      'taken',
    );
  });

  test('a day of buffers reaches busy time two dates away, which the range to read covers', () => {
    const wide = general({ bufferBefore: 1440, bufferAfter: 1440 });
    const start = at('2026-11-26T08:00Z');
    const before = { start: start - 1441 * MINUTE, end: start - 1440 * MINUTE + 1 };
    expect(judge(wide, '2026-11-26T08:00Z', { taken: agenda({ busy: [before] }) }).kind).toBe('taken');
    const range = busyRange(wide, { start, end: start + 1 });
    expect(range.start).toBeLessThan(before.end);
    expect(range.end).toBeGreaterThanOrEqual(start + (30 + 1440) * MINUTE);
  });

  test('between two of our meetings the larger buffer holds, they don’t add up', () => {
    const plain = general({ duration: 30, step: 5, bufferBefore: 10 });
    const taken = agenda({ claims: [booking('2026-11-25T09:00Z', '2026-11-25T10:00Z', { before: 0, after: 15 })] });
    const first = (offer: Offer) => list(offer, '2026-11-25T09:00Z', '2026-11-25T12:00Z', { taken })[0];
    expect(first(plain)).toBe('2026-11-25T10:15Z');
    expect(first(general({ duration: 30, step: 5, bufferBefore: 25 }))).toBe('2026-11-25T10:25Z');
  });

  test('a later meeting’s own buffer before counts against one that is to come before it', () => {
    const plain = general({ duration: 30, step: 5, bufferAfter: 5 });
    const taken = agenda({ claims: [booking('2026-11-25T12:00Z', '2026-11-25T13:00Z', { before: 20 })] });
    expect(list(plain, '2026-11-25T10:00Z', '2026-11-25T12:00Z', { taken }).at(-1)).toBe('2026-11-25T11:10Z');
  });

  test('the booking that is being moved doesn’t count', () => {
    const taken = agenda({ claims: [booking('2026-11-25T09:00Z', '2026-11-25T10:00Z', { before: 60, after: 60 })] });
    expect(judge(general(), '2026-11-25T09:00Z', { taken }).kind).toBe('taken');
    expect(judge(general(), '2026-11-25T09:00Z', { taken, asker: asker({ excludeBooking: 'booking' }) }).kind).toBe(
      'free',
    );
  });
});

describe('holds', () => {
  const rule = general();
  const taken = agenda({ claims: [hold('2026-11-25T09:00Z', '2026-11-25T09:30Z', { after: 15 })] });

  test('block others, with their buffers, up to the instant at which they end', () => {
    expect(judge(rule, '2026-11-25T09:00Z', { taken }).kind).toBe('taken');
    expect(judge(rule, '2026-11-25T09:30Z', { taken }).kind).toBe('taken');
    expect(judge(rule, '2026-11-25T10:00Z', { taken }).kind).toBe('free');
    expect(judge(rule, '2026-11-25T09:00Z', { taken, now: '2026-11-24T09:09:59.999Z' }).kind).toBe('taken');
    expect(judge(rule, '2026-11-25T09:00Z', { taken, now: '2026-11-24T09:10Z' }).kind).toBe('free');
  });

  test('don’t block the guest who has them', () => {
    expect(judge(rule, '2026-11-25T09:00Z', { taken, asker: asker({ hold: 'hold' }) }).kind).toBe('free');
  });

  test('judge notice by when they were made, for their own start and while they live', () => {
    const noticed = general({ notice: 240 });
    const made = { madeAt: at('2026-11-24T09:00Z'), until: at('2026-11-24T09:10Z') };
    const claims = [hold('2026-11-24T13:00Z', '2026-11-24T13:30Z', made)];
    const mine = { taken: agenda({ claims }), asker: asker({ hold: 'hold' }) };
    expect(judge(noticed, '2026-11-24T13:00Z', { ...mine, now: '2026-11-24T09:05Z' }).kind).toBe('free');
    expect(judge(noticed, '2026-11-24T13:00Z', { ...mine, now: '2026-11-24T09:10Z' }).kind).toBe('not_offered');
    expect(judge(noticed, '2026-11-24T13:00Z', { now: '2026-11-24T09:05Z', taken: mine.taken }).kind).toBe(
      'not_offered',
    );
    expect(judge(noticed, '2026-11-24T12:30Z', { ...mine, now: '2026-11-24T09:05Z' }).kind).toBe('not_offered');
  });

  test('make nothing bookable that has begun', () => {
    const made = { madeAt: at('2026-11-24T09:00Z'), until: at('2026-11-24T09:10Z') };
    const claims = [hold('2026-11-24T09:00Z', '2026-11-24T09:30Z', made)];
    const mine = { taken: agenda({ claims }), asker: asker({ hold: 'hold' }) };
    const unnoticed = general({ notice: 0 });
    expect(judge(unnoticed, '2026-11-24T09:00Z', { ...mine, now: '2026-11-24T09:00Z' }).kind).toBe('free');
    expect(judge(unnoticed, '2026-11-24T09:00Z', { ...mine, now: '2026-11-24T09:01Z' }).kind).toBe('not_offered');
  });

  test('are in the way of a time that is judged by rules 4 and 5 alone, as long as they live', () => {
    const time = { start: at('2026-11-25T09:00Z'), end: at('2026-11-25T09:40Z') };
    const isFree = (now: string): boolean => isUnblocked(rule, taken, asker(), time, at(now));
    expect(isFree('2026-11-24T09:09Z')).toBe(false);
    expect(isFree('2026-11-24T09:10Z')).toBe(true);
  });
});

describe('the daily limit', () => {
  const rule = general({ dailyLimit: 2 });
  const ours = (id: string, start: string, end: string) => booking(start, end, { id, link: 'ours' });
  const two = [
    ours('a', '2026-11-25T08:00Z', '2026-11-25T08:30Z'),
    ours('b', '2026-11-25T10:00Z', '2026-11-25T10:30Z'),
  ];

  test('closes a date once that many meetings of this link start on it, and no other date', () => {
    expect(winterDay(rule, '2026-11-25', { taken: agenda({ claims: two.slice(0, 1) }) })).toHaveLength(15);
    expect(winterDay(rule, '2026-11-25', { taken: agenda({ claims: two }) })).toEqual([]);
    expect(winterDay(rule, '2026-11-26', { taken: agenda({ claims: two }) })).toHaveLength(16);
    expect(judge(rule, '2026-11-25T12:00Z', { taken: agenda({ claims: two }) }).kind).toBe('taken');
  });

  test('counts meetings that are over, and other guests’ live holds, but not other links or the meeting being moved', () => {
    const taken = agenda({ claims: two });
    expect(winterDay(rule, '2026-11-25', { taken, now: '2026-11-25T11:00Z' })).toEqual([]);
    expect(winterDay(rule, '2026-11-25', { taken, asker: asker({ excludeBooking: 'a' }) })).toHaveLength(15);
    expect(winterDay(rule, '2026-11-25', { taken, asker: asker({ link: 'another' }) })).toHaveLength(14);
    const held = agenda({
      claims: [...two.slice(0, 1), hold('2026-11-25T12:00Z', '2026-11-25T12:30Z', { link: 'ours' })],
    });
    expect(winterDay(rule, '2026-11-25', { taken: held })).toEqual([]);
    expect(winterDay(rule, '2026-11-25', { taken: held, asker: asker({ hold: 'hold' }) })).toHaveLength(15);
    expect(winterDay(rule, '2026-11-25', { taken: held, now: '2026-11-24T09:10Z' })).toHaveLength(15);
  });

  test('counts by the date of the host zone', () => {
    const late = general({ dailyLimit: 1, weekly: everyDay('00:00', '24:00'), duration: 60, step: 60 });
    // 23:30Z of the 24th is 00:30 of the 25th in Warsaw.
    const taken = agenda({ claims: [ours('a', '2026-11-24T23:30Z', '2026-11-25T00:00Z')] });
    expect(winterDay(late, '2026-11-25', { taken })).toEqual([]);
    expect(winterDay(late, '2026-11-24', { taken })).not.toEqual([]);
  });
});

describe('specific times', () => {
  const hours: [string, string][] = [
    ['2026-11-25T18:00Z', '2026-11-25T19:00Z'],
    ['2026-11-24T09:00Z', '2026-11-24T09:30Z'],
    ['2026-11-28T03:00Z', '2026-11-28T03:20Z'],
  ];
  const each = specific(hours, { bookings: 'each' });
  const week: [string, string] = ['2026-11-20T00:00Z', '2026-12-20T00:00Z'];

  test('are offered in order while they are in the future, whatever the weekly hours, notice and horizon', () => {
    expect(list(each, ...week)).toEqual(['2026-11-25T18:00Z', '2026-11-28T03:00Z']);
    expect(list(each, ...week, { now: '2026-11-24T08:59:59.999Z' })).toHaveLength(3);
    expect(list(each, '2026-11-25T18:00Z', '2026-11-28T03:00Z')).toEqual(['2026-11-25T18:00Z']);
  });

  test('have each their own length', () => {
    expect(judge(each, '2026-11-28T03:00Z')).toEqual({ kind: 'free', end: at('2026-11-28T03:20Z') });
    expect(endOf(each, at('2026-11-25T18:00Z'))).toBe(at('2026-11-25T19:00Z'));
    expect(endOf(each, at('2026-11-25T18:30Z'))).toBeNull();
    expect(judge(each, '2026-11-25T18:30Z').kind).toBe('not_offered');
    expect(list(each, ...week, { taken: busy('2026-11-25T18:59Z', '2026-11-25T20:00Z') })).toEqual([
      '2026-11-28T03:00Z',
    ]);
  });

  test('keep buffers where they are set', () => {
    const buffered = specific(hours, { bookings: 'each', bufferAfter: 30 });
    expect(judge(buffered, '2026-11-25T18:00Z', { taken: busy('2026-11-25T19:29Z', '2026-11-25T20:00Z') }).kind).toBe(
      'taken',
    );
  });

  const one = specific(hours);
  const booked = agenda({ claims: [booking('2026-11-25T18:00Z', '2026-11-25T19:00Z', { link: 'ours' })] });

  test('of a one-off close with its first booking, whenever that is; the booking itself may still move', () => {
    expect(list(one, ...week, { taken: booked })).toEqual([]);
    expect(judge(one, '2026-11-28T03:00Z', { taken: booked })).toEqual({ kind: 'closed' });
    expect(judge(one, '2026-11-28T03:00Z', { taken: agenda({ linkBooked: true }) })).toEqual({ kind: 'closed' });
    expect(list(one, ...week, { taken: booked, asker: asker({ excludeBooking: 'booking' }) })).toHaveLength(2);
    expect(list(one, ...week, { taken: booked, asker: asker({ link: 'another' }) })).toEqual(['2026-11-28T03:00Z']);
  });

  test('of a one-off aren’t closed by a hold, which blocks its own time alone', () => {
    const held = agenda({ claims: [hold('2026-11-25T18:00Z', '2026-11-25T19:00Z', { link: 'ours' })] });
    expect(list(one, ...week, { taken: held })).toEqual(['2026-11-28T03:00Z']);
  });

  test('with a booking each stay open for the rest', () => {
    expect(list(each, ...week, { taken: booked })).toEqual(['2026-11-28T03:00Z']);
  });
});

describe('a verdict', () => {
  const rule = general({ notice: 240, horizonDays: 10 });

  test.each([
    ['off the grid by a minute', '2026-11-25T09:01Z'],
    ['outside the hours', '2026-11-25T20:00Z'],
    ['too long for what is left of the opening', '2026-11-25T15:45Z'],
    ['in the past', '2026-11-23T09:00Z'],
    ['within the notice', '2026-11-24T12:30Z'],
    ['past the horizon', '2026-12-07T09:00Z'],
    ['on a closed weekday', '2026-11-28T09:00Z'],
  ])('on a start that is %s is “not offered”, busy or not', (_what, start) => {
    expect(judge(rule, start).kind).toBe('not_offered');
    expect(judge(rule, start, { taken: busy('2026-11-01T00:00Z', '2026-12-31T00:00Z') }).kind).toBe('not_offered');
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, 8.64e15, -8.64e15, 0.5])('on %s is “not offered”', start => {
    expect(verdict(rule, agenda(), asker(), start, at(NOW)).kind).toBe('not_offered');
  });
});

describe('the nearest free starts', () => {
  const rule = general({ duration: 60, step: 60, horizonDays: 60 });
  const near = (start: string, taken: Agenda, count = 3, now = NOW) =>
    nearest(rule, taken, asker(), at(start), at(now), count).map(found => new Date(found).toISOString().slice(0, 16));

  test('come closest first, and of two as close the earlier first', () => {
    expect(near('2026-11-25T10:00Z', busy('2026-11-25T10:00Z', '2026-11-25T11:00Z'))).toEqual([
      '2026-11-25T09:00',
      '2026-11-25T11:00',
      '2026-11-25T08:00',
    ]);
  });

  test('are looked for over weeks on either side, and within the rules', () => {
    const taken = busy('2026-11-24T00:00Z', '2026-12-23T15:00Z');
    expect(near('2026-11-25T10:00Z', taken, 2)).toEqual(['2026-12-23T15:00', '2026-12-24T08:00']);
    expect(near('2026-11-25T10:00Z', busy('2026-11-24T00:00Z', '2027-12-01T00:00Z'))).toEqual([]);
  });
});
