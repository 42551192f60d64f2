import { expect, test } from 'vitest';
import { activityTime, busyIntervals, type CrmTimes, clockMinutes } from '../../server/domain/busy.ts';

const WARSAW = 'Europe/Warsaw';
const at = (iso: string): number => Date.parse(iso);
const times = (change: Partial<CrmTimes>): CrmTimes => ({
  dueDate: '2026-11-25',
  dueTime: '09:00',
  durationMinutes: 60,
  busy: null,
  ...change,
});
const blocked = (change: Partial<CrmTimes>, zone = WARSAW): [string, string][] => {
  const time = activityTime(times(change));
  return busyIntervals(time ? [time] : [], zone).map(({ start, end }) => [
    new Date(start).toISOString(),
    new Date(end).toISOString(),
  ]);
};

test('an activity with date, time and duration blocks unless it is free; its time is UTC, not the host’s', () => {
  const hour = [['2026-11-25T09:00:00.000Z', '2026-11-25T10:00:00.000Z']];
  expect(blocked({ busy: true })).toEqual(hour);
  expect(blocked({ busy: null })).toEqual(hour);
  expect(blocked({ busy: false })).toEqual([]);
  expect(blocked({ busy: true }, 'Asia/Kathmandu')).toEqual(hour);
});

test.each([null, 0])('with a time and a duration of %s it blocks half an hour', durationMinutes => {
  expect(blocked({ durationMinutes })).toEqual([['2026-11-25T09:00:00.000Z', '2026-11-25T09:30:00.000Z']]);
});

test('seconds in the CRM’s times are read', () => {
  expect(blocked({ dueTime: '09:00:00', durationMinutes: clockMinutes('00:45:00') })).toEqual([
    ['2026-11-25T09:00:00.000Z', '2026-11-25T09:45:00.000Z'],
  ]);
  expect(clockMinutes('36:00')).toBe(2160);
  expect(clockMinutes('01:60')).toBeNull();
  expect(clockMinutes('')).toBeNull();
});

test.each([null, ''])(
  'without a time (%j) it blocks only if it is marked busy, and then the whole date in the host zone',
  dueTime => {
    expect(blocked({ dueTime, busy: null })).toEqual([]);
    expect(blocked({ dueTime, busy: false })).toEqual([]);
    expect(blocked({ dueTime, busy: true })).toEqual([['2026-11-24T23:00:00.000Z', '2026-11-25T23:00:00.000Z']]);
    expect(blocked({ dueTime, busy: true }, 'Asia/Kathmandu')).toEqual([
      ['2026-11-24T18:15:00.000Z', '2026-11-25T18:15:00.000Z'],
    ]);
  },
);

test('a whole date lasts 23 hours when the clocks go forward and 25 when they go back', () => {
  expect(blocked({ dueDate: '2026-03-29', dueTime: null, busy: true })).toEqual([
    ['2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
  ]);
  expect(blocked({ dueDate: '2026-10-25', dueTime: null, busy: true })).toEqual([
    ['2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
  ]);
  expect(blocked({ dueDate: '2026-03-29', dueTime: null, busy: true }, 'Asia/Beirut')).toEqual([
    ['2026-03-28T22:00:00.000Z', '2026-03-29T21:00:00.000Z'],
  ]);
});

test('a date that the zone skipped blocks nothing', () => {
  expect(blocked({ dueDate: '2011-12-30', dueTime: null, busy: true }, 'Pacific/Apia')).toEqual([]);
});

test.each([
  ['no date', { dueDate: null }],
  ['a date that doesn’t exist', { dueDate: '2026-02-30' }],
  ['a time past the day', { dueTime: '24:00' }],
  ['a time that is none', { dueTime: 'noon' }],
])('%s blocks nothing', (_what, change) => {
  expect(activityTime(times(change))).toBeNull();
});

test('what overlaps or touches becomes one, in order', () => {
  const timed = (id: string, start: string, end: string) => ({
    id,
    start: at(start),
    end: at(end),
    date: null,
    busy: true,
  });
  const activities = [
    timed('1:4', '2026-11-25T15:00:00Z', '2026-11-25T16:00:00Z'),
    timed('1:1', '2026-11-25T09:30:00Z', '2026-11-25T10:30:00Z'),
    timed('1:2', '2026-11-25T09:00:00Z', '2026-11-25T10:00:00Z'),
    timed('1:3', '2026-11-25T10:30:00Z', '2026-11-25T11:00:00Z'),
  ];
  expect(busyIntervals(activities, WARSAW)).toEqual([
    { start: at('2026-11-25T09:00:00Z'), end: at('2026-11-25T11:00:00Z') },
    { start: at('2026-11-25T15:00:00Z'), end: at('2026-11-25T16:00:00Z') },
  ]);
});
