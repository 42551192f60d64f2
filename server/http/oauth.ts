import { randomBytes } from 'node:crypto';
import type { CookieSerializeOptions } from '@fastify/cookie';
import oauth2, { type FastifyOAuth2Options } from '@fastify/oauth2';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import { type Host, hostId } from '../domain/host.ts';
import { Failure } from '../failure.ts';
import { basicCredentials, isSameSecret } from '../flows/credentials.ts';
import type { Sessions } from '../flows/hosts/session.ts';
import { CrmFailure, type Log, type TokenReply } from '../ports.ts';
import { type Message, page, policy, style } from './host-pages.ts';
import { returnPath, signInUrl } from './return-path.ts';
import { giveSession } from './session-cookie.ts';

export interface OauthDeps {
  /** Without a slash at the end, as `publicUrl`. */
  readonly oauthUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly publicUrl: string;
  /** Checks what the OAuth server sent; throws CrmFailure. */
  readonly readTokenReply: (body: unknown) => TokenReply;
  readonly install: (reply: TokenReply) => Promise<{ readonly host: Host; readonly missing: readonly string[] }>;
  readonly sessions: Pick<Sessions, 'begin'>;
  readonly erase: (host: string) => Promise<void>;
  readonly log: Log;
}

const STATE_COOKIE = '__Host-oauth2-redirect-state';
/** How long somebody may look at the consent screen, in seconds. */
const STATE_LIFETIME = 60 * 60;
/** Where somebody who signs in wants to go; who only installs has none. */
const RETURN_COOKIE = '__Host-oauth2-return';
const returnCookie: CookieSerializeOptions = { path: '/', secure: true, httpOnly: true, sameSite: 'lax' };
const TOKEN_TIMEOUT = 10_000;

const Callback = Type.Object({
  code: Type.Optional(Type.String({ maxLength: 2048 })),
  state: Type.Optional(Type.String({ maxLength: 256 })),
  error: Type.Optional(Type.String({ maxLength: 256 })),
});

/** Whether Pipedrive sends numbers or texts isn't documented. */
const Id = Type.Union([Type.Integer({ minimum: 1 }), Type.String({ pattern: '^[1-9][0-9]{0,14}$' })]);
const Uninstall = Type.Object({ client_id: Type.String(), company_id: Id, user_id: Id });

/** The state in the URL is the one that this browser was given. */
const hasState = (request: FastifyRequest): boolean => {
  const { state } = request.query as Static<typeof Callback>;
  const given = request.cookies[STATE_COOKIE];
  return typeof state === 'string' && state !== '' && given !== undefined && isSameSecret(state, given);
};

/** The plugin's HTTP client throws Booms: with a reply in them, or a status of its own making (406 for what isn't JSON). */
interface ExchangeError {
  readonly output?: { readonly statusCode?: number };
  readonly data?: { readonly isResponseError?: boolean; readonly payload?: { readonly error?: unknown } };
}

/** Whether Pipedrive refused the code. Refusing us, the client, or too many requests isn't about the code. */
const isCodeRefused = ({ output, data }: ExchangeError): boolean => {
  const status = (data?.isResponseError && output?.statusCode) || 500;
  return status < 500 && status !== 429 && data?.payload?.error !== 'invalid_client';
};

/**
 * `GET /oauth/start`, which installs and, with `return`, also signs in and leads to that page; and what Pipedrive calls: the callback, sharing (POST) and uninstalling (DELETE).
 */
