import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Booking } from '../../../server/domain/booking.ts';
import { MINUTE } from '../../../server/domain/interval.ts';
import { Failure } from '../../../server/failure.ts';
import { createCancel } from '../../../server/flows/bookings/cancel.ts';
import { at, general, startHolding } from './held.ts';

/** Whatever guests do in whatever order, the product does what a plain reading of the rules says. */

interface Plan {
  readonly slug: string;
  readonly length: number;
  readonly before: number;
  readonly after: number;
  readonly notice: number;
  readonly most: number;
}

const plans: readonly Plan[] = [
  { slug: '4fWqZ8mXbT2c', length: 30, before: 0, after: 15, notice: 60, most: 6 },
  { slug: '5gXrA9nYcU3d', length: 60, before: 10, after: 0, notice: 0, most: 100 },
];
const planOf = (slug: string): Plan => {
  const plan = plans.find(found => found.slug === slug);
  if (!plan) throw new Error(`No link ${slug}`);
  return plan;
};

/** Every half hour of the host's day, in which the whole meeting lies. */
const grid = ({ length }: Plan): number[] => {
  const starts = [];
  for (let start = at('03:15'); start + length * MINUTE <= at('11:15'); start += 30 * MINUTE) starts.push(start);
  return starts;
};

interface Taken {
  readonly kind: 'hold' | 'booking';
  readonly id: string;
  readonly slug: string;
  readonly start: number;
  readonly madeAt: number;
  /** Of bookings, for ever. */
  readonly until: number;
}

const span = ({ slug, start }: { slug: string; start: number }, wide: boolean): [number, number] => {
  const { length, before, after } = planOf(slug);
  return wide ? [start - before * MINUTE, start + (length + after) * MINUTE] : [start, start + length * MINUTE];
};
const overlap = ([a, b]: [number, number], [c, d]: [number, number]): boolean => a < d && c < b;

/** What is said to a guest who wants a start, with an id of a hold that may be anybody's or nobody's. */
const judge = (all: readonly Taken[], slug: string, start: number, id: string | null, now: number): string => {
  const live = all.filter(({ until }) => now < until);
  const own = live.find(one => one.kind === 'hold' && one.id === id && one.slug === slug);
  const since = own?.start === start ? own.madeAt : now;
  if (start < Math.max(now, since + planOf(slug).notice * MINUTE)) return 'not_offered';
  const others = live.filter(one => one !== own);
  const wanted = { slug, start };
  const isFree = others.every(
    one => !overlap(span(one, false), span(wanted, true)) && !overlap(span(one, true), span(wanted, false)),
  );
  const isFull = others.filter(one => one.slug === slug).length >= planOf(slug).most;
  return isFree && !isFull ? 'yes' : 'slot_taken';
};

type Act =
  | { readonly kind: 'hold' | 'book'; readonly guest: number; readonly start: number }
  | { readonly kind: 'renew' | 'release' | 'forget'; readonly guest: number }
  | { readonly kind: 'cancel'; readonly which: number }
  | { readonly kind: 'wait'; readonly minutes: number };

const GUESTS = 12;
const guest = fc.nat(GUESTS - 1);
const start = fc.nat(15);
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 14, arbitrary: fc.record({ kind: fc.constant('hold' as const), guest, start }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constantFrom('renew' as const, 'release' as const), guest }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('forget' as const), guest }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('book' as const), guest, start }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('cancel' as const), which: fc.nat(20) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 12 }) }) },
);

