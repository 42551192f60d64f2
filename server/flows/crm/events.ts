import type { Booking } from '../../domain/booking.ts';
import { hostId } from '../../domain/host.ts';
import { MINUTE } from '../../domain/interval.ts';
import { Failure } from '../../failure.ts';
import { type Crm, CrmFailure, type Log, type WebhookEvent } from '../../ports.ts';
import { createPool } from '../pool.ts';
import type { CallCrm } from './access.ts';
import { bookingOf, type FollowDeps, followActivity, isOurs } from './follow.ts';
import { noteGap } from './gap.ts';
import { applyReading, mirrorId } from './mirror.ts';

export interface EventDeps extends FollowDeps {
  readonly crm: Crm;
  readonly log: Log;
  readonly callCrm: CallCrm;
}

export interface Events {
  /** Stores an event and works it off after the answer. @returns false where it was known already */
  receive(event: WebhookEvent): Promise<boolean>;
  /** Works off what was left by a crash or a failure, at most `limit`. @returns how many were looked at */
  sweep(limit: number): Promise<number>;
  /** Until nothing that was begun is under way. */
  drained(): Promise<void>;
  /** Ends what is under way and begins nothing more: what is left, sweeps find. */
  close(): Promise<void>;
}

/** After so many tries reconciliation is quicker than the event. */
const TRIES = 10;
/** An event that isn't done by now was left. */
const LEFT_AFTER = MINUTE / 2;
/** Someone may edit hundreds of activities in one go; the CRM takes 80 calls in two seconds. */
const AT_ONCE = 8;

/** Whether an event concerns its installation: every user's webhook fires for each activity that the user can see. */
const concerns = async ({ store }: EventDeps, event: WebhookEvent): Promise<boolean> => {
  if (event.owner !== null && hostId(event.company, event.owner) === event.host) return true;
  const mirror = await store.activities.find(mirrorId(event.company, event.activity));
  if (mirror?.host === event.host) return true;
  return (await store.bookings.findByActivity(event.company, event.activity))?.host === event.host;
};

const READINGS = 3;

const sameAgreement = (a: Booking | null, b: Booking | null): boolean =>
  JSON.stringify(a?.crm.agreed ?? null) === JSON.stringify(b?.crm.agreed ?? null);

/** An event is a signal: what counts is what the CRM says of the activity now. */
const read = async (deps: EventDeps, { company, activity, host, timestamp }: WebhookEvent): Promise<void> => {
  for (let reading = 0; reading < READINGS; reading += 1) {
    const before = await deps.store.bookings.findByActivity(company, activity);
    const found = await deps.callCrm(host, access => deps.crm.activity(access, activity));
    const current = found && !found.deleted ? found : null;
    const booking = await bookingOf(deps, company, activity, current);
    // A write of ours got there meanwhile: what was read may be older, and would pass for a change by the host.
    if (before && !sameAgreement(before, booking)) continue;
    const at = found?.updatedAt ?? timestamp;
    // The booking first: one that is confirmed again must not find its own activity in the way.
    if (booking) await followActivity(deps, booking, activity, current);
    const ours = booking !== null && (await isOurs(deps, booking.id, current));
    await applyReading(deps, { host, company, activity, current, ours, at });
    return;
  }
  throw new Failure('busy', { detail: `activity ${activity} kept changing` });
};

const reasonOf = (failure: unknown): object => {
  if (failure instanceof CrmFailure) return { error: failure.kind };
  return failure instanceof Failure ? { error: failure.code } : { error: 'internal', err: failure };
};

/** Webhook events: stored first, worked off after; any of them may come late, twice or out of order, and be repeated by any instance. */
export const createEvents = (deps: EventDeps): Events => {
  const { store, clock, log } = deps;
  const pool = createPool(AT_ONCE, (failure, event) => log.error({ err: failure, event }, 'event failed'));

  const handle = async (event: WebhookEvent): Promise<void> => {
    const attempts = event.attempts + 1;
    try {
      if (await concerns(deps, event)) await read(deps, event);
      await store.events.update(event.id, { doneAt: clock.now(), attempts });
    } catch (failure) {
      log.warn({ event: event.id, attempts, ...reasonOf(failure) }, 'event not done yet');
      const givenUp = attempts >= TRIES;
      if (givenUp) await noteGap(store, event.host, event.receivedAt);
      await store.events.update(event.id, { doneAt: givenUp ? clock.now() : null, attempts });
    }
  };

  return {
    receive: async event => {
      if (!(await store.events.insert(event))) return false;
      void pool.begin(event.id, () => handle(event));
      return true;
    },
    sweep: async limit => {
      const left = await store.events.open(clock.now() - LEFT_AFTER, limit);
      await Promise.all(left.map(event => pool.begin(event.id, () => handle(event))));
      return left.length;
    },
    drained: pool.idle,
    close: pool.close,
  };
};
