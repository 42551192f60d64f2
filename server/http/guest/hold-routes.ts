import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { Failure } from '../../failure.ts';
import { sendProblem } from '../problem.ts';
import { problems } from '../problem-schema.ts';
import { iso } from '../times.ts';
import type { GuestDeps } from './deps.ts';
import type { Door } from './doors.ts';
import { askerOf, postLimit } from './limits.ts';
import { HoldBody, HoldReply, PreviewQuery, ReleaseBody } from './schema.ts';

const BODY_LIMIT = 1024;

const releaseRoute =
  (deps: GuestDeps, door: Door, posts: ReturnType<typeof postLimit>) =>
  async (app: FastifyInstance): Promise<void> => {
    // A page that is being closed may be let send nothing but text.
    app.addContentTypeParser('text/plain', { parseAs: 'string' }, app.getDefaultJsonParser('error', 'error'));
    app.post<{ Body: ReleaseBody }>(
      `${door.path}/hold/release`,
      {
        schema: {
          summary: 'Give a hold back',
          description: 'Also one that is gone already. The body is JSON, whichever of the two types it is sent as.',
          consumes: ['application/json', 'text/plain'],
          params: door.params,
          body: ReleaseBody,
          response: { 204: Type.Null(), ...problems },
        },
        bodyLimit: BODY_LIMIT,
        errorHandler: sendProblem,
        onRequest: posts.onRequest,
      },
      async (request, reply) => {
        await deps.release(await door.target(deps.store, request), request.body.hold);
        return reply.code(204).send();
      },
    );
  };

/**
 * At a door: holding a start while its form is filled in, and giving it back. Only these posts do it: to look at a page changes nothing,
 * so that without script nobody holds. They have a count of their own: pages renew as long as somebody types, once a minute at most, and
 * many guests behind one address are still to be able to book.
 */
export const holdRoutes =
  (deps: GuestDeps, door: Door) =>
  async (app: FastifyInstance): Promise<void> => {
    const posts = postLimit(deps, 'hold');
    // JSON alone: what another site's page can send without being asked for it first holds nothing.
    app.removeContentTypeParser(['application/x-www-form-urlencoded', 'text/plain']);

    app.post<{ Querystring: Static<typeof PreviewQuery>; Body: HoldBody }>(
      `${door.path}/hold`,
      {
        schema: {
          summary: 'Hold a start while the form is filled in',
          description:
            'For 10 minutes. Again with the hold: longer, up to 30 minutes in all; with another start: there instead.',
          params: door.params,
          querystring: PreviewQuery,
          body: HoldBody,
          response: { 200: HoldReply, ...problems },
        },
        bodyLimit: BODY_LIMIT,
        errorHandler: sendProblem,
        onRequest: posts.onRequest,
        preValidation: async ({ query }) => {
          if (query.preview !== undefined) throw new Failure('preview');
        },
      },
      async (request, reply): Promise<HoldReply> => {
        const { hold, until, latest } = await deps.hold(
          await door.target(deps.store, request),
          request.body,
          askerOf(request),
        );
        void reply.header('cache-control', 'no-store');
        return { hold, until: iso(until), latest: iso(latest) };
      },
    );

    await app.register(releaseRoute(deps, door, posts));
  };
