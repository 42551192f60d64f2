import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  addDays,
  dateIn,
  dateOf,
  dayOf,
  instantIn,
  instantOf,
  isDate,
  isZone,
  midnightIn,
  wallClock,
  weekdayOf,
} from '../../server/domain/zone.ts';
import { offsetAt } from './naive.ts';

const iso = (instant: number): string => new Date(instant).toISOString();
// Libraries have been seen to resolve a doubtful wall time with the offset in force at the moment of the call.
describe.each(['2026-01-15T12:00:00Z', '2026-07-15T12:00:00Z'])('wall time becomes an instant, asked on %s', today => {
  let fresh: typeof import('../../server/domain/zone.ts');
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(today);
    vi.resetModules();
    fresh = await import('../../server/domain/zone.ts');
  });
  afterEach(() => vi.useRealTimers());

  test.each([
    ['Europe/Warsaw', '2026-01-15', '09:00', '2026-01-15T08:00:00.000Z', 'winter, +01:00'],
    ['Europe/Warsaw', '2026-07-15', '09:00', '2026-07-15T07:00:00.000Z', 'summer, +02:00'],
    ['Europe/Warsaw', '2026-03-29', '02:30', '2026-03-29T01:30:00.000Z', 'a gap of 60 minutes: 03:30'],
    ['Europe/Warsaw', '2026-03-29', '02:00', '2026-03-29T01:00:00.000Z', 'the beginning of the gap'],
    ['Europe/Warsaw', '2026-03-29', '03:00', '2026-03-29T01:00:00.000Z', 'the end of the gap is the same instant'],
    ['Europe/Warsaw', '2026-10-25', '02:30', '2026-10-25T00:30:00.000Z', 'repeated: the earlier, +02:00'],
    ['Europe/Warsaw', '2026-10-25', '03:00', '2026-10-25T02:00:00.000Z', 'past the repetition'],
    ['Australia/Lord_Howe', '2026-10-04', '02:15', '2026-10-03T15:45:00.000Z', 'a gap of 30 minutes: 02:45'],
    ['Australia/Lord_Howe', '2026-04-05', '01:45', '2026-04-04T14:45:00.000Z', 'repeated: the earlier, +11:00'],
    ['America/St_Johns', '2026-03-08', '02:30', '2026-03-08T06:00:00.000Z', 'a gap at −03:30: 03:30 at −02:30'],
    ['Asia/Kathmandu', '2026-03-29', '02:30', '2026-03-28T20:45:00.000Z', 'never changes, +05:45'],
    ['Asia/Beirut', '2026-03-29', '00:00', '2026-03-28T22:00:00.000Z', 'there is no midnight: 01:00 at +03:00'],
    ['Africa/Cairo', '2026-04-24', '00:30', '2026-04-23T22:30:00.000Z', 'there is no 00:30: 01:30 at +03:00'],
    ['America/Sao_Paulo', '2018-11-04', '00:00', '2018-11-04T03:00:00.000Z', 'there is no midnight: 01:00 at −02:00'],
    ['America/Havana', '2026-11-01', '00:30', '2026-11-01T04:30:00.000Z', 'repeated after midnight: the earlier'],
    ['Africa/Cairo', '2026-10-29', '24:00', '2026-10-29T22:00:00.000Z', 'past a repeated hour before midnight'],
    [
      'America/Nuuk',
      '2026-03-28',
      '23:30',
      '2026-03-29T01:30:00.000Z',
      'a gap before midnight: 00:30 of the next date',
    ],
    ['Pacific/Apia', '2011-12-30', '09:00', '2011-12-30T19:00:00.000Z', 'a date that was skipped: 09:00 of the next'],
    ['Europe/Warsaw', '2026-03-29', '26:00', '2026-03-30T00:00:00.000Z', '02:00 of the next date'],
  ])('%s %s %s is %s (%s)', (zone, date, time, instant) => {
    const [hours = 0, minutes = 0] = time.split(':').map(Number);
    expect(iso(fresh.instantIn(zone, date, hours * 60 + minutes))).toBe(instant);
  });
});

test('the date of an instant is that of the zone', () => {
  const instant = Date.parse('2026-11-24T18:20:00Z');
  expect(dateIn('Asia/Kathmandu', instant)).toBe('2026-11-25');
  expect(dateIn('Asia/Kathmandu', instant - 6 * 60_000)).toBe('2026-11-24');
  expect(dateIn('America/St_Johns', Date.parse('2026-11-25T03:29:59.999Z'))).toBe('2026-11-24');
});

