import { createHmac, hkdfSync } from 'node:crypto';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../server/domain/interval.ts';
import { createSessions, type Sessions } from '../../server/flows/hosts/session.ts';
import { HOST, NOW, OTHER_HOST, type Scheduler, SLUG, startScheduler } from './scheduler.ts';

/** What a cookie is good for, and what it isn't. */

const KEY = 'the first key of thirty-two characters or more';
const OLD_KEY = 'the key before of thirty-two characters or more';
const ORIGIN = 'http://localhost:3999';
const NAME = '__Host-session';

let scheduler: Scheduler;
let sessions: Sessions;
/** The session of host 42:7. */
let session: string;

const sessionsUnder = (...secretKeys: string[]): Sessions =>
  createSessions({ store: scheduler.store, clock: { now: () => scheduler.time.now }, secretKeys });

const sessionOf = async (id: string, by = sessions): Promise<string> => {
  const host = await scheduler.store.hosts.find(id);
  if (!host) throw new Error(`There is no host ${id}`);
  return by.begin(host);
};

const begin = async (keys = KEY) => {
  scheduler = await startScheduler({ environment: { SECRET_KEY: keys } });
  for (const host of [HOST, OTHER_HOST]) await scheduler.store.hosts.update(host, { installedAt: NOW - HOUR });
  sessions = sessionsUnder(KEY);
  session = await sessionOf(HOST);
};
afterEach(() => scheduler.close());

const send = (
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  url: string,
  { cookie = session, headers = {}, payload }: { cookie?: string } & Pick<InjectOptions, 'headers' | 'payload'> = {},
): Promise<LightMyRequestResponse> =>
  scheduler.app.inject({
    method,
    url,
    headers: { ...(cookie && { cookie: `${NAME}=${cookie}` }), ...headers },
    ...(payload !== undefined && { payload }),
  });

const codeOf = (reply: LightMyRequestResponse): unknown =>
  reply.body.startsWith('{') ? [reply.statusCode, reply.json().code] : [reply.statusCode];

const tokenIn = (page: LightMyRequestResponse): string =>
  /<meta name="csrf-token" content="([^"]*)"/.exec(page.body)?.[1] ?? '';

const csrfOf = async (cookie = session): Promise<string> => tokenIn(await send('GET', '/app', { cookie }));

/** Every route of the host's API; what stands for its parameters exists nowhere. */
const hostRoutes = async (): Promise<[method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string][]> => {
  const { paths } = (await scheduler.app.inject('/openapi.json')).json() as { paths: Record<string, object> };
  return Object.entries(paths)
    .filter(([path]) => path.startsWith('/api/'))
    .flatMap(([path, methods]) =>
      Object.keys(methods).map(method => [method.toUpperCase(), path.replace(/\{\w+\}/g, 'nowhere')] as never),
    );
};

