import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openStage, type Stage } from './stage.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;

const callbackOf = ({ app }: Stage): string => app.origin + app.manifest.callback;

const codeFor = (stage: Stage, userId: number): string => {
  const redirectUri = callbackOf(stage);
  const url = stage.sandbox.authorize({ userId, clientId: 'client', redirectUri, state: 's1' });
  return new URL(url).searchParams.get('code') ?? '';
};

const exchange = (stage: Stage, code: string, redirectUri = callbackOf(stage)) =>
  stage.form('/oauth/token', { grant_type: 'authorization_code', code, redirect_uri: redirectUri });

const refresh = (stage: Stage, token: string) =>
  stage.form('/oauth/token', { grant_type: 'refresh_token', refresh_token: token });

describe('authorisation', () => {
  it('sends the browser back with a code and the state, as the first user or the one that is named', async () => {
    const stage = await openStage();
    const query = new URLSearchParams({
      client_id: 'client',
      redirect_uri: callbackOf(stage),
      state: 'a b&c',
      response_type: 'code',
      scope: '',
      sandbox_user: String(stage.users.kathmandu),
    });
    const reply = await stage.send(`${stage.sandbox.origin}/oauth/authorize?${query}`, {});
    expect(reply.status).toBe(302);
    const back = new URL(reply.headers.get('location') ?? '');
    expect(back.origin + back.pathname).toBe(callbackOf(stage));
    expect(back.searchParams.get('state')).toBe('a b&c');
    const tokens = await exchange(stage, back.searchParams.get('code') ?? '');
    expect(stage.sandbox.installed(stage.users.kathmandu)).toBe(true);
    expect(stage.sandbox.installed(stage.users.warsaw)).toBe(false);
    const me = await stage.call(tokens.body.access_token, 'GET', '/api/v1/users/me');
    expect(me.body.data).toMatchObject({
      id: stage.users.kathmandu,
      company_id: stage.sandbox.company.id,
      timezone_name: 'Asia/Kathmandu',
      timezone_offset: '+05:45',
      language: { language_code: 'en', country_code: 'GB' },
    });
  });

  it('sends the browser to the consent page where there is one', async () => {
    const stage = await openStage({
      pages: async fastify => {
        fastify.get('/oauth/consent', () => 'Agree?');
      },
    });
    const query = new URLSearchParams({ client_id: 'client', redirect_uri: callbackOf(stage), state: 's1' });
    const reply = await stage.send(`${stage.sandbox.origin}/oauth/authorize?${query}`, {});
    expect(reply.status).toBe(302);
    expect(reply.headers.get('location')).toBe(`/oauth/consent?${query}`);
  });

  it('refuses another redirect address and another client', async () => {
    const stage = await openStage();
    const at = (client: string, uri: string) =>
      stage.send(
        `${stage.sandbox.origin}/oauth/authorize?${new URLSearchParams({ client_id: client, redirect_uri: uri })}`,
        {},
      );
    const elsewhere = await at('client', 'http://127.0.0.1:1/callback');
    expect(elsewhere.status).toBe(400);
    expect(elsewhere.body.message).toBe('Invalid request: redirect_uri is invalid');
    expect((await at('stranger', callbackOf(stage))).body.message).toMatch(/^Invalid client/);
  });

  it('says user_denied after a cancel', async () => {
    const stage = await openStage();
    const url = new URL(stage.sandbox.deny({ clientId: 'client', redirectUri: callbackOf(stage), state: 's1' }));
    expect(Object.fromEntries(url.searchParams)).toEqual({ error: 'user_denied', state: 's1' });
    expect(stage.sandbox.installed(stage.users.warsaw)).toBe(false);
  });
});

