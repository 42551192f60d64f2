import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Claim } from '../../server/domain/calendar.ts';
import { type Interval, merge } from '../../server/domain/interval.ts';
import { type GeneralRule, type Offer, type Window, weekdays } from '../../server/domain/rule.ts';
import { type Agenda, type Asker, nearest, starts, verdict } from '../../server/domain/slots.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Days in 2026 on which some of the zones below change their clocks, and a plain one. */
const bases = [
  '2026-03-07',
  '2026-03-28',
  '2026-04-04',
  '2026-04-23',
  '2026-06-10',
  '2026-10-03',
  '2026-10-24',
  '2026-10-31',
];
const zones = [
  'Europe/Warsaw',
  'Asia/Kathmandu',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'America/Nuuk',
];

const time = fc.integer({ min: 0, max: 95 }).map(quarter => quarter * 15);
const text = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const windows: fc.Arbitrary<Window[]> = fc.oneof(
  fc.tuple(time, time).map(([a, b]): Window[] => (a === b ? [] : [[text(a), text(b)]])),
  fc.constant<Window[]>([['00:00', '24:00']]),
  fc.constant<Window[]>([
    ['09:00', '12:00'],
    ['13:00', '17:00'],
  ]),
);

const minutes = (least: number, most: number) => fc.integer({ min: least, max: most });
const buffer = fc.oneof(fc.constant(0), minutes(0, 120));

interface World {
  readonly offer: Offer;
  readonly agenda: Agenda;
  readonly asker: Asker;
  readonly base: number;
  readonly now: number;
}

const generalOffer = fc
  .record({
    zone: fc.constantFrom(...zones),
    weekly: fc.array(windows, { minLength: 7, maxLength: 7 }),
    duration: minutes(5, 240),
    step: minutes(5, 120),
    bufferBefore: buffer,
    bufferAfter: buffer,
    notice: minutes(0, 1000),
    horizonDays: fc.option(minutes(1, 5)),
    dailyLimit: fc.option(minutes(1, 3)),
  })
  .map(({ weekly, ...rest }): Offer => {
    const perWeekday = Object.fromEntries(weekdays.map((weekday, index) => [weekday, weekly[index] ?? []]));
    const rule: GeneralRule = { ...rest, weekly: perWeekday, overrides: {}, activeFrom: null, activeTo: null };
    return { kind: 'general', rule };
  });

const specificOffer = (base: number): fc.Arbitrary<Offer> =>
  fc
    .record({ spans: fc.array(span(base), { minLength: 1, maxLength: 8 }), bufferBefore: buffer, bufferAfter: buffer })
    .map(({ spans, ...buffers }) => ({
      kind: 'specific',
      rule: {
        zone: 'Asia/Kathmandu',
        times: merge(spans).map(({ start, end }) => [start, end] as const),
        bookings: 'each',
        ...buffers,
      },
    }));

const span = (base: number): fc.Arbitrary<Interval> =>
  fc
    .tuple(minutes(-2880, 4320), minutes(1, 300))
    .map(([from, length]) => ({ start: base + from * MINUTE, end: base + (from + length) * MINUTE }));

const claim = (base: number): fc.Arbitrary<Claim> =>
  fc
    .record({
      span: span(base),
      isHold: fc.boolean(),
      link: fc.constantFrom('ours', 'other'),
      before: buffer,
      after: buffer,
      id: minutes(0, 5),
    })
    .map(({ span, isHold, id, ...rest }) => ({
      ...span,
      ...rest,
      id: `${isHold ? 'hold' : 'booking'}${id}`,
      kind: isHold ? 'hold' : 'booking',
      ...(isHold ? { madeAt: base - 3 * DAY, until: base + id * HOUR } : {}),
    }));

const world: fc.Arbitrary<World> = fc.constantFrom(...bases).chain(date => {
  const base = Date.parse(`${date}T00:00Z`);
  return fc.record({
    base: fc.constant(base),
    offer: fc.oneof({ weight: 3, arbitrary: generalOffer }, { weight: 1, arbitrary: specificOffer(base) }),
    agenda: fc.record({
      busy: fc.array(span(base), { maxLength: 6 }).map(merge),
      claims: fc.array(claim(base), { maxLength: 5 }),
    }),
    asker: fc.record({
      link: fc.constant('ours'),
      excludeBooking: fc.constantFrom(null, 'booking1'),
      hold: fc.constant(null),
    }),
    now: minutes(-2880, 720).map(from => base + from * MINUTE),
  });
});

const rangeOf = ({ base }: World): Interval => ({ start: base - DAY, end: base + 3 * DAY });
const listed = (of: World, range: Interval, agenda: Agenda = of.agenda): number[] =>
  starts(of.offer, agenda, of.asker, range, of.now);