describe('a session', () => {
  it('opens the page and the API of its host, and of nobody else', async () => {
    await begin();
    const page = await send('GET', '/app/meetings/x');
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('<div id="surface">');
    expect((await send('GET', '/api/me')).json()).toMatchObject({ status: 'active' });
    expect((await send('GET', '/api/links')).json().links.map(({ slug }: { slug: string }) => slug)).toEqual([SLUG]);
    const other = await sessionOf(OTHER_HOST);
    const reply = await send('GET', `/api/links/${SLUG}/next`, { cookie: other });
    expect(codeOf(reply)).toEqual([404, 'not_found']);
  });

  it('has to be ours, whole, and signed under a key of ours', async () => {
    await begin();
    const [body = '', tag = ''] = session.split('.');
    const otherBody = (await sessionOf(OTHER_HOST)).split('.')[0] ?? '';
    const asText = (claims: object) => Buffer.from(JSON.stringify(claims)).toString('base64url');
    const signed = (text: string, use: string) =>
      `${text}.${createHmac('sha256', Buffer.from(hkdfSync('sha256', KEY, '', use, 32)))
        .update(text)
        .digest('base64url')}`;
    const claims = asText({ host: HOST, issuedAt: NOW, id: 'x' });
    expect((await send('GET', '/api/links', { cookie: signed(claims, 'session') })).statusCode).toBe(200);
    const bad = {
      none: '',
      nonsense: 'a.b',
      'without a signature': body,
      'with an empty signature': `${body}.`,
      truncated: session.slice(0, -1),
      'truncated at the front': session.slice(1),
      'with another host’s claims': `${otherBody}.${tag}`,
      'with more behind it': `${session}.x`,
      'twice over': `${session}.${session}`,
      padded: `${session}=`,
      'under another key': await sessionOf(HOST, sessionsUnder(OLD_KEY)),
      'signed for another use': signed(claims, 'session csrf'),
      'signed as a link of a mail': signed(claims, 'manage link'),
      'of a host that isn’t': signed(asText({ host: '42:9', issuedAt: NOW, id: 'x' }), 'session'),
    };
    for (const [kind, cookie] of Object.entries(bad)) {
      const reply = await send('GET', '/api/links', { cookie });
      expect([kind, codeOf(reply)]).toEqual([kind, [401, 'unauthorised']]);
      const page = await send('GET', '/app', { cookie });
      expect([kind, page.body.includes('id="surface"'), tokenIn(page)]).toEqual([kind, false, '']);
    }
  });

  it('is over after twelve hours, whatever is done with it meanwhile', async () => {
    await begin();
    scheduler.time.now = NOW + 12 * HOUR;
    expect((await send('GET', '/api/links')).statusCode).toBe(200);
    expect((await send('GET', '/app')).headers['set-cookie']).toBeUndefined();
    scheduler.time.now = NOW + 12 * HOUR + 1;
    expect(codeOf(await send('GET', '/api/links'))).toEqual([401, 'unauthorised']);
    expect((await send('GET', '/app')).body).toContain('Sign in with Pipedrive');
  });

  it('outlives a change of keys, and is over when its key is no longer accepted', async () => {
    await begin(`${KEY},${OLD_KEY}`);
    const before = sessionsUnder(OLD_KEY);
    const old = await sessionOf(HOST, before);
    expect((await send('GET', '/api/links', { cookie: old })).statusCode).toBe(200);
    const patch = (csrf: string) =>
      send('PATCH', `/api/links/${SLUG}`, {
        cookie: old,
        headers: { 'x-csrf-token': csrf },
        payload: { version: 99, active: true },
      });
    // Of a page that was opened before the change, and after it.
    expect(codeOf(await patch(before.csrfToken(old)))).toEqual([409, 'stale']);
    expect(codeOf(await patch(await csrfOf(old)))).toEqual([409, 'stale']);
    await scheduler.close();
    await begin(KEY);
    expect(codeOf(await send('GET', '/api/links', { cookie: old }))).toEqual([401, 'unauthorised']);
  });

  it('of a host whose authorisation was lost still opens the page, which says so', async () => {
    await begin();
    await scheduler.store.hosts.update(HOST, { status: 'paused', pausedBecause: 'authorisation_lost' });
    expect((await send('GET', '/app')).body).toContain('id="surface"');
    expect((await send('GET', '/api/me')).json()).toMatchObject({ status: 'paused' });
  });

  it('ends with the host: leaving, gone, and also when the same user comes back', async () => {
    await begin();
    const host = await scheduler.store.hosts.find(HOST);
    if (!host) throw new Error('no host');
    await scheduler.store.hosts.update(HOST, { status: 'paused', pausedBecause: 'uninstalled' });
    expect(codeOf(await send('GET', '/api/links'))).toEqual([401, 'unauthorised']);
    await scheduler.store.hosts.remove(HOST);
    expect(codeOf(await send('GET', '/api/links'))).toEqual([401, 'unauthorised']);
    scheduler.time.now = NOW + MINUTE;
    await scheduler.store.hosts.put({ ...host, installedAt: NOW + MINUTE });
    expect(codeOf(await send('GET', '/api/links'))).toEqual([401, 'unauthorised']);
    expect((await send('GET', '/api/links', { cookie: await sessionOf(HOST) })).statusCode).toBe(200);
  });

  it('ends by disconnecting', async () => {
    await begin();
    const reply = await send('POST', '/api/disconnect', { headers: { 'x-csrf-token': await csrfOf() } });
    expect(reply.statusCode).toBe(204);
    expect(codeOf(await send('GET', '/api/links'))).toEqual([401, 'unauthorised']);
    expect((await send('GET', '/app')).body).not.toContain('id="surface"');
  });

  it('doesn’t make up for a token that isn’t good', async () => {
    await begin();
    for (const authorization of ['', 'Bearer', 'Bearer a.b.c', `Bearer ${session}`, 'Basic eDp5', scheduler.token(9)]) {
      const reply = await send('GET', '/api/me', { headers: { authorization } });
      expect([authorization, codeOf(reply)]).toEqual([authorization, [401, 'unauthorised']]);
    }
    const stranger = await send('GET', '/api/me', { headers: { authorization: `Bearer ${scheduler.token(9)}` } });
    expect(codeOf(stranger)).toEqual([404, 'not_installed']);
  });

  it('isn’t needed, nor its token, where Pipedrive’s token is', async () => {
    await begin();
    const reply = await send('PATCH', `/api/links/${SLUG}`, {
      headers: { authorization: `Bearer ${scheduler.token(8)}`, 'sec-fetch-site': 'cross-site' },
      payload: { version: 1, active: false },
    });
    // As 42:8, whose link it isn't, though the cookie is 42:7's.
    expect(reply.statusCode).toBe(404);
  });
});

