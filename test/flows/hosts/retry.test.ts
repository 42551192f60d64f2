import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Effect } from '../../../server/domain/booking.ts';
import { DAY, HOUR, MINUTE } from '../../../server/domain/interval.ts';
import { applyEvent } from '../../../server/flows/bookings/changes.ts';
import { openFakeStore } from '../../fakes/store.ts';
import { startProduct, type TestProduct, WARSAW } from '../../product.ts';
import { signToken } from '../../sandbox/signed-token.ts';

const START = '2026-03-30T12:00:00.000Z';
const ACTIVITIES = '/api/v2/activities';

let at: TestProduct;
let host: string;
let slug: string;
beforeEach(async () => {
  at = await startProduct({ store: openFakeStore() });
  host = (await at.install(WARSAW)).id;
  slug = await at.slugOf(host);
  await at.quiet();
});
afterEach(() => at.close());

const api = async (method: 'GET' | 'POST' | 'PATCH', path: string, body?: object) => {
  const token = signToken(WARSAW, at.sandbox.company.id, at.sandbox.app.clientSecret, at.now());
  const headers = { authorization: `Bearer ${token}` };
  const reply = await at.product.app.inject({ method, url: `/api${path}`, headers, ...(body && { payload: body }) });
  return { status: reply.statusCode, body: reply.json() };
};
const retry = async () => {
  const { status, body } = await api('POST', '/sync/retry');
  expect(status).toBe(200);
  await at.quiet();
  return body;
};
const waiting = async () => (await api('GET', '/me')).body.sync.waiting;
const book = async (): Promise<string> => {
  const { body } = await at.book(slug, START);
  await at.quiet();
  return body.id;
};
const giveUp = async (id: string, is: (effect: Effect) => boolean) => {
  const found = await at.booking(id);
  const effects = found.effects.map(effect =>
    is(effect) ? ({ ...effect, state: 'given_up', attempts: 8, error: 'refused' } as Effect) : effect,
  );
  await at.store.bookings.replace({ ...found, effects, version: found.version + 1 }, found.version);
};

