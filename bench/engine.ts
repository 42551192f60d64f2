import { busyIntervals } from '../server/domain/busy.ts';
import { DAY, HOUR, type Interval } from '../server/domain/interval.ts';
import { type Asker, starts } from '../server/domain/slots.ts';
import { midnightIn } from '../server/domain/zone.ts';
import { type Figure, number, quantile, timing } from './figures.ts';
import { activitiesOf, dice, ruleIn } from './seed.ts';

/** The slot engine by itself: from a host's activities to the free starts of a range. */

const ZONE = 'America/St_Johns';
const BASE_DAYS = 31;
const BASE_BUSY = 200;
/** A doubling of the work may cost this much more: linear, and some noise. */
const LINEAR = 2.5;

const NOW = midnightIn(ZONE, '2027-03-01') + 9 * HOUR;
const asker: Asker = { link: 'bench', excludeBooking: null, hold: null };

interface Case {
  readonly days: number;
  readonly busy: number;
}

const prepare = ({ days, busy }: Case): (() => number) => {
  const rule = { ...ruleIn(ZONE), horizonDays: null };
  const range: Interval = { start: NOW, end: NOW + days * DAY };
  const activities = activitiesOf({ id: '1:1', zone: ZONE }, NOW, days, busy, dice(days * 10_000 + busy));
  const offer = { kind: 'general', rule } as const;
  return () => {
    const agenda = { busy: busyIntervals(activities, ZONE), claims: [] };
    return starts(offer, agenda, asker, range, NOW).length;
  };
};

/** A fixed piece of work on integers, about as long as a host-month. */
const arithmetic = (): number => {
  let value = 1;
  for (let step = 0; step < 60_000; step += 1) value = (Math.imul(value, 1_664_525) + 1_013_904_223) | 0;
  return value;
};

/** What the work comes to, so that no compiler leaves it out. */
let checksum = 0;

const time = (work: () => number): number => {
  const begun = performance.now();
  checksum ^= work();
  return performance.now() - begun;
};

interface Times {
  readonly measured: number[];
  readonly baseline: number[];
}

/** Work and baseline by turns, for so many milliseconds. */
const measure = (work: () => number, forMs: number, times: Times): void => {
  const end = performance.now() + forMs;
  for (let calls = 0; calls < 10 || performance.now() < end; calls += 1) {
    times.measured.push(time(work));
    times.baseline.push(time(arithmetic));
  }
};

const ROUNDS = 8;

/** All cases by turns, after all have been compiled, by the lower decile: calls that nothing on the machine interrupted. */
const growth = (what: string, cases: readonly Case[], nameOf: (one: Case) => string): Figure[] => {
  const works = cases.map(prepare);
  for (const work of works) measure(work, 300, { measured: [], baseline: [] });
  const times = cases.map((): Times => ({ measured: [], baseline: [] }));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, one] of times.entries()) measure(works[index] ?? arithmetic, 80, one);
  }
  const deciles = times.map(({ measured }) => quantile(measured, 0.1));
  return cases.map((one, index) => {
    const took = deciles[index] ?? Number.NaN;
    const before = deciles[index - 1];
    const fixed = quantile(times[index]?.baseline ?? [], 0.1);
    const figure = {
      name: `${what}: ${nameOf(one)}, p10, ms`,
      measured: number(took),
      baseline: number(fixed),
      times: took / fixed,
    };
    if (before === undefined) return figure;
    const ratio = took / before;
    return { ...figure, target: `${number(ratio)} of the line above ≤ ${LINEAR}`, met: ratio <= LINEAR };
  });
};

const doublings = [1, 2, 4, 8, 16];

export const benchEngine = async (): Promise<Figure[]> => {
  const month = prepare({ days: BASE_DAYS, busy: BASE_BUSY });
  if (month() < 100) throw new Error(`The month that is measured has only ${month()} free starts`);
  measure(month, 1_000, { measured: [], baseline: [] });
  const times: Times = { measured: [], baseline: [] };
  measure(month, 4_000, times);
  const figures = [
    timing('host-month (31 days, 200 busy)', times.measured, times.baseline, 1),
    ...growth(
      '200 busy a month',
      doublings.map(factor => ({ days: BASE_DAYS * factor, busy: BASE_BUSY * factor })),
      ({ days }) => `${days} days`,
    ),
    ...growth(
      '31 days',
      doublings.map(factor => ({ days: BASE_DAYS, busy: BASE_BUSY * factor })),
      ({ busy }) => `${busy} busy`,
    ),
  ];
  if (!Number.isInteger(checksum)) throw new Error('The engine counted something that isn’t a number');
  return figures;
};
