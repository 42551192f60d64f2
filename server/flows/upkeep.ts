import type { Host } from '../domain/host.ts';
import { DAY, HOUR, MINUTE } from '../domain/interval.ts';
import type { Clock, Log, Store } from '../ports.ts';
import type { Access } from './access.ts';
import type { OpenLink } from './open-link.ts';

export interface UpkeepDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly reconcile: (host: string) => Promise<boolean>;
  readonly ensureWebhook: (host: string) => Promise<boolean>;
  readonly access: Access;
}

export interface Upkeep {
  /** Reconciles the hosts whose turn it is. */
  reconcileDue(): Promise<void>;
  /** Once a day for each host: is the webhook still there, is the grant still used. */
  checkDue(): Promise<void>;
  /** Drops what has served its time. */
  prune(): Promise<void>;
  /** Tells others, and whoever starts after us, that somebody was here to take webhooks. */
  beat(): Promise<void>;
  /** At start: if nobody was here, changes may have been missed. */
  markDowntime(): Promise<void>;
}

const PAGE = 200;
const WHILE_WANTED = 10 * MINUTE;
const WANTED_FOR = HOUR;
const OTHERWISE = 12 * HOUR;
const CHECK = DAY;
/** Mirrored activities older than what reconciliation looks back to. */
const ACTIVITIES_KEPT = 10 * DAY;
const EVENTS_KEPT = 7 * DAY;
/** The CRM itself repeats a webhook for three minutes. */
const PRESENCE = 2 * MINUTE;
const WANTED_NOTED = 5 * MINUTE;

const isReconcileDue = (host: Host, now: number): boolean => {
  if (host.gapSince !== null || host.reconciledAt === null) return true;
  const wanted = host.wantedAt !== null && now - host.wantedAt < WANTED_FOR;
  return now - host.reconciledAt >= (wanted ? WHILE_WANTED : OTHERWISE);
};

/** Notes that a guest looks at a host's times, not more often than it matters. */
export const createWanted =
  ({ store, clock }: { store: Store; clock: Clock }) =>
  async ({ host }: OpenLink): Promise<void> => {
    const now = clock.now();
    if (host.wantedAt === null || now - host.wantedAt >= WANTED_NOTED)
      await store.hosts.update(host.id, { wantedAt: now });
  };

export const createUpkeep = (deps: UpkeepDeps): Upkeep => {
  const { store, clock, log, access } = deps;

  const forEachActive = async (work: (host: Host) => Promise<void>): Promise<void> => {
    for (let after: string | null = null, more = true; more; ) {
      const page: Host[] = await store.hosts.page(after, PAGE);
      for (const host of page) if (host.status === 'active') await work(host);
      after = page.at(-1)?.id ?? null;
      more = page.length === PAGE;
    }
  };

  const tolerate = (host: Host, what: string, work: () => Promise<unknown>): Promise<void> =>
    work().then(
      () => {},
      failure => log.warn({ host: host.id, failure: String(failure) }, what),
    );

  return {
    reconcileDue: () =>
      forEachActive(async host => {
        if (isReconcileDue(host, clock.now())) await tolerate(host, 'not reconciled', () => deps.reconcile(host.id));
      }),

    checkDue: () =>
      forEachActive(async host => {
        if (host.checkedAt !== null && clock.now() - host.checkedAt < CHECK) return;
        await tolerate(host, 'webhook not checked', () => deps.ensureWebhook(host.id));
        await tolerate(host, 'grant not kept alive', () => access.keepAlive(host.id));
        await store.hosts.update(host.id, { checkedAt: clock.now() });
      }),

    prune: async () => {
      await store.activities.prune(clock.now() - ACTIVITIES_KEPT);
      await store.events.prune(clock.now() - EVENTS_KEPT);
    },

    beat: async () => {
      await store.leases.take('presence', 'instances', clock.now(), clock.now() + PRESENCE);
    },

    markDowntime: async () => {
      const now = clock.now();
      // A lease of our own, over at once: had only if no instance has been seen lately.
      if (!(await store.leases.take('presence', crypto.randomUUID(), now, now))) return;
      await forEachActive(async host => {
        if (host.gapSince === null)
          await store.hosts.update(host.id, { gapSince: host.webhookAt ?? host.reconciledAt ?? now });
      });
    },
  };
};
