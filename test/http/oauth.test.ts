import Fastify, { type FastifyInstance, type InjectOptions } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readTokenReply } from '../../server/adapters/pipedrive/oauth.ts';
import type { Host } from '../../server/domain/host.ts';
import { Failure } from '../../server/failure.ts';
import { preferredLanguage } from '../../server/http/host-pages.ts';
import { oauthRoutes } from '../../server/http/oauth.ts';
import { CrmFailure, type TokenReply } from '../../server/ports.ts';
import { openApi } from '../adapters/pipedrive/api.ts';
import { sampleHost } from '../contracts/store-samples.ts';

const CLIENT_ID = '5f3a';
const CLIENT_SECRET = 's/ec+ret';
const BASIC = `Basic ${Buffer.from(`${CLIENT_ID}:${CLIENT_SECRET}`).toString('base64')}`;
const TOKENS = {
  access_token: 'v1u:access',
  token_type: 'Bearer',
  expires_in: 3599,
  refresh_token: '1:1:refresh',
  scope: 'base,activities:full',
  api_domain: 'https://himal.pipedrive.com',
};

let api: Awaited<ReturnType<typeof openApi>>;
let app: FastifyInstance;
let installed: TokenReply[];
let erased: string[];
let logged: string[];
let install: (reply: TokenReply) => Promise<{ host: Host; missing: readonly string[] }>;

beforeEach(async () => {
  api = await openApi();
  installed = [];
  erased = [];
  logged = [];
  install = async () => ({ host: sampleHost(), missing: [] });
  app = Fastify();
  app.setErrorHandler((error, _, reply) =>
    error instanceof Failure
      ? reply.code(error.status).send({ code: error.code, field: error.field })
      : reply.code((error as { statusCode?: number }).statusCode ?? 500).send({ code: 'other' }),
  );
  const note = (facts: object, message: string) => void logged.push(JSON.stringify({ ...facts, message }));
  await app.register(
    oauthRoutes({
      oauthUrl: api.url,
      clientId: CLIENT_ID,
      clientSecret: CLIENT_SECRET,
      publicUrl: 'https://meet.example.com',
      readTokenReply,
      install: async reply => {
        installed.push(reply);
        return install(reply);
      },
      sessions: { begin: ({ id }) => `session-of-${id}` },
      erase: async host => void erased.push(host),
      log: { info: note, warn: note, error: note },
    }),
  );
});

afterEach(async () => {
  await app.close();
  await api.close();
});

/** Begins at /oauth/start, and answers the state with its cookie. */
const start = async () => {
  const reply = await app.inject('/oauth/start');
  expect(reply.statusCode).toBe(302);
  const location = new URL(String(reply.headers.location));
  const cookie = reply.cookies[0];
  return { reply, location, state: location.searchParams.get('state') ?? '', cookie };
};

const callback = (query: Record<string, string>, cookie?: string, headers: Record<string, string> = {}) =>
  app.inject({
    url: '/oauth/callback',
    query,
    headers: { ...headers, ...(cookie && { cookie: `__Host-oauth2-redirect-state=${cookie}` }) },
  });

describe('the start', () => {
  test('goes to the consent screen with a state that only this browser has', async () => {
    const { location, state, cookie } = await start();
    expect(location.origin + location.pathname).toBe(`${api.url}/oauth/authorize`);
    expect(Object.fromEntries(location.searchParams)).toEqual({
      response_type: 'code',
      client_id: CLIENT_ID,
      redirect_uri: 'https://meet.example.com/oauth/callback',
      scope: '',
      state,
    });
    expect(state).toHaveLength(32);
    expect(cookie).toMatchObject({
      name: '__Host-oauth2-redirect-state',
      value: state,
      path: '/',
      httpOnly: true,
      secure: true,
      sameSite: 'Lax',
    });
    expect((await start()).state).not.toBe(state);
  });

  test('remembers the way back beside the state, for as long', async () => {
    const reply = await app.inject('/oauth/start?return=%2Fapp%2Fmeetings%2F01JD%3Fx%3D1');
    const kept = { path: '/', httpOnly: true, secure: true, sameSite: 'Lax', maxAge: 3600 };
    expect(reply.cookies).toMatchObject([
      { name: '__Host-oauth2-redirect-state', ...kept },
      { name: '__Host-oauth2-return', value: '/app/meetings/01JD?x=1', ...kept },
    ]);
    expect(String(reply.headers.location)).not.toContain('01JD');
    expect(reply.headers['cache-control']).toBe('no-store');
  });
});

