import { expect, test } from 'vitest';
import type { Calendar } from '../../../server/domain/calendar.ts';
import { DAY } from '../../../server/domain/interval.ts';
import { createBusyCache, type ReadBusy } from '../../../server/flows/bookings/busy-cache.ts';

const NOW = Date.parse('2026-11-25T09:20:00Z');
const calendar = (host: string, mirrorRev: number): Calendar => ({
  host,
  rev: 7,
  mirrorRev,
  syncedAt: NOW,
  claims: [],
  activeGeneral: [],
});

/** Answers what was asked for, and remembers it. */
const recorded = () => {
  const asked: string[] = [];
  const read: ReadBusy = async ({ host, mirrorRev }, zone, range) => {
    asked.push(`${host} ${mirrorRev} ${zone}`);
    return [range];
  };
  return { asked, read };
};

test('is read once for a mirror, a zone and the days of a range, and covers all that is asked for', async () => {
  const { asked, read } = recorded();
  const busyOf = createBusyCache(read, 10);
  const range = { start: NOW, end: NOW + 30 * DAY };
  const [first] = await busyOf(calendar('1:1', 3), 'Asia/Kathmandu', range);
  await busyOf(calendar('1:1', 3), 'Asia/Kathmandu', { start: NOW + 1000, end: range.end + 1000 });
  expect(asked).toHaveLength(1);
  expect(first).toEqual({ start: Date.parse('2026-11-25T00:00:00Z'), end: Date.parse('2026-12-26T00:00:00Z') });
  await busyOf(calendar('1:1', 4), 'Asia/Kathmandu', range);
  await busyOf(calendar('1:2', 4), 'Asia/Kathmandu', range);
  await busyOf(calendar('1:2', 4), 'America/St_Johns', range);
  await busyOf(calendar('1:2', 4), 'America/St_Johns', { start: NOW, end: NOW + 60 * DAY });
  expect(asked).toEqual([
    '1:1 3 Asia/Kathmandu',
    '1:1 4 Asia/Kathmandu',
    '1:2 4 Asia/Kathmandu',
    '1:2 4 America/St_Johns',
    '1:2 4 America/St_Johns',
  ]);
});

test('forgets what was used longest ago', async () => {
  const { asked, read } = recorded();
  const busyOf = createBusyCache(read, 2);
  const ask = (host: string) => busyOf(calendar(host, 1), 'UTC', { start: NOW, end: NOW + DAY });
  for (const host of ['1:1', '1:2', '1:1', '1:3', '1:1', '1:2']) await ask(host);
  expect(asked.map(text => text.slice(0, 3))).toEqual(['1:1', '1:2', '1:3', '1:2']);
});