describe('changing something', () => {
  it('takes the token of this very session, on every route', async () => {
    await begin();
    const other = await sessionOf(OTHER_HOST);
    const again = await sessionOf(HOST);
    const tokens = {
      none: undefined,
      empty: '',
      'another host’s': await csrfOf(other),
      'another session’s of the same host': await csrfOf(again),
      truncated: (await csrfOf()).slice(0, -1),
      'the session itself': session,
    };
    const before = scheduler.dump();
    const routes = (await hostRoutes()).filter(([method]) => method !== 'GET');
    expect(routes.length).toBeGreaterThanOrEqual(5);
    for (const [kind, token] of Object.entries(tokens)) {
      for (const [method, url] of routes) {
        const headers = { 'sec-fetch-site': 'same-origin', ...(token === undefined ? {} : { 'x-csrf-token': token }) };
        const reply = await send(method, url, { headers });
        expect([kind, method, url, codeOf(reply)]).toEqual([kind, method, url, [403, 'forbidden']]);
      }
    }
    expect(scheduler.dump()).toBe(before);
  });

  it('isn’t taken from another site, even with the token', async () => {
    await begin();
    const csrf = await csrfOf();
    const before = scheduler.dump();
    for (const from of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: 'http://localhost:4000' },
      { origin: `${ORIGIN}.evil.example` },
      { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
    ]) {
      for (const [method, url] of (await hostRoutes()).filter(([method]) => method !== 'GET')) {
        const reply = await send(method, url, { headers: { 'x-csrf-token': csrf, ...from } });
        expect([from, method, url, codeOf(reply)]).toEqual([from, method, url, [403, 'forbidden']]);
      }
    }
    expect(scheduler.dump()).toBe(before);
  });

  it('works from our page, and from a browser that doesn’t say where it comes from', async () => {
    await begin();
    const csrf = await csrfOf();
    const patch = (headers: Record<string, string>, version: number) =>
      send('PATCH', `/api/links/${SLUG}`, {
        headers: { 'x-csrf-token': csrf, ...headers },
        payload: { version, active: version % 2 === 0 },
      });
    expect((await patch({ origin: ORIGIN, 'sec-fetch-site': 'same-origin' }, 1)).json()).toMatchObject({ version: 2 });
    expect((await patch({}, 2)).json()).toMatchObject({ version: 3 });
  });

  it('is refused as signed out, not as forbidden, where there is no session', async () => {
    await begin();
    for (const [method, url] of await hostRoutes()) {
      const reply = await send(method, url, { cookie: '', headers: { 'x-csrf-token': await csrfOf() } });
      expect([method, url, codeOf(reply)]).toEqual([method, url, [401, 'unauthorised']]);
    }
  });
});

