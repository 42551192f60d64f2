import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY, MINUTE } from '../../../server/domain/interval.ts';
import { defaultRule } from '../../../server/domain/rule.ts';
import { openFakeStore } from '../../fakes/store.ts';
import { KATHMANDU, startProduct, type TestProduct, WARSAW } from '../../product.ts';
import type { PlanName } from '../../sandbox/company.ts';
import { signToken } from '../../sandbox/signed-token.ts';

let at: TestProduct;
let host: string;
beforeEach(async () => {
  at = await startProduct({ store: openFakeStore() });
  host = (await at.install(WARSAW)).id;
  await at.quiet();
});
afterEach(() => at.close());

const input = {
  details: {
    name: 'Call',
    place: { kind: 'phone', text: '' },
    description: '',
    activityType: 'call',
    questions: [],
    footer: '',
  },
  language: null,
  active: true,
} as const;

const addLink = (of = host) =>
  at.product.links.create(of, { ...input, offer: { kind: 'general', rule: defaultRule('Europe/Warsaw') } });
const active = async (of = host) => (await at.store.calendars.find(of))?.activeGeneral;

const api = async (method: 'GET' | 'POST' | 'PATCH', path: string, body?: object, user = WARSAW) => {
  const token = signToken(user, at.sandbox.company.id, at.sandbox.app.clientSecret, at.now());
  const reply = await at.product.app.inject({
    method,
    url: `/api${path}`,
    headers: { authorization: `Bearer ${token}` },
    ...(body && { payload: body }),
  });
  return { status: reply.statusCode, body: reply.json() };
};

/** The company pays for something else, and the app looks, as it does once a week. */
const changePlan = async (plan: PlanName, addons: string[] = []): Promise<void> => {
  Object.assign(at.sandbox.company, { plan, addons });
  at.advance(8 * DAY);
  await at.product.upkeep.checkDue();
};

describe('a plan that is switched', () => {
  test.each([
    ['premium', [], null],
    ['ultimate', [], null],
    ['growth', [], 1],
    ['lite', [], 0],
    ['lite', ['leadbooster_v2'], null],
    ['growth', ['leadbooster_v2'], null],
  ] as const)(
    'to %s with %j keeps as many links active as it allows, the first ones, and says so',
    async (plan, addons, limit) => {
      const first = await at.slugOf(host);
      const { link: second } = await addLink();
      const { link: third } = await addLink();
      await changePlan(plan, [...addons]);
      const all = [first, second.slug, third.slug];
      expect(await active()).toEqual(all.slice(0, limit ?? 3));
      expect((await at.store.links.ofHost(host)).map(({ slug }) => slug).sort()).toEqual([...all].sort());
      const me = await api('GET', '/me');
      expect(me.body.plan).toEqual({ name: plan, leadBooster: addons.length > 0, limit });
    },
  );

  test('up again switches nothing on by itself, but lets the host', async () => {
    const first = await at.slugOf(host);
    const { link: second } = await addLink();
    await changePlan('growth');
    await changePlan('premium');
    expect(await active()).toEqual([first]);
    const { status } = await api('PATCH', `/links/${second.slug}`, { version: 1, active: true });
    expect([status, await active()]).toEqual([200, [first, second.slug]]);
  });

  test('down is the host’s to choose by: another link goes on instead, in one step', async () => {
    const first = await at.slugOf(host);
    const { link: second } = await addLink();
    await changePlan('growth');
    const refused = await api('PATCH', `/links/${second.slug}`, { version: 1, active: true });
    expect([refused.status, refused.body]).toEqual([
      409,
      expect.objectContaining({ code: 'plan_limit', activeLinks: [first], limit: 1 }),
    ]);
    const { rev = 0 } = (await at.store.calendars.find(host)) ?? {};
    const switched = await api('PATCH', `/links/${second.slug}`, { version: 1, active: true, instead: first });
    expect([switched.status, switched.body.active]).toEqual([200, true]);
    expect(await at.store.calendars.find(host)).toMatchObject({ rev: rev + 1, activeGeneral: [second.slug] });
    // Its host has switched it off, the plan hasn't.
    const listed: { slug: string; heldBack?: boolean }[] = (await api('GET', '/links')).body.links;
    expect(listed.filter(({ heldBack }) => heldBack).map(({ slug }) => slug)).toEqual([]);
    // Of what isn't active nothing is switched off, and the limit stays.
    const wrong = await api('PATCH', `/links/${first}`, { version: 2, active: true, instead: first });
    expect([wrong.status, wrong.body.code, await active()]).toEqual([409, 'plan_limit', [second.slug]]);
  });

  test('goes for every host of the company', async () => {
    const other = (await at.install(KATHMANDU)).id;
    const [mine, theirs] = [await at.slugOf(host), await at.slugOf(other)];
    await addLink();
    await addLink(other);
    await changePlan('growth');
    expect([await active(), await active(other)]).toEqual([[mine], [theirs]]);
  });

  test('is kept to at the next look where the process died in between', async () => {
    const first = await at.slugOf(host);
    const { link: second } = await addLink();
    Object.assign(at.sandbox.company, { plan: 'growth' });
    const company = await at.store.companies.find(at.sandbox.company.id);
    if (!company) throw new Error('no company');
    // As it is left by a crash right after the company was stored.
    await at.store.companies.put({ ...company, plan: 'growth', addonsReadAt: at.now() });
    expect(await active()).toEqual([first, second.slug]);
    at.advance(DAY + MINUTE);
    await at.product.upkeep.checkDue();
    expect(await active()).toEqual([first]);
  });

  test('is noticed at once by a host who asks for another try', async () => {
    const first = await at.slugOf(host);
    await addLink();
    at.sandbox.company.plan = 'growth';
    at.advance(MINUTE);
    const { body } = await api('POST', '/sync/retry');
    expect([body.plan.name, await active()]).toEqual(['growth', [first]]);
  });

  test('at install is kept to by the links that are there', async () => {
    const first = await at.slugOf(host);
    await addLink();
    at.sandbox.company.plan = 'growth';
    await at.install(WARSAW);
    expect(await active()).toEqual([first]);
    at.sandbox.company.plan = 'lite';
    await at.install(WARSAW);
    expect(await active()).toEqual([]);
  });
});

describe('a link that goes on instead of another', () => {
  const change = async (slug: string, body: object) => api('PATCH', `/links/${slug}`, body);

  test('leaves everything as it was where the edit is stale', async () => {
    const first = await at.slugOf(host);
    const { link: second } = await addLink();
    await changePlan('growth');
    await change(second.slug, { version: 1, details: { ...input.details, name: 'Other' } });
    const { status, body } = await change(second.slug, { version: 1, active: true, instead: first });
    expect([status, body.code, body.version, await active()]).toEqual([409, 'stale', 2, [first]]);
  });

  test.each([[{ active: false }], [{}]])('has to go on: %j is refused', async given => {
    const first = await at.slugOf(host);
    const { link: second } = await addLink();
    const { status, body } = await change(second.slug, { version: 1, instead: first, ...given });
    expect([status, body.code, body.field, await active()]).toEqual([400, 'invalid', 'instead', [first, second.slug]]);
  });
});
