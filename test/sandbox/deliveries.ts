import { randomUUID } from 'node:crypto';
import type { ActivityEvent } from './activity-ledger.ts';
import type { SandboxCompany, SandboxWebhook } from './company.ts';
import type { FaultList } from './fault-list.ts';
import type { Delivery } from './sandbox.ts';
import { createTimers } from './timers.ts';
import { isVisible } from './visibility.ts';

/** Webhooks v2: who gets which event, how often it is tried, and when a receiver is banned. */

const failuresToBan = 10;
const silenceToRemovalMs = 3 * 86_400_000;

export interface WebhookHealth {
  lastDeliveryAt: number | null;
  lastStatus: number | null;
  lastSuccessAt: number;
  firstTryFailures: number;
  bannedUntil: number;
}

interface Parcel {
  readonly webhook: SandboxWebhook;
  readonly event: ActivityEvent;
  readonly body: { readonly meta: { readonly id: string } };
}

export interface DeliveriesOptions {
  readonly company: SandboxCompany;
  readonly faults: FaultList;
  readonly now: () => number;
  readonly delays: readonly number[];
  readonly timeoutMs: number;
  readonly banMs: number;
}

const bodyOf = (event: ActivityEvent, webhook: SandboxWebhook, company: SandboxCompany, metaId: string) => ({
  data: event.data,
  previous: event.previous,
  meta: {
    action: event.action,
    company_id: String(company.id),
    correlation_id: randomUUID(),
    entity_id: String(event.activity.id),
    entity: 'activity',
    id: metaId,
    is_bulk_edit: false,
    timestamp: new Date(event.at).toISOString(),
    type: 'application',
    user_id: String(event.by),
    version: '2.0',
    webhook_id: String(webhook.id),
    webhook_owner_id: String(webhook.owner_id),
    change_source: event.source,
    attempt: 1,
    host: `${company.domain}.pipedrive.com`,
    permitted_user_ids: company.users.filter(user => isVisible(event.activity, user.id)).map(user => String(user.id)),
  },
});

/** Pipedrive follows no redirect; only 2xx in time is a success. Null: no answer. */
const post = async (webhook: SandboxWebhook, body: object, signal: AbortSignal): Promise<number | null> => {
  const { http_auth_user: user, http_auth_password: password } = webhook;
  const basic = user === null ? {} : { authorization: `Basic ${btoa(`${user}:${password ?? ''}`)}` };
  try {
    const response = await fetch(webhook.subscription_url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'Pipedrive Webhooks', ...basic },
      body: JSON.stringify(body),
      redirect: 'manual',
      signal,
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return null;
  }
};

export const createDeliveries = ({ company, faults, now, delays, timeoutMs, banMs }: DeliveriesOptions) => {
  const log: Delivery[] = [];
  const health = new Map<number, WebhookHealth>();
  const timers = createTimers();
  /** Of each webhook, what a `reorder` holds back until the next event has gone. */
  const heldBack = new Map<number, Parcel[]>();
  /** What is put off while the stand-in is down; null while it is up. */
  let waiting: (() => void)[] | null = null;
  const closing = new AbortController();

  const healthOf = (webhook: SandboxWebhook): WebhookHealth => {
    const known = health.get(webhook.id);
    if (known) return known;
    const fresh = { lastDeliveryAt: null, lastStatus: null, lastSuccessAt: now(), firstTryFailures: 0, bannedUntil: 0 };
    health.set(webhook.id, fresh);
    return fresh;
  };

  const note = ({ webhook, event, body }: Parcel, attempt: number, outcome: Delivery['outcome']): void => {
    log.push({
      at: now(),
      webhookId: webhook.id,
      userId: webhook.user_id,
      metaId: body.meta.id,
      action: event.action,
      activityId: event.activity.id,
      attempt,
      outcome,
    });
  };

  /** That a success resets the count is assumed: the documents only say what fills it. */
  const judge = (webhook: SandboxWebhook, attempt: number, status: number | null): boolean => {
    const state = healthOf(webhook);
    state.lastDeliveryAt = now();
    state.lastStatus = status;
    if (status !== null && status >= 200 && status < 300) {
      state.lastSuccessAt = now();
      state.firstTryFailures = 0;
      return true;
    }
    if (attempt === 1) state.firstTryFailures += 1;
    if (state.firstTryFailures >= failuresToBan) {
      state.bannedUntil = now() + banMs;
      state.firstTryFailures = 0;
    }
    if (now() - state.lastSuccessAt >= silenceToRemovalMs) company.webhooks.delete(webhook.id);
    return false;
  };

  const attempt = async (parcel: Parcel, number: number): Promise<void> => {
    const { webhook, body } = parcel;
    if (!company.webhooks.has(webhook.id)) return;
    if (waiting) {
      waiting.push(() => timers.run(() => attempt(parcel, number)));
      return;
    }
    const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(timeoutMs)]);
    const status = await post(webhook, { ...body, meta: { ...body.meta, attempt: number } }, signal);
    note(parcel, number, status ?? 'failed');
    const delay = delays[number - 1];
    if (!judge(webhook, number, status) && delay !== undefined) {
      timers.after(delay, () => attempt(parcel, number + 1));
    }
  };

  const sendInTurn = (parcels: readonly Parcel[]): void =>
    timers.run(async () => {
      for (const parcel of parcels) await attempt(parcel, 1);
    });

  const dispatch = (parcel: Parcel): void => {
    const { webhook, event } = parcel;
    if (healthOf(webhook).bannedUntil > now()) {
      note(parcel, 1, 'banned');
      return;
    }
    const earlier = heldBack.get(webhook.id) ?? [];
    const subject = { action: event.action, activityId: event.activity.id, userId: webhook.user_id };
    const fault = faults.deliveries.take(subject);
    switch (fault?.kind) {
      case 'lose':
        note(parcel, 1, 'lost');
        break;
      case 'reorder':
        heldBack.set(webhook.id, [...earlier, parcel]);
        break;
      case 'delay':
        timers.after(fault.delayMs, () => attempt(parcel, 1));
        break;
      default:
        heldBack.delete(webhook.id);
        sendInTurn([parcel, ...earlier]);
        if (fault?.kind === 'repeat') sendInTurn([parcel]);
    }
  };

  const isWanted = (webhook: SandboxWebhook, { action, activity }: ActivityEvent): boolean =>
    webhook.is_active &&
    (webhook.event_object === 'activity' || webhook.event_object === '*') &&
    (webhook.event_action === action || webhook.event_action === '*') &&
    isVisible(activity, webhook.user_id);

  return {
    log: log as readonly Delivery[],
    healthOf,

    publish(event: ActivityEvent): void {
      const metaId = randomUUID();
      for (const webhook of company.webhooks.values()) {
        if (!isWanted(webhook, event)) continue;
        const parcel = { webhook, event, body: bodyOf(event, webhook, company, metaId) };
        if (waiting) waiting.push(() => dispatch(parcel));
        else dispatch(parcel);
      }
    },

    pause(): void {
      waiting ??= [];
    },
    resume(): void {
      const work = waiting ?? [];
      waiting = null;
      for (const start of work) start();
    },

    settle: (): Promise<void> => timers.settle(),
    close(): Promise<void> {
      closing.abort();
      return timers.close();
    },
  };
};

export type Deliveries = ReturnType<typeof createDeliveries>;
