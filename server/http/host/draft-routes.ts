import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Host } from '../../domain/host.ts';
import { Failure } from '../../failure.ts';
import type { Clock, Store } from '../../ports.ts';
import { problems } from '../problem-schema.ts';
import { iso } from '../times.ts';
import { DraftBody, DraftReply } from './schema.ts';

export interface DraftDeps {
  readonly store: Store;
  readonly clock: Clock;
}

const Name = Type.Object({ name: Type.String({ maxLength: 40 }) });
type Name = { Params: Static<typeof Name> };

/** Of a form as JSON. */
const LARGEST = 64 * 1024;
/** Of links that aren't saved yet. */
const UNSAVED = new Set(['new', 'times']);

/** What a host was typing: kept as it came, and for its host alone. `hostOf`: whom the request's token or session stands for. */
export const draftRoutes = (
  app: FastifyInstance,
  { store, clock }: DraftDeps,
  hostOf: (request: FastifyRequest) => Host,
): void => {
  /** Whose draft it is, and of what. @throws not_found where it is neither of a link of this host nor of a new one */
  const draftOf = async (request: FastifyRequest<Name>): Promise<{ host: string; name: string }> => {
    const host = hostOf(request).id;
    const { name } = request.params;
    if (UNSAVED.has(name)) return { host, name };
    const link = await store.links.find(name);
    if (link?.host !== host || link.deletedAt !== null) throw new Failure('not_found');
    return { host, name };
  };

  app.get<Name>(
    '/drafts/:name',
    { schema: { summary: 'What was typed and not saved', params: Name, response: { 200: DraftReply, ...problems } } },
    async request => {
      const { host, name } = await draftOf(request);
      const draft = await store.drafts.find(host, name);
      if (!draft) throw new Failure('not_found');
      return { form: { ...draft.form }, savedAt: iso(draft.savedAt) };
    },
  );

  app.put<Name & { Body: Static<typeof DraftBody> }>(
    '/drafts/:name',
    {
      schema: {
        summary: 'Keep what was typed',
        description: 'The name is the slug of the link that is edited, `new`, or `times`. At most 64 kB of form.',
        params: Name,
        body: DraftBody,
        response: { 204: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      const draft = await draftOf(request);
      const { form } = request.body;
      if (Buffer.byteLength(JSON.stringify(form)) > LARGEST)
        throw new Failure('invalid', { field: 'form', message: 'The form is too large: 64 kB at most.' });
      await store.drafts.put({ ...draft, form, savedAt: clock.now() });
      // Looked at after the put: a host who leaves meanwhile keeps nothing.
      const host = await store.hosts.find(draft.host);
      if (!host || host.pausedBecause === 'uninstalled') {
        await store.drafts.remove(draft.host, draft.name);
        throw new Failure('not_installed');
      }
      return reply.code(204).send(null);
    },
  );

  app.delete<Name>(
    '/drafts/:name',
    { schema: { summary: 'Drop what was typed', params: Name, response: { 204: Type.Null(), ...problems } } },
    async (request, reply) => {
      const { host, name } = await draftOf(request);
      await store.drafts.remove(host, name);
      return reply.code(204).send(null);
    },
  );
};
