import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Host } from '../../domain/host.ts';
import { Failure } from '../../failure.ts';
import type { OpenLink } from '../../flows/bookings/open-link.ts';
import { isKnown, openLink } from '../../flows/bookings/open-link.ts';
import type { Links } from '../../flows/hosts/links.ts';
import type { Clock } from '../../ports.ts';
import { sendProblem } from '../problem.ts';
import { problems } from '../problem-schema.ts';
import { iso } from '../times.ts';
import type { Identity } from './identity.ts';
import { type MeetingDeps, meetingRoutes } from './meeting-routes.ts';
import { linkInput, linkReply, meReply } from './replies.ts';
import { LinkBody, LinkChange, LinkReply, LinksReply, MeReply, NextTimesReply } from './schema.ts';

export interface HostDeps extends MeetingDeps {
  readonly clock: Clock;
  readonly publicUrl: string;
  readonly staleAfter: number;
  readonly identity: Identity;
  readonly links: Links;
  readonly nextFree: (open: OpenLink, from: number, count: number) => Promise<readonly number[]>;
  readonly erase: (host: string) => Promise<void>;
}

const Slug = Type.Object({ slug: Type.String({ maxLength: 40 }) });
const Count = Type.Object({ count: Type.Optional(Type.String({ pattern: '^[0-9]{1,2}$' })) });
const MOST_TIMES = 30;

/** `/api`: what a host's surfaces ask for. Every route takes the host from the signed token and from nowhere else. */
export const hostRoutes =
  (deps: HostDeps) =>
  async (app: FastifyInstance): Promise<void> => {
    const { store, clock, publicUrl, identity, links } = deps;
    app.setErrorHandler(sendProblem);
    app.addHook('onSend', async (_request, reply) => {
      void reply.header('cache-control', 'no-store');
    });
    const hosts = new WeakMap<FastifyRequest, Host>();
    // Before anything of the request is read: strangers aren't told what is wrong with their bodies.
    app.addHook('onRequest', async request => {
      hosts.set(request, await identity.host(request));
    });
    const hostOf = (request: FastifyRequest): Host => {
      const host = hosts.get(request);
      if (!host) throw new Failure('unauthorised');
      return host;
    };

    app.get(
      '/me',
      { schema: { summary: 'Who is connected, and how the sync is', response: { 200: MeReply, ...problems } } },
      async request => {
        const host = hostOf(request);
        const now = clock.now();
        const calendar = await store.calendars.find(host.id);
        return meReply({
          host,
          company: await store.companies.find(host.company),
          calendarKnown: calendar !== null && isKnown(host, calendar, now, deps.staleAfter),
          waiting: await store.bookings.waitingOfHost(host.id, 50),
          futureMeetings: await store.bookings.countFuture(host.id, now),
          publicUrl,
        });
      },
    );

    app.get(
      '/links',
      { schema: { summary: 'The host’s links', response: { 200: LinksReply, ...problems } } },
      async request => {
        const host = hostOf(request);
        return { links: (await links.list(host.id)).map(view => linkReply(view, publicUrl)) };
      },
    );

    app.post<{ Body: LinkBody }>(
      '/links',
      { schema: { summary: 'Add a link', body: LinkBody, response: { 201: LinkReply, ...problems } } },
      async (request, reply) => {
        const host = hostOf(request);
        const { offer, details, language, active } = request.body;
        const input = { ...linkInput({ offer, details, language, active }) } as Parameters<Links['create']>[1];
        return reply.code(201).send(linkReply(await links.create(host.id, input), publicUrl));
      },
    );

    app.patch<{ Params: Static<typeof Slug>; Body: LinkChange }>(
      '/links/:slug',
      {
        schema: { summary: 'Change a link', params: Slug, body: LinkChange, response: { 200: LinkReply, ...problems } },
      },
      async request => {
        const host = hostOf(request);
        const { version, ...change } = request.body;
        return linkReply(await links.change(host.id, request.params.slug, version, linkInput(change)), publicUrl);
      },
    );

    app.delete<{ Params: Static<typeof Slug> }>(
      '/links/:slug',
      {
        schema: {
          summary: 'Trash a link: its page answers 410, its meetings stay',
          params: Slug,
          response: { 204: Type.Null(), ...problems },
        },
      },
      async (request, reply) => {
        const host = hostOf(request);
        await links.trash(host.id, request.params.slug);
        return reply.code(204).send(null);
      },
    );

    app.post<{ Params: Static<typeof Slug> }>(
      '/links/:slug/restore',
      { schema: { summary: 'Take a link out of the trash', params: Slug, response: { 200: LinkReply, ...problems } } },
      async request => {
        const host = hostOf(request);
        return linkReply(await links.restore(host.id, request.params.slug), publicUrl);
      },
    );

    app.get<{ Params: Static<typeof Slug>; Querystring: Static<typeof Count> }>(
      '/links/:slug/next',
      {
        schema: {
          summary: 'The next free starts of a link, as a guest would get them',
          params: Slug,
          querystring: Count,
          response: { 200: NextTimesReply, ...problems },
        },
      },
      async request => {
        const host = hostOf(request);
        const open = await openLink(store, request.params.slug).catch(() => null);
        if (open?.host.id !== host.id) throw new Failure('not_found');
        const count = Math.min(MOST_TIMES, Math.max(1, Number(request.query.count ?? 6)));
        const starts = await deps.nextFree(open, clock.now(), count);
        return { zone: host.zone, starts: starts.map(iso) };
      },
    );

    meetingRoutes(app, deps, hostOf);

    app.post(
      '/disconnect',
      {
        schema: {
          summary: 'Disconnect from Pipedrive and erase everything of this user',
          response: { 204: Type.Null(), ...problems },
        },
      },
      async (request, reply) => {
        const host = hostOf(request);
        await deps.erase(host.id);
        return reply.code(204).send(null);
      },
    );
  };
