import { describe, expect, it } from 'vitest';
import { openStage } from './stage.ts';

const openForWarsaw = async (options = {}) => {
  const stage = await openStage(options);
  const token = stage.sandbox.grant(stage.users.warsaw).access_token;
  return { ...stage, api: (method: string, path: string, body?: unknown) => stage.call(token, method, path, body) };
};

const guest = { name: 'Kabita Tamang', emails: [{ value: 'Guest@Example.com', primary: true, label: 'work' }] };
const search = '/api/v2/persons/search?fields=email&exact_match=true&term=';

describe('a person', () => {
  it('is found by the exact address whatever its case, once the index has it', async () => {
    const { api, clock } = await openForWarsaw({ searchLagMs: 2000 });
    const made = await api('POST', '/api/v2/persons', guest);
    expect(made.status).toBe(201);
    expect((await api('GET', `${search}guest@example.com`)).body.data.items).toEqual([]);
    clock.now += 2000;
    const found = await api('GET', `${search}GUEST@example.com`);
    expect(found.body.data.items).toMatchObject([
      { item: { id: made.body.data.id, type: 'person', name: 'Kabita Tamang', emails: ['Guest@Example.com'] } },
    ]);
    expect(found.body.additional_data).toEqual({ next_cursor: null });
    expect((await api('GET', `${search}guest@example.co`)).body.data.items).toEqual([]);
  });

  it('is listed at once by when it changed', async () => {
    const { api, users } = await openForWarsaw({ searchLagMs: 2000 });
    const made = await api('POST', '/api/v2/persons', guest);
    const listed = await api('GET', '/api/v2/persons?updated_since=2026-11-04T09:15:00Z');
    expect(listed.body.data).toEqual([made.body.data]);
    expect(made.body.data).toMatchObject({ owner_id: users.warsaw, org_id: null, emails: guest.emails });
    expect((await api('GET', `/api/v2/persons/${made.body.data.id}`)).body.data).toEqual(made.body.data);
  });

  it.each([
    [{}, 400],
    [{ name: '' }, 400],
    [{ name: 'Guest', email: 'guest@example.com' }, 400],
    [{ name: 'Guest', emails: ['guest@example.com'] }, 400],
    [{ name: 'Guest', owner_id: 1 }, 400],
    [{ name: 'Guest', job_title: 'Buyer' }, 403],
  ])('isn’t made of %j', async (body, status) => {
    const { api, sandbox } = await openForWarsaw();
    expect((await api('POST', '/api/v2/persons', body)).status).toBe(status);
    expect(sandbox.company.persons.size).toBe(60);
  });

  it('isn’t searched by one letter', async () => {
    const { api } = await openForWarsaw();
    expect((await api('GET', '/api/v2/persons/search?term=a')).status).toBe(400);
    expect((await api('GET', '/api/v2/persons/search?term=Wron')).body.data.items).toHaveLength(1);
  });
});

it('lists the open deals of a person, and reads one deal and its organisation', async () => {
  const { api, sandbox } = await openForWarsaw();
  const deal = [...sandbox.company.deals.values()].find(({ status }) => status === 'open');
  const reply = await api('GET', `/api/v2/deals?person_id=${deal?.person_id}&status=open`);
  expect(reply.body.data).toMatchObject([{ id: deal?.id, title: deal?.title, status: 'open' }]);
  expect((await api('GET', `/api/v2/deals/${deal?.id}`)).body.data.org_id).toBe(deal?.org_id);
  const organization = await api('GET', `/api/v2/organizations/${deal?.org_id}`);
  expect(organization.body.data.name).toBe(sandbox.company.organizations.get(deal?.org_id ?? 0)?.name);
  expect((await api('GET', '/api/v2/deals/999')).status).toBe(404);
});

it('says what the company has', async () => {
  const { api, sandbox } = await openForWarsaw();
  expect((await api('GET', '/api/v1/billing/subscriptions/addons')).body.data).toEqual([{ code: 'leadbooster_v2' }]);
  const users = await api('GET', '/api/v1/users');
  expect(users.body.data.map(({ id, is_you }: { id: number; is_you: boolean }) => [id, is_you])).toEqual(
    sandbox.company.users.map(({ id }, index) => [id, index === 0]),
  );
  const types = await api('GET', '/api/v1/activityTypes');
  expect(types.body.data).toContainEqual(expect.objectContaining({ key_string: 'meeting', active_flag: true }));
});