/** All guests sit behind one address; each looks at one of the links. */
const play = async (acts: readonly Act[], seen: Set<string>): Promise<void> => {
  const world = await startHolding(
    plans.map(({ slug, length, before, after, notice, most }) =>
      general(slug, {
        duration: length,
        step: 30,
        bufferBefore: before,
        bufferAfter: after,
        notice,
        dailyLimit: most,
      }),
    ),
  );
  const { time } = world;
  let model: Taken[] = [];
  /** The last id that each guest was given, and the start that they had in mind. */
  const ids = new Map<number, string>();
  const minds = new Map<number, number>();
  const bookings: Booking[] = [];
  const slugOf = (index: number): string => plans[index % plans.length]?.slug ?? '';

  const attempt = async <Done>(work: Promise<Done>): Promise<Done | string> =>
    work.catch(failure => {
      if (failure instanceof Failure) return failure.code;
      throw failure;
    });

  const hold = async (index: number, start: number): Promise<void> => {
    const slug = slugOf(index);
    const id = ids.get(index) ?? null;
    const live = model.filter(one => one.kind === 'hold' && time.now < one.until);
    const own = live.find(one => one.id === id);
    let said = judge(model, slug, start, id, time.now);
    if (said === 'yes' && live.filter(one => one !== own).length >= 5) said = 'too_many_requests';
    const reply = await attempt(world.hold(slug, start, id));
    seen.add(`hold ${said}`);
    if (said !== 'yes') return expect(reply).toBe(said);
    if (typeof reply === 'string') throw new Error(`Refused: ${reply}`);
    const madeAt = own?.start === start ? own.madeAt : time.now;
    const until = Math.min(time.now + 10 * MINUTE, madeAt + 30 * MINUTE);
    // One that is over begins anew under its id.
    expect(reply).toEqual({ hold: id ?? reply.hold, until, latest: madeAt + 30 * MINUTE });
    if (id === null) expect(model.map(one => one.id)).not.toContain(reply.hold);
    model = [
      ...model.filter(one => one.id !== reply.hold),
      { kind: 'hold', id: reply.hold, slug, start, madeAt, until },
    ];
    ids.set(index, reply.hold);
    minds.set(index, start);
  };

  const book = async (index: number, start: number): Promise<void> => {
    const slug = slugOf(index);
    const id = ids.get(index) ?? null;
    const said = judge(model, slug, start, id, time.now);
    seen.add(`book ${said}`);
    const reply = await attempt(world.book(slug, start, id));
    if (said !== 'yes') return expect(reply).toBe(said);
    if (typeof reply === 'string') throw new Error(`Refused: ${reply}`);
    bookings.push(reply);
    const booked = { kind: 'booking', id: reply.id, slug, start, madeAt: 0, until: Number.POSITIVE_INFINITY } as const;
    model = [...model.filter(one => one.id !== id), booked];
  };

  const step = async (todo: Act): Promise<void> => {
    switch (todo.kind) {
      case 'hold':
      case 'book': {
        const wanted = grid(planOf(slugOf(todo.guest)))[todo.start];
        if (wanted === undefined) return;
        return todo.kind === 'hold' ? hold(todo.guest, wanted) : book(todo.guest, minds.get(todo.guest) ?? wanted);
      }
      case 'renew': {
        const wanted = minds.get(todo.guest);
        return wanted === undefined ? undefined : hold(todo.guest, wanted);
      }
      case 'release': {
        const id = ids.get(todo.guest);
        if (id !== undefined) await world.release(slugOf(todo.guest), id);
        model = model.filter(one => one.id !== id);
        return;
      }
      case 'forget':
        ids.delete(todo.guest);
        minds.delete(todo.guest);
        return;
      case 'cancel': {
        const booking = bookings[todo.which];
        if (!booking || booking.end <= time.now) return;
        await createCancel(world.deps)(booking, 'guest', '');
        model = model.filter(one => one.id !== booking.id);
        return;
      }
      case 'wait':
        time.now += todo.minutes * MINUTE;
    }
  };

  for (const todo of acts) {
    await step(todo);
    const live = (await world.claims()).filter(({ until = Number.POSITIVE_INFINITY }) => time.now < until);
    const plain = (one: { kind: string; id: string; start: number }) => `${one.start} ${one.kind} ${one.id}`;
    expect(live.map(plain).sort()).toEqual(
      model
        .filter(({ until }) => time.now < until)
        .map(plain)
        .sort(),
    );
  }
  for (let index = 0; index < GUESTS; index += 1) {
    const slug = slugOf(index);
    const id = ids.get(index) ?? null;
    const listed = grid(planOf(slug)).filter(start => {
      // A listing is for guests who come now: none of its starts is later than their hold let them.
      const isSoon = start < time.now + planOf(slug).notice * MINUTE;
      return !isSoon && judge(model, slug, start, id, time.now) === 'yes';
    });
    expect(await world.starts(slug, id)).toEqual(listed);
  }
};

test('holds, renewals, moves, releases, bookings and cancellations in any order end as the rules say', async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 10, maxLength: 60 }), acts => play(acts, seen)),
    { numRuns: 120, seed: 20_261_125 },
  );
  // Every answer was given, so that the model has judged each.
  const answers = ['yes', 'not_offered', 'slot_taken'];
  expect([...seen].sort()).toEqual(
    [
      ...answers.map(answer => `hold ${answer}`),
      'hold too_many_requests',
      ...answers.map(answer => `book ${answer}`),
    ].sort(),
  );
});