export const oauthRoutes =
  (deps: OauthDeps) =>
  async (app: FastifyInstance): Promise<void> => {
    const { clientId, clientSecret, publicUrl, oauthUrl, log } = deps;
    const expectedCredentials = `${clientId}:${clientSecret}`;

    const credentials = {
      client: { id: clientId, secret: clientSecret },
      auth: { tokenHost: oauthUrl, authorizeHost: oauthUrl },
      http: { timeout: TOKEN_TIMEOUT },
      // Pipedrive documents plain base64 of id and secret; the plugin's types lack this option of its client.
      options: { credentialsEncodingMode: 'loose' },
    } as FastifyOAuth2Options['credentials'];

    await app.register(oauth2, {
      name: 'oauth2Pipedrive',
      // Scopes are set in the Developer Hub. Left out, the plugin would send the word "undefined".
      scope: [],
      credentials,
      callbackUri: `${publicUrl}/oauth/callback`,
      hostPrefixedCookies: true,
      cookie: { maxAge: STATE_LIFETIME },
      generateStateFunction: () => randomBytes(24).toString('base64url'),
      checkStateFunction: hasState,
      schema: { hide: true },
      userAgent: false,
    });

    const forgetReturn = (request: FastifyRequest, reply: FastifyReply): void => {
      if (request.cookies[RETURN_COOKIE] !== undefined) reply.clearCookie(RETURN_COOKIE, returnCookie);
    };

    app.get('/oauth/start', { schema: { hide: true } }, async (request, reply) => {
      const consent = await app.oauth2Pipedrive?.generateAuthorizationUri(request, reply);
      const path = returnPath((request.query as { return?: unknown }).return);
      if (path === null) forgetReturn(request, reply);
      else reply.setCookie(RETURN_COOKIE, path, { ...returnCookie, maxAge: STATE_LIFETIME });
      return reply.header('cache-control', 'no-store').redirect(consent ?? '/');
    });

    /** Who signs in and fails begins again with the same way back. */
    const startAgain = (request: FastifyRequest): string => {
      const path = returnPath(request.cookies[RETURN_COOKIE]);
      return path === null ? '/oauth/start' : signInUrl(path);
    };

    const show = (request: FastifyRequest, reply: FastifyReply, status: number, message: Message) => {
      forgetReturn(request, reply);
      return reply
        .code(status)
        .header('cache-control', 'no-store')
        .header('referrer-policy', 'no-referrer')
        .header('content-security-policy', policy)
        .type('text/html; charset=utf-8')
        .send(page(message, request.headers['accept-language'], startAgain(request)));
    };

    /** The token for a code; null for a code that isn't good (any more). */
    const exchange = async (request: FastifyRequest, reply: FastifyReply): Promise<TokenReply | null> => {
      try {
        const grant = await app.oauth2Pipedrive?.getAccessTokenFromAuthorizationCodeFlow(request, reply);
        return deps.readTokenReply(grant?.token);
      } catch (error) {
        if (error instanceof CrmFailure) throw error;
        const failure = error as ExchangeError;
        if (isCodeRefused(failure)) return null;
        throw new CrmFailure('unavailable', `POST /oauth/token: ${failure.output?.statusCode ?? 'not reached'}`);
      }
    };

    app.get<{ Querystring: Static<typeof Callback> }>(
      '/oauth/callback',
      { schema: { querystring: Callback, hide: true }, attachValidation: true },
      async (request, reply) => {
        const { code, state, error } = request.query;
        if (request.validationError) return show(request, reply, 400, { kind: 'state' });
        if (error !== undefined) return show(request, reply, 200, { kind: 'denied' });
        // An install that didn't begin here: accepted, it could be somebody else's code. It begins again, with a state.
        if (!state) return reply.redirect('/oauth/start');
        if (!hasState(request)) return show(request, reply, 400, { kind: 'state' });
        if (!code) return show(request, reply, 400, { kind: 'expired' });
        try {
          const tokens = await exchange(request, reply);
          if (!tokens) return show(request, reply, 400, { kind: 'expired' });
          const { host, missing } = await deps.install(tokens);
          if (missing.length > 0) return show(request, reply, 403, { kind: 'scopes', missing });
          const path = returnPath(request.cookies[RETURN_COOKIE]);
          forgetReturn(request, reply);
          reply.header('cache-control', 'no-store');
          if (path !== null) return giveSession(reply, deps.sessions.begin(host)).redirect(path, 303);
          return reply.redirect(`${tokens.apiDomain}/settings/marketplace/app/${clientId}/app-settings`, 303);
        } catch (failure) {
          if (!(failure instanceof CrmFailure || failure instanceof Failure)) throw failure;
          log.error({ failure: failure.message }, 'installation failed');
          return show(request, reply, 503, { kind: 'unreachable' });
        }
      },
    );

    // Says that the app is shared within a company. Who sends it can't be told, so that nothing follows from it.
    app.post('/oauth/callback', { schema: { hide: true }, bodyLimit: 16_384 }, async (_, reply) =>
      reply.code(200).send(),
    );

    app.delete<{ Body: Static<typeof Uninstall> }>(
      '/oauth/callback',
      {
        schema: { body: Uninstall, hide: true },
        bodyLimit: 16_384,
        onRequest: async (request, reply) => {
          if (isSameSecret(basicCredentials(request.headers.authorization), expectedCredentials)) return;
          reply.header('www-authenticate', 'Basic');
          throw new Failure('unauthorised', { detail: 'uninstall with wrong credentials' });
        },
      },
      async (request, reply) => {
        const { client_id, company_id, user_id } = request.body;
        if (client_id !== clientId) throw new Failure('invalid', { field: 'client_id' });
        await deps.erase(hostId(Number(company_id), Number(user_id)));
        return reply.code(200).send();
      },
    );

    app.get('/oauth/style.css', { schema: { hide: true } }, async (_, reply) =>
      reply.header('cache-control', 'public, max-age=3600').type('text/css; charset=utf-8').send(style),
    );
  };
