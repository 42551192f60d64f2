import type { LightMyRequestResponse } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hostId } from '../../server/domain/host.ts';
import { HOUR, MINUTE } from '../../server/domain/interval.ts';
import { openFakeStore } from '../fakes/store.ts';
import { KATHMANDU, STRANGER, startProduct, type TestProduct, WARSAW } from '../product.ts';

/** Signing in with Pipedrive: through the routes that a browser takes, against the stand-in. */

const SESSION = '__Host-session';

/** What a browser keeps of an address. */
type Jar = Map<string, string>;

let at: TestProduct;
beforeEach(async () => {
  at = await startProduct({ store: openFakeStore() });
});
afterEach(() => at.close());

const keep = (jar: Jar, reply: LightMyRequestResponse): LightMyRequestResponse => {
  for (const { name, value } of reply.cookies) {
    if (value === '') jar.delete(name);
    else jar.set(name, value);
  }
  return reply;
};

const get = async (jar: Jar, url: string): Promise<LightMyRequestResponse> =>
  keep(jar, await at.product.app.inject({ url, cookies: Object.fromEntries(jar) }));

interface SignIn {
  readonly user?: number;
  readonly start?: string;
  readonly denied?: boolean;
  readonly jar?: Jar;
  /** Between the start and the callback. */
  readonly meanwhile?: (jar: Jar) => void;
}

const signIn = async ({
  user = WARSAW,
  start = '/oauth/start?return=/app',
  denied,
  jar = new Map(),
  meanwhile,
}: SignIn) => {
  const asked = new URL(String((await get(jar, start)).headers.location)).searchParams;
  const request = {
    clientId: asked.get('client_id') ?? '',
    redirectUri: asked.get('redirect_uri') ?? '',
    state: asked.get('state') ?? '',
  };
  const back = new URL(denied ? at.sandbox.deny(request) : at.sandbox.authorize({ ...request, userId: user }));
  meanwhile?.(jar);
  const reply = await get(jar, back.pathname + back.search);
  return { reply, jar };
};

const nameIn = async (jar: Jar): Promise<string | number> => {
  const reply = await get(jar, '/api/me');
  return reply.statusCode === 200 ? reply.json().name : reply.statusCode;
};