describe('reading', () => {
  it('needs no token, but one that is sent has to be of this session', async () => {
    await begin();
    const headers = { 'x-csrf-token': await csrfOf() };
    for (const method of ['GET', 'HEAD'] as const) {
      expect((await send(method, '/api/links')).statusCode).toBe(200);
      expect((await send(method, '/api/links', { headers })).statusCode).toBe(200);
      // The page of 42:7, in a browser where 42:8 signed in meanwhile.
      const cookie = await sessionOf(OTHER_HOST);
      expect((await send(method, '/api/links', { cookie, headers })).statusCode).toBe(401);
    }
  });

  it('changes nothing', async () => {
    await begin();
    const before = scheduler.dump();
    for (const [, url] of (await hostRoutes()).filter(([method]) => method === 'GET')) await send('GET', url);
    for (const url of ['/app', '/app/meetings/x', '/app/sign-out', '/app/signed-out', '/app/settings'])
      await send('GET', url);
    expect(scheduler.dump()).toBe(before);
  });
});

describe('the page', () => {
  it('is under a strict policy, kept by nobody, and names no other host’s anything', async () => {
    await begin();
    const { headers, body } = await send('GET', '/app');
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    );
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex',
    });
    expect(body).not.toMatch(/\son\w+="|\sstyle="|<style|<script>/);
    expect(body).toContain('<meta name="crm-url" content="https://himal.pipedrive.com" />');
    expect(body).not.toContain(session);
    expect((await send('GET', '/app')).body).toBe(body);
  });

  it('speaks the host’s language from its first line', async () => {
    await begin();
    expect((await send('GET', '/app')).body).toContain('<html lang="en"');
    await scheduler.store.hosts.update(HOST, { language: 'pl' });
    expect((await send('GET', '/app')).body).toContain('<html lang="pl"');
    await scheduler.store.hosts.update(HOST, { language: 'de' });
    expect((await send('GET', '/app')).body).toContain('<html lang="en"');
  });

  it.each([
    ['/app', '/app'],
    ['/app/meetings/01JDMEETING', '/app/meetings/01JDMEETING'],
    ['/app/calendar?week=2026-11-23', '/app/calendar?week=2026-11-23'],
    ['/app//evil.example', '/app'],
    ['/app/\\evil.example', '/app'],
    ['/app/%5Cevil.example', '/app/%5Cevil.example'],
    [`/app/${'x'.repeat(400)}`, '/app'],
  ])('%s leads who isn’t signed in to Pipedrive and back to %s', async (url, path) => {
    await begin();
    const reply = await send('GET', url, { cookie: '' });
    expect(reply.statusCode).toBe(200);
    expect(reply.body).toContain('<h1>Sign in to Meeting scheduler</h1>');
    expect(reply.body).toContain(
      `<a href="/oauth/start?return=${encodeURIComponent(path)}">Sign in with Pipedrive</a>`,
    );
    expect(reply.headers['cache-control']).toBe('no-store');
    const polish = await send('GET', url, { cookie: '', headers: { 'accept-language': 'pl' } });
    expect(polish.body).toContain('Zaloguj się przez Pipedrive');
  });
});

