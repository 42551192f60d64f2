import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type JobDeps, startSchedule } from '../../server/jobs/schedule.ts';
import { openFakeStore } from '../fakes/store.ts';
import { beginProcess } from '../process.ts';

const NOW = Date.parse('2026-03-23T10:00:00+05:45');

/** Jobs that note when they begin, and end when they are told to. */
const recorded = () => {
  const begun: string[] = [];
  const open = new Map<string, () => void>();
  const job = (name: string) => () => {
    begun.push(name);
    return new Promise<number>(done => open.set(name, () => done(0)));
  };
  const deps: Omit<JobDeps, 'store' | 'clock'> = {
    log: { info: () => {}, warn: () => {}, error: () => void begun.push('error') },
    delivery: {
      soon: () => {},
      now: async () => {},
      sweep: job('deliver'),
      drained: async () => {},
      close: async () => {},
    },
    events: { receive: async () => true, sweep: job('events'), drained: async () => {}, close: async () => {} },
    upkeep: {
      reconcileSoon: () => {},
      reconcileDue: async () => void (await job('reconcile')()),
      checkDue: async () => void (await job('check')()),
      prune: async () => void (await job('prune')()),
      beat: async () => void begun.push('beat'),
      close: async () => {},
    },
    eraseLeftOvers: async () => void (await job('erase')()),
  };
  return {
    begun,
    deps,
    count: (name: string) => begun.filter(other => other === name).length,
    end: (name: string) => open.get(name)?.(),
    endAll: () => {
      for (const done of open.values()) done();
    },
  };
};

beforeEach(() => void vi.useFakeTimers({ now: NOW }));
afterEach(() => void vi.useRealTimers());

const clock = { now: () => Date.now() };
const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1_000);

describe('The schedule', () => {
  test('says at once that somebody is there, and begins every job within the hour', async () => {
    const jobs = recorded();
    const schedule = startSchedule({ store: openFakeStore(), clock, ...jobs.deps });
    await seconds(0);
    expect(jobs.begun).toEqual(['beat']);
    await seconds(3_600);
    expect(new Set(jobs.begun)).toEqual(new Set(['beat', 'deliver', 'events', 'reconcile', 'check', 'prune', 'erase']));
    jobs.endAll();
    await schedule.stop();
  });

  test('runs a job on one of two instances at a time, and again when that has ended', async () => {
    const store = openFakeStore();
    const [one, two] = [recorded(), recorded()];
    const schedules = [one, two].map(({ deps }) => startSchedule({ store, clock, ...deps }));
    await seconds(60);
    expect(one.count('deliver') + two.count('deliver')).toBe(1);
    const busy = one.count('deliver') === 1 ? one : two;
    busy.end('deliver');
    await seconds(10);
    expect(one.count('deliver') + two.count('deliver')).toBe(2);
    one.endAll();
    two.endAll();
    await Promise.all(schedules.map(schedule => schedule.stop()));
  });

  test('keeps a long job where it is, and gives it to another instance within seconds when its own has died', async () => {
    const store = openFakeStore();
    const process = beginProcess(store);
    const [dead, living] = [recorded(), recorded()];
    const first = startSchedule({ store: process.store, clock, ...dead.deps });
    await seconds(6);
    expect(dead.count('deliver')).toBe(1);
    const second = startSchedule({ store, clock, ...living.deps });
    await seconds(600);
    expect(living.count('deliver')).toBe(0);
    process.stopAt(1, 'before');
    await seconds(30);
    expect(living.count('deliver')).toBe(1);
    dead.endAll();
    living.endAll();
    await Promise.allSettled([first.stop(), second.stop()]);
  });

  test('goes on after a job that failed', async () => {
    const jobs = recorded();
    let tries = 0;
    const sweep = async () => {
      tries += 1;
      throw new Error('no luck');
    };
    const schedule = startSchedule({
      store: openFakeStore(),
      clock,
      ...jobs.deps,
      delivery: { ...jobs.deps.delivery, sweep },
    });
    await seconds(20);
    expect(tries).toBeGreaterThanOrEqual(3);
    expect(jobs.count('error')).toBe(tries);
    jobs.endAll();
    await schedule.stop();
  });

  test('that is stopped waits for what is under way, and begins nothing more', async () => {
    const jobs = recorded();
    const schedule = startSchedule({ store: openFakeStore(), clock, ...jobs.deps });
    await seconds(30);
    let stopped = false;
    const stopping = schedule.stop().then(() => {
      stopped = true;
    });
    const begun = jobs.begun.length;
    await seconds(600);
    expect(stopped).toBe(false);
    expect(jobs.begun).toHaveLength(begun);
    jobs.endAll();
    await stopping;
    expect(stopped).toBe(true);
    await seconds(600);
    expect(jobs.begun).toHaveLength(begun);
  });
});
