import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSealer } from '../../server/adapters/seal.ts';
import { openFakeStore } from '../fakes/store.ts';
import { startProduct, type TestProduct, WARSAW } from '../product.ts';

let at: TestProduct;
let path: string;
let password: string;
let host: string;

beforeAll(async () => {
  at = await startProduct({ store: openFakeStore() });
  const installed = await at.install(WARSAW);
  host = installed.id;
  path = `/webhooks/pipedrive/${installed.webhook.path}`;
  password = createSealer({ keys: ['a secret of at least thirty-two characters'] }).open(installed.webhook.password);
});
afterAll(() => at.close());

let deliveries = 0;

/** As Pipedrive sends it, of version 2.0; ids in `meta` are strings. */
const bodyOf = (activity: number, meta: object = {}) => ({
  data: { id: activity, owner_id: WARSAW },
  previous: {},
  meta: {
    action: 'change',
    company_id: '77',
    entity: 'activity',
    entity_id: String(activity),
    id: `delivery-${++deliveries}`,
    timestamp: '2026-03-23T06:00:00.123Z',
    version: '2.0',
    webhook_id: '1',
    ...meta,
  },
});

const post = async (body: unknown, { to = path, as = `scheduler:${password}`, type = 'application/json' } = {}) => {
  at.sandbox.requests.clear();
  const reply = await at.product.app.inject({
    method: 'POST',
    url: to,
    headers: { 'content-type': type, ...(as && { authorization: `Basic ${btoa(as)}` }) },
    payload: typeof body === 'string' ? body : JSON.stringify(body),
  });
  await at.product.events.drained();
  return reply;
};

const open = () => at.store.events.open(Number.MAX_SAFE_INTEGER, 100);

describe('A webhook', () => {
  test('of an activity of the host is taken, and the activity read once, however often it comes', async () => {
    const body = bodyOf(4711);
    expect((await post(body)).statusCode).toBe(204);
    expect(at.sandbox.requests.of('GET', '/api/v2/activities/4711')).toHaveLength(1);
    expect((await post({ ...body, meta: { ...body.meta, attempt: 2 } })).statusCode).toBe(204);
    expect(at.sandbox.requests.calls).toEqual([]);
    expect(await open()).toEqual([]);
  });

  test('is noted as the last one that came', async () => {
    at.advance(1_000);
    await post(bodyOf(4711));
    expect((await at.store.hosts.find(host))?.webhookAt).toBe(at.now());
  });

  test.each([
    ['the wrong password', () => ({ as: 'scheduler:guess' })],
    ['no password', () => ({ as: '' })],
    ['an unknown path', () => ({ to: '/webhooks/pipedrive/guess' })],
    ['an unknown path and an empty password', () => ({ to: '/webhooks/pipedrive/guess', as: 'scheduler:' })],
  ])('with %s has no effect, and all are answered alike', async (_, how) => {
    const before = await at.store.hosts.find(host);
    const reply = await post(bodyOf(4711), how());
    expect([reply.statusCode, reply.body]).toEqual([401, '']);
    expect(at.sandbox.requests.calls).toEqual([]);
    expect(await at.store.hosts.find(host)).toEqual(before);
    expect(await open()).toEqual([]);
  });

  test.each([
    ['an empty object', {}],
    ['a list', []],
    ['a word', '"hello"'],
    ['another object of the CRM', bodyOf(1, { entity: 'deal' })],
    ['another action', bodyOf(1, { action: 'merge' })],
    ['an id that is none', bodyOf(1, { entity_id: '1; drop' })],
    ['another company', bodyOf(1, { company_id: '78' })],
    ['a company whose id begins alike', bodyOf(1, { company_id: '7' })],
  ])('with %s for a body is answered 2xx, so that it isn’t repeated, and has no effect', async (_, body) => {
    expect((await post(body)).statusCode).toBe(204);
    expect(at.sandbox.requests.calls).toEqual([]);
    expect(await open()).toEqual([]);
  });

  test.each([
    ['what isn’t JSON', '{"data":', 'application/json'],
    ['another kind of content', 'a=b', 'text/csv'],
    ['far too much', `"${'x'.repeat(300_000)}"`, 'application/json'],
  ])('with %s is refused, and has no effect', async (_, body, type) => {
    const { statusCode } = await post(body, { type });
    expect(statusCode).toBeGreaterThanOrEqual(400);
    expect(statusCode).toBeLessThan(500);
    expect(at.sandbox.requests.calls).toEqual([]);
    expect(await open()).toEqual([]);
  });

  test('whose activity can’t be read now is read by a later sweep', async () => {
    const { id } = at.sandbox.edit.createActivity(WARSAW, {
      due_date: '2026-04-01',
      due_time: '07:00',
      duration: '01:00',
    });
    at.sandbox.faults.fail({ path: `/api/v2/activities/${id}`, times: 3 }, { kind: 'status', status: 503 });
    await at.quiet();
    expect(await open()).toMatchObject([{ activity: id, attempts: 1, doneAt: null }]);
    const slug = await at.slugOf(host);
    expect(await at.starts(slug, '2026-04-01')).toContain('2026-04-01T07:00:00.000Z');
    at.advance(31_000);
    await at.sweep();
    expect(await open()).toEqual([]);
    expect(await at.starts(slug, '2026-04-01')).not.toContain('2026-04-01T07:00:00.000Z');
  });

  test('whose activity can’t be read at all leaves a gap, which reconciliation closes', async () => {
    const { id } = at.sandbox.edit.createActivity(WARSAW, {
      due_date: '2026-04-02',
      due_time: '07:00',
      duration: '01:00',
    });
    const receivedAt = at.now();
    at.sandbox.faults.fail(
      { path: `/api/v2/activities/${id}`, times: Number.POSITIVE_INFINITY },
      { kind: 'status', status: 503 },
    );
    await at.quiet();
    for (let sweep = 0; sweep < 10; sweep += 1) {
      at.advance(31_000);
      await at.sweep();
    }
    expect(await open()).toEqual([]);
    expect((await at.store.hosts.find(host))?.gapSince).toBe(receivedAt);
    await at.product.upkeep.reconcileDue();
    expect(await at.starts(await at.slugOf(host), '2026-04-02')).not.toContain('2026-04-02T07:00:00.000Z');
    expect((await at.store.hosts.find(host))?.gapSince).toBeNull();
  });

  test('that a process took and died over is worked off by the next', async () => {
    const { id } = at.sandbox.edit.createActivity(WARSAW, {
      due_date: '2026-04-03',
      due_time: '07:00',
      duration: '01:00',
    });
    // webhookAt, the event, the mirror
    at.process.stopAt(3, 'before');
    await at.sandbox.settle();
    await at.product.events.drained();
    expect(at.process.stopped).toBe(true);
    await at.restart();
    expect(await open()).toMatchObject([{ activity: id }]);
    at.advance(31_000);
    await at.sweep();
    expect(await open()).toEqual([]);
    expect(await at.starts(await at.slugOf(host), '2026-04-03')).not.toContain('2026-04-03T07:00:00.000Z');
  });
});