describe('tokens', () => {
  it('come for a code once', async () => {
    const stage = await openStage();
    const code = codeFor(stage, stage.users.warsaw);
    const first = await exchange(stage, code);
    expect(first.status).toBe(200);
    expect(first.body).toEqual({
      access_token: expect.stringMatching(/^v1u:/),
      token_type: 'Bearer',
      expires_in: 3599,
      refresh_token: expect.any(String),
      scope: 'base,activities:full,contacts:full,deals:read,users:read,webhooks:full',
      api_domain: stage.sandbox.apiDomain,
    });
    const second = await exchange(stage, code);
    expect(second.status).toBe(400);
    expect(second.body).toMatchObject({
      error: 'invalid_grant',
      message: 'Invalid grant: authorization_code is invalid',
    });
  });

  it('don’t come for a code five minutes later', async () => {
    const stage = await openStage();
    const code = codeFor(stage, stage.users.warsaw);
    stage.clock.now += 5 * minuteMs;
    const reply = await exchange(stage, code);
    expect(reply.status).toBe(400);
    expect(reply.body.message).toBe('Invalid grant: authorization_code has expired');
  });

  it('need the client’s raw credentials and a form', async () => {
    const stage = await openStage();
    const form = { grant_type: 'refresh_token', refresh_token: 'x' };
    expect((await stage.form('/oauth/token', form, 'client:wrong')).status).toBe(401);
    expect((await stage.form('/oauth/token', form, 'client:not%2Ba%2Fsecret')).status).toBe(401);
    const json = await stage.send(`${stage.sandbox.origin}/oauth/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(form),
    });
    expect(json.status).toBe(400);
    expect(json.body.message).toContain('application/x-www-form-urlencoded');
    const without = await stage.form('/oauth/token', {});
    expect(without.body.message).toBe('Missing parameter: grant_type');
  });

  it('end after an hour and are renewed by the same refresh token', async () => {
    const stage = await openStage();
    const { access_token: old, refresh_token: token } = stage.sandbox.grant(stage.users.warsaw);
    stage.clock.now += 60 * minuteMs;
    const late = await stage.call(old, 'GET', '/api/v1/users/me');
    expect(late.status).toBe(401);
    expect(late.body).toMatchObject({ success: false, error: 'unauthorized access', errorCode: 401 });
    const renewed = await refresh(stage, token);
    expect(renewed.body.refresh_token).toBe(token);
    expect((await stage.call(renewed.body.access_token, 'GET', '/api/v1/users/me')).status).toBe(200);
  });

  it('rotate where that is asked for', async () => {
    const stage = await openStage({ rotateRefreshTokens: true });
    const { refresh_token: first } = stage.sandbox.grant(stage.users.warsaw);
    const renewed = await refresh(stage, first);
    expect(renewed.body.refresh_token).not.toBe(first);
    expect((await refresh(stage, first)).body.error).toBe('invalid_grant');
    expect((await refresh(stage, renewed.body.refresh_token)).status).toBe(200);
  });

  it('can’t be renewed after 60 idle days, but each use begins the 60 days anew', async () => {
    const stage = await openStage();
    const { refresh_token: token } = stage.sandbox.grant(stage.users.warsaw);
    stage.clock.now += 59 * dayMs;
    expect((await refresh(stage, token)).status).toBe(200);
    stage.clock.now += 59 * dayMs;
    expect((await refresh(stage, token)).status).toBe(200);
    stage.clock.now += 60 * dayMs;
    expect((await refresh(stage, token)).body.message).toBe('Invalid grant: refresh_token is invalid');
  });

  it('die by revocation on Pipedrive’s side, and the app isn’t told', async () => {
    const stage = await openStage();
    const { access_token: access, refresh_token: token } = stage.sandbox.grant(stage.users.warsaw);
    stage.sandbox.faults.revokeTokens(stage.users.warsaw);
    expect((await stage.call(access, 'GET', '/api/v1/users/me')).status).toBe(401);
    expect((await refresh(stage, token)).body.error).toBe('invalid_grant');
    expect(stage.receiver.received).toEqual([]);
  });
});

describe('uninstalling', () => {
  it('by giving the refresh token back takes tokens and webhooks away', async () => {
    const stage = await openStage();
    await stage.hook(stage.users.warsaw);
    const { access_token: access, refresh_token: token } = stage.sandbox.grant(stage.users.warsaw);
    const reply = await stage.form('/oauth/revoke', { token, token_type_hint: 'refresh_token' });
    expect(reply.status).toBe(200);
    expect(stage.sandbox.installed(stage.users.warsaw)).toBe(false);
    expect(stage.sandbox.company.webhooks.size).toBe(0);
    expect((await stage.call(access, 'GET', '/api/v1/users/me')).status).toBe(401);
    expect((await stage.form('/oauth/revoke', { token: 'never-was' })).status).toBe(200);
  });

  it('of an access token kills that token alone', async () => {
    const stage = await openStage();
    const { access_token: access, refresh_token: token } = stage.sandbox.grant(stage.users.warsaw);
    await stage.form('/oauth/revoke', { token: access, token_type_hint: 'access_token' });
    expect((await stage.call(access, 'GET', '/api/v1/users/me')).status).toBe(401);
    expect(stage.sandbox.installed(stage.users.warsaw)).toBe(true);
    expect((await refresh(stage, token)).status).toBe(200);
  });

  it('in the Marketplace sends the callback a DELETE under the client’s credentials', async () => {
    const stage = await openStage();
    await stage.hook(stage.users.warsaw);
    await stage.hook(stage.users.kathmandu);
    await stage.sandbox.uninstall(stage.users.warsaw);
    expect(stage.receiver.received).toEqual([
      {
        method: 'DELETE',
        path: '/oauth/callback',
        authorization: `Basic ${btoa('client:not+a/secret')}`,
        body: {
          client_id: 'client',
          company_id: stage.sandbox.company.id,
          user_id: stage.users.warsaw,
          timestamp: '2026-11-04T09:15:00.000Z',
        },
      },
    ]);
    expect([...stage.sandbox.company.webhooks.values()].map(webhook => webhook.user_id)).toEqual([
      stage.users.kathmandu,
    ]);
  });
});

it('signs tokens for custom UI by HS256 with the client’s secret, for five minutes', async () => {
  const { sandbox, users } = await openStage();
  const [head = '', claims = '', signature] = sandbox.signToken(users.newYork).split('.');
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
  expect(read(head)).toEqual({ alg: 'HS256', typ: 'JWT' });
  const iat = Date.parse('2026-11-04T09:15:00Z') / 1000;
  expect(read(claims)).toEqual({ userId: users.newYork, companyId: sandbox.company.id, iat, exp: iat + 300 });
  const signed = createHmac('sha256', 'not+a/secret').update(`${head}.${claims}`).digest('base64url');
  expect(signature).toBe(signed);
});
