import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MINUTE } from '../../server/domain/interval.ts';
import { openFakeStore } from '../fakes/store.ts';
import { KATHMANDU, startProduct, type TestProduct, WARSAW } from '../product.ts';
import { signToken } from '../sandbox/signed-token.ts';

const PATH = '/api/v1/activityTypes';

let at: TestProduct;
let host: string;
beforeEach(async () => {
  at = await startProduct({ store: openFakeStore() });
  host = (await at.install(WARSAW)).id;
  await at.quiet();
  at.sandbox.requests.clear();
});
afterEach(() => at.close());

const ask = async (user = WARSAW) => {
  const token = signToken(user, at.sandbox.company.id, at.sandbox.app.clientSecret, at.now());
  const reply = await at.product.app.inject({
    url: '/api/activity-types',
    headers: { authorization: `Bearer ${token}` },
  });
  return { status: reply.statusCode, body: reply.json() };
};
const asked = () => at.sandbox.requests.of('GET', PATH);

describe('the activity types', () => {
  it('are those that the company has switched on, in its order and words', async () => {
    const { status, body } = await ask();
    expect(status).toBe(200);
    expect(body.types.slice(0, 2)).toEqual([
      { key: 'call', name: 'Call' },
      { key: 'meeting', name: 'Meeting' },
    ]);
    expect(body.types.map(({ key }: { key: string }) => key)).toEqual([
      'call',
      'meeting',
      'task',
      'deadline',
      'email',
      'lunch',
      'demo',
    ]);
  });

  it('are asked for once in some minutes for all hosts of the company, also at the same moment', async () => {
    await at.install(KATHMANDU);
    await at.quiet();
    at.sandbox.requests.clear();
    await Promise.all([ask(), ask(), ask(KATHMANDU)]);
    await ask();
    expect(asked().map(({ cost }) => cost)).toEqual([20]);
    at.advance(10 * MINUTE);
    await ask();
    expect(asked()).toHaveLength(2);
  });

  it.each([
    ['status 500', { kind: 'status', status: 500 }],
    ['no answer', { kind: 'timeout_before_effect' }],
    ['its limit', { kind: 'limited', retryAfterSeconds: 3600 }],
    ['a page of a gateway', { kind: 'html' }],
    ['a refusal', { kind: 'status', status: 400 }],
  ] as const)('can’t be had just now where the CRM answers with %s, which isn’t remembered', async (_, fault) => {
    const back = at.sandbox.faults.fail({ method: 'GET', path: PATH, times: 20 }, fault);
    const { status, body } = await ask();
    expect([status, body.code]).toEqual([503, 'busy']);
    back();
    await at.store.hosts.update(host, { retryAt: null });
    expect((await ask()).status).toBe(200);
  });

  it('need a connection that stands', async () => {
    at.sandbox.faults.revokeTokens(WARSAW);
    const { status, body } = await ask();
    expect([status, body.code]).toEqual([503, 'paused']);
    expect((await ask()).body.code).toBe('paused');
  });
});
