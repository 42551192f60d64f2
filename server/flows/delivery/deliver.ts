import { type Booking, type Effect, effectKey, INTENT_GRACE, nextEffects } from '../../domain/booking.ts';
import { HOUR, MINUTE } from '../../domain/interval.ts';
import { isSameAttempt } from '../../domain/lifecycle.ts';
import { isTimely } from '../../domain/reminders.ts';
import { Failure } from '../../failure.ts';
import { CrmFailure, type Log, type Mailer, MailFailure } from '../../ports.ts';
import { applyEvent } from '../bookings/changes.ts';
import { alignClaim } from '../bookings/claims.ts';
import { settle } from '../bookings/settle.ts';
import type { CallCrm } from '../crm/access.ts';
import { noteGap } from '../crm/gap.ts';
import { type Held, holdingLease } from '../lease.ts';
import { createPool } from '../pool.ts';
import { type ActivityDeps, writeActivity } from './deliver-activity.ts';
import { isWanted, type NoticeDeps, noticeOf } from './deliver-mail.ts';

export interface DeliverDeps extends ActivityDeps, NoticeDeps {
  readonly mailer: Mailer;
  readonly log: Log;
  /** Calls the CRM as a host, with a token that is good. */
  readonly callCrm: CallCrm;
}

export interface Delivery {
  /** Works one booking's effects off without being waited for. */
  soon(booking: string): void;
  /** The same, waited for: until whatever can be done now is done, or others are at it. */
  now(booking: string): Promise<void>;
  /** Works off whatever is due, at most `limit` bookings. @returns how many were looked at */
  sweep(limit: number): Promise<number>;
  /** Until nothing that was begun is under way. */
  drained(): Promise<void>;
  /** Ends what is under way and begins nothing more: what is left, sweeps find. */
  close(): Promise<void>;
}

/** How long an effect may be `doing`, and a lease outlive its process, before others take it for left by a crash. */
const LEASE = MINUTE / 2;
const FIRST_RETRY = 5_000;
const LONGEST_RETRY = 10 * MINUTE;
/** A mail that the server didn't take so often, which takes three days, isn't worth sending any more. */
const MAIL_TRIES = 440;
/** Values that the CRM refuses again and again: the host sees it, and can retry. */
const REFUSALS = 8;
const AT_ONCE = 8;

interface Setback {
  readonly state: 'due' | 'given_up';
  readonly dueAt: number;
  readonly error: string;
}

const setback = (effect: Effect, failure: unknown, now: number): Setback => {
  const dueAt = now + Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** Math.min(effect.attempts, 10));
  if (failure instanceof CrmFailure) {
    if (failure.kind === 'refused' && effect.attempts >= REFUSALS)
      return { state: 'given_up', dueAt, error: failure.kind };
    return { state: 'due', dueAt: Math.max(dueAt, Math.min(failure.retryAt ?? 0, now + HOUR)), error: failure.kind };
  }
  if (failure instanceof MailFailure)
    return {
      state: failure.permanent || effect.attempts >= MAIL_TRIES ? 'given_up' : 'due',
      dueAt,
      error: failure.permanent ? 'mail_refused' : 'mail_unavailable',
    };
  return { state: 'due', dueAt, error: failure instanceof Failure ? failure.code : 'internal' };
};

/** Hosts are shown what their change lies over when they make it, here: it isn't news to them. */
const isHostsOwn = ({ effects, sequence }: Booking): boolean =>
  effects.some(
    effect =>
      effect.kind === 'mail' && effect.mail !== 'reminder' && effect.sequence === sequence && effect.by === 'host',
  );