describe('the callback', () => {
  test('exchanges the code, installs and ends on the settings page in Pipedrive', async () => {
    const { state } = await start();
    api.plan({ body: TOKENS });
    const reply = await callback({ code: 'a/code', state }, state);
    expect(reply.statusCode).toBe(303);
    expect(reply.headers.location).toBe('https://himal.pipedrive.com/settings/marketplace/app/5f3a/app-settings');
    expect(api.received).toMatchObject([{ method: 'POST', path: '/oauth/token', headers: { authorization: BASIC } }]);
    expect(Object.fromEntries(new URLSearchParams(api.received[0]?.body))).toEqual({
      grant_type: 'authorization_code',
      code: 'a/code',
      redirect_uri: 'https://meet.example.com/oauth/callback',
    });
    expect(installed).toEqual([
      {
        accessToken: 'v1u:access',
        refreshToken: '1:1:refresh',
        expiresInSeconds: 3599,
        apiDomain: 'https://himal.pipedrive.com',
        scopes: ['base', 'activities:full'],
      },
    ]);
    expect(reply.cookies).toContainEqual(expect.objectContaining({ name: '__Host-oauth2-redirect-state', value: '' }));
  });

  test('without a state is never accepted: it starts over', async () => {
    const { state } = await start();
    const reply = await callback({ code: 'code' }, state);
    expect(reply.statusCode).toBe(302);
    expect(reply.headers.location).toBe('/oauth/start');
    expect(api.received).toEqual([]);
  });

  test.each([
    ['another browser’s', 'x'.repeat(32), undefined],
    ['an invented', 'x'.repeat(32), 'y'.repeat(32)],
    ['a repeated', 'x'.repeat(400), undefined],
  ])('with %s state explains itself', async (_, state, cookie) => {
    const reply = await callback({ code: 'code', state }, cookie);
    expect(reply.statusCode).toBe(400);
    expect(reply.body).toContain('Let’s start over');
    expect(api.received).toEqual([]);
  });

  test('with a parameter twice is no fault of ours', async () => {
    const reply = await app.inject('/oauth/callback?state=a&state=b&code=c');
    expect(reply.statusCode).toBe(400);
    expect(reply.body).toContain('Let’s start over');
  });

  test.each(['user_denied', 'access_denied', '<script>alert(1)</script>'])(
    'with error=%s says what to do',
    async error => {
      const { state } = await start();
      const reply = await callback({ error, state }, state);
      expect(reply.statusCode).toBe(200);
      expect(reply.body).toContain('Nothing was installed');
      expect(reply.body).toContain('href="/oauth/start"');
      expect(reply.body).not.toContain('<script');
      expect(installed).toEqual([]);
    },
  );

  test.each([{ error: 'invalid_grant' }, { success: false, message: 'Invalid grant: authorization_code has expired' }])(
    'with an expired code, answered %j, offers to start again',
    async body => {
      const { state } = await start();
      api.plan({ status: 400, body });
      const reply = await callback({ code: 'old', state }, state);
      expect(reply.statusCode).toBe(400);
      expect(reply.body).toContain('That took a little too long');
      expect(installed).toEqual([]);
    },
  );

  test('without a code offers to start again', async () => {
    const { state } = await start();
    expect((await callback({ state }, state)).body).toContain('That took a little too long');
  });

  test.each([
    ['5xx', { status: 500, body: {} }],
    ['a limit', { status: 429, body: {} }],
    ['a wrong client secret', { status: 401, body: { error: 'invalid_client' } }],
    ['a broken connection', { hangUp: true }],
    ['something that isn’t JSON', { body: '<html>' }],
    ['no tokens', { body: {} }],
  ])('with Pipedrive answering %s asks for patience', async (_, answer) => {
    const { state } = await start();
    api.plan(answer);
    const reply = await callback({ code: 'code', state }, state);
    expect(reply.statusCode).toBe(503);
    expect(reply.body).toContain('Pipedrive isn’t answering');
    expect(logged).toHaveLength(1);
    expect(logged.join()).not.toContain(CLIENT_SECRET);
    expect(installed).toEqual([]);
  });

  test('names the scopes that are missing', async () => {
    install = async () => ({ host: sampleHost(), missing: ['deals:read', '<b>'] });
    const { state } = await start();
    api.plan({ body: TOKENS });
    const reply = await callback({ code: 'code', state }, state);
    expect(reply.statusCode).toBe(403);
    expect(reply.body).toContain('<code>deals:read</code>');
    expect(reply.body).toContain('<code>&#60;b&#62;</code>');
  });

  test('lets nobody in whose scopes are missing, and begins again with the way back', async () => {
    install = async () => ({ host: sampleHost(), missing: ['deals:read'] });
    const { state } = await start();
    api.plan({ body: TOKENS });
    const cookie = `__Host-oauth2-redirect-state=${state}; __Host-oauth2-return=/app/settings`;
    const reply = await app.inject({ url: '/oauth/callback', query: { code: 'code', state }, headers: { cookie } });
    expect(reply.statusCode).toBe(403);
    expect(reply.body).toContain('<a href="/oauth/start?return=%2Fapp%2Fsettings">Connect again</a>');
    expect(reply.cookies.map(({ name }) => name)).not.toContain('__Host-session');
  });

  test('asks for patience where the CRM fails during the installation', async () => {
    install = async () => {
      throw new CrmFailure('unavailable', 'GET /api/v1/users/me: 503');
    };
    const { state } = await start();
    api.plan({ body: TOKENS });
    expect((await callback({ code: 'code', state }, state)).statusCode).toBe(503);
  });

  test('speaks Polish to those who prefer it, and lets nobody frame it', async () => {
    const reply = await callback({ error: 'user_denied' }, undefined, { 'accept-language': 'de, pl;q=0.8, en;q=0.5' });
    expect(reply.body).toContain('<html lang="pl">');
    expect(reply.body).toContain('Nic nie zainstalowano');
    expect(reply.headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(reply.headers['cache-control']).toBe('no-store');
    const stylesheet = await app.inject('/oauth/style.css');
    expect(stylesheet.headers['content-type']).toBe('text/css; charset=utf-8');
    expect(stylesheet.body).toContain('prefers-color-scheme: dark');
  });

  test('answers the news that the app is shared, and does nothing', async () => {
    const reply = await app.inject({
      method: 'POST',
      url: '/oauth/callback',
      payload: { company_id: 1, user_id: 2, isShared: true },
    });
    expect(reply.statusCode).toBe(200);
    expect(reply.body).toBe('');
    expect({ installed, erased }).toEqual({ installed: [], erased: [] });
  });
});

describe('uninstalling', () => {
  const uninstall = (payload: InjectOptions['payload'], authorization?: string) =>
    app.inject({
      method: 'DELETE',
      url: '/oauth/callback',
      ...(payload !== undefined && { payload }),
      headers: { ...(authorization && { authorization }), 'content-type': 'application/json' },
    });

  test.each([
    ['numbers', { client_id: CLIENT_ID, company_id: 100, user_id: 3, timestamp: '2026-11-24' }],
    ['texts', { client_id: CLIENT_ID, company_id: '100', user_id: '3' }],
  ])('with ids as %s erases that host', async (_, body) => {
    expect((await uninstall(body, BASIC)).statusCode).toBe(200);
    expect(erased).toEqual(['100:3']);
  });

  test.each([
    ['none', undefined],
    ['those of another app', `Basic ${Buffer.from('other:secret').toString('base64')}`],
    ['a wrong secret', `Basic ${Buffer.from(`${CLIENT_ID}:wrong`).toString('base64')}`],
    ['another scheme', BASIC.replace('Basic', 'Bearer')],
    ['nothing sensible', 'Basic'],
  ])('with credentials, %s, is refused whatever it says', async (_, authorization) => {
    const good = { client_id: CLIENT_ID, company_id: 100, user_id: 3 };
    for (const body of [good, 'not json']) {
      const reply = await uninstall(body, authorization);
      expect(reply.statusCode).toBe(401);
      expect(reply.headers['www-authenticate']).toBe('Basic');
    }
    expect(erased).toEqual([]);
  });

  test.each([
    ['no body', undefined],
    ['no JSON', '{'],
    ['a missing id', { client_id: CLIENT_ID, company_id: 100 }],
    ['an id that isn’t one', { client_id: CLIENT_ID, company_id: '100:3', user_id: 3 }],
    ['a fraction', { client_id: CLIENT_ID, company_id: 100, user_id: 3.5 }],
    ['zero', { client_id: CLIENT_ID, company_id: 0, user_id: 3 }],
    ['another app', { client_id: 'other', company_id: 100, user_id: 3 }],
    ['a list', []],
  ])('with a body of %s is malformed', async (_, body) => {
    expect((await uninstall(body, BASIC)).statusCode).toBe(400);
    expect(erased).toEqual([]);
  });
});

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['pl', 'pl'],
  ['pl-PL,pl;q=0.9', 'pl'],
  ['en-GB,pl;q=0.9', 'en'],
  ['pl;q=0.5,en;q=0.6', 'en'],
  ['ne, de;q=0.9', 'en'],
  ['pl;q=0, en;q=0.1', 'en'],
  ['*', 'en'],
])('Accept-Language %j means %s', (header, language) => {
  expect(preferredLanguage(header)).toBe(language);
});
