import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createCrm } from '../../../server/adapters/pipedrive/crm.ts';
import type { CrmActivity } from '../../../server/ports.ts';
import { openApi } from './api.ts';

let api: Awaited<ReturnType<typeof openApi>>;

const crm = () => createCrm({ oauthUrl: api.url, clientId: 'id', clientSecret: 's/ec+ret' });
const access = () => ({ apiDomain: api.url, accessToken: 'token' });
const ok = (data: unknown, cursor: string | null = null) => ({
  body: { success: true, data, additional_data: { next_cursor: cursor } },
});
const sent = (index = 0) => JSON.parse(api.received[index]?.body ?? '');
const activity = (more: object = {}) => ({ id: 7, owner_id: 3, update_time: '2026-11-24T09:00:00Z', ...more });

beforeEach(async () => {
  api = await openApi();
});

afterEach(() => api.close());

describe('an activity', () => {
  const draft = {
    subject: 'Demo with Zoë',
    type: 'meeting',
    owner: 3,
    start: Date.parse('2026-03-08T00:30:00+05:45'),
    end: Date.parse('2026-03-08T02:05:00+05:45'),
    location: 'Thamel, Kathmandu',
    publicDescription: 'Bring the plan.',
    note: '<p>Answers</p>',
    participants: [11, 12],
    deal: 40,
  };

  test('is written as one UTC instant, busy, with participants and without attendees', async () => {
    api.plan(ok(activity()));
    await crm().createActivity(access(), draft);
    expect(api.received[0]).toMatchObject({ method: 'POST', path: '/api/v2/activities' });
    expect(sent()).toEqual({
      subject: 'Demo with Zoë',
      type: 'meeting',
      owner_id: 3,
      // Kathmandu's half past midnight is the evening before in UTC.
      due_date: '2026-03-07',
      due_time: '18:45',
      duration: '01:35',
      busy: true,
      location: { value: 'Thamel, Kathmandu' },
      public_description: 'Bring the plan.',
      note: '<p>Answers</p>',
      participants: [
        { person_id: 11, primary: true },
        { person_id: 12, primary: false },
      ],
      deal_id: 40,
    });
  });

  test('has no deal in it where there is none', async () => {
    api.plan(ok(activity()));
    await crm().createActivity(access(), { ...draft, deal: null, participants: [] });
    expect(sent()).not.toHaveProperty('deal_id');
    expect(sent()).not.toHaveProperty('person_id');
    expect(sent()).not.toHaveProperty('attendees');
  });

  test('is changed in what was changed only', async () => {
    api.plan(ok(activity()));
    await crm().updateActivity(access(), 7, {
      start: Date.parse('2026-07-01T22:00:00-02:30'),
      end: Date.parse('2026-07-02T22:00:00-02:30'),
    });
    expect(api.received[0]).toMatchObject({ method: 'PATCH', path: '/api/v2/activities/7' });
    expect(sent()).toEqual({ busy: true, due_date: '2026-07-02', due_time: '00:30', duration: '24:00' });
  });

  test.each<[string, object, Partial<CrmActivity>]>([
    ['short times', { due_time: '09:05', duration: '01:30' }, { dueTime: '09:05', durationMinutes: 90 }],
    ['long times', { due_time: '09:05:00', duration: '01:30:00' }, { dueTime: '09:05', durationMinutes: 90 }],
    ['seconds', { due_time: '09:05:30', duration: '00:00:10' }, { dueTime: '09:05', durationMinutes: 1 }],
    ['all day', { due_date: '2026-11-24', due_time: null }, { dueDate: '2026-11-24', dueTime: null }],
    ['all day, empty text', { due_time: '', duration: '' }, { dueTime: null, durationMinutes: null }],
    ['no date', { due_date: null }, { dueDate: null }],
    ['busy unset', { busy: null }, { busy: null }],
    ['free', { busy: false }, { busy: false }],
    ['deleted', { is_deleted: true }, { deleted: true }],
    ['a place', { location: { value: 'Kraków', country: 'Poland' } }, { location: 'Kraków' }],
    ['no place', { location: null }, { location: '' }],
    ['its person', { person_id: 9 }, { person: 9 }],
    ['its participant', { participants: [{ person_id: 8 }, { person_id: 9, primary: true }] }, { person: 9 }],
    ['update time', { update_time: '2026-11-24 09:00:01' }, { updatedAt: Date.parse('2026-11-24T09:00:01Z') }],
  ])('is read: %s', async (_, reply, expected) => {
    api.plan(ok(activity(reply)));
    expect(await crm().activity(access(), 7)).toMatchObject(expected);
  });

  test('is listed page by page to the last, done ones too', async () => {
    api.plan(ok([activity({ id: 1 }), activity({ id: 2 })], 'next one/='), ok([activity({ id: 3 })]));
    const pages: number[][] = [];
    for await (const page of crm().activitiesByDueDate(access(), 3)) pages.push(page.map(({ id }) => id));
    expect(pages).toEqual([[1, 2], [3]]);
    const query = { owner_id: '3', sort_by: 'due_date', sort_direction: 'desc', limit: '500' };
    expect(api.received.map(request => request.query)).toEqual([query, { ...query, cursor: 'next one/=' }]);
  });

  test('is found by what was updated since, to the second', async () => {
    api.plan(ok([activity()]));
    const since = Date.parse('2026-11-24T08:00:00.900Z');
    for await (const page of crm().activitiesUpdatedSince(access(), 3, since)) expect(page).toHaveLength(1);
    expect(api.received[0]?.query).toMatchObject({ owner_id: '3', updated_since: '2026-11-24T08:00:00Z' });
  });

  test('deleted ones are absent by id, and no ids ask for nothing', async () => {
    api.plan(ok([activity({ id: 1 }), activity({ id: 2, is_deleted: true })]));
    expect(await crm().activitiesById(access(), [1, 2])).toMatchObject([{ id: 1 }]);
    expect(await crm().activitiesById(access(), [])).toEqual([]);
    expect(api.received).toHaveLength(1);
  });
});

