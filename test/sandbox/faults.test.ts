import { describe, expect, it } from 'vitest';
import type { CallFault } from './sandbox.ts';
import { openStage } from './stage.ts';

const activities = '/api/v2/activities';
const demo = { subject: 'Demo', type: 'meeting' };

const openForWarsaw = async () => {
  const stage = await openStage();
  const tokens = stage.sandbox.grant(stage.users.warsaw);
  return {
    ...stage,
    tokens,
    api: (method: string, path: string, body?: unknown) => stage.call(tokens.access_token, method, path, body),
  };
};

describe('a fault', () => {
  it.each<[CallFault, number]>([
    [{ kind: 'limited', resetSeconds: 3 }, 429],
    [{ kind: 'status', status: 503 }, 503],
    [{ kind: 'html' }, 403],
  ])('%j meets one call, without effect', async (fault, status) => {
    const { api, sandbox } = await openForWarsaw();
    const before = sandbox.company.activities.size;
    sandbox.faults.fail({ method: 'POST', path: activities }, fault);
    expect((await api('GET', `${activities}/1`)).status).toBe(200);
    const reply = await api('POST', activities, demo);
    expect(reply.status).toBe(status);
    expect(sandbox.company.activities.size).toBe(before);
    expect((await api('POST', activities, demo)).status).toBe(201);
  });

  it('of the limit says when to come again', async () => {
    const { api, sandbox } = await openForWarsaw();
    sandbox.faults.fail({}, { kind: 'limited', resetSeconds: 3, retryAfterSeconds: 7 });
    const { headers } = await api('GET', `${activities}/1`);
    expect(headers.get('x-ratelimit-reset')).toBe('3');
    expect(headers.get('retry-after')).toBe('7');
  });

  it('of the gateway is a page, not JSON', async () => {
    const { api, sandbox } = await openForWarsaw();
    sandbox.faults.fail({}, { kind: 'html' });
    const reply = await api('GET', `${activities}/1`);
    expect(reply.headers.get('content-type')).toContain('text/html');
    expect(reply.text).toContain('<html>');
  });

  it('can destroy the socket after the write took effect', async () => {
    const { api, sandbox, receiver, users, hook } = await openForWarsaw();
    await hook(users.warsaw);
    const before = sandbox.company.activities.size;
    sandbox.faults.fail({ method: 'POST' }, { kind: 'timeout_after_effect' });
    await expect(api('POST', activities, demo)).rejects.toThrow();
    expect(sandbox.company.activities.size).toBe(before + 1);
    expect(sandbox.requests.of('POST', activities)).toMatchObject([{ status: 0, cost: 5 }]);
    await sandbox.settle();
    expect(receiver.received).toMatchObject([{ body: { meta: { action: 'create' } } }]);
  });

  it('can destroy the socket before anything happened', async () => {
    const { api, sandbox } = await openForWarsaw();
    const before = sandbox.company.activities.size;
    sandbox.faults.fail({ method: 'POST' }, { kind: 'timeout_before_effect' });
    await expect(api('POST', activities, demo)).rejects.toThrow();
    expect(sandbox.company.activities.size).toBe(before);
  });

  it('can be slowness, which the caller cuts short', async () => {
    const { send, sandbox, tokens } = await openForWarsaw();
    sandbox.faults.fail({}, { kind: 'slow', delayMs: 60_000 });
    const call = send(`${sandbox.apiDomain}${activities}/1`, {
      headers: { authorization: `Bearer ${tokens.access_token}` },
      signal: AbortSignal.timeout(50),
    });
    await expect(call).rejects.toThrow();
  });

  it('meets the OAuth server too', async () => {
    const { form, sandbox, tokens } = await openForWarsaw();
    const refresh = () => form('/oauth/token', { grant_type: 'refresh_token', refresh_token: tokens.refresh_token });
    sandbox.faults.fail({ path: '/oauth/token' }, { kind: 'status', status: 502 });
    expect((await refresh()).status).toBe(502);
    expect((await refresh()).status).toBe(200);
  });

  it('meets one user and as many calls as ordered, until it is taken back', async () => {
    const { api, call, sandbox, users } = await openForWarsaw();
    const other = sandbox.grant(users.newYork).access_token;
    const takeBack = sandbox.faults.fail(
      { userId: users.warsaw, path: '/api/v2/activities/*', times: Number.POSITIVE_INFINITY },
      { kind: 'status', status: 500 },
    );
    expect((await api('GET', `${activities}/1`)).status).toBe(500);
    expect((await api('GET', `${activities}/2`)).status).toBe(500);
    expect((await api('GET', `${activities}?ids=1`)).status).toBe(200);
    expect((await call(other, 'GET', `${activities}/1`)).status).toBe(200);
    takeBack();
    expect((await api('GET', `${activities}/1`)).status).toBe(200);
    sandbox.faults.fail({ times: 5 }, { kind: 'html' });
    sandbox.faults.clear();
    expect((await api('GET', `${activities}/1`)).status).toBe(200);
  });
});

it('forgets an access token early, and the refresh token gives another', async () => {
  const { api, form, sandbox, users, tokens } = await openForWarsaw();
  sandbox.faults.expireAccess(users.warsaw);
  expect((await api('GET', `${activities}/1`)).status).toBe(401);
  const renewed = await form('/oauth/token', { grant_type: 'refresh_token', refresh_token: tokens.refresh_token });
  expect(renewed.status).toBe(200);
});

describe('a company that takes another domain', () => {
  it('answers at the new one, tells it with the next tokens, and keeps the OAuth server', async () => {
    const { call, send, form, sandbox, tokens } = await openForWarsaw();
    const old = sandbox.origin;
    const now = await sandbox.faults.renameDomain();
    expect(now).not.toBe(old);
    expect([sandbox.origin, sandbox.apiDomain]).toEqual([old, now]);
    const headers = { authorization: `Bearer ${tokens.access_token}` };
    const gone = await send(`${old}/api/v1/users/me`, { headers });
    expect(gone.status).toBe(404);
    expect(gone.headers.get('content-type')).toContain('text/html');
    expect((await send(`${old}/deals/1?x=2`, {})).headers.get('location')).toBe(`${now}/deals/1?x=2`);
    const renewed = await form('/oauth/token', { grant_type: 'refresh_token', refresh_token: tokens.refresh_token });
    expect(renewed.body.api_domain).toBe(now);
    expect((await call(renewed.body.access_token, 'GET', '/api/v1/users/me')).status).toBe(200);
  });
});

it('goes down and comes up again at the same address with all it knew', async () => {
  const { api, sandbox } = await openForWarsaw();
  const { origin } = sandbox;
  const { id } = (await api('POST', activities, demo)).body.data;
  await sandbox.faults.goDown();
  await expect(api('GET', `${activities}/${id}`)).rejects.toThrow();
  await sandbox.faults.comeUp();
  expect(sandbox.origin).toBe(origin);
  expect((await api('GET', `${activities}/${id}`)).status).toBe(200);
});
