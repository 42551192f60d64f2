import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSqliteStore } from '../../server/adapters/sqlite/store.ts';
import { defaultRule } from '../../server/domain/rule.ts';
import type { Store } from '../../server/ports.ts';
import { startProduct, type TestProduct, WARSAW } from '../product.ts';
import { signToken } from '../sandbox/signed-token.ts';
import { type Interrupt, interrupted } from './interrupted.ts';

/** A host disconnects in one tab while another saves something: what was erased stays so. */

let kept: Store;
let at: TestProduct;
let host: string;
let interrupt: Interrupt;
beforeEach(async () => {
  kept = openSqliteStore({ file: ':memory:' });
  const under = interrupted(kept);
  interrupt = under.interrupt;
  at = await startProduct({ store: under.store });
  host = (await at.install(WARSAW)).id;
  await at.quiet();
});
afterEach(async () => {
  await at.close();
  await kept.close();
});

const api = async (method: 'POST' | 'PUT', path: string, body?: object) => {
  const token = signToken(WARSAW, at.sandbox.company.id, at.sandbox.app.clientSecret, at.now());
  const headers = { authorization: `Bearer ${token}` };
  const reply = await at.product.app.inject({ method, url: `/api${path}`, headers, ...(body && { payload: body }) });
  return reply.statusCode;
};
const disconnect = async () => {
  expect(await api('POST', '/disconnect')).toBe(204);
  expect(await kept.hosts.find(host)).toBeNull();
};

describe('nothing is kept of a host who is erased', () => {
  test('while a link is added', async () => {
    const met = interrupt('before', 'links.insert', disconnect);
    const details = {
      name: 'Call',
      place: { kind: 'phone', text: '+48 600 700 800' },
      description: '',
      activityType: 'call',
      questions: [],
      footer: '',
    };
    const offer = { kind: 'general', rule: defaultRule('Europe/Warsaw') };
    const status = await api('POST', '/links', { offer, details, language: null, active: false });
    expect([met(), status, await kept.links.ofHost(host)]).toEqual([true, 404, []]);
  });

  test('while a draft is kept', async () => {
    const met = interrupt('before', 'drafts.put', disconnect);
    const status = await api('PUT', '/drafts/new', { form: { name: 'Call' } });
    expect([met(), status, await kept.drafts.find(host, 'new')]).toEqual([true, 404, null]);
  });

  test('while what they chose is saved', async () => {
    const met = interrupt('before', 'hosts.update', disconnect, ([, change]) => change.settings !== undefined);
    const token = signToken(WARSAW, at.sandbox.company.id, at.sandbox.app.clientSecret, at.now());
    const reply = await at.product.app.inject({
      method: 'PATCH',
      url: '/api/me',
      headers: { authorization: `Bearer ${token}` },
      payload: { reminders: false },
    });
    expect([met(), reply.statusCode, await kept.hosts.find(host)]).toEqual([true, 404, null]);
  });

  test.each(['before', 'after'] as const)('while a personal link is made: %s it is stored', async when => {
    at.sandbox.company.organizations.set(9, { id: 9, name: 'Fjord' });
    const met = interrupt(when, 'invitations.put', disconnect);
    const status = await api('POST', `/links/${await at.slugOf(host)}/personal`, { organization: 9 });
    expect([met(), status, await kept.invitations.idsOfHost(host)]).toEqual([true, 404, []]);
  });
});
