import formbody from '@fastify/formbody';
import type { FastifyInstance, FastifyPluginAsync, FastifyRequest } from 'fastify';
import type { FaultList } from './fault-list.ts';
import { answerOf, pathOf, send } from './gate.ts';
import type { GrantRefusal, Grants } from './grants.ts';
import { misbehave } from './misbehaviour.ts';
import type { ApiCall, SandboxApp } from './sandbox.ts';
import { type Answer, Refusal } from './wire.ts';

/** The OAuth server's own addresses; what it knows is in `grants`. */

export interface OauthOptions {
  readonly app: SandboxApp;
  readonly grants: Grants;
  readonly faults: FaultList;
  readonly calls: ApiCall[];
  readonly now: () => number;
  readonly signal: AbortSignal;
  readonly firstUserId: number;
  /** Whether a page asks the user; else the first user, or `sandbox_user`, agrees at once. */
  readonly hasConsentPage: () => boolean;
  /** What follows on an app that gave its refresh token back. */
  readonly uninstall: (userId: number) => void;
}

type Form = Readonly<Record<string, unknown>>;

const refuse = (status: number, error: string, message: string): Refusal =>
  new Refusal(status, { success: false, error, message, error_description: message });

const field = (form: Form, name: string): string => {
  const value = form[name];
  if (typeof value !== 'string' || value === '') throw refuse(400, 'invalid_request', `Missing parameter: ${name}`);
  return value;
};

/** The client's credentials in the header, or (not recommended) in the body; base64 of the raw `id:secret`. */
const checkClient = (request: FastifyRequest, form: Form, app: SandboxApp): void => {
  const [scheme, encoded] = request.headers.authorization?.split(' ') ?? [];
  const given =
    scheme === 'Basic' && encoded
      ? Buffer.from(encoded, 'base64').toString()
      : `${String(form.client_id ?? '')}:${String(form.client_secret ?? '')}`;
  if (given !== `${app.clientId}:${app.clientSecret}`) {
    throw refuse(401, 'invalid_client', 'Invalid client: client is invalid');
  }
};

/** In a scope of its own: the API and the pages read bodies their own way. */
export const oauthRoutes =
  (options: OauthOptions): FastifyPluginAsync =>
  async scope => {
    await scope.register(formbody);
    openOauth(scope, options);
  };

const openOauth = (fastify: FastifyInstance, options: OauthOptions): void => {
  const { app, grants, faults, calls, now, signal, firstUserId, hasConsentPage, uninstall } = options;
  fastify.addContentTypeParser('*', { parseAs: 'string' }, (_request, _body, done) => done(null, null));
  fastify.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, _body, done) => done(null, null));

  const post = (url: string, answer: (form: Form) => Answer): void => {
    fastify.post(url, async (request, reply) => {
      const path = pathOf(request.url);
      const fault = faults.calls.take({ method: 'POST', path, userId: null });
      const work = () =>
        answerOf(() => {
          if (request.body === null || typeof request.body !== 'object') {
            const message = 'Invalid request: content must be application/x-www-form-urlencoded';
            throw refuse(400, 'invalid_request', message);
          }
          const form = request.body as Form;
          checkClient(request, form, app);
          return answer(form);
        });
      const outcome = await misbehave(fault, work, signal);
      // Nothing of the form is kept: it carries secrets.
      calls.push({
        at: now(),
        method: 'POST',
        path,
        query: {},
        body: null,
        userId: null,
        status: outcome?.status ?? 0,
        cost: 0,
      });
      return send(request, reply, outcome);
    });
  };

  const exchange = (form: Form) => {
    switch (field(form, 'grant_type')) {
      case 'authorization_code':
        return grants.exchange(field(form, 'code'), field(form, 'redirect_uri'));
      case 'refresh_token':
        return grants.refresh(field(form, 'refresh_token'));
      default:
        throw refuse(400, 'unsupported_grant_type', 'Unsupported grant type: grant_type is invalid');
    }
  };

  fastify.get('/oauth/authorize', async (request, reply) => {
    const query = request.query as Form;
    const clientId = String(query.client_id ?? '');
    const redirectUri = String(query.redirect_uri ?? '');
    const state = typeof query.state === 'string' ? query.state : undefined;
    try {
      grants.checkClient(clientId, redirectUri);
    } catch (error) {
      return reply.code(400).send({ success: false, error: 'invalid_request', message: (error as Error).message });
    }
    if (hasConsentPage()) {
      const asked = new URLSearchParams({ client_id: clientId, redirect_uri: redirectUri });
      if (state !== undefined) asked.set('state', state);
      return reply.redirect(`/oauth/consent?${asked}`);
    }
    const userId = Number(query.sandbox_user ?? firstUserId);
    return reply.redirect(grants.authorize({ userId, clientId, redirectUri, state }));
  });

  post('/oauth/token', form => {
    const outcome = exchange(form);
    if ('access_token' in outcome) return { status: 200, body: outcome };
    const { error, message }: GrantRefusal = outcome;
    throw refuse(400, error, message);
  });

  post('/oauth/revoke', form => {
    const uninstalled = grants.revoke(field(form, 'token'));
    if (uninstalled !== null) uninstall(uninstalled);
    return { status: 200, body: { success: true } };
  });
};
