import cron from 'node-cron';
import type { Events } from '../flows/crm/events.ts';
import type { Upkeep } from '../flows/crm/upkeep.ts';
import type { Delivery } from '../flows/delivery/deliver.ts';
import { holdingLease } from '../flows/lease.ts';
import type { Clock, Log, Store } from '../ports.ts';

export interface JobDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly delivery: Delivery;
  readonly events: Events;
  readonly upkeep: Upkeep;
  readonly eraseLeftOvers: () => Promise<void>;
}

interface Job {
  readonly name: string;
  /** With seconds. */
  readonly at: string;
  readonly run: () => Promise<unknown>;
}

/** Every job is a bounded sweep over what isn't done yet, and may be repeated, or run on another instance, at any time. */
const jobs = ({ delivery, events, upkeep, eraseLeftOvers }: JobDeps): readonly Job[] => [
  { name: 'deliver', at: '*/5 * * * * *', run: () => delivery.sweep(200) },
  { name: 'events', at: '*/10 * * * * *', run: () => events.sweep(200) },
  { name: 'reconcile', at: '*/20 * * * * *', run: () => upkeep.reconcileDue() },
  { name: 'check', at: '30 */10 * * * *', run: () => upkeep.checkDue() },
  { name: 'prune', at: '45 7 * * * *', run: () => upkeep.prune() },
  { name: 'erase', at: '15 */5 * * * *', run: () => eraseLeftOvers() },
];

/**
 * Prolonged while a job runs, and short, so that what a killed process had begun is soon somebody else's. A job whose lease
 * couldn't be prolonged in time is taken over by whoever comes next; jobs bear that.
 */
const LEASE = 15_000;

export interface Schedule {
  /** Begins no more jobs, and waits for those under way. */
  stop(): Promise<void>;
}

/** Starts the jobs: each runs on one instance at a time, held by a lease in the store. */
export const startSchedule = (deps: JobDeps): Schedule => {
  const { store, clock, log, upkeep } = deps;
  const underWay = new Map<string, Promise<void>>();

  const run = async ({ name, run: work }: Job): Promise<void> => {
    await holdingLease({ store, clock }, { name: `job:${name}`, length: LEASE }, work);
  };

  const begin = (name: string, work: () => Promise<void>): void => {
    if (underWay.has(name)) return;
    const running = work()
      .catch(failure => log.error({ job: name, err: failure }, 'job failed'))
      .finally(() => underWay.delete(name));
    underWay.set(name, running);
  };

  const tasks = [
    ...jobs(deps).map(job => cron.schedule(job.at, () => begin(job.name, () => run(job)))),
    cron.schedule('*/30 * * * * *', () => begin('beat', () => upkeep.beat())),
  ];
  begin('beat', () => upkeep.beat());

  return {
    stop: async () => {
      await Promise.all(tasks.map(task => task.stop()));
      await Promise.all(underWay.values());
    },
  };
};
