import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCrm } from '../../../server/adapters/pipedrive/crm.ts';
import { openApi } from './api.ts';

/** What a personal link is made from. */

let api: Awaited<ReturnType<typeof openApi>>;
const crm = () => createCrm({ oauthUrl: api.url, clientId: 'id', clientSecret: 's/ec+ret' });
const access = () => ({ apiDomain: api.url, accessToken: 'token' });
const ok = (data: unknown) => ({ body: { success: true, data } });

beforeEach(async () => {
  api = await openApi();
});
afterEach(() => api.close());

test('an organisation is read by its id, and is none once it is deleted or can’t be seen', async () => {
  api.plan(
    ok({ id: 9, name: 'Fjord', is_deleted: false }),
    ok({ id: 9, name: 'Fjord', is_deleted: true }),
    { status: 404, body: { success: false } },
    { status: 403, body: { success: false } },
  );
  expect(await crm().organization(access(), 9)).toEqual({ id: 9, name: 'Fjord' });
  expect(api.received[0]).toMatchObject({ method: 'GET', path: '/api/v2/organizations/9' });
  expect([await crm().organization(access(), 9), await crm().organization(access(), 9)]).toEqual([null, null]);
  await expect(crm().organization(access(), 9)).rejects.toMatchObject({ kind: 'forbidden' });
});

test('a person’s primary address comes first, the others in their order', async () => {
  const emails = [
    { value: 'b@x.example' },
    { value: '' },
    { value: 'a@x.example', primary: true },
    { value: 'c@x.example' },
  ];
  api.plan(ok({ id: 5, name: 'Ida', emails, org_id: 9 }));
  expect(await crm().person(access(), 5)).toMatchObject({ emails: ['a@x.example', 'b@x.example', 'c@x.example'] });
});

test('an activity says its organisation only where it is told to', async () => {
  const draft = {
    subject: 'Demo',
    type: 'meeting',
    owner: 3,
    start: Date.parse('2026-03-08T00:30:00+05:45'),
    end: Date.parse('2026-03-08T02:05:00+05:45'),
    location: '',
    publicDescription: '',
    note: '',
    participants: [5],
    deal: null,
  };
  const made = ok({ id: 7, owner_id: 3, update_time: '2026-11-24T09:00:00Z' });
  api.plan(made, made);
  await crm().createActivity(access(), { ...draft, organization: 9 });
  await crm().createActivity(access(), draft);
  const [first, second] = api.received.map(({ body }) => JSON.parse(body));
  expect(first.org_id).toBe(9);
  expect(second).not.toHaveProperty('org_id');
});
