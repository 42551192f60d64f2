import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../../server/domain/interval.ts';
import { openFakeStore } from '../../fakes/store.ts';
import { emptyCompany, KATHMANDU, startProduct, type TestProduct, WARSAW } from '../../product.ts';
import type { SandboxDeal, SandboxPerson } from '../../sandbox/company.ts';

const START = '2026-03-30T10:00:00+02:00';
const ACTIVITIES = '/api/v2/activities';
const SEARCH = '/api/v2/persons/search';

let at: TestProduct;
let host: string;
let slug: string;
beforeEach(async () => {
  at = await startProduct({ store: openFakeStore(), standIn: { company: emptyCompany(), searchLagMs: 30 * MINUTE } });
  host = (await at.install(WARSAW)).id;
  slug = await at.slugOf(host);
  at.sandbox.company.organizations.set(9, { id: 9, name: 'Fjord' });
});
afterEach(() => at.close());

const addPerson = (id: number, email: string, change: Partial<SandboxPerson> = {}): void => {
  const emails = email === '' ? [] : [{ value: email, primary: true, label: 'work' }];
  const time = '2026-01-01T00:00:00Z';
  const person = { id, name: `Person ${id}`, emails, phones: [], org_id: null, owner_id: WARSAW };
  at.sandbox.company.persons.set(id, { ...person, add_time: time, update_time: time, searchable_at: 0, ...change });
};
const addDeal = (id: number, person: number | null, change: Partial<SandboxDeal> = {}): void => {
  const deal = { id, title: `Deal ${id}`, status: 'open', person_id: person, org_id: null, owner_id: WARSAW } as const;
  at.sandbox.company.deals.set(id, { ...deal, value: 1, currency: 'EUR', ...change });
};

const api = async (method: 'POST' | 'PATCH', path: string, payload: object, user = WARSAW) => {
  const reply = await at.product.app.inject({
    method,
    url: `/api${path}`,
    headers: { authorization: `Bearer ${at.sandbox.signToken(user)}` },
    payload,
  });
  return { status: reply.statusCode, body: reply.body === '' ? null : reply.json() };
};
const make = (body: object) => api('POST', `/links/${slug}/personal`, body);
const pathOf = async (body: object): Promise<string> => {
  const made = await make(body);
  expect(made.status).toBe(200);
  return new URL(made.body.url).pathname;
};

let keys = 0;
const book = async (path: string, change: object = {}): Promise<{ id: string; manageUrl: string }> => {
  const reply = await at.product.app.inject({
    method: 'POST',
    url: `${path}/bookings`,
    headers: { 'idempotency-key': `personal-${++keys}` },
    payload: { start: START, zone: 'Europe/Oslo', ...change },
  });
  expect(reply.statusCode).toBe(201);
  return reply.json();
};
const activity = (id: string) => {
  const [only, ...more] = at.activities(id);
  expect(more).toEqual([]);
  return only;
};
const participants = (id: string): number[] => activity(id)?.participants.map(({ person_id }) => person_id) ?? [];
const idOf = (email: string): number | undefined =>
  [...at.sandbox.company.persons.values()].find(({ emails }) => emails.some(({ value }) => value === email))?.id;
const cost = (): number => at.sandbox.requests.calls.reduce((sum, call) => sum + call.cost, 0);

