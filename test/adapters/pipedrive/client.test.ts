import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createCrm } from '../../../server/adapters/pipedrive/crm.ts';
import type { ActivityDraft, Crm, CrmFailure } from '../../../server/ports.ts';
import { openApi } from './api.ts';

const NOW = Date.parse('2026-11-24T10:00:00Z');
const ACTIVITY = { id: 7, owner_id: 3, update_time: '2026-11-24T09:00:00Z' };
const ok = (data: unknown) => ({ body: { success: true, data, additional_data: null } });

const DRAFT: ActivityDraft = {
  subject: 'Demo',
  type: 'meeting',
  owner: 3,
  start: Date.parse('2026-11-25T09:15:00+05:45'),
  end: Date.parse('2026-11-25T10:00:00+05:45'),
  location: '',
  publicDescription: '',
  note: '',
  participants: [11],
  deal: null,
};

let api: Awaited<ReturnType<typeof openApi>>;
let waits: number[];
let now: number;

const crmAt = (timeout = 5_000): Crm =>
  createCrm({
    oauthUrl: api.url,
    clientId: 'id',
    clientSecret: 's/ec+ret',
    timeout,
    now: () => now,
    wait: async milliseconds => {
      waits.push(milliseconds);
      now += milliseconds;
    },
  });

const access = () => ({ apiDomain: api.url, accessToken: 'v1u:token' });

const failure = async (call: Promise<unknown>): Promise<CrmFailure> => {
  const error = await call.then(
    () => null,
    cause => cause,
  );
  expect(error).toMatchObject({ name: 'CrmFailure' });
  return error;
};

beforeEach(async () => {
  api = await openApi();
  waits = [];
  now = NOW;
});

afterEach(() => api.close());

describe('a call', () => {
  test('carries the token, and its query goes in the URL', async () => {
    api.plan(ok([]));
    await crmAt().activitiesById(access(), [4, 5]);
    expect(api.received[0]).toMatchObject({
      method: 'GET',
      path: '/api/v2/activities',
      query: { ids: '4,5' },
      headers: { authorization: 'Bearer v1u:token', accept: 'application/json' },
    });
  });

  test.each([
    [400, 'refused'],
    [401, 'unauthorised'],
    [402, 'unavailable'],
    [403, 'forbidden'],
    [410, 'refused'],
    [422, 'refused'],
  ])('answered by %i to a write fails as %s, and is sent once', async (status, kind) => {
    api.plan({ status, body: { success: false, error: 'No' } });
    expect(await failure(crmAt().createActivity(access(), DRAFT))).toMatchObject({ kind, retryAt: null });
    expect(api.received).toHaveLength(1);
  });

  test('a redirect is not followed: the company may have another domain now, which a refresh tells', async () => {
    api.plan({ status: 301, headers: { location: `${api.url}/elsewhere` }, body: 'Moved' });
    expect(await failure(crmAt().activity(access(), 7))).toMatchObject({ kind: 'unauthorised' });
    expect(api.received).toHaveLength(1);
  });

  test('a page’s 404 isn’t an absent activity: there is no API at this domain any more', async () => {
    const page = { status: 404, body: '<html>This company has moved</html>' };
    api.plan(page, page);
    expect(await failure(crmAt().activity(access(), 7))).toMatchObject({ kind: 'unauthorised' });
    expect(await failure(crmAt().deleteActivity(access(), 7))).toMatchObject({ kind: 'unauthorised' });
  });

  test('200 with success: false is a refusal', async () => {
    api.plan({ body: { success: false, error: 'Feature capping', code: 'feature_capping_deals' } });
    const { kind, message } = await failure(crmAt().activity(access(), 7));
    expect(kind).toBe('refused');
    expect(message).toContain('feature_capping_deals');
  });

  test('neither its query nor an address that Pipedrive repeats gets into the message', async () => {
    api.plan({ status: 400, body: { success: false, error: 'term ana.kowalska@example.com or a%40b.c is invalid' } });
    const { message, cause } = await failure(crmAt().findPerson(access(), 'ana.kowalska@example.com'));
    expect(message).toBe('GET /api/v2/persons/search: 400: term … or … is invalid');
    expect(cause).toBeUndefined();
  });
});

