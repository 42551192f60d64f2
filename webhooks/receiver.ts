import type { FastifyInstance } from 'fastify';
import { basicCredentials, isSameSecret } from '../server/flows/credentials.ts';
import type { Events } from '../server/flows/crm/events.ts';
import type { Clock, Sealer, Store } from '../server/ports.ts';
import { readDelivery } from './event.ts';

export interface ReceiverDeps {
  readonly store: Store;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly events: Events;
}

/** The user's name is the same for all. */
const passwordOf = (header: string | undefined): string => {
  const credentials = basicCredentials(header);
  return credentials.slice(credentials.indexOf(':') + 1);
};

/**
 * `POST /webhooks/pipedrive/:secret`: verify → store → 2xx; what follows is worked off after the answer. Paths that are unknown and
 * passwords that are wrong are told apart for nobody, and what isn't for us is answered 2xx, so that it is not repeated.
 */
export const webhookReceiver =
  ({ store, sealer, clock, events }: ReceiverDeps) =>
  async (app: FastifyInstance): Promise<void> => {
    app.post<{ Params: { secret: string } }>(
      '/webhooks/pipedrive/:secret',
      { schema: { hide: true }, bodyLimit: 256 * 1024 },
      async (request, reply) => {
        const host = await store.hosts.findByWebhookPath(request.params.secret);
        const expected = host ? sealer.open(host.webhook.password) : '';
        const good = isSameSecret(passwordOf(request.headers.authorization), expected);
        if (!host || !good) return reply.code(401).send();
        const now = clock.now();
        const event = readDelivery(request.body, host.id, now);
        await store.hosts.update(host.id, { webhookAt: now });
        if (event) await events.receive(event);
        return reply.code(204).send();
      },
    );
  };