describe('A personal link', () => {
  test.each([
    ['deal', { deal: 11 }],
    ['person', { deal: 12, person: 6 }],
  ])('isn’t made from a %s that only a colleague may see', async (field, body) => {
    await at.install(KATHMANDU);
    addPerson(6, 'secret@fjord.example', { private: true, owner_id: KATHMANDU });
    addDeal(11, null, { private: true, owner_id: KATHMANDU });
    addDeal(12, null);
    const { status, body: refused } = await make(body);
    expect([status, refused.code, refused.field]).toEqual([400, 'invalid', field]);
    expect(JSON.stringify(refused)).not.toMatch(/Person 6|Deal 11|secret/);
    const [theirs = ''] = (await at.store.links.ofHost(`77:${KATHMANDU}`)).map(link => link.slug);
    expect((await api('POST', `/links/${theirs}/personal`, { deal: 11 }, KATHMANDU)).status).toBe(200);
    expect((await api('POST', `/links/${theirs}/personal`, { deal: 12 })).status).toBe(404);
  });

  test('of a deal whose person only a colleague may see greets nobody', async () => {
    addPerson(6, 'secret@fjord.example', { private: true, owner_id: KATHMANDU });
    addDeal(11, 6);
    const { body } = await make({ deal: 11 });
    expect(body).toMatchObject({ name: null, hasEmail: false, title: 'Deal 11' });
  });

  test('of a deal is for its person, or for a colleague who was named, by the primary address', async () => {
    const emails = [
      { value: 'old@fjord.example', primary: false, label: 'home' },
      { value: 'ida@fjord.example', primary: true, label: 'work' },
    ];
    addPerson(5, '', { name: 'Ida Berg', emails });
    addPerson(7, 'not an address', { name: 'Max' });
    addDeal(11, 5, { org_id: 9 });
    expect((await make({ deal: 11 })).body).toMatchObject({ name: 'Ida Berg', hasEmail: true });
    expect((await make({ deal: 11, person: 7 })).body).toMatchObject({ name: 'Max', hasEmail: false });
    const ids = await at.store.invitations.idsOfHost(host);
    const made = await Promise.all(ids.map(id => at.store.invitations.find(id)));
    const said = made.map(
      invitation => `${invitation?.person} of ${invitation?.organization}: ${invitation?.guest?.email}`,
    );
    expect(said.sort()).toEqual(['5 of 9: ida@fjord.example', '7 of 9: ']);
  });

  test('waits for Pipedrive, and for a connection that has to be renewed, and says which', async () => {
    addDeal(11, null);
    const fail = (status: number, times: number) =>
      at.sandbox.faults.fail({ method: 'GET', path: '/api/v2/deals/11', times }, { kind: 'status', status });
    fail(503, 3);
    expect((await make({ deal: 11 })).body).toMatchObject({ status: 503, code: 'busy' });
    fail(403, 1);
    expect((await make({ deal: 11 })).body).toMatchObject({ status: 400, field: 'deal' });
    expect((await make({ deal: 11 })).status).toBe(200);
    await at.store.hosts.update(host, { status: 'paused', pausedBecause: 'authorisation_lost' });
    expect((await make({ deal: 11 })).body).toMatchObject({ status: 503, code: 'paused' });
  });
});