describe('reading', () => {
  test('404 of one thing is its absence; everything else is a failure', async () => {
    api.plan({ status: 404, body: { success: false, error: 'Activity not found' } });
    expect(await crmAt().activity(access(), 7)).toBeNull();
    api.plan({ status: 404, body: { success: false, error: 'Unknown method .' } });
    expect(await failure(crmAt().activitiesById(access(), [7]))).toMatchObject({ kind: 'refused' });
  });

  test('is tried again after a 5xx and after a broken connection', async () => {
    api.plan({ status: 503, body: 'maintenance' }, { hangUp: true }, ok(ACTIVITY));
    expect(await crmAt().activity(access(), 7)).toMatchObject({ id: 7 });
    expect(waits).toEqual([300, 1_500]);
  });

  test('gives up after the third fault', async () => {
    api.plan({ status: 500 }, { status: 502 }, { status: 504 });
    expect(await failure(crmAt().activity(access(), 7))).toMatchObject({ kind: 'unavailable' });
    expect(api.received).toHaveLength(3);
  });

  test('a page that isn’t JSON, or lacks what we need, is a failure and not an empty answer', async () => {
    api.plan({ body: '<html>' });
    expect(await failure(crmAt().activitiesById(access(), [7]))).toMatchObject({ kind: 'unavailable' });
    api.plan(ok([{ id: 'seven' }]));
    expect(await failure(crmAt().activitiesById(access(), [7]))).toMatchObject({ kind: 'unavailable' });
    api.plan(ok(null));
    expect(await failure(crmAt().activity(access(), 7))).toMatchObject({ kind: 'unavailable' });
  });

  test('without an answer in time it is unavailable', async () => {
    api.plan({ silent: true }, { silent: true }, { silent: true });
    const { kind, message } = await failure(crmAt(50).activity(access(), 7));
    expect({ kind, message }).toEqual({ kind: 'unavailable', message: 'GET /api/v2/activities/7: no answer in time' });
  });

  test.each([
    ['Retry-After', { 'retry-after': '3' }, 3_000],
    ['Retry-After as a date', { 'retry-after': 'Tue, 24 Nov 2026 10:00:04 GMT' }, 4_000],
    ['x-ratelimit-reset', { 'x-ratelimit-reset': '1' }, 1_000],
    ['the later of the two', { 'retry-after': '1', 'x-ratelimit-reset': '2' }, 2_000],
    ['the burst window, if nothing is said', {}, 2_000],
    ['the burst window, if nothing sensible is said', { 'retry-after': 'soon' }, 2_000],
  ])('waits after 429: %s', async (_, headers: Record<string, string>, wait) => {
    api.plan({ status: 429, headers, body: {} }, ok(ACTIVITY));
    expect(await crmAt().activity(access(), 7)).toMatchObject({ id: 7 });
    expect(waits).toEqual([wait]);
  });

  test('waits twice for the limit and then leaves it to the caller', async () => {
    const limit = { status: 429, headers: { 'x-ratelimit-reset': '2' } };
    api.plan(limit, limit, limit);
    expect(await failure(crmAt().activity(access(), 7))).toMatchObject({ kind: 'limited', retryAt: NOW + 6_000 });
    expect(waits).toEqual([2_000, 2_000]);
  });

  test('doesn’t wait for a limit that takes longer than ten seconds', async () => {
    api.plan({ status: 429, headers: { 'retry-after': '50000' } });
    expect(await failure(crmAt().activity(access(), 7))).toMatchObject({ kind: 'limited', retryAt: NOW + 50_000_000 });
    expect(waits).toEqual([]);
  });

  test('a spent daily budget isn’t knocked at every two seconds', async () => {
    const headers = { 'x-ratelimit-reset': '2', 'x-daily-ratelimit-token-remaining': '0' };
    api.plan({ status: 429, headers });
    expect(await failure(crmAt().activity(access(), 7))).toMatchObject({ kind: 'limited', retryAt: NOW + 3_600_000 });
    expect(api.received).toHaveLength(1);
  });

  test('the page that blocks those who ignore limits is a limit, not a missing permission', async () => {
    api.plan({ status: 403, body: '<html>Attention required</html>' });
    expect(await failure(crmAt().activity(access(), 7))).toMatchObject({ kind: 'limited', retryAt: NOW + 300_000 });
  });
});

describe('writing', () => {
  test.each([
    ['5xx', { status: 500 }],
    ['503 of maintenance', { status: 503, body: 'maintenance' }],
    ['a broken connection', { hangUp: true }],
    ['silence', { silent: true }],
    ['200 that isn’t JSON', { body: '<html>' }],
    ['200 without the activity', { body: { success: true, data: null } }],
  ])('is sent once, and after %s its outcome is unknown', async (_, answer) => {
    api.plan(answer);
    expect(await failure(crmAt(200).createActivity(access(), DRAFT))).toMatchObject({ kind: 'unanswered' });
    expect(api.received).toHaveLength(1);
  });

  test('after 429 it wasn’t done, and says when to come again', async () => {
    api.plan({ status: 429, headers: { 'retry-after': '1' } });
    expect(await failure(crmAt().createActivity(access(), DRAFT))).toMatchObject({
      kind: 'limited',
      retryAt: NOW + 1_000,
    });
    expect(api.received).toHaveLength(1);
  });

  test('to a server that doesn’t listen nothing was written', async () => {
    const closed = await openApi();
    await closed.close();
    const { port } = new URL(closed.url);
    for (const apiDomain of [closed.url, `http://localhost:${port}`]) {
      const { kind, message } = await failure(crmAt().createActivity({ apiDomain, accessToken: 't' }, DRAFT));
      expect({ kind, message }).toEqual({
        kind: 'unavailable',
        message: 'POST /api/v2/activities: not reached (ECONNREFUSED)',
      });
    }
  });

  test.each([
    ['ENOTFOUND', 'unavailable'],
    ['EAI_AGAIN', 'unavailable'],
    ['UND_ERR_CONNECT_TIMEOUT', 'unavailable'],
    ['ECONNRESET', 'unanswered'],
    ['UND_ERR_SOCKET', 'unanswered'],
    ['something new', 'unanswered'],
  ])('that fails with %s is %s', async (code, kind) => {
    const broken = async () => {
      throw new TypeError('fetch failed', { cause: Object.assign(new Error('no'), { code }) });
    };
    const crm = createCrm({ oauthUrl: api.url, clientId: 'id', clientSecret: 's', fetch: broken });
    expect(await failure(crm.createActivity(access(), DRAFT))).toMatchObject({ kind });
  });

  test('deleting what is gone already is done', async () => {
    api.plan({ status: 404, body: { success: false } });
    await expect(crmAt().deleteActivity(access(), 7)).resolves.toBeUndefined();
    api.plan({ status: 404, body: { success: false } });
    await expect(crmAt().deleteWebhook(access(), 7)).resolves.toBeUndefined();
  });
});