test('a date begins at its midnight, or where that doesn’t exist, at its first instant', () => {
  expect(iso(midnightIn('Europe/Warsaw', '2026-03-30'))).toBe('2026-03-29T22:00:00.000Z');
  expect(dateIn('Asia/Beirut', midnightIn('Asia/Beirut', '2026-03-29') - 1)).toBe('2026-03-28');
  expect(midnightIn('Pacific/Apia', '2011-12-31')).toBe(midnightIn('Pacific/Apia', '2011-12-30'));
});

test('offsets are those of Intl in every zone that Intl lists, from 1975 to 2037', () => {
  const first = Date.UTC(1975, 0);
  const step = 206 * 86_400_000 + 11 * 3_600_000;
  const wrong = Intl.supportedValuesOf('timeZone').filter(zone => {
    const clock = wallClock(zone);
    for (let instant = first; instant < Date.UTC(2038, 0); instant += step) {
      const offset = clock.offsetAt(instant);
      // Monrovia is the last zone whose clocks showed seconds, until 1972.
      if (offset !== offsetAt(zone, instant / 60_000) * 60_000) return true;
    }
    return false;
  });
  expect(wrong).toEqual([]);
});

test('offsets are right far from now, to whichever side one looks first', () => {
  const clock = wallClock('Europe/Berlin');
  expect(clock.offsetAt(Date.parse('9000-07-01T00:00:00Z'))).toBe(2 * 3_600_000);
  expect(clock.offsetAt(Date.parse('1950-01-01T00:00:00Z'))).toBe(3_600_000);
  expect(clock.offsetAt(Date.parse('0001-01-01T00:00:00Z'))).toBe(3_208_000);
  for (let year = 2000; year < 2400; year++) expect(clock.offsetAt(Date.UTC(year, 6))).toBe(2 * 3_600_000);
});

test.each([
  'Europe/Warsaw',
  'Asia/Calcutta',
  'Asia/Kolkata',
  'Europe/Kiev',
  'Europe/Kyiv',
  'UTC',
  'EST5EDT',
  'US/Pacific',
  'PST',
])('%s is a zone', zone => {
  expect(isZone(zone)).toBe(true);
});

test.each([
  '',
  'Mars/Olympus',
  'Europe/Warsaw ',
  'Europe',
  'undefined',
  '+02:00',
  '-0300',
  '+02',
  '2026-01-01T00:00[Europe/Warsaw]',
  '\0',
  'x'.repeat(5000),
])('%j is none', zone => {
  expect(isZone(zone)).toBe(false);
  expect(() => wallClock(zone)).toThrow(RangeError);
});

test('old names of a zone keep the same time as new ones', () => {
  expect(instantIn('Asia/Calcutta', '2026-11-25', 540)).toBe(instantIn('Asia/Kolkata', '2026-11-25', 540));
  expect(iso(instantIn('Europe/Kiev', '2026-07-25', 540))).toBe('2026-07-25T06:00:00.000Z');
});

test('dates exist or don’t', () => {
  expect(['2024-02-29', '2000-02-29', '2026-12-31', '0001-01-01', '9999-12-31'].every(isDate)).toBe(true);
  expect(
    ['2026-02-29', '1900-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '2026-1-1', '2026-01-00', ''].some(isDate),
  ).toBe(false);
});

test('dates, days and weekdays agree with the calendar over four centuries', () => {
  for (let day = -50_000; day < 100_000; day += 13) {
    const date = new Date(day * 86_400_000);
    expect(dayOf(dateOf(day))).toBe(day);
    expect((weekdayOf(day) + 1) % 7).toBe(date.getUTCDay());
  }
});

test('days are added over the ends of months and years', () => {
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  expect(addDays('2024-03-01', -1)).toBe('2024-02-29');
  expect(() => addDays('2026-02-30', 1)).toThrow(RangeError);
});

test('an instant is read with Z or an offset, and to the millisecond', () => {
  expect(instantOf('2026-11-25T09:00:00Z')).toBe(Date.UTC(2026, 10, 25, 9));
  expect(instantOf('2026-11-25T09:00Z')).toBe(Date.UTC(2026, 10, 25, 9));
  expect(instantOf('2026-11-25T09:00:00.5Z')).toBe(Date.UTC(2026, 10, 25, 9, 0, 0, 500));
  expect(instantOf('2026-11-25T14:45:00.123456+05:45')).toBe(Date.UTC(2026, 10, 25, 9, 0, 0, 123));
  expect(instantOf('2026-11-25T05:30:00-03:30')).toBe(Date.UTC(2026, 10, 25, 9));
});

test.each([
  '2026-11-25',
  '2026-11-25T09:00:00',
  '2026-02-30T09:00:00Z',
  '2026-11-25T24:00:00Z',
  '2026-11-25T09:60:00Z',
  '2026-11-25 09:00Z',
  'now',
  '',
])('%j is no instant', text => {
  expect(instantOf(text)).toBeNull();
});
