import { type Booking, type Effect, effectKey } from '../../domain/booking.ts';
import type { Host } from '../../domain/host.ts';
import { MINUTE } from '../../domain/interval.ts';
import type { Clock, Log, Store } from '../../ports.ts';
import { applyEvent } from '../bookings/changes.ts';
import { noteGap } from '../crm/gap.ts';
import { waitAtMost } from '../patience.ts';

export interface RetryDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly deliverSoon: (booking: string) => void;
  readonly reconcileSoon: (host: string) => void;
  /** Reads the company's plan and add-ons, unless that was done lately. */
  readonly refreshPlan: (host: string) => Promise<void>;
}

const MOST = 200;
const RECONCILE_PAUSE = MINUTE;
/** A read of the plan that fails isn't repeated at once, and those who ask at once don't each begin one. */
const PLAN_PAUSE = MINUTE / 6;
/** How long the host waits to be told of another plan. */
const PLAN_PATIENCE = 3_000;

/**
 * A mail that wasn't sent, where a later one to the same reader was: it would tell what isn't so any more. So would one about a meeting
 * that has ended.
 */
const isOvertaken = ({ effects, end }: Booking, effect: Effect, now: number): boolean =>
  effect.kind === 'mail' &&
  (end <= now ||
    effects.some(
      later =>
        later.kind === 'mail' && later.to === effect.to && later.state === 'done' && later.sequence > effect.sequence,
    ));

/** Bookings with something that waits for the CRM or a mailbox, or was given up. */
export const unfinishedOf = async (store: Store, host: string, most: number): Promise<Booking[]> => {
  const open = await store.bookings.waitingOfHost(host, most);
  const known = new Set(open.map(({ id }) => id));
  return [...open, ...(await store.bookings.givenUpOfHost(host, most)).filter(({ id }) => !known.has(id))];
};

/** What of a booking is still to reach the CRM or a mailbox, in so far as anybody can do anything about it. */
export const unfinishedEffects = (booking: Booking, now: number): Effect[] =>
  booking.effects.filter(
    effect => effect.kind !== 'claim' && effect.state !== 'done' && !isOvertaken(booking, effect, now),
  );

/** Untried ones are left: they come by themselves, at once or at the time that they are for. */
const isRetried = ({ state, attempts }: Effect): boolean => state === 'given_up' || (state === 'due' && attempts > 0);

const retryEffects = async ({ store, clock, deliverSoon }: RetryDeps, booking: Booking): Promise<void> => {
  const at = clock.now();
  for (const effect of unfinishedEffects(booking, at).filter(isRetried)) {
    const fresh = effect.state === 'given_up' ? { attempts: 0 } : {};
    await applyEvent(store, booking.id, {
      kind: 'effect',
      key: effectKey(effect),
      // What is being done at the moment isn't begun a second time.
      from: [effect.state],
      change: { state: 'due', dueAt: at, ...fresh },
      at,
    });
  }
  deliverSoon(booking.id);
};

const readPlan = async ({ store, clock, refreshPlan, log }: RetryDeps, { id: host, company }: Host): Promise<void> => {
  const now = clock.now();
  // Isn't given back: it is the pause.
  if (!(await store.leases.take(`plan:${company}`, crypto.randomUUID(), now, now + PLAN_PAUSE))) return;
  const reading = refreshPlan(host).catch(failure => log.warn({ host, failure: String(failure) }, 'plan not read'));
  await waitAtMost(PLAN_PATIENCE, reading);
};

/**
 * What a host asks for who sees that something hangs: whatever failed is tried again at once, what was given up too, the host's
 * activities are reconciled and the plan is read. May be asked for as often as anybody likes.
 */
export const createRetry =
  (deps: RetryDeps) =>
  async (host: Host): Promise<void> => {
    const { store, clock } = deps;
    for (const booking of await unfinishedOf(store, host.id, MOST)) await retryEffects(deps, booking);
    if (host.status !== 'active') return;
    const now = clock.now();
    if (host.gapSince !== null || host.reconciledAt === null || now - host.reconciledAt >= RECONCILE_PAUSE) {
      // Remembered, should it fail.
      await noteGap(store, host.id, now);
      deps.reconcileSoon(host.id);
    }
    await readPlan(deps, host);
  };
