import { describe, expect, it } from 'vitest';
import { instantAt } from '../../../extension-ui/shared/zones/instant.ts';
import {
  added,
  belowStart,
  dragged,
  type Grip,
  lengthened,
  onOtherDay,
  shifted,
  tapped,
} from '../../../extension-ui/week/drag.ts';
import type { GridItem, Place } from '../../../extension-ui/week/grid-item.ts';
import { clock, hourLabels, spanName } from '../../../extension-ui/week/labels.ts';

const at = (text: string): number => Date.parse(text);
const iso = ({ start, end }: { start: number; end: number }) => [start, end].map(one => new Date(one).toISOString());
const itemFrom = (start: string, end: string): GridItem => ({
  id: 'one',
  start: at(start),
  end: at(end),
  kind: 'time',
  title: 'One',
  movable: true,
  openable: false,
});

describe('what a clock on the wall means', () => {
  it('is told with the zone’s offset, halves and quarters of hours too', () => {
    expect(instantAt('Asia/Kathmandu', '2026-12-07', 9 * 60)).toBe(at('2026-12-07T03:15:00Z'));
    expect(instantAt('America/St_Johns', '2026-12-07', 9 * 60)).toBe(at('2026-12-07T12:30:00Z'));
    expect(instantAt('America/St_Johns', '2026-07-07', 9 * 60)).toBe(at('2026-07-07T11:30:00Z'));
  });

  it('moves forward by the gap where a time is left out', () => {
    expect(instantAt('Europe/Warsaw', '2026-03-29', 150)).toBe(at('2026-03-29T01:30:00Z'));
    expect(instantAt('Europe/Warsaw', '2026-03-29', 119)).toBe(at('2026-03-29T00:59:00Z'));
    expect(instantAt('Europe/Warsaw', '2026-03-29', 180)).toBe(at('2026-03-29T01:00:00Z'));
    expect(instantAt('America/St_Johns', '2026-03-08', 150)).toBe(at('2026-03-08T06:00:00Z'));
    expect(instantAt('Australia/Lord_Howe', '2026-10-04', 135)).toBe(at('2026-10-03T15:45:00Z'));
  });

  it('is the earlier instant where a time comes twice', () => {
    expect(instantAt('Europe/Warsaw', '2026-10-25', 150)).toBe(at('2026-10-25T00:30:00Z'));
    expect(instantAt('Europe/Warsaw', '2026-10-25', 180)).toBe(at('2026-10-25T02:00:00Z'));
    expect(instantAt('America/St_Johns', '2026-11-01', 90)).toBe(at('2026-11-01T04:00:00Z'));
    expect(instantAt('Australia/Lord_Howe', '2026-04-05', 105)).toBe(at('2026-04-04T14:45:00Z'));
  });

  it('may be the next midnight', () => {
    expect(instantAt('Europe/Warsaw', '2026-10-25', 1440)).toBe(at('2026-10-25T23:00:00Z'));
    expect(instantAt('Asia/Kathmandu', '2026-12-31', 1440)).toBe(at('2026-12-31T18:15:00Z'));
  });

  it('is what Temporal says, in every zone around every change of its clock in three years', () => {
    const wrong: string[] = [];
    let asked = 0;
    for (const zone of Intl.supportedValuesOf('timeZone')) {
      let change: Temporal.ZonedDateTime | null = Temporal.ZonedDateTime.from(`2025-01-01T00:00[${zone}]`);
      for (;;) {
        change = change.getTimeZoneTransition('next');
        if (change === null || change.year > 2027) break;
        const day = change.subtract({ seconds: 1 }).toPlainDate();
        for (const date of [day, day.add({ days: 1 })]) {
          for (let minutes = 0; minutes <= 300; minutes += 15) {
            asked += 1;
            const meant = date
              .toPlainDateTime(Temporal.PlainTime.from({ hour: Math.floor(minutes / 60), minute: minutes % 60 }))
              .toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
            if (instantAt(zone, `${date}`, minutes) !== meant) wrong.push(`${zone} ${date} ${minutes}`);
          }
        }
      }
    }
    expect(asked).toBeGreaterThan(10_000);
    expect(wrong).toEqual([]);
  });
});