describe('a person', () => {
  const item = (id: number, ...emails: string[]) => ({ result_score: 1, item: { id, name: `Person ${id}`, emails } });

  test('is the one with the lowest id of those with exactly that address', async () => {
    const items = [item(30, 'Ana@Example.com'), item(20, 'x@y.z', 'ana@example.com'), item(10, 'ana@example.com.pl')];
    api.plan(ok({ items }));
    expect(await crm().findPerson(access(), 'ana@example.com')).toMatchObject({ id: 20, name: 'Person 20' });
    expect(api.received[0]?.query).toMatchObject({ term: 'ana@example.com', fields: 'email', exact_match: 'true' });
  });

  test('that nobody has is null', async () => {
    api.plan(ok({ items: [] }));
    expect(await crm().findPerson(access(), 'ana+1@example.com')).toBeNull();
    expect(api.received[0]?.query.term).toBe('ana+1@example.com');
  });

  test('is created with the name whole', async () => {
    api.plan(ok({ id: 5, name: 'Ana van der Berg', emails: [{ value: 'ana@example.com' }], org_id: null }));
    const made = await crm().createPerson(access(), { name: 'Ana van der Berg', email: 'ana@example.com', owner: 3 });
    expect(made).toEqual({ id: 5, name: 'Ana van der Berg', emails: ['ana@example.com'], organization: null });
    expect(sent()).toEqual({
      name: 'Ana van der Berg',
      owner_id: 3,
      emails: [{ value: 'ana@example.com', primary: true, label: 'work' }],
    });
  });

  test('that is deleted is absent, one by one and in lists', async () => {
    api.plan(ok({ id: 5, name: 'Gone', is_deleted: true }));
    expect(await crm().person(access(), 5)).toBeNull();
    api.plan(
      ok([
        { id: 5, name: 'Gone', is_deleted: true },
        { id: 6, name: 'Here' },
      ]),
    );
    for await (const page of crm().personsUpdatedSince(access(), 0)) expect(page.map(({ id }) => id)).toEqual([6]);
  });
});

describe('a deal', () => {
  test('open ones are asked for by person', async () => {
    api.plan(ok([{ id: 1, title: 'Roof', person_id: 5, org_id: 2 }]));
    expect(await crm().openDeals(access(), 5)).toEqual([{ id: 1, title: 'Roof', person: 5, organization: 2 }]);
    expect(api.received[0]).toMatchObject({ path: '/api/v2/deals', query: { person_id: '5', status: 'open' } });
  });

  test('that isn’t there is null', async () => {
    api.plan({ status: 404, body: { success: false } });
    expect(await crm().deal(access(), 9)).toBeNull();
  });
});

describe('the user', () => {
  test('comes with company, zone, language, and the limit that tells the plan', async () => {
    const data = {
      id: 3,
      name: 'Sunita Gurung',
      email: 'sunita@example.com',
      timezone_name: 'Asia/Kathmandu',
      language: { language_code: 'pt', country_code: 'BR' },
      company_id: 100,
      company_name: 'Himal',
      company_domain: 'himal',
    };
    api.plan({ body: { success: true, data }, headers: { 'x-ratelimit-limit': '160' } });
    expect(await crm().me(access())).toEqual({
      user: 3,
      company: 100,
      name: 'Sunita Gurung',
      email: 'sunita@example.com',
      zone: 'Asia/Kathmandu',
      language: 'pt-BR',
      companyName: 'Himal',
      companyDomain: 'himal',
      burstLimit: 160,
    });
    expect(api.received[0]?.path).toBe('/api/v1/users/me');
  });

  test('without that header has no known limit', async () => {
    api.plan({ body: { success: true, data: { id: 3, company_id: 100 } } });
    expect(await crm().me(access())).toMatchObject({ burstLimit: null, language: 'en', zone: '' });
  });

  test('add-ons are their codes', async () => {
    api.plan({ body: { success: true, data: [{ code: 'leadbooster_v2' }, { code: 'prospector' }] } });
    expect(await crm().addons(access())).toEqual(['leadbooster_v2', 'prospector']);
  });
});