describe('signing in', () => {
  it('leads back to the page that was asked for, in a session of whoever signed in', async () => {
    const { reply, jar } = await signIn({ start: '/oauth/start?return=/app/meetings/01JDMEETING' });
    expect([reply.statusCode, reply.headers.location]).toEqual([303, '/app/meetings/01JDMEETING']);
    expect(reply.cookies).toContainEqual({
      name: SESSION,
      value: expect.stringMatching(/^[\w-]+\.[\w-]{43}$/),
      path: '/',
      maxAge: 43_200,
      httpOnly: true,
      secure: true,
      sameSite: 'Lax',
    });
    expect(reply.headers['cache-control']).toBe('no-store');
    expect([...jar.keys()]).toEqual([SESSION]);
    expect(await nameIn(jar)).toBe('Halina Zych');
    expect((await get(jar, '/app/meetings/01JDMEETING')).body).toContain(at.sandbox.apiDomain);
  });

  it('installs the app for who hadn’t', async () => {
    expect(await at.store.hosts.find(hostId(77, STRANGER))).toBeNull();
    const { jar } = await signIn({ user: STRANGER });
    expect(await nameIn(jar)).toBe('Ida Berg');
  });

  it('isn’t what a plain installation does', async () => {
    const { reply, jar } = await signIn({ start: '/oauth/start' });
    expect(reply.headers.location).toContain('/settings/marketplace/app/');
    expect([...jar.keys()]).toEqual([]);
  });

  it('that was begun and left leaves nothing for a later installation', async () => {
    const jar: Jar = new Map();
    await get(jar, '/oauth/start?return=/app/settings');
    const { reply } = await signIn({ start: '/oauth/start', jar });
    expect(reply.headers.location).toContain('/settings/marketplace/app/');
    expect([...jar.keys()]).toEqual([]);
  });

  it.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/app//evil.example',
    '/app/\\evil.example',
    '/app/..//evil.example',
    '/app/../oauth/start',
    '/app/%2e%2e/oauth/start',
    '/app/./../b/x',
    '/application',
    '/app@evil.example',
    '/app.evil.example',
    '/app\t/x',
    '/app/\r\nset-cookie:x=y',
    '/app#@evil.example',
    ' /app',
    '/App',
    '/api/me',
    'app',
    'javascript:alert(1)',
    '',
    `/app/${'x'.repeat(400)}`,
  ])('leads nowhere but to our own pages: %j', async path => {
    const start = `/oauth/start?return=${encodeURIComponent(path)}`;
    const { reply, jar } = await signIn({ start });
    expect(String(reply.headers.location)).toBe(
      `${at.sandbox.apiDomain}/settings/marketplace/app/1b3f5a70c2d9e846/app-settings`,
    );
    expect([...jar.keys()]).toEqual([]);
    // Where somebody managed to set the cookie: the callback looks again.
    const forced = await signIn({
      start: '/oauth/start?return=/app',
      meanwhile: kept => void kept.set('__Host-oauth2-return', path),
    });
    expect(String(forced.reply.headers.location)).toContain('/settings/marketplace/app/');
    expect([...forced.jar.keys()]).toEqual([]);
  });

  it('takes one way back, not two', async () => {
    const { reply } = await signIn({ start: '/oauth/start?return=/app&return=/app' });
    expect(reply.headers.location).toContain('/settings/marketplace/app/');
  });

  it('as somebody else puts theirs in the place of the session before', async () => {
    const jar: Jar = new Map();
    await signIn({ jar });
    const before = jar.get(SESSION);
    const page = (await get(jar, '/app')).body;
    await signIn({ jar, user: KATHMANDU });
    expect(jar.get(SESSION)).not.toBe(before);
    expect(await nameIn(jar)).toBe('Pasang Rai');
    // What the first one's page, still open, would change now.
    const reply = await at.product.app.inject({
      method: 'POST',
      url: '/api/disconnect',
      cookies: Object.fromEntries(jar),
      headers: { 'x-csrf-token': /csrf-token" content="([^"]+)/.exec(page)?.[1] ?? '' },
    });
    expect(reply.json()).toMatchObject({ status: 403, code: 'forbidden' });
  });

  it('takes no session that the browser was given by somebody else', async () => {
    const attacker = await signIn({ user: KATHMANDU });
    const jar: Jar = new Map(attacker.jar);
    await signIn({ jar });
    expect(await nameIn(jar)).toBe('Halina Zych');
    expect(jar.get(SESSION)).not.toBe(attacker.jar.get(SESSION));
  });

  it('with another browser’s state sets no session', async () => {
    const { reply, jar } = await signIn({
      meanwhile: kept => void kept.set('__Host-oauth2-redirect-state', 'x'.repeat(32)),
    });
    expect(reply.statusCode).toBe(400);
    expect(jar.has(SESSION)).toBe(false);
    expect(reply.body).toContain('<a href="/oauth/start?return=%2Fapp">');
  });

  it('that is cancelled says so, and begins again with the same way back', async () => {
    const { reply, jar } = await signIn({ denied: true, start: '/oauth/start?return=/app/settings' });
    expect(reply.statusCode).toBe(200);
    expect(reply.body).toContain('Nothing was installed');
    expect(reply.body).toContain('<a href="/oauth/start?return=%2Fapp%2Fsettings">Start again</a>');
    expect(jar.has(SESSION)).toBe(false);
  });

  it('is good for one use: the callback’s address is worth nothing afterwards', async () => {
    const jar: Jar = new Map();
    const state = { search: '' };
    const asked = new URL(String((await get(jar, '/oauth/start?return=/app')).headers.location)).searchParams;
    const back = new URL(
      at.sandbox.authorize({
        userId: WARSAW,
        clientId: asked.get('client_id') ?? '',
        redirectUri: asked.get('redirect_uri') ?? '',
        state: asked.get('state') ?? '',
      }),
    );
    state.search = back.search;
    const cookies = new Map(jar);
    await get(jar, `/oauth/callback${state.search}`);
    const again = await get(cookies, `/oauth/callback${state.search}`);
    expect(again.statusCode).toBe(400);
    expect(cookies.has(SESSION)).toBe(false);
  });
});

describe('signing in where the app is installed', () => {
  it('keeps webhook, links and settings, and replaces the grant', async () => {
    const host = await at.install(WARSAW);
    await at.quiet();
    const links = await at.store.links.ofHost(host.id);
    const webhooks = [...at.sandbox.company.webhooks.keys()];
    await at.store.hosts.update(host.id, { language: 'pl', wantedAt: at.now() });
    at.advance(HOUR);
    const calls = at.sandbox.requests.calls.length;
    const { jar } = await signIn({});
    await at.quiet();
    const after = await at.store.hosts.find(host.id);
    expect(after).toMatchObject({
      status: 'active',
      language: 'pl',
      installedAt: host.installedAt,
      webhook: host.webhook,
      gapSince: null,
    });
    expect(after?.grant.accessToken).not.toBe(host.grant.accessToken);
    expect([...at.sandbox.company.webhooks.keys()]).toEqual(webhooks);
    expect(await at.store.links.ofHost(host.id)).toEqual(links);
    expect(await nameIn(jar)).toBe('Halina Zych');
    const cost = at.sandbox.requests.calls.slice(calls).reduce((sum, call) => sum + call.cost, 0);
    expect(cost).toBeLessThanOrEqual(50);
  });

  it('mends a lost authorisation', async () => {
    const host = await at.install(WARSAW);
    await at.store.hosts.update(host.id, { status: 'paused', pausedBecause: 'authorisation_lost' });
    const { jar } = await signIn({});
    expect((await get(jar, '/api/me')).json()).toMatchObject({ status: 'active' });
  });

  it('doesn’t bring back sessions that were ended by signing out, uninstalling or disconnecting', async () => {
    const { jar: old } = await signIn({});
    at.advance(MINUTE);
    await at.sandbox.uninstall(WARSAW);
    await at.quiet();
    expect(await nameIn(old)).toBe(401);
    at.advance(MINUTE);
    const { jar } = await signIn({});
    expect(await nameIn(jar)).toBe('Halina Zych');
    expect(await nameIn(old)).toBe(401);
  });
});
