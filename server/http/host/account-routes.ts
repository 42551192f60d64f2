import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Host } from '../../domain/host.ts';
import { Failure } from '../../failure.ts';
import { isKnown } from '../../flows/bookings/open-link.ts';
import { unfinishedOf } from '../../flows/hosts/retry.ts';
import type { SettingsInput } from '../../flows/hosts/settings.ts';
import type { Clock, CrmActivityType, Store } from '../../ports.ts';
import { problems } from '../problem-schema.ts';
import { meReply } from './me-reply.ts';
import { settingsInput } from './replies.ts';
import { ActivityTypesReply, MeReply, SettingsChange } from './schema.ts';

export interface AccountDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly publicUrl: string;
  readonly clientId: string;
  readonly staleAfter: number;
  readonly planRule: 'enforce' | 'off';
  readonly changeSettings: (host: string, change: SettingsInput) => Promise<Host>;
  readonly retry: (host: Host) => Promise<void>;
  readonly activityTypes: (host: string) => Promise<readonly CrmActivityType[]>;
  readonly erase: (host: string) => Promise<void>;
}

const MOST_WAITING = 50;

/** What is about the host and not about one link or meeting. `hostOf`: whom the request's token or session stands for. */
export const accountRoutes = (
  app: FastifyInstance,
  deps: AccountDeps,
  hostOf: (request: FastifyRequest) => Host,
): void => {
  const { store, clock } = deps;

  const me = async (host: Host): Promise<MeReply> => {
    const now = clock.now();
    const calendar = await store.calendars.find(host.id);
    return meReply({
      host,
      company: await store.companies.find(host.company),
      planRule: deps.planRule,
      calendarKnown: calendar !== null && isKnown(host, calendar, now, deps.staleAfter),
      waiting: await unfinishedOf(store, host.id, MOST_WAITING),
      futureMeetings: await store.bookings.countFuture(host.id, now),
      publicUrl: deps.publicUrl,
      clientId: deps.clientId,
      now,
    });
  };

  app.get(
    '/me',
    { schema: { summary: 'Who is connected, and how the sync is', response: { 200: MeReply, ...problems } } },
    async request => me(hostOf(request)),
  );

  app.patch<{ Body: SettingsChange }>(
    '/me',
    { schema: { summary: 'Change the settings', body: SettingsChange, response: { 200: MeReply, ...problems } } },
    async request => me(await deps.changeSettings(hostOf(request).id, settingsInput(request.body))),
  );

  app.post(
    '/sync/retry',
    {
      schema: {
        summary: 'Try again at once whatever waits or was given up, and reconcile',
        response: { 200: MeReply, ...problems },
      },
    },
    async request => {
      const { id } = hostOf(request);
      await deps.retry(hostOf(request));
      const host = await store.hosts.find(id);
      if (!host) throw new Failure('not_installed');
      return me(host);
    },
  );

  app.get(
    '/activity-types',
    {
      schema: {
        summary: 'Kinds of activity that the company has, in its order',
        response: { 200: ActivityTypesReply, ...problems },
      },
    },
    async request => ({
      types: (await deps.activityTypes(hostOf(request).id)).map(({ key, name }) => ({ key, name })),
    }),
  );

  app.post(
    '/disconnect',
    {
      schema: {
        summary: 'Disconnect from Pipedrive and erase everything of this user',
        response: { 204: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      await deps.erase(hostOf(request).id);
      return reply.code(204).send(null);
    },
  );
};
