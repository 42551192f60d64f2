import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHolder, type Hold, type HoldOutcome } from '../../../extension-ui/booking/holding.ts';

const MINUTE = 60_000;
const [ten, eleven] = ['2026-12-03T09:00:00.000Z', '2026-12-03T10:00:00.000Z'] as const;

/** A server that holds whatever it is asked for, ten minutes at a time and thirty at most, unless `answer` says otherwise. */
const scene = () => {
  const asked: { start: string; hold: string | null }[] = [];
  const released: string[] = [];
  const told: Hold[] = [];
  const gone: string[] = [];
  const world: { id: string | null; madeAt: number; answer: HoldOutcome | null; visible: boolean } = {
    id: null,
    madeAt: Date.now(),
    answer: null,
    visible: true,
  };
  const holder = createHolder({
    now: () => Date.now(),
    ask: async (start, hold) => {
      if (asked.at(-1)?.start !== start) world.madeAt = Date.now();
      asked.push({ start, hold });
      if (world.answer) return world.answer;
      const latest = world.madeAt + 30 * MINUTE;
      return { kind: 'held', hold: hold ?? 'first', until: Math.min(Date.now() + 10 * MINUTE, latest), latest };
    },
    release: hold => released.push(hold),
    kept: () => world.id,
    keep: hold => {
      world.id = hold;
    },
    isVisible: () => world.visible,
    tell: hold => told.push(hold),
    gone: ({ code }) => gone.push(code),
  });
  return { holder, world, asked, released, gone, state: () => told.at(-1)?.state };
};

const pass = (minutes: number) => vi.advanceTimersByTimeAsync(minutes * MINUTE);

beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2026-12-01T12:00:00Z') }));
afterEach(() => void vi.useRealTimers());

describe('a hold', () => {
  it('tells its last two minutes and its end by itself, and asks for nothing while nobody is there', async () => {
    const { holder, asked, state } = scene();
    holder.hold(ten);
    await pass(0);
    expect(state()).toBe('held');
    await pass(7.9);
    expect(state()).toBe('held');
    await pass(0.2);
    expect(state()).toBe('ending');
    await pass(2);
    expect(state()).toBe('ended');
    await pass(60);
    expect(asked).toEqual([{ start: ten, hold: null }]);
  });

  it('is renewed by what the guest does, once a minute at most, and under its own id', async () => {
    const { holder, asked } = scene();
    holder.hold(ten);
    for (let seconds = 0; seconds < 150; seconds++) {
      await vi.advanceTimersByTimeAsync(1000);
      holder.active();
    }
    expect(asked).toEqual([
      { start: ten, hold: null },
      { start: ten, hold: 'first' },
      { start: ten, hold: 'first' },
    ]);
  });

  it('is renewed when two minutes are left where the guest was there since, and looks at the page', async () => {
    for (const visible of [true, false]) {
      const { holder, world, asked, state } = scene();
      world.visible = visible;
      holder.hold(ten);
      await pass(0.5);
      holder.active();
      await pass(8);
      expect([asked.length, state()]).toEqual(visible ? [2, 'held'] : [1, 'ending']);
    }
  });

  it('ends at the latest instant, and the next thing that the guest does asks for it anew', async () => {
    const { holder, asked, world, state } = scene();
    holder.hold(ten);
    for (let minutes = 0; minutes < 29; minutes++) {
      await pass(1);
      holder.active();
    }
    // From the twentieth minute on it couldn't last any longer.
    expect(asked.length).toBe(21);
    await pass(1);
    expect(state()).toBe('ended');
    world.madeAt = Date.now();
    holder.active();
    await pass(0);
    expect([asked.length, state()]).toEqual([22, 'held']);
  });

  it('moves to another start by one request', async () => {
    const { holder, asked, released } = scene();
    holder.hold(ten);
    await pass(0);
    holder.hold(eleven);
    await pass(0);
    expect(asked).toEqual([
      { start: ten, hold: null },
      { start: eleven, hold: 'first' },
    ]);
    expect(released).toEqual([]);
  });

  it('ends up on the start chosen last, however quickly', async () => {
    const { holder, asked, state } = scene();
    holder.hold(ten);
    holder.hold(eleven);
    await pass(0);
    expect(asked.map(({ start }) => start)).toEqual([ten, eleven]);
    expect(state()).toBe('held');
  });

  it('is given back on leaving, also where its reply comes only then, and once', async () => {
    const { holder, released } = scene();
    holder.hold(ten);
    holder.release();
    expect(released).toEqual([]);
    await pass(0);
    expect(released).toEqual(['first']);
    holder.release();
    await pass(30);
    expect(released).toEqual(['first']);
    holder.hold(ten);
    await pass(0);
    holder.release();
    expect(released).toEqual(['first', 'first']);
  });

  it('is left to a booking that is under way', async () => {
    const { holder, asked, released } = scene();
    holder.hold(ten);
    await pass(0);
    holder.pause();
    await pass(3);
    holder.active();
    holder.release();
    await pass(0);
    expect([asked.length, released]).toEqual([1, []]);
  });

  it('says that the time is gone once, and holds another one then', async () => {
    const { holder, world, asked, gone, state } = scene();
    world.answer = { kind: 'gone', problem: { type: 'about:blank', title: '', status: 409, code: 'slot_taken' } };
    holder.hold(ten);
    await pass(5);
    holder.active();
    expect([gone, state(), asked.length]).toEqual([['slot_taken'], 'none', 1]);
    world.answer = null;
    holder.hold(eleven);
    await pass(0);
    expect(state()).toBe('held');
  });

  it('goes on as it was where it can’t be renewed, and says nothing where it can’t be had', async () => {
    const { holder, world, state } = scene();
    holder.hold(ten);
    await pass(2);
    world.answer = { kind: 'none' };
    holder.active();
    await pass(0);
    expect(state()).toBe('held');
    await pass(8);
    expect(state()).toBe('ended');
    holder.hold(eleven);
    await pass(0);
    expect(state()).toBe('none');
  });
});