test('starts are sorted, free of repeats and in the range', () => {
  fc.assert(
    fc.property(world, of => {
      const found = listed(of, rangeOf(of));
      expect(found).toEqual([...new Set(found)].sort((a, b) => a - b));
      expect(found.every(start => start >= rangeOf(of).start && start < rangeOf(of).end)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('more busy time, another booking or another hold never adds a start', () => {
  const more = (base: number) =>
    fc.oneof(
      span(base).map(
        extra =>
          (agenda: Agenda): Agenda => ({ ...agenda, busy: merge([...agenda.busy, extra]) }),
      ),
      claim(base).map(
        extra =>
          (agenda: Agenda): Agenda => ({ ...agenda, claims: [...agenda.claims, extra] }),
      ),
    );
  fc.assert(
    fc.property(
      world.chain(of => fc.tuple(fc.constant(of), more(of.base))),
      ([of, add]) => {
        const before = new Set(listed(of, rangeOf(of)));
        expect(listed(of, rangeOf(of), add(of.agenda)).filter(start => !before.has(start))).toEqual([]);
      },
    ),
    { numRuns: 500 },
  );
});

test('splitting a query anywhere changes nothing', () => {
  fc.assert(
    fc.property(world, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 4 }), (of, cuts) => {
      const { start, end } = rangeOf(of);
      const whole = listed(of, { start, end });
      // Cuts at starts as well as between them: the range is half-open.
      const edges = [
        start,
        end,
        ...cuts.map(cut => Math.round(start + cut * (end - start))),
        ...whole.slice(0, 2),
      ].sort((a, b) => a - b);
      const parts = edges.slice(1).flatMap((edge, index) => listed(of, { start: edges[index] ?? edge, end: edge }));
      expect(parts).toEqual(whole);
    }),
    { numRuns: 300 },
  );
});

test('every listed start is bookable, and every other is refused', () => {
  fc.assert(
    fc.property(world, fc.integer({ min: 0, max: 4 }), (of, shift) => {
      const { start, end } = rangeOf(of);
      const found = new Set(listed(of, { start, end }));
      const isFree = (at: number) => verdict(of.offer, of.agenda, of.asker, at, of.now).kind === 'free';
      for (const at of found) {
        expect(isFree(at)).toBe(true);
        expect(isFree(at + 1)).toBe(false);
      }
      for (let at = start + shift * MINUTE; at < end; at += 5 * MINUTE)
        expect([at, isFree(at)]).toEqual([at, found.has(at)]);
    }),
    { numRuns: 30 },
  );
});

test('a start is “taken” exactly where an empty calendar would have it free', () => {
  fc.assert(
    fc.property(world, of => {
      const nothing: Agenda = { busy: [], claims: [] };
      const found = new Set(listed(of, rangeOf(of)));
      for (const start of listed(of, rangeOf(of), nothing))
        expect(verdict(of.offer, of.agenda, of.asker, start, of.now).kind).toBe(found.has(start) ? 'free' : 'taken');
    }),
    { numRuns: 200 },
  );
});

test('two meetings booked one after the other never collide, nor their buffers', () => {
  fc.assert(
    fc.property(world, fc.nat(), fc.nat(), (of, first, second) => {
      if (of.offer.kind !== 'general') return;
      const rule = of.offer.rule;
      const length = rule.duration * MINUTE;
      const free = listed(of, rangeOf(of));
      const one = free[first % Math.max(free.length, 1)];
      if (one === undefined) return;
      const claims: Claim[] = [
        ...of.agenda.claims,
        {
          id: 'new',
          kind: 'booking',
          link: 'ours',
          start: one,
          end: one + length,
          before: rule.bufferBefore,
          after: rule.bufferAfter,
        },
      ];
      const left = listed(of, rangeOf(of), { ...of.agenda, claims });
      const two = left[second % Math.max(left.length, 1)];
      if (two === undefined) return;
      const gap = Math.max(rule.bufferBefore, rule.bufferAfter) * MINUTE;
      const [earlier, later] = [Math.min(one, two), Math.max(one, two)];
      expect(later - (earlier + length)).toBeGreaterThanOrEqual(gap);
    }),
    { numRuns: 300 },
  );
});

test('the nearest starts are those of the listing, by distance', () => {
  fc.assert(
    fc.property(world, minutes(0, 2880), (of, from) => {
      const start = of.base + from * MINUTE;
      const all = listed(of, { start: start - 64 * DAY, end: start + 64 * DAY + 1 });
      const closest = all.sort((a, b) => Math.abs(a - start) - Math.abs(b - start) || a - b).slice(0, 3);
      expect(nearest(of.offer, of.agenda, of.asker, start, of.now, 3)).toEqual(closest);
    }),
    { numRuns: 100 },
  );
});
