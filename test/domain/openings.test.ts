import { expect, test } from 'vitest';
import { openTime, readHours, timeMinutes, windowMinutes } from '../../server/domain/openings.ts';
import type { GeneralRule } from '../../server/domain/rule.ts';
import { dayOf, wallClock } from '../../server/domain/zone.ts';

const day = (date: string): number => dayOf(date) ?? Number.NaN;
const open = (zone: string, hours: Pick<GeneralRule, 'weekly' | 'overrides'>, first: string, last: string) => {
  const { groups, openings } = openTime(readHours(hours), wallClock(zone), day(first), day(last));
  const text = (intervals: typeof groups) =>
    intervals.map(
      ({ start, end }) => `${new Date(start).toISOString().slice(5, 16)}/${new Date(end).toISOString().slice(5, 16)}`,
    );
  return { groups: text(groups), openings: text(openings) };
};

test('times are two digits each, from 00:00 to 24:00', () => {
  expect(['00:00', '23:59', '24:00'].map(timeMinutes)).toEqual([0, 1439, 1440]);
  expect(['24:01', '9:00', '09:60', '09:00:00', '', '-1:00'].map(timeMinutes)).toEqual(Array(6).fill(null));
});

test('a window that ends before it begins ends on the next date', () => {
  expect(windowMinutes(['22:30', '02:00'])).toEqual({ from: 1350, to: 1560 });
  expect(windowMinutes(['09:00', '00:00'])).toEqual({ from: 540, to: 1440 });
  expect(windowMinutes(['24:00', '02:00'])).toBeNull();
});

test('a group is of one date with its own spill, an opening is of any', () => {
  const hours = {
    weekly: {
      fri: [['22:30', '02:00']],
      sat: [
        ['01:00', '05:00'],
        ['05:00', '06:00'],
        ['07:00', '08:00'],
      ],
    },
    overrides: {},
  } as const;
  expect(open('Asia/Kathmandu', hours, '2026-11-27', '2026-11-28')).toEqual({
    groups: ['11-27T16:45/11-27T20:15', '11-27T19:15/11-28T00:15', '11-28T01:15/11-28T02:15'],
    openings: ['11-27T16:45/11-28T00:15', '11-28T01:15/11-28T02:15'],
  });
});

test('an override on the next date cuts a spill at its midnight, and its own windows stay', () => {
  const hours = { weekly: { fri: [['22:30', '02:00']] }, overrides: { '2026-11-28': [['01:00', '03:00']] } } as const;
  expect(open('Europe/Warsaw', hours, '2026-11-27', '2026-11-29').groups).toEqual([
    '11-27T21:30/11-27T23:00',
    '11-28T00:00/11-28T02:00',
  ]);
});

test('an override cuts at the first instant of a date that has no midnight', () => {
  const hours = { weekly: { sat: [['22:00', '03:00']] }, overrides: { '2026-03-29': [] } } as const;
  expect(open('Asia/Beirut', hours, '2026-03-28', '2026-03-29').groups).toEqual(['03-28T20:00/03-28T22:00']);
});

test('an override also cuts what a skipped date pushes into it from the date before that', () => {
  const thursday = { '2011-12-29': [['22:00', '02:00']] } as const;
  // 2011-12-30 was skipped: its 02:00 is 02:00 of the 31st, at +14:00.
  expect(open('Pacific/Apia', { weekly: {}, overrides: thursday }, '2011-12-29', '2011-12-31').groups).toEqual([
    '12-30T08:00/12-30T12:00',
  ]);
  const closed = { ...thursday, '2011-12-31': [] };
  expect(open('Pacific/Apia', { weekly: {}, overrides: closed }, '2011-12-29', '2011-12-31').groups).toEqual([
    '12-30T08:00/12-30T10:00',
  ]);
});

test('a window that a clock change turns round or empties is dropped', () => {
  const hours = {
    weekly: {
      sun: [
        ['02:30', '03:15'],
        ['02:00', '03:00'],
      ],
    },
    overrides: {},
  } as const;
  expect(open('Europe/Warsaw', hours, '2026-03-29', '2026-03-29').groups).toEqual([]);
});

test('a window over a clock change is as long as the time that passes', () => {
  const hours = { weekly: { sat: [['22:00', '24:00']] }, overrides: {} } as const;
  // Nuuk’s clocks skip 23:00–24:00 on 2026-03-28 and repeat it on 2026-10-24.
  expect(open('America/Nuuk', hours, '2026-03-28', '2026-03-28').groups).toEqual(['03-29T00:00/03-29T01:00']);
  expect(open('America/Nuuk', hours, '2026-10-24', '2026-10-24').groups).toEqual(['10-24T23:00/10-25T02:00']);
});
