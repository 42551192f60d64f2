import type { Host } from '../../domain/host.ts';
import { DAY, HOUR, MINUTE } from '../../domain/interval.ts';
import type { Clock, Log, Store } from '../../ports.ts';
import type { OpenLink } from '../bookings/open-link.ts';
import { createPool } from '../pool.ts';
import type { Access } from './access.ts';
import { noteGap } from './gap.ts';

export interface UpkeepDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly reconcile: (host: string) => Promise<boolean>;
  readonly ensureWebhook: (host: string) => Promise<boolean>;
  /** Reads the company's plan and add-ons. */
  readonly refreshCompany: (host: string) => Promise<void>;
  readonly access: Access;
}

export interface Upkeep {
  /** Reconciles the hosts whose turn it is. */
  reconcileDue(): Promise<void>;
  /** Reconciles one host, without being waited for. */
  reconcileSoon(host: string): void;
  /** Once a day for each host: is the webhook still there, what is the plan, is the grant still used. */
  checkDue(): Promise<void>;
  /** Drops what has served its time. */
  prune(): Promise<void>;
  /**
   * At start and from then on: tells others, and whoever starts after us, that somebody is here to take webhooks. Where nobody was,
   * be it for a downtime or in a suspended machine, changes may have been missed, and every host gets a gap.
   */
  beat(): Promise<void>;
  /** Lets what is under way end, and begins no more. */
  close(): Promise<void>;
}

const PAGE = 200;
const WHILE_WANTED = 10 * MINUTE;
const WANTED_FOR = HOUR;
const OTHERWISE = 12 * HOUR;
const CHECK = DAY;
/** Mirrored activities older than what reconciliation looks back to. */
const ACTIVITIES_KEPT = 10 * DAY;
const EVENTS_KEPT = 7 * DAY;
const DROPPED_KEPT = DAY;
const DRAFTS_KEPT = 30 * DAY;
/** So long after they were made or handed out again, personal links end, with the name that they know. */
const INVITATIONS_KEPT = 730 * DAY;
/** Where the CRM can't be had, it is asked again after this. */
const AFTER_FAILURE = MINUTE;
const AT_ONCE = 4;
/** The CRM itself repeats a webhook for three minutes. */
const PRESENCE = 2 * MINUTE;
const WANTED_NOTED = 5 * MINUTE;

const isReconcileDue = (host: Host, now: number): boolean => {
  if (host.retryAt !== null && host.retryAt > now) return false;
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

  const pool = createPool(AT_ONCE, (failure, host) => log.error({ err: failure, host }, 'upkeep failed'));

  /** Looks once more when its turn comes: somebody else may have been quicker. */
  const again = async (id: string, isDue: (host: Host) => boolean, work: (host: Host) => Promise<void>) => {
    const host = await store.hosts.find(id);
    if (host?.status === 'active' && isDue(host)) await work(host);
  };

  const forEachActive = async (isDue: (host: Host) => boolean, work: (host: Host) => Promise<void>): Promise<void> => {
    for (let after: string | null = null, more = true; more; ) {
      const page: Host[] = await store.hosts.page(after, PAGE);
      const due = page.filter(host => host.status === 'active' && isDue(host));
      await Promise.all(due.map(({ id }) => pool.begin(id, () => again(id, isDue, work))));
      after = page.at(-1)?.id ?? null;
      more = page.length === PAGE;
    }
  };

  /** Whether it was done. The CRM isn't asked again at once by whoever comes next. */
  const tolerate = async (host: Host, what: string, work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work();
      return true;
    } catch (failure) {
      log.warn({ host: host.id, failure: String(failure) }, what);
      return false;
    }
  };

  /** Only a courtesy to the CRM, so it may be forgotten with the process. */
  const failedAt = new Map<string, number>();
  const reconcile = async (host: Host): Promise<void> => {
    const { id } = host;
    const now = clock.now();
    if (now - (failedAt.get(id) ?? Number.NEGATIVE_INFINITY) < AFTER_FAILURE) return;
    if (await tolerate(host, 'not reconciled', () => deps.reconcile(id))) failedAt.delete(id);
    else failedAt.set(id, now);
  };

  const check = async (host: Host): Promise<void> => {
    const done = [
      await tolerate(host, 'webhook not checked', () => deps.ensureWebhook(host.id)),
      await tolerate(host, 'plan not read', () => deps.refreshCompany(host.id)),
      await tolerate(host, 'grant not kept alive', () => access.keepAlive(host.id)),
    ];
    if (done.every(Boolean)) await store.hosts.update(host.id, { checkedAt: clock.now() });
  };

  const markGaps = (): Promise<void> =>
    forEachActive(
      () => true,
      host => noteGap(store, host.id, host.webhookAt ?? host.reconciledAt ?? clock.now()),
    );

  return {
    reconcileDue: () => forEachActive(host => isReconcileDue(host, clock.now()), reconcile),

    reconcileSoon: id => {
      const mayCall = ({ retryAt }: Host) => retryAt === null || retryAt <= clock.now();
      void pool.begin(id, () => again(id, mayCall, reconcile));
    },

    checkDue: () => forEachActive(({ checkedAt }) => checkedAt === null || clock.now() - checkedAt >= CHECK, check),

    prune: async () => {
      await store.activities.prune(clock.now() - ACTIVITIES_KEPT);
      await store.events.prune(clock.now() - EVENTS_KEPT);
      await store.bookings.pruneDropped(clock.now() - DROPPED_KEPT);
      await store.leases.prune(clock.now());
      await store.drafts.prune(clock.now() - DRAFTS_KEPT);
      await store.counters.prune(clock.now());
      await store.invitations.prune(clock.now() - INVITATIONS_KEPT);
    },

    beat: async () => {
      const now = clock.now();
      // A lease of our own, over at once: had only if no instance has been seen lately.
      if (await store.leases.take('presence', crypto.randomUUID(), now, now)) await markGaps();
      await store.leases.take('presence', 'instances', clock.now(), clock.now() + PRESENCE);
    },

    close: pool.close,
  };
};