describe('signing out', () => {
  const signOut = (csrf: string, headers: Record<string, string> = {}, cookie = session) =>
    send('POST', '/app/sign-out', {
      cookie,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      payload: new URLSearchParams({ csrf }).toString(),
    });

  it('ends all sessions of the host, and nobody else’s', async () => {
    await begin();
    const second = await sessionOf(HOST);
    const other = await sessionOf(OTHER_HOST);
    const reply = await signOut(await csrfOf(), { origin: ORIGIN, 'sec-fetch-site': 'same-origin' });
    expect(reply.statusCode).toBe(303);
    expect(reply.headers.location).toBe('/app/signed-out');
    expect(reply.cookies).toContainEqual(
      expect.objectContaining({ name: NAME, value: '', path: '/', secure: true, httpOnly: true, sameSite: 'Lax' }),
    );
    for (const cookie of [session, second]) {
      expect(codeOf(await send('GET', '/api/links', { cookie }))).toEqual([401, 'unauthorised']);
      expect((await send('GET', '/app', { cookie })).body).not.toContain('id="surface"');
    }
    expect((await send('GET', '/api/links', { cookie: other })).statusCode).toBe(200);
    const page = await send('GET', '/app/signed-out', { cookie: '' });
    expect(page.body).toContain('<h1>You are signed out</h1>');
    expect(page.body).toContain('<a href="/oauth/start?return=%2Fapp">Sign in with Pipedrive</a>');
    // At the same instant, by this clock.
    expect((await send('GET', '/api/links', { cookie: await sessionOf(HOST) })).statusCode).toBe(200);
  });

  it('is asked for by our page alone', async () => {
    await begin();
    const csrf = await csrfOf();
    const refused = [
      await signOut(''),
      await signOut(await csrfOf(await sessionOf(OTHER_HOST))),
      await signOut(csrf, { 'sec-fetch-site': 'cross-site' }),
      await signOut(csrf, { origin: 'null' }),
      await signOut(csrf, { origin: 'https://evil.example' }),
      await send('POST', '/app/sign-out', { payload: { csrf: [csrf] } }),
      await send('POST', '/app/sign-out', { headers: { 'x-csrf-token': csrf } }),
    ];
    for (const reply of refused) {
      expect(reply.statusCode).toBe(403);
      expect(reply.body).toContain('<h1>You are still signed in</h1>');
      expect(reply.cookies).toEqual([]);
    }
    await send('GET', '/app/sign-out');
    expect((await send('GET', '/api/links')).statusCode).toBe(200);
    expect((await send('GET', '/app/signed-out')).headers.location).toBe('/app');
  });

  it('twice is no fault', async () => {
    await begin();
    const csrf = await csrfOf();
    await signOut(csrf);
    const before = scheduler.dump();
    for (const cookie of [session, '', 'nonsense']) {
      const reply = await signOut(csrf, {}, cookie);
      expect([reply.statusCode, reply.headers.location]).toEqual([303, '/app/signed-out']);
    }
    expect(scheduler.dump()).toBe(before);
  });

  it('leaves Pipedrive’s surfaces as they are', async () => {
    await begin();
    await signOut(await csrfOf());
    expect((await scheduler.api('GET', '/links')).status).toBe(200);
  });
});

it('leaves nothing of sessions and their tokens in the log', async () => {
  await begin();
  const csrf = await csrfOf();
  await send('GET', '/app/meetings/01JDSECRETMEETING?x=secretquery');
  await send('GET', '/api/links', { cookie: `${session}x` });
  await send('POST', '/api/disconnect', { headers: { 'x-csrf-token': `${csrf}x` } });
  await send('POST', '/app/sign-out', { payload: { csrf } });
  const log = scheduler.lines.join('');
  expect(log).toContain('"route":"/app/*"');
  for (const secret of [session, session.split('.')[0] ?? '', csrf, '01JDSECRETMEETING', 'secretquery'])
    expect(log).not.toContain(secret);
});
