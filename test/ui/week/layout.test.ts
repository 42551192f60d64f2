import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstDayOf } from '../../../extension-ui/shared/dates.ts';
import { datesFor } from '../../../extension-ui/week/dates.ts';
import { inLanes } from '../../../extension-ui/week/lanes.ts';
import { type Segment, segmentsOf } from '../../../extension-ui/week/segments.ts';
import { cellOn, neighbour, stopsOf } from '../../../extension-ui/week/stops.ts';

const segment = (from: number, to: number): Segment<string> => ({
  item: `${from}-${to}`,
  from,
  to,
  isFirst: true,
  isLast: true,
});
const lanesOf = (...pairs: [number, number][]) =>
  inLanes(pairs.map(([from, to]) => segment(from, to))).map(({ item, lane, lanes, width }) => [
    item,
    lane,
    lanes,
    width,
  ]);

describe('lanes', () => {
  it('are one where nothing overlaps, touching included', () => {
    expect(lanesOf([60, 120], [120, 180])).toEqual([
      ['60-120', 0, 1, 1],
      ['120-180', 0, 1, 1],
    ]);
  });

  it('stand side by side where items overlap, and are taken again when free', () => {
    expect(lanesOf([60, 180], [90, 120], [120, 150])).toEqual([
      ['60-180', 0, 2, 1],
      ['90-120', 1, 2, 1],
      ['120-150', 1, 2, 1],
    ]);
  });

  it('leave the room beside an item to it', () => {
    expect(lanesOf([0, 60], [0, 60], [0, 200], [100, 200])).toEqual([
      ['0-200', 0, 3, 1],
      ['0-60', 1, 3, 1],
      ['0-60', 2, 3, 1],
      ['100-200', 1, 3, 2],
    ]);
  });

  it('never let two items cover each other', () => {
    const pairs = fc.array(fc.tuple(fc.integer({ min: 0, max: 95 }), fc.integer({ min: 1, max: 30 })), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(pairs, given => {
        const placed = inLanes(given.map(([from, length]) => segment(from * 15, Math.min((from + length) * 15, 1440))));
        expect(placed).toHaveLength(given.length);
        for (const [at, one] of placed.entries()) {
          for (const other of placed.slice(at + 1)) {
            if (one.from >= other.to || other.from >= one.to) continue;
            expect(one.lanes).toBe(other.lanes);
            expect(one.lane + one.width <= other.lane || other.lane + other.width <= one.lane).toBe(true);
          }
        }
      }),
    );
  });
});

describe('segments', () => {
  const on = (zone: string, dates: string[], start: string, end: string) =>
    [...segmentsOf([{ start: Date.parse(start), end: Date.parse(end) }], dates, zone)].flatMap(([date, of]) =>
      of.map(({ from, to, isFirst, isLast }) => [date, from, to, isFirst, isLast]),
    );

  it('are cut at midnight of the zone', () => {
    expect(on('Asia/Kathmandu', ['2026-12-07', '2026-12-08'], '2026-12-07T17:15:00Z', '2026-12-07T20:15:00Z')).toEqual([
      ['2026-12-07', 1380, 1440, true, false],
      ['2026-12-08', 0, 120, false, true],
    ]);
  });

  it('end with the day that ends at midnight', () => {
    expect(on('Asia/Kathmandu', ['2026-12-07', '2026-12-08'], '2026-12-07T17:15:00Z', '2026-12-07T18:15:00Z')).toEqual([
      ['2026-12-07', 1380, 1440, true, true],
    ]);
  });

  it('are by the clock on the wall on days of 23 and 25 hours', () => {
    expect(on('Europe/Warsaw', ['2026-03-29'], '2026-03-29T00:30:00Z', '2026-03-29T01:30:00Z')).toEqual([
      ['2026-03-29', 90, 210, true, true],
    ]);
    expect(on('Europe/Warsaw', ['2026-10-25'], '2026-10-25T00:45:00Z', '2026-10-25T01:15:00Z')).toEqual([
      ['2026-10-25', 165, 180, true, true],
    ]);
    expect(on('Europe/Warsaw', ['2026-10-25'], '2026-10-25T08:00:00Z', '2026-10-25T09:00:00Z')).toEqual([
      ['2026-10-25', 540, 600, true, true],
    ]);
    expect(on('America/St_Johns', ['2026-11-01'], '2026-11-01T12:30:00Z', '2026-11-01T13:00:00Z')).toEqual([
      ['2026-11-01', 540, 570, true, true],
    ]);
  });

  it('only come of what lies on the dates shown', () => {
    expect(on('Asia/Kathmandu', ['2026-12-09'], '2026-12-07T17:15:00Z', '2026-12-07T20:15:00Z')).toEqual([]);
    expect(on('Asia/Kathmandu', ['2026-12-08'], '2026-12-07T17:15:00Z', '2026-12-07T20:15:00Z')).toEqual([
      ['2026-12-08', 0, 120, false, true],
    ]);
  });
});

describe('dates', () => {
  it('are a week as the locale begins it, or fewer days where it is narrow', () => {
    expect(datesFor(900, '2026-12-09', 'pl')[0]).toBe('2026-12-07');
    expect(datesFor(900, '2026-12-09', 'pl')).toHaveLength(7);
    expect(datesFor(900, '2026-12-09', 'en-US')[0]).toBe('2026-12-06');
    expect(datesFor(420, '2026-12-09', 'pl')).toEqual(['2026-12-09', '2026-12-10', '2026-12-11']);
    expect(datesFor(290, '2026-12-09', 'pl')).toEqual(['2026-12-09']);
    expect(firstDayOf('en-GB')).toBe(1);
  });
});

describe('stops of the keyboard', () => {
  const item = (minutes: number, id: string) => ({ kind: 'item' as const, date: '2026-12-07', minutes, id });
  const stops = stopsOf('2026-12-07', 'Asia/Kathmandu', [item(-1, 'all day'), item(540, 'one'), item(545, 'two')]);

  it('are free room and items by turns', () => {
    const nine = cellOn('2026-12-07', 540);
    const one = neighbour(stops, nine, 1);
    expect(one).toMatchObject({ id: 'one' });
    const two = neighbour(stops, one, 1);
    expect(two).toMatchObject({ id: 'two' });
    expect(neighbour(stops, two, 1)).toEqual(cellOn('2026-12-07', 570));
    expect(neighbour(stops, two, -1)).toEqual(one);
    expect(neighbour(stops, one, -1)).toEqual(nine);
  });

  it('begin with what lasts all day, and have an end', () => {
    const first = neighbour(stops, cellOn('2026-12-07', 0), -1);
    expect(first).toMatchObject({ id: 'all day' });
    expect(neighbour(stops, first, -1)).toEqual(first);
    const last = cellOn('2026-12-07', 1439);
    expect(neighbour(stops, last, 1)).toEqual(last);
  });

  it('leave out what the clock leaves out', () => {
    const spring = stopsOf('2026-03-29', 'Europe/Warsaw', []);
    expect(spring.map(({ minutes }) => minutes).slice(2, 6)).toEqual([60, 90, 180, 210]);
  });
});