describe('The activity of a booking through it', () => {
  test('is on that deal with that person, found without a search, for 8 tokens', async () => {
    addPerson(5, 'ida@fjord.example');
    for (const deal of [11, 12, 13]) addDeal(deal, 5);
    const path = await pathOf({ deal: 12 });
    await at.quiet();
    at.sandbox.requests.clear();
    const { id } = await book(path, { campaign: { source: 'newsletter', medium: 'email' } });
    await at.quiet();
    expect(activity(id)).toMatchObject({ deal_id: 12, person_id: 5, participants: [{ person_id: 5, primary: true }] });
    expect(activity(id)?.note).toContain('<b>Campaign:</b> newsletter / email');
    expect(at.sandbox.requests.of('GET', SEARCH)).toEqual([]);
    expect(cost()).toBe(8);
    expect((await at.booking(id)).crm).toMatchObject({ person: 5, deal: 12 });
  });

  test('has the person first, then who booked instead, then the colleagues, and keeps them through changes', async () => {
    addPerson(5, 'ida@fjord.example', { name: 'Ida Berg' });
    addPerson(6, 'max@fjord.example');
    addDeal(11, 5);
    const path = await pathOf({ deal: 11 });
    at.sandbox.requests.clear();
    const { id, manageUrl } = await book(path, { other: true, name: 'Max', email: 'max@fjord.example' });
    await at.quiet();
    expect(participants(id)).toEqual([5, 6]);
    expect(cost()).toBeLessThanOrEqual(36 + 25);
    expect(activity(id)?.note).toContain('Booked by Max (max@fjord.example) for Ida Berg');
    expect([at.mails('max@fjord.example').length, at.mails('ida@fjord.example').length]).toEqual([1, 0]);
    const { sequence } = await at.booking(id);
    await api('PATCH', `/meetings/${id}`, { sequence, colleagues: ['zoe@ferns.example', 'ida@fjord.example'] });
    await at.quiet();
    expect(participants(id)).toEqual([5, 6, idOf('zoe@ferns.example')]);
    expect((await at.act(manageUrl, 'move', '2026-03-31T10:00:00+02:00')).status).toBe(200);
    await at.quiet();
    expect(activity(id)).toMatchObject({ due_date: '2026-03-31', deal_id: 11, person_id: 5 });
    expect(participants(id)).toEqual([5, 6, idOf('zoe@ferns.example')]);
  });

  test('has one participant where the person says “Not you?” and gives their own address', async () => {
    addPerson(5, 'ida@fjord.example');
    const { id } = await book(await pathOf({ person: 5 }), { other: true, name: 'Ida', email: 'Ida@fjord.example' });
    await at.quiet();
    expect(participants(id)).toEqual([5]);
  });

  test.each([
    ['the person’s only open deal', [11], 11],
    ['none of several', [11, 12], null],
  ])('of a link without a deal is on %s', async (_, deals, deal) => {
    addPerson(5, 'ida@fjord.example');
    for (const id of deals) addDeal(id, 5);
    at.sandbox.requests.clear();
    const { id } = await book(await pathOf({ person: 5, organization: 9 }));
    await at.quiet();
    expect(activity(id)).toMatchObject({ deal_id: deal, person_id: 5, org_id: deal === null ? 9 : null });
    expect(cost()).toBeLessThanOrEqual(36);
  });

  test.each([
    ['deal', () => at.sandbox.company.deals.delete(11), { deal_id: null, person_id: 5, org_id: 9 }],
    ['person', () => at.sandbox.company.persons.delete(5), { deal_id: 11, person_id: 6, org_id: null }],
    [
      'deal and its organisation',
      () => at.sandbox.company.deals.delete(11) && at.sandbox.company.organizations.delete(9),
      { deal_id: null, person_id: 5, org_id: null },
    ],
  ])('is written all the same where the %s has gone since', async (_, leave, left) => {
    addPerson(5, 'ida@fjord.example');
    addPerson(6, 'ida.berg@fjord.example');
    addDeal(11, 5, { org_id: 9 });
    const path = await pathOf({ deal: 11 });
    leave();
    at.sandbox.requests.clear();
    const { id } = await book(path, { email: 'ida.berg@fjord.example' });
    await at.quiet();
    expect(activity(id)).toMatchObject(left);
    expect(cost()).toBeLessThanOrEqual(36);
    expect((await at.booking(id)).effects.find(({ kind }) => kind === 'activity')?.state).toBe('done');
  });

  test('costs at most 36 tokens where the person is gone, or was never named', async () => {
    addPerson(5, 'ida@fjord.example');
    addPerson(6, 'zoe@ferns.example');
    const paths = [await pathOf({ person: 5, organization: 9 }), await pathOf({ organization: 9 })];
    at.sandbox.company.persons.delete(5);
    for (const [index, path] of paths.entries()) {
      await at.store.people.removeOfCompany(77);
      at.sandbox.requests.clear();
      const start = `2026-03-3${index}T10:00:00+02:00`;
      const { id } = await book(path, { start, name: 'Zoë', email: 'zoe@ferns.example' });
      await at.quiet();
      expect(activity(id)).toMatchObject({ person_id: 6, org_id: 9 });
      expect(cost()).toBeLessThanOrEqual(36);
    }
  });

  test('that is taken up again after its deal has gone is written without it', async () => {
    addPerson(5, 'ida@fjord.example');
    addDeal(11, 5);
    const { id, manageUrl } = await book(await pathOf({ deal: 11 }));
    await at.quiet();
    await at.act(manageUrl, 'cancel');
    await at.quiet();
    at.sandbox.company.deals.delete(11);
    expect((await at.act(manageUrl, 'undo')).status).toBe(200);
    await at.quiet();
    expect(activity(id)).toMatchObject({ deal_id: null, person_id: 5 });
    expect(at.sandbox.requests.of('POST', ACTIVITIES)).toHaveLength(2);
  });

  test('stays in the same deal when the personal link is pruned, and its page is then gone', async () => {
    addPerson(5, 'ida@fjord.example');
    addDeal(11, 5);
    const path = await pathOf({ deal: 11 });
    const { id } = await book(path);
    await at.store.invitations.prune(at.now() + HOUR);
    await at.workOff();
    expect(activity(id)).toMatchObject({ deal_id: 11, person_id: 5 });
    expect((await at.product.app.inject({ url: path })).statusCode).toBe(404);
  });
});