describe('another try', () => {
  test('does at once what waits for its turn', async () => {
    at.sandbox.faults.fail({ method: 'POST', path: ACTIVITIES }, { kind: 'status', status: 400 });
    const id = await book();
    expect(await waiting()).toMatchObject([
      { booking: id, kind: 'activity', attempts: 1, error: 'refused', givenUp: false },
    ]);
    expect(at.activities(id)).toEqual([]);
    await retry();
    expect(at.activities(id)).toHaveLength(1);
    expect(await waiting()).toEqual([]);
  });

  test('does what was given up too, which the settings tell', async () => {
    at.sandbox.faults.fail({ method: 'POST', path: ACTIVITIES, times: 50 }, { kind: 'status', status: 400 });
    const id = await book();
    for (let hour = 0; hour < 9; hour += 1) {
      at.advance(HOUR);
      await at.sweep();
    }
    expect(await waiting()).toMatchObject([{ booking: id, kind: 'activity', givenUp: true }]);
    at.sandbox.faults.clear();
    const me = await retry();
    expect(me.settings).toBeDefined();
    expect(at.activities(id)).toHaveLength(1);
    expect(await waiting()).toEqual([]);
  });

  test('sends no mail twice, however often it is asked for, also at once', async () => {
    await book();
    await Promise.all([retry(), retry(), retry()]);
    await retry();
    expect(at.mails('zoe@ferns.example')).toHaveLength(1);
    expect(at.mails('halina@narrow-gauge.example')).toHaveLength(1);
  });

  test('sends a mail that was given up, once', async () => {
    const id = await book();
    await giveUp(id, effect => effect.kind === 'mail' && effect.to === 'host');
    expect(await waiting()).toMatchObject([{ kind: 'mail', givenUp: true }]);
    await Promise.all([retry(), retry()]);
    await retry();
    expect(await waiting()).toEqual([]);
    // The first, and the one that was sent anew.
    expect(at.mails('halina@narrow-gauge.example')).toHaveLength(2);
  });

  test('mails nobody about a meeting that has ended, and nobody is told to wait for it', async () => {
    const id = await book();
    await giveUp(id, effect => effect.kind === 'mail');
    const before = at.mails('zoe@ferns.example').length + at.mails('halina@narrow-gauge.example').length;
    at.advance(8 * DAY);
    await retry();
    expect(at.mails('zoe@ferns.example').length + at.mails('halina@narrow-gauge.example').length).toBe(before);
    expect(await waiting()).toEqual([]);
    const { body } = await api('GET', `/meetings/${id}`);
    expect([body.waiting, body.mails[0].state]).toEqual([[], 'given_up']);
  });

  test('leaves a mail alone that a later one has overtaken, and nobody is told to wait for it', async () => {
    const id = await book();
    await at.product.delivery.drained();
    const { body } = await api('GET', '/meetings?from=2026-03-30&to=2026-03-30');
    expect(body.meetings[0].id).toBe(id);
    await applyEvent(at.store, id, { kind: 'cancelled', by: 'host', reason: '', at: at.now() });
    at.product.delivery.soon(id);
    await at.quiet();
    await giveUp(id, effect => effect.kind === 'mail' && effect.to === 'guest' && effect.mail === 'booked');
    const before = at.mails('zoe@ferns.example').length;
    await retry();
    expect([at.mails('zoe@ferns.example').length, await waiting()]).toEqual([before, []]);
    expect((await api('GET', `/meetings/${id}`)).body.waiting).toEqual([]);
  });

  test('reconciles, at most once a minute', async () => {
    at.advance(HOUR);
    const listings = () => at.sandbox.requests.of('GET', ACTIVITIES).length;
    const before = listings();
    await retry();
    expect(listings()).toBe(before + 1);
    expect((await at.store.hosts.find(host))?.reconciledAt).toBe(at.now());
    await retry();
    expect(listings()).toBe(before + 1);
    at.advance(MINUTE);
    await retry();
    expect(listings()).toBe(before + 2);
  });

  test('reads the plan once for all who ask at once, also where it can’t be read', async () => {
    const reads = () => at.sandbox.requests.of('GET', '/api/v1/users/me').length;
    at.advance(DAY);
    const before = reads();
    await Promise.all([retry(), retry(), retry()]);
    expect(reads()).toBe(before + 1);
    at.sandbox.faults.fail(
      { method: 'GET', path: '/api/v1/billing/subscriptions/addons', times: 20 },
      { kind: 'status', status: 403 },
    );
    at.advance(DAY);
    await retry();
    await retry();
    expect(reads()).toBe(before + 2);
    at.advance(MINUTE);
    await retry();
    expect(reads()).toBe(before + 3);
  });

  test('that the CRM doesn’t answer is remembered, and the host is answered all the same', async () => {
    at.advance(DAY);
    await at.sandbox.faults.goDown();
    await retry();
    expect((await at.store.hosts.find(host))?.gapSince).toBe(at.now());
    await at.sandbox.faults.comeUp();
  });

  test('of a host whose authorisation is lost does no harm', async () => {
    await at.store.hosts.update(host, { status: 'paused', pausedBecause: 'authorisation_lost' });
    at.advance(DAY);
    const before = at.sandbox.requests.calls.length;
    expect((await retry()).status).toBe('paused');
    expect(at.sandbox.requests.calls.length).toBe(before);
  });
});

describe('what a host has chosen', () => {
  test('outlives another installation', async () => {
    await api('PATCH', '/me', { language: 'pl', reminders: false, place: { kind: 'phone', text: '+48 600 700 800' } });
    await at.install(WARSAW);
    expect((await api('GET', '/me')).body.settings).toMatchObject({
      language: 'pl',
      reminders: false,
      place: { kind: 'phone', text: '+48 600 700 800' },
    });
  });

  test('stops the mails about what guests do, but not those that need the host', async () => {
    await api('PATCH', '/me', { notifications: false });
    const id = await book();
    expect(at.mails('zoe@ferns.example')).toHaveLength(1);
    expect(at.mails('halina@narrow-gauge.example')).toEqual([]);
    expect(await waiting()).toEqual([]);
    await applyEvent(at.store, id, { kind: 'noticed', why: 'overlap', at: at.now() });
    at.product.delivery.soon(id);
    await at.quiet();
    expect(at.mails('halina@narrow-gauge.example')).toHaveLength(1);
    // Mails of before aren't made up for.
    await api('PATCH', '/me', { notifications: true });
    await at.sweep();
    expect(at.mails('halina@narrow-gauge.example')).toHaveLength(1);
  });

  test('puts calendar files into the host’s mails, and into none by default', async () => {
    const files = () => at.mails('halina@narrow-gauge.example').map(({ attachments }) => attachments.length);
    await book();
    expect(files()).toEqual([0]);
    await api('PATCH', '/me', { calendarFile: true });
    await at.book(slug, '2026-03-31T12:00:00.000Z');
    await at.quiet();
    expect(files()[0]).toBe(0);
    expect(files()[1]).toBeGreaterThan(0);
  });
});
