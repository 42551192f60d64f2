import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Host } from '../../domain/host.ts';
import type { Link } from '../../domain/link.ts';
import { Failure } from '../../failure.ts';
import { parseInstant } from '../../flows/bookings/guest-input.ts';
import type { MakePersonalLink, PersonalLink } from '../../flows/hosts/personal-links.ts';
import type { Store } from '../../ports.ts';
import { problems } from '../problem-schema.ts';
import { ownLink } from './own-link.ts';
import { languageInput } from './replies.ts';
import { PersonalBody, PersonalReply, TimeUrlsBody, TimeUrlsReply } from './schema.ts';
import { type TimeUrlDeps, timeUrls } from './time-urls.ts';

export interface PersonalDeps extends TimeUrlDeps {
  readonly store: Store;
  readonly makePersonalLink: MakePersonalLink;
}

const Slug = Type.Object({ slug: Type.String({ maxLength: 40 }) });
type Slug = { Params: Static<typeof Slug> };

/** A field at fault, as it is named in the body around. */
const within = async <T>(name: string, work: Promise<T>): Promise<T> => {
  try {
    return await work;
  } catch (failure) {
    if (!(failure instanceof Failure) || failure.field === undefined) throw failure;
    const { code, field, message, extra, cause } = failure;
    throw new Failure(code, { field: `${name}.${field}`, message, extra, cause });
  }
};

/** Links for one person or deal, and addresses of single times, for mails. `hostOf`: whom the request stands for. */
export const personalRoutes = (
  app: FastifyInstance,
  deps: PersonalDeps,
  hostOf: (request: FastifyRequest) => Host,
): void => {
  const { store, publicUrl } = deps;

  const make = async (host: Host, link: Link, body: PersonalBody): Promise<PersonalLink> => {
    const { deal = null, person = null, organization = null, language = null } = body;
    return deps.makePersonalLink(host, link, {
      deal,
      person,
      organization,
      language: language === null ? null : languageInput(language),
    });
  };
  const urlOf = ({ invitation }: PersonalLink): string => `${publicUrl}/i/${invitation.id}`;

  app.post<Slug & { Body: PersonalBody }>(
    '/links/:slug/personal',
    {
      schema: {
        summary: 'A link for one person or deal: the same of the same every time',
        description:
          'What it is made from are hints: each is read with the host’s own token first, and refused by name where the host can’t see it.',
        params: Slug,
        body: PersonalBody,
        response: { 200: PersonalReply, ...problems },
      },
    },
    async (request): Promise<PersonalReply> => {
      const host = hostOf(request);
      const link = await ownLink(store, host, request.params.slug);
      const made = await make(host, link, request.body);
      const { guest } = made.invitation;
      return {
        url: urlOf(made),
        name: guest?.name ?? null,
        hasEmail: guest !== null && guest.email !== '',
        title: made.title,
      };
    },
  );

  app.post<Slug & { Body: TimeUrlsBody }>(
    '/links/:slug/time-urls',
    {
      schema: {
        summary: 'Addresses of single times of a link, or of a personal link to it, for a mail',
        params: Slug,
        body: TimeUrlsBody,
        response: { 200: TimeUrlsReply, ...problems },
      },
    },
    async (request): Promise<TimeUrlsReply> => {
      const host = hostOf(request);
      const link = await ownLink(store, host, request.params.slug);
      const { personal } = request.body;
      const starts = request.body.starts.map(start => parseInstant(start, 'starts'));
      if (personal === undefined)
        return { url: `${publicUrl}/b/${link.slug}`, urls: timeUrls(deps, link.slug, starts) };
      const made = await within('personal', make(host, link, personal));
      return { url: urlOf(made), urls: timeUrls(deps, made.invitation.id, starts) };
    },
  );
};