describe('dragging', () => {
  const options = { zone: 'Asia/Kathmandu', snapMinutes: 15 };
  const place = (date: string, minutes: number): Place => ({ date, minutes });
  const move = (item: GridItem, from: Place, to: Place, zone = options.zone) =>
    iso(dragged({ kind: 'move', item, below: belowStart(item, from, zone) }, to, { ...options, zone }));

  it('moves an item by where it was taken, to the nearest quarter of an hour', () => {
    const item = itemFrom('2026-12-07T03:15:00Z', '2026-12-07T04:15:00Z');
    expect(move(item, place('2026-12-07', 565), place('2026-12-09', 688))).toEqual([
      '2026-12-09T05:15:00.000Z',
      '2026-12-09T06:15:00.000Z',
    ]);
  });

  it('leaves an item that is put back where it was', () => {
    const second = itemFrom('2026-10-25T01:30:00Z', '2026-10-25T02:00:00Z');
    expect(move(second, place('2026-10-25', 155), place('2026-10-25', 158), 'Europe/Warsaw')).toEqual(iso(second));
  });

  it('moves an item that began the day before and was taken after midnight', () => {
    const item = itemFrom('2026-12-07T17:15:00Z', '2026-12-07T20:15:00Z');
    expect(move(item, place('2026-12-08', 60), place('2026-12-09', 90))).toEqual([
      '2026-12-08T17:45:00.000Z',
      '2026-12-08T20:45:00.000Z',
    ]);
  });

  it('keeps the length across a change of the clock, and lands past a gap', () => {
    const item = itemFrom('2026-03-28T01:30:00Z', '2026-03-28T02:30:00Z');
    expect(move(item, place('2026-03-28', 150), place('2026-03-29', 150), 'Europe/Warsaw')).toEqual([
      '2026-03-29T01:30:00.000Z',
      '2026-03-29T02:30:00.000Z',
    ]);
  });

  it('changes the end, but never to before the beginning or a day after it', () => {
    const item = itemFrom('2026-12-07T03:15:00Z', '2026-12-07T04:15:00Z');
    const grip: Grip = { kind: 'resize', item };
    expect(iso(dragged(grip, place('2026-12-07', 640), options))[1]).toBe('2026-12-07T05:00:00.000Z');
    expect(iso(dragged(grip, place('2026-12-07', 100), options))[1]).toBe('2026-12-07T03:30:00.000Z');
    expect(iso(dragged(grip, place('2026-12-09', 100), options))[1]).toBe('2026-12-08T03:15:00.000Z');
  });

  it('draws new times up and down, at least one step long', () => {
    const from = place('2026-12-07', 607);
    const draw = (minutes: number) => iso(dragged({ kind: 'add', from }, place('2026-12-09', minutes), options));
    expect(draw(680)).toEqual(['2026-12-07T04:15:00.000Z', '2026-12-07T05:45:00.000Z']);
    expect(draw(609)).toEqual(['2026-12-07T04:15:00.000Z', '2026-12-07T04:30:00.000Z']);
    expect(draw(550)).toEqual(['2026-12-07T03:15:00.000Z', '2026-12-07T04:30:00.000Z']);
  });

  it('snaps to five minutes when asked to', () => {
    const item = itemFrom('2026-12-07T03:15:00Z', '2026-12-07T04:15:00Z');
    const fine = { ...options, snapMinutes: 5 };
    expect(iso(dragged({ kind: 'move', item, below: 0 }, place('2026-12-07', 563), fine))[0]).toBe(
      '2026-12-07T03:40:00.000Z',
    );
  });

  it('adds the given length where it is clicked', () => {
    expect(iso(added(place('2026-12-07', 614), 45, options))).toEqual([
      '2026-12-07T04:15:00.000Z',
      '2026-12-07T05:00:00.000Z',
    ]);
  });
});

describe('a tap', () => {
  it('takes the line that is drawn, with the finger a little above it too', () => {
    const starts = (minutes: number) =>
      new Date(tapped({ date: '2026-12-07', minutes }, 45, 'Asia/Kathmandu').start).toISOString();
    expect([12 * 60 + 32, 12 * 60 + 50, 12 * 60 + 54, 13 * 60 + 20].map(starts)).toEqual([
      '2026-12-07T06:45:00.000Z',
      '2026-12-07T06:45:00.000Z',
      '2026-12-07T07:15:00.000Z',
      '2026-12-07T07:15:00.000Z',
    ]);
  });

  it('at the end of the day stays on that day', () => {
    const { start, end } = tapped({ date: '2026-12-07', minutes: 1440 }, 30, 'America/St_Johns');
    expect([start, end]).toEqual([at('2026-12-07T23:30:00-03:30'), at('2026-12-08T00:00:00-03:30')]);
  });
});

describe('by keyboard', () => {
  it('an item goes through an hour that comes twice, twice', () => {
    const first = itemFrom('2026-10-25T00:45:00Z', '2026-10-25T01:15:00Z');
    expect(iso(shifted(first, 15))).toEqual(['2026-10-25T01:00:00.000Z', '2026-10-25T01:30:00.000Z']);
  });

  it('an item keeps its time of day on another day', () => {
    const item = itemFrom('2026-03-28T08:00:00Z', '2026-03-28T08:30:00Z');
    expect(iso(onOtherDay(item, 1, 'Europe/Warsaw'))).toEqual(['2026-03-29T07:00:00.000Z', '2026-03-29T07:30:00.000Z']);
  });

  it('a length never goes to nothing', () => {
    const item = itemFrom('2026-03-28T08:00:00Z', '2026-03-28T08:15:00Z');
    expect(lengthened(item, -15)).toBeNull();
    expect(lengthened(item, 15)?.end).toBe(at('2026-03-28T08:30:00Z'));
  });
});

describe('labels', () => {
  it('tell the two hours apart that have one name', () => {
    const label = (instant: string) => clock(at(instant), 'Europe/Warsaw', 'en-GB');
    expect(label('2026-10-25T00:30:00Z')).toBe('02:30 CEST');
    expect(label('2026-10-25T01:30:00Z')).toBe('02:30 CET');
    expect(label('2026-10-25T02:00:00Z')).toBe('03:00');
    expect(label('2026-10-24T23:59:00Z')).toBe('01:59');
    expect(label('2026-03-29T01:30:00Z')).toBe('03:30');
    expect(clock(at('2026-04-04T14:45:00Z'), 'Australia/Lord_Howe', 'en-GB')).toMatch(/^01:45 GMT\+11$/);
    expect(clock(at('2026-04-04T14:15:00Z'), 'Australia/Lord_Howe', 'en-GB')).toBe('01:15');
  });

  it('have the day, and the hours of the locale’s clock', () => {
    const span = { start: at('2026-12-08T04:15:00Z'), end: at('2026-12-08T04:45:00Z') };
    expect(spanName(span, 'Asia/Kathmandu', 'en-GB')).toBe('Tuesday 8 December, 10:00 – 10:30');
    expect(hourLabels('en-GB')[9]).toBe('09:00');
    expect(hourLabels('en-US')[13]).toMatch(/^1\sPM$/);
    expect(hourLabels('pl')[0]).toBe('00:00');
  });
});