describe('a webhook', () => {
  test('is subscribed to activities in version 2.0 with its own password', async () => {
    const data = { id: 1, subscription_url: 'https://meet.example.com/webhooks/pipedrive/x', is_active: 1 };
    api.plan({ status: 201, body: { status: 'ok', success: true, data } });
    const url = data.subscription_url;
    expect(await crm().createWebhook(access(), { url, name: 'Scheduler', user: 'u', password: 'p' })).toEqual({
      id: 1,
      url,
      active: true,
    });
    expect(sent()).toEqual({
      subscription_url: url,
      event_action: '*',
      event_object: 'activity',
      name: 'Scheduler',
      version: '2.0',
      http_auth_user: 'u',
      http_auth_password: 'p',
    });
  });

  test.each([
    [1, true],
    [0, false],
    [true, true],
    [false, false],
  ])('with is_active %s is active: %s', async (is_active, active) => {
    api.plan({ body: { success: true, data: [{ id: 1, subscription_url: 'https://x.y', is_active }] } });
    expect(await crm().webhooks(access())).toEqual([{ id: 1, url: 'https://x.y', active }]);
  });
});

describe('the OAuth server', () => {
  const basic = `Basic ${Buffer.from('id:s/ec+ret').toString('base64')}`;
  const reply = {
    access_token: 'v1u:new',
    token_type: 'Bearer',
    expires_in: 3599,
    scope: 'base,activities:full',
    api_domain: 'https://new-name.pipedrive.com',
  };

  test('refreshes, and one without a refresh token keeps the old one', async () => {
    api.plan({ body: { ...reply, refresh_token: '1:1:b' } }, { body: reply });
    const expected = {
      accessToken: 'v1u:new',
      refreshToken: '1:1:b',
      expiresInSeconds: 3599,
      apiDomain: 'https://new-name.pipedrive.com',
      scopes: ['base', 'activities:full'],
    };
    expect(await crm().refresh('1:1:a')).toEqual(expected);
    expect(await crm().refresh('1:1:a')).toEqual({ ...expected, refreshToken: null });
    expect(api.received[0]).toMatchObject({
      method: 'POST',
      path: '/oauth/token',
      headers: { authorization: basic, 'content-type': expect.stringContaining('application/x-www-form-urlencoded') },
      body: 'grant_type=refresh_token&refresh_token=1%3A1%3Aa',
    });
  });

  test.each([[{ error: 'invalid_grant' }], [{ success: false, message: 'Invalid grant: refresh_token is invalid' }]])(
    'says by %j that the grant is lost',
    async body => {
      api.plan({ status: 400, body });
      await expect(crm().refresh('a')).rejects.toMatchObject({ kind: 'grant_lost' });
    },
  );

  test.each([
    ['a wrong client secret', { status: 401, body: { error: 'invalid_client' } }, 'unavailable'],
    ['a fault', { status: 500, body: 'Invalid grant' }, 'unavailable'],
    ['a limit', { status: 429, headers: { 'retry-after': '5' } }, 'limited'],
    ['a page', { body: '<html>' }, 'unavailable'],
    ['no token', { body: { success: true } }, 'unavailable'],
    ['a domain that isn’t one', { body: { ...reply, api_domain: 'https://evil.example/?x=' } }, 'unavailable'],
    ['a broken connection', { hangUp: true }, 'unavailable'],
  ])('doesn’t say so by %s', async (_, answer, kind) => {
    api.plan(answer);
    await expect(crm().refresh('a')).rejects.toMatchObject({ kind });
  });

  test('revokes the refresh token', async () => {
    api.plan({ body: '' });
    await crm().revoke('1:1:a');
    expect(api.received[0]).toMatchObject({
      path: '/oauth/revoke',
      headers: { authorization: basic },
      body: 'token=1%3A1%3Aa&token_type_hint=refresh_token',
    });
  });
});

describe('activity types', () => {
  const type = (more: object) => ({ id: 1, key_string: 'call', name: 'Call', order_nr: 1, active_flag: true, ...more });
  const asked = () => crm().activityTypes(access());

  test('are the active ones in the company’s order, whichever way it says so', async () => {
    api.plan(
      ok([
        type({ key_string: 'late', name: 'Late', order_nr: 9 }),
        type({ key_string: 'off', active_flag: false }),
        type({ key_string: 'gone', active_flag: 0 }),
        type({ key_string: 'first', name: 'Erst', order_nr: 0, active_flag: 1 }),
        type({ key_string: 'nameless', name: null, order_nr: 3 }),
      ]),
    );
    expect(await asked()).toEqual([
      { key: 'first', name: 'Erst' },
      { key: 'nameless', name: 'nameless' },
      { key: 'late', name: 'Late' },
    ]);
    expect(api.received[0]).toMatchObject({ method: 'GET', path: '/api/v1/activityTypes' });
  });

  test.each([[{}], [null], [[{ name: 'Call' }]]])('that can’t be read fail: %j', async data => {
    api.plan(ok(data));
    await expect(asked()).rejects.toMatchObject({ name: 'CrmFailure', kind: 'unavailable' });
  });
});