export const createDelivery = (deps: DeliverDeps): Delivery => {
  const { store, clock, log, mailer } = deps;
  const pool = createPool(AT_ONCE, (failure, booking) => log.error({ err: failure, booking }, 'delivery failed'));

  const perform = async (booking: Booking, effect: Effect, held: Held): Promise<void> => {
    if (effect.kind === 'claim') {
      const overlapped = await alignClaim(deps, booking.id, booking.host);
      if (overlapped.length > 0 && !isHostsOwn(booking))
        await applyEvent(store, booking.id, { kind: 'noticed', why: 'overlap', at: clock.now() });
      return;
    }
    const host = await store.hosts.find(booking.host);
    if (!host) return;
    if (effect.kind === 'mail') {
      if (effect.mail === 'reminder' && !isTimely(booking, effect, clock.now())) return;
      if (isWanted(effect, host)) await mailer.send(await noticeOf(deps, booking, host, effect));
      return;
    }
    const confirm = async (): Promise<void> => {
      await held.confirm();
      // A lease that was lost for a while may be free again: others have been at it, and done it or not.
      const current = await store.bookings.find(booking.id);
      if (
        !current?.effects.some(
          ({ kind, state, ...other }) => kind === 'activity' && state === 'doing' && isSameAttempt(other, effect),
        )
      )
        throw new Failure('busy', { detail: `the activity of booking ${booking.id} was written by somebody else` });
    };
    return deps.callCrm(host.id, access => writeActivity({ ...deps, confirm }, access, host, booking, effect));
  };

  const attempt = async (booking: Booking, seen: Effect, held: Held): Promise<void> => {
    const key = effectKey(seen);
    const mine = { attempts: seen.attempts + 1, dueAt: clock.now() + LEASE };
    const effect: Effect = { ...seen, ...mine, state: 'doing' };
    const begun = await applyEvent(store, booking.id, {
      kind: 'effect',
      key,
      from: ['due', 'doing'],
      change: { ...mine, state: 'doing' },
      at: clock.now(),
    });
    if (!begun) return;
    // A mail that is sent is sent, whoever did it.
    const ended = {
      kind: 'effect',
      key,
      from: ['doing'],
      ...(effect.kind === 'activity' && { attempt: mine }),
    } as const;
    try {
      await perform(begun, effect, held);
      const change =
        effect.kind === 'activity'
          ? ({ state: 'done', error: null, unansweredSince: null } as const)
          : ({ state: 'done', error: null } as const);
      await applyEvent(store, booking.id, { ...ended, change, at: clock.now() });
    } catch (failure) {
      // Whatever became of it will come by webhook, or not: a listing tells.
      if (failure instanceof CrmFailure && failure.kind === 'unanswered')
        await noteGap(store, booking.host, clock.now());
      const change = setback(seen, failure, clock.now());
      await applyEvent(store, booking.id, { ...ended, change, at: clock.now() });
      const cause =
        failure instanceof CrmFailure || failure instanceof MailFailure || failure instanceof Failure
          ? {}
          : { err: failure };
      log.warn(
        { booking: booking.id, effect: key, attempts: effect.attempts, error: change.error, ...cause },
        'effect not done yet',
      );
    }
  };

  const workOff = async (id: string, held: Held): Promise<void> => {
    for (;;) {
      const booking = await store.bookings.find(id);
      if (!booking) return;
      const now = clock.now();
      if (booking.intent && booking.intent.since + INTENT_GRACE <= now) await settle(deps, id);
      if (booking.reminders?.some(({ at }) => at <= now)) {
        await applyEvent(store, id, { kind: 'reminded', at: now });
        continue;
      }
      const effect = nextEffects(booking).find(({ dueAt }) => dueAt <= now);
      if (!effect) return;
      await attempt(booking, effect, held);
    }
  };

  const begin = (id: string): Promise<void> =>
    pool.begin(id, async () => {
      await holdingLease(deps, { name: `deliver:${id}`, length: LEASE }, held => workOff(id, held));
    });

  return {
    soon: id => void begin(id),
    now: begin,
    sweep: async limit => {
      const waiting = await store.bookings.waiting(clock.now(), limit);
      await Promise.all(waiting.map(({ id }) => begin(id)));
      return waiting.length;
    },
    drained: pool.idle,
    close: pool.close,
  };
};
