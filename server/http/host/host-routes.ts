import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Host } from '../../domain/host.ts';
import { Failure } from '../../failure.ts';
import { sendProblem } from '../problem.ts';
import { type AccountDeps, accountRoutes } from './account-routes.ts';
import { type DraftDeps, draftRoutes } from './draft-routes.ts';
import type { Identity } from './identity.ts';
import { type LinkDeps, linkRoutes } from './link-routes.ts';
import { type MeetingDeps, meetingRoutes } from './meeting-routes.ts';
import { type PersonalDeps, personalRoutes } from './personal-routes.ts';

export interface HostDeps extends AccountDeps, LinkDeps, PersonalDeps, DraftDeps, MeetingDeps {
  readonly identity: Identity;
}

/** Deeper than any of our bodies. */
const DEEPEST = 32;

/** Level by level, since what is recursive, as copying is, overflows on what it is to keep away. */
const isTooDeep = (body: unknown): boolean => {
  let level = [body];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return true;
    level = level.flatMap(value => (typeof value === 'object' && value !== null ? Object.values(value) : []));
  }
  return false;
};

/** `/api`: what a host's surfaces ask for. Every route takes the host from the signed token and from nowhere else. */
export const hostRoutes =
  (deps: HostDeps) =>
  async (app: FastifyInstance): Promise<void> => {
    const { identity } = deps;
    app.setErrorHandler(sendProblem);
    app.addHook('onSend', async (_request, reply) => {
      void reply.header('cache-control', 'no-store');
    });
    const hosts = new WeakMap<FastifyRequest, Host>();
    // Before anything of the request is read: strangers aren't told what is wrong with their bodies.
    app.addHook('onRequest', async request => {
      hosts.set(request, await identity.host(request));
    });
    app.addHook('preValidation', async request => {
      if (isTooDeep(request.body))
        throw new Failure('invalid', { field: 'body', message: 'The body is nested too deeply.' });
    });
    const hostOf = (request: FastifyRequest): Host => {
      const host = hosts.get(request);
      if (!host) throw new Failure('unauthorised');
      return host;
    };

    accountRoutes(app, deps, hostOf);
    linkRoutes(app, deps, hostOf);
    personalRoutes(app, deps, hostOf);
    draftRoutes(app, deps, hostOf);
    meetingRoutes(app, deps, hostOf);
  };
