import { connect } from 'node:net';
import type { AddWebhookRequest, BaseWebhook } from 'pipedrive/v1';
import type { SandboxCompany, SandboxWebhook } from './company.ts';
import type { Deliveries } from './deliveries.ts';
import { type Endpoint, reading } from './endpoint.ts';
import { stamp } from './stamp.ts';
import { type Answer, notFound, Refusal, type Wire } from './wire.ts';

/** API v1: webhooks that the app makes for a user, invisible to other apps and removed with it. */

const mostPerUser = 40;
const actions = ['create', 'change', 'delete', '*'];
const objects = [
  'activity',
  'deal',
  'lead',
  'note',
  'organization',
  'person',
  'pipeline',
  'product',
  'stage',
  'user',
  '*',
];
const fields = [
  'subscription_url',
  'event_action',
  'event_object',
  'name',
  'user_id',
  'http_auth_user',
  'http_auth_password',
  'version',
] as const satisfies readonly (keyof AddWebhookRequest)[];

const refuseField = (field: string, complaint: string, status = 400): Refusal =>
  new Refusal(status, { status: 'error', success: false, errors: { [field]: [complaint] } });

const done = (data: unknown, status = 200): Answer => ({ status, body: { status: 'ok', success: true, data } });

const isLoopback = (host: string): boolean => host === 'localhost' || host === '127.0.0.1' || host === '[::1]';

/**
 * Whether somebody listens there. Only this machine is asked: the stand-in never calls another, so that addresses
 * elsewhere are taken as reachable and their deliveries fail.
 */
const isReachable = (url: URL): Promise<boolean> => {
  if (!isLoopback(url.hostname)) return Promise.resolve(true);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return new Promise(resolve => {
    const socket = connect({ host, port: Number(url.port || (url.protocol === 'https:' ? 443 : 80)) });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
};

const checkUrl = async (text: string, isOurs: (url: URL) => boolean): Promise<void> => {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isWeb = url !== null && (url.protocol === 'http:' || url.protocol === 'https:');
  if (!isWeb || isOurs(url) || !(await isReachable(url))) {
    throw refuseField('subscription_url', 'invalid or non-reachable URL');
  }
};

const readRequest = (body: unknown): AddWebhookRequest => {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw refuseField('body', 'invalid JSON');
  const request = body as Record<string, unknown>;
  for (const [field, value] of Object.entries(request)) {
    if (!fields.some(known => known === field)) throw refuseField(field, 'is not allowed');
    const wanted = field === 'user_id' ? 'number' : 'string';
    const mayBeNull = field === 'http_auth_user' || field === 'http_auth_password';
    if (typeof value !== wanted && !(mayBeNull && value === null)) throw refuseField(field, `must be a ${wanted}`);
  }
  for (const field of ['subscription_url', 'event_action', 'event_object', 'name']) {
    if (!request[field]) throw refuseField(field, 'is required');
  }
  if (!actions.includes(String(request.event_action))) throw refuseField('event_action', 'invalid event action');
  if (!objects.includes(String(request.event_object))) throw refuseField('event_object', 'invalid event object');
  if (request.version !== undefined && request.version !== '1.0' && request.version !== '2.0') {
    throw refuseField('version', 'invalid version');
  }
  return request as unknown as AddWebhookRequest;
};

export interface WebhooksOptions {
  readonly company: SandboxCompany;
  readonly clientId: string;
  readonly deliveries: Deliveries;
  readonly now: () => number;
  /** Whether the address is the stand-in's own. */
  readonly isOurs: (url: URL) => boolean;
}

export const webhookEndpoints = (options: WebhooksOptions): Endpoint[] => {
  const { company, clientId, deliveries, now, isOurs } = options;
  const { webhooks } = company;
  let lastId = Math.max(0, ...webhooks.keys());

  const item = (webhook: SandboxWebhook): Wire<BaseWebhook> => {
    const { lastDeliveryAt, lastStatus } = deliveries.healthOf(webhook);
    return {
      id: webhook.id,
      company_id: company.id,
      owner_id: webhook.owner_id,
      user_id: webhook.user_id,
      event_action: webhook.event_action,
      event_object: webhook.event_object,
      subscription_url: webhook.subscription_url,
      version: webhook.version,
      is_active: webhook.is_active ? 1 : 0,
      add_time: webhook.add_time ?? null,
      remove_time: null,
      type: 'application',
      http_auth_user: webhook.http_auth_user,
      http_auth_password: webhook.http_auth_password,
      remove_reason: null,
      last_delivery_time: lastDeliveryAt === null ? null : stamp(lastDeliveryAt),
      last_http_status: lastStatus,
      admin_id: webhook.owner_id,
      name: webhook.name,
    };
  };

  const ofUser = (userId: number): SandboxWebhook[] =>
    [...webhooks.values()].filter(webhook => webhook.client_id === clientId && webhook.owner_id === userId);

  return [
    {
      method: 'GET',
      path: '/v1/webhooks',
      scopes: [...reading('webhooks'), 'admin'],
      cost: 10,
      answer: ({ user }) => done(ofUser(user.id).map(item)),
    },
    {
      method: 'POST',
      path: '/v1/webhooks',
      scopes: ['webhooks:full', 'admin'],
      cost: 10,
      async answer({ body, user }) {
        const request = readRequest(body);
        if (request.user_id !== undefined && !company.users.some(({ id }) => id === request.user_id)) {
          throw refuseField('user_id', 'user not found');
        }
        await checkUrl(request.subscription_url, isOurs);
        if (ofUser(user.id).length >= mostPerUser) throw refuseField('webhooks', 'limit of webhooks reached', 422);
        lastId += 1;
        const webhook: SandboxWebhook = {
          id: lastId,
          owner_id: user.id,
          user_id: request.user_id ?? user.id,
          name: request.name,
          event_action: request.event_action,
          event_object: request.event_object,
          subscription_url: request.subscription_url,
          version: request.version ?? '2.0',
          http_auth_user: request.http_auth_user ?? null,
          http_auth_password: request.http_auth_password ?? null,
          is_active: true,
          client_id: clientId,
          add_time: stamp(now()),
        };
        webhooks.set(webhook.id, webhook);
        return done(item(webhook), 201);
      },
    },
    {
      method: 'DELETE',
      path: '/v1/webhooks/:id',
      scopes: ['webhooks:full', 'admin'],
      cost: 6,
      answer({ params, user }) {
        const webhook = ofUser(user.id).find(({ id }) => id === Number(params.id));
        if (!webhook) throw notFound('Webhook');
        webhooks.delete(webhook.id);
        return { status: 200, body: { status: 'ok', success: true } };
      },
    },
  ];
};
