import fc from 'fast-check';
import { type NaiveCase, offsetAt, type Window } from './naive.ts';

/** Random replay cases that crowd around clock changes, midnights and limits. */

const iso = (minute: number): string => new Date(minute * 60_000).toISOString();
const dateOf = (day: number): string => iso(day * 1440).slice(0, 10);
const time = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** Days, counted from 1970-01-01, on which or after which a zone's clocks change in some years. */
export const changeDays = (zone: string, firstYear: number, lastYear: number): number[] => {
  const found: number[] = [];
  const last = Date.UTC(lastYear + 1, 0) / 86_400_000;
  for (let day = Date.UTC(firstYear, 0) / 86_400_000; day < last; day++)
    if (offsetAt(zone, day * 1440) !== offsetAt(zone, (day + 1) * 1440)) found.push(day);
  return found;
};

// Round and odd times alike: 02:30 and 24:00 should come up often, and so should 13:07.
const edge = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 0, max: 96 }).map(quarter => quarter * 15) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 1440 }) },
);

/** Windows that don't overlap; the last may end on the next date. */
const windows: fc.Arbitrary<Window[]> = fc
  .tuple(fc.uniqueArray(edge, { maxLength: 6 }), fc.boolean(), fc.boolean())
  .map(([edges, spills, touches]) => {
    const sorted = edges.sort((a, b) => a - b);
    const found: Window[] = [];
    for (let index = 0; index + 1 < sorted.length; index += touches ? 1 : 2)
      found.push([time(sorted[index] ?? 0), time(sorted[index + 1] ?? 0)]);
    const late = sorted.at(-1) ?? 0;
    const spillsFrom = touches || sorted.length % 2 === 1 ? late : late + 1;
    const until = Math.min(sorted[0] ?? 0, 600);
    if (spills && sorted.length > 0 && spillsFrom < 1440 && until < spillsFrom)
      found.push([time(spillsFrom), time(until)]);
    return found;
  });

const hours = fc.oneof(
  { weight: 4, arbitrary: windows },
  { weight: 1, arbitrary: fc.constant<Window[]>([['00:00', '24:00']]) },
  { weight: 1, arbitrary: fc.constant<Window[]>([['22:30', '02:00']]) },
  { weight: 1, arbitrary: fc.constant<Window[]>([]) },
);

const buffer = fc.oneof(
  { weight: 6, arbitrary: fc.constant(0) },
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 90 }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 1440 }) },
);

const minutesOfLength = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(5, 15, 30, 45, 60, 90) },
  { weight: 1, arbitrary: fc.integer({ min: 5, max: 300 }) },
  { weight: 1, arbitrary: fc.constantFrom(600, 1380, 1440) },
);

const span = (around: number) =>
  fc
    .tuple(fc.integer({ min: around - 3000, max: around + 5000 }), fc.integer({ min: 1, max: 200 }))
    .map(([start, length]) => ({ start: iso(start), end: iso(start + length) }));

const booking = (around: number) =>
  fc
    .record({ span: span(around), bufferBefore: buffer, bufferAfter: buffer, ofThisLink: fc.boolean() })
    .map(({ span, ...rest }) => ({ ...span, ...rest }));

const activity = (day: number) =>
  fc.record(
    {
      due_date: fc.integer({ min: day - 2, max: day + 3 }).map(dateOf),
      due_time: fc.option(fc.integer({ min: 0, max: 1439 }).map(time)),
      duration: fc.option(fc.oneof(fc.constant('00:00'), fc.integer({ min: 1, max: 400 }).map(time))),
      busy: fc.option(fc.boolean()),
      is_deleted: fc.integer({ min: 0, max: 9 }).map(chance => chance === 0),
    },
    { requiredKeys: ['due_date'] },
  );

const taken = (day: number) =>
  fc.record({
    activities: fc.array(activity(day), { maxLength: 5 }),
    bookings: fc
      .array(
        fc.tuple(booking(day * 1440), fc.constantFrom('pending', 'confirmed', 'confirmed', 'cancelled', 'dropped')),
        {
          maxLength: 4,
        },
      )
      .map(list => list.map(([one, state], index) => ({ id: `b${index}`, ...one, state }))),
    holds: fc
      .array(fc.tuple(booking(day * 1440), fc.boolean()), { maxLength: 2 })
      .map(list => list.map(([one, mine]) => ({ ...one, mine }))),
    excludeBooking: fc.constantFrom(null, null, 'b0', 'b1'),
  });

const query = (day: number) =>
  fc
    .tuple(fc.integer({ min: day * 1440 - 2000, max: day * 1440 + 2000 }), fc.integer({ min: 0, max: 5000 }))
    .map(([from, length]) => ({ from: iso(from), to: iso(from + length) }));

const nearDay = (day: number, least: number, most: number) => fc.integer({ min: day + least, max: day + most });

export const generalCase = (zone: string, days: readonly number[]): fc.Arbitrary<NaiveCase & { id: string }> =>
  fc.constantFrom(...days).chain(day =>
    fc
      .record({
        weekly: fc.record({ mon: hours, tue: hours, wed: hours, thu: hours, fri: hours, sat: hours, sun: hours }),
        overrides: fc
          .array(fc.tuple(nearDay(day, -2, 3).map(dateOf), hours), { maxLength: 3 })
          .map(list => Object.fromEntries(list)),
        duration: minutesOfLength,
        step: minutesOfLength,
        bufferBefore: buffer,
        bufferAfter: buffer,
        notice: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 2000 })),
        horizonDays: fc.oneof(fc.constant(null), fc.integer({ min: 2, max: 6 })),
        activeFrom: fc.option(nearDay(day, -3, 1).map(dateOf), { freq: 3 }),
        activeTo: fc.option(nearDay(day, 1, 4).map(dateOf), { freq: 3 }),
        dailyLimit: fc.option(fc.integer({ min: 1, max: 3 }), { freq: 3 }),
        now: fc.integer({ min: (day - 4) * 1440, max: day * 1440 }).map(iso),
        taken: taken(day),
        query: query(day),
      })
      .map(({ now, taken, query, ...rule }) => ({
        id: zone,
        kind: 'general',
        rule: { zone, ...rule },
        now,
        ...taken,
        query,
      })),
  );

export const specificCase = (zone: string, days: readonly number[]): fc.Arbitrary<NaiveCase & { id: string }> =>
  fc.constantFrom(...days).chain(day =>
    fc
      .record({
        // Gaps of nought and more between the times, so that some touch.
        gaps: fc.array(fc.tuple(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 1, max: 300 })), {
          minLength: 1,
          maxLength: 12,
        }),
        bufferBefore: buffer,
        bufferAfter: buffer,
        bookings: fc.constantFrom('one', 'each', 'each'),
        now: fc.integer({ min: (day - 2) * 1440, max: day * 1440 }).map(iso),
        taken: taken(day),
        query: query(day),
      })
      .map(({ gaps, now, taken, query, ...rule }) => {
        let at = (day - 1) * 1440;
        const times = gaps.map(([gap, length]): Window => {
          const start = at + gap;
          at = start + length;
          return [iso(start), iso(at)];
        });
        return { id: zone, kind: 'specific', rule: { zone, ...rule }, times, now, ...taken, query };
      }),
  );
