import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Host } from '../../domain/host.ts';
import { DAY } from '../../domain/interval.ts';
import type { Link } from '../../domain/link.ts';
import type { Offer } from '../../domain/rule.ts';
import { parseInstant } from '../../flows/bookings/guest-input.ts';
import type { OpenLink } from '../../flows/bookings/open-link.ts';
import type { PreviewTokens } from '../../flows/bookings/preview-token.ts';
import type { Tried } from '../../flows/bookings/try-offer.ts';
import { checkedOffer } from '../../flows/hosts/link-input.ts';
import type { Links } from '../../flows/hosts/links.ts';
import type { Clock, Store } from '../../ports.ts';
import { idempotencyKey } from '../idempotency-key.ts';
import { problems } from '../problem-schema.ts';
import { iso } from '../times.ts';
import { ownLink } from './own-link.ts';
import { linkInput, linkReply, offerInput } from './replies.ts';
import {
  LinkBody,
  LinkChange,
  LinkReply,
  LinksReply,
  NextTimesReply,
  OfferTimesBody,
  OfferTimesReply,
  PreviewReply,
} from './schema.ts';
import { type TimeUrlDeps, timeUrls } from './time-urls.ts';

export interface LinkDeps extends TimeUrlDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly links: Links;
  readonly nextFree: (open: OpenLink, from: number, count: number) => Promise<readonly number[]>;
  readonly tryOffer: (host: Host, offer: Offer, link: Link | null) => Promise<Tried>;
  readonly previews: PreviewTokens;
}

const Slug = Type.Object({ slug: Type.String({ maxLength: 40 }) });
type Slug = { Params: Static<typeof Slug> };
const Next = Type.Object({
  count: Type.Optional(Type.String({ pattern: '^[0-9]{1,2}$' })),
  after: Type.Optional(Type.String({ maxLength: 40, description: 'Only starts later than this one' })),
});
/** The address of a link is made from its key: a short one could be guessed. */
const LEAST_KEY = 16;
const MOST_TIMES = 30;
const PREVIEW_LENGTH = DAY;

/** The host's links, and what they offer or would offer. `hostOf`: whom the request's token or session stands for. */
export const linkRoutes = (app: FastifyInstance, deps: LinkDeps, hostOf: (request: FastifyRequest) => Host): void => {
  const { store, clock, publicUrl, links } = deps;

  app.get(
    '/links',
    { schema: { summary: 'The host’s links', response: { 200: LinksReply, ...problems } } },
    async request => ({
      links: (await links.list(hostOf(request).id)).map(view => linkReply(view, publicUrl)),
    }),
  );

  app.post<{ Body: LinkBody }>(
    '/links',
    {
      schema: {
        summary: 'Add a link',
        description:
          'Idempotent by the header Idempotency-Key, where it is there: the same key again answers 200 and the link that it has made, as it is now, whatever the body says.',
        headers: Type.Object({ 'idempotency-key': Type.Optional(Type.String({ description: 'Random' })) }),
        body: LinkBody,
        response: { 200: LinkReply, 201: LinkReply, ...problems },
      },
    },
    async (request, reply) => {
      const key = idempotencyKey(request, LEAST_KEY);
      const { offer, details, language, active } = request.body;
      const input = { ...linkInput({ offer, details, language, active }) } as Parameters<Links['create']>[1];
      const { created, ...view } = await links.create(hostOf(request).id, input, key);
      return reply.code(created ? 201 : 200).send(linkReply(view, publicUrl));
    },
  );

  app.patch<Slug & { Body: LinkChange }>(
    '/links/:slug',
    { schema: { summary: 'Change a link', params: Slug, body: LinkChange, response: { 200: LinkReply, ...problems } } },
    async request => {
      const { version, instead, ...change } = request.body;
      const { slug } = request.params;
      const changed = await links.change(hostOf(request).id, slug, version, linkInput(change), instead);
      return linkReply(changed, publicUrl);
    },
  );

  app.delete<Slug>(
    '/links/:slug',
    {
      schema: {
        summary: 'Trash a link: its page answers 410, its meetings stay',
        params: Slug,
        response: { 204: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      await links.trash(hostOf(request).id, request.params.slug);
      return reply.code(204).send(null);
    },
  );

  app.post<Slug>(
    '/links/:slug/restore',
    { schema: { summary: 'Take a link out of the trash', params: Slug, response: { 200: LinkReply, ...problems } } },
    async request => linkReply(await links.restore(hostOf(request).id, request.params.slug), publicUrl),
  );

  app.get<Slug & { Querystring: Static<typeof Next> }>(
    '/links/:slug/next',
    {
      schema: {
        summary: 'The next free starts of a link, as a guest would get them',
        params: Slug,
        querystring: Next,
        response: { 200: NextTimesReply, ...problems },
      },
    },
    async request => {
      const host = hostOf(request);
      const link = await ownLink(store, host, request.params.slug);
      const { count = '6', after } = request.query;
      const from = after === undefined ? clock.now() : Math.max(clock.now(), parseInstant(after, 'after') + 1);
      const starts = await deps.nextFree({ link, host }, from, Math.min(MOST_TIMES, Math.max(1, Number(count))));
      return { zone: host.zone, starts: starts.map(iso), urls: timeUrls(deps, link.slug, starts) };
    },
  );

  app.post<Slug>(
    '/links/:slug/preview',
    {
      schema: {
        summary: 'The address of the page as guests see it, marked as a preview: books nothing, ends after a day',
        params: Slug,
        response: { 200: PreviewReply, ...problems },
      },
    },
    async request => {
      const { slug } = await ownLink(store, hostOf(request), request.params.slug);
      return { url: `${publicUrl}/b/${slug}?preview=${deps.previews.token(slug, clock.now() + PREVIEW_LENGTH)}` };
    },
  );

  app.post<{ Body: OfferTimesBody }>(
    '/offers/times',
    {
      schema: {
        summary: 'What an offer that isn’t saved would give its guests in the next seven days',
        body: OfferTimesBody,
        response: { 200: OfferTimesReply, ...problems },
      },
    },
    async request => {
      const host = hostOf(request);
      const offer = offerInput(request.body.offer);
      const link = request.body.link === null ? null : await ownLink(store, host, request.body.link);
      checkedOffer(offer, clock.now(), link?.offer);
      const { dates, starts, ends, next, known } = await deps.tryOffer(host, offer, link);
      return {
        zone: offer.rule.zone,
        dates: [...dates],
        starts: starts.map(iso),
        ends: ends?.map(iso) ?? null,
        next: next === null ? null : iso(next),
        known,
      };
    },
  );
};
