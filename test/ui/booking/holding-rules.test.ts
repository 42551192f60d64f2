import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHolder, type Hold, type HoldOutcome } from '../../../extension-ui/booking/hold/holding.ts';
import type { Problem } from '../../../server/http/problem-schema.ts';

const MINUTE = 60_000;
const taken: Problem = { type: 'about:blank', title: '', status: 409, code: 'slot_taken' };
const [ten, eleven] = ['2026-12-03T09:00:00.000Z', '2026-12-03T10:00:00.000Z'] as const;

/**
 * A server that holds whatever it is asked for, ten minutes at a time and thirty at most, unless `answer` says otherwise. `kept`: by start,
 * what this browser's tabs hold or may hold.
 */
const scene = (kept = new Map<string, string>()) => {
  const asked: { start: string; hold: string }[] = [];
  const released: string[] = [];
  const told: Hold[] = [];
  const gone: string[] = [];
  const world: { madeAt: number; answer: HoldOutcome | null; visible: boolean } = {
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
      return { kind: 'held', hold, until: Math.min(Date.now() + 10 * MINUTE, latest), latest };
    },
    release: hold => released.push(hold),
    newId: () => 'first',
    kept: start => kept.get(start) ?? null,
    keep: (hold, start) => {
      for (const [other, id] of kept) if (id === hold) kept.delete(other);
      kept.set(start, hold);
    },
    drop: start => kept.delete(start),
    isVisible: () => world.visible,
    tell: hold => told.push(hold),
    gone: ({ code }) => gone.push(code),
  });
  return { holder, world, kept, asked, released, gone, state: () => told.at(-1)?.state };
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
    expect(asked).toEqual([{ start: ten, hold: 'first' }]);
  });

  it('is renewed by what the guest does, once a minute at most, and under its own id', async () => {
    const { holder, asked } = scene();
    holder.hold(ten);
    for (let seconds = 0; seconds < 150; seconds++) {
      await vi.advanceTimersByTimeAsync(1000);
      holder.active();
    }
    expect(asked).toEqual([
      { start: ten, hold: 'first' },
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
      { start: ten, hold: 'first' },
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
    world.answer = { kind: 'gone', problem: taken };
    holder.hold(ten);
    await pass(5);
    holder.active();
    expect([gone, state(), asked.length]).toEqual([['slot_taken'], 'none', 1]);
    world.answer = null;
    holder.hold(eleven);
    await pass(0);
    expect(state()).toBe('held');
  });

  it('goes on as it was where it can’t be renewed, and says so where it can’t be had', async () => {
    const { holder, world, kept, state } = scene();
    holder.hold(ten);
    await pass(2);
    world.answer = { kind: 'refused' };
    holder.active();
    await pass(0);
    expect([state(), kept.get(ten)]).toEqual(['held', 'first']);
    await pass(8);
    expect(state()).toBe('ended');
    holder.hold(eleven);
    await pass(0);
    expect([state(), kept.has(eleven)]).toEqual(['unheld', false]);
  });

  it('whose answer was lost is known, asked for again under its id, and given back', async () => {
    const { holder, world, kept, asked, released, state } = scene();
    world.answer = { kind: 'unknown' };
    holder.hold(ten);
    expect(kept.get(ten)).toBe('first');
    await pass(1);
    expect([state(), kept.get(ten)]).toEqual(['unheld', 'first']);
    holder.active();
    await pass(0);
    expect(asked).toEqual([
      { start: ten, hold: 'first' },
      { start: ten, hold: 'first' },
    ]);
    holder.release();
    expect(released).toEqual(['first']);
  });

  it('that was refused isn’t taken for this guest’s own later', async () => {
    for (const answer of [{ kind: 'refused' }, { kind: 'gone', problem: taken }] as const) {
      const { holder, world, kept, released } = scene();
      world.answer = answer;
      holder.hold(ten);
      await pass(0);
      expect(kept.size).toBe(0);
      holder.release();
      expect(released).toEqual([]);
    }
  });

  it('of another tab is this one’s own at the same start, and stays the other’s at another', async () => {
    const kept = new Map([[ten, 'of the other tab']]);
    const { holder, asked, released } = scene(kept);
    holder.hold(eleven);
    await pass(0);
    holder.hold(ten);
    await pass(0);
    expect(asked).toEqual([
      { start: eleven, hold: 'first' },
      { start: ten, hold: 'of the other tab' },
    ]);
    expect(released).toEqual(['first']);
  });
});
