import formbody from '@fastify/formbody';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSigner } from '../../server/flows/signer.ts';
import { postLimit } from '../../server/http/guest/limits.ts';
import { sendProblem } from '../../server/http/problem.ts';
import type { Store } from '../../server/ports.ts';
import { openFakeStore } from '../fakes/store.ts';
import { generalLink, managePath, OTHER_SLUG, type Scheduler, SLUG, startScheduler } from './scheduler.ts';

describe('posts of one address to one link', () => {
  let scheduler: Scheduler;
  beforeAll(async () => {
    scheduler = await startScheduler({ environment: { POSTS_PER_MINUTE: '2' } });
  });
  afterAll(() => scheduler.close());

  /** Each a step of its own, so that no test begins with what another one counted. */
  let addresses = 0;
  const from = () => `192.0.2.${++addresses}`;

  const post = (remoteAddress: string, payload: string | object, { slug = SLUG, type = 'application/json' } = {}) =>
    scheduler.app.inject({
      method: 'POST',
      url: `/b/${slug}/bookings`,
      remoteAddress,
      headers: { 'content-type': type, 'idempotency-key': `k-${addresses}` },
      payload,
    });

  /** Its page; booked in a minute of its own, since these bookings come from one address. */
  const booked = async (start: string): Promise<string> => {
    scheduler.time.now += 60_000;
    return managePath(await scheduler.book(start));
  };

  it.each([
    ['lacks a field', { start: '2026-11-26T06:15:00Z' }, 'application/json'],
    ['isn’t JSON', '{"start":', 'application/json'],
    ['is too large', `{"notes":"${'x'.repeat(70_000)}"}`, 'application/json'],
    ['is in a form that isn’t understood', 'start', 'text/csv'],
    ['has an address that isn’t one', { start: 'x', zone: 'UTC', name: 'Zoë', email: 'zoe' }, 'application/json'],
  ])('count where the body %s', async (_, payload, type) => {
    const address = from();
    const statuses = [];
    for (let count = 0; count < 3; count += 1) statuses.push((await post(address, payload, { type })).statusCode);
    expect(statuses).toEqual([400, 400, 429]);
  });

  it('say how many are left, and when to come again', async () => {
    const address = from();
    const replies = [];
    for (let count = 0; count < 3; count += 1) {
      const { headers } = await post(address, {});
      replies.push(
        ['limit', 'remaining', 'reset'].map(name => headers[`x-ratelimit-${name}`]).concat(headers['retry-after']),
      );
      scheduler.time.now += 10_000;
    }
    expect(replies).toEqual([
      ['2', '1', '60', undefined],
      ['2', '0', '50', undefined],
      ['2', '0', '40', '40'],
    ]);
    scheduler.time.now += 30_000;
    expect((await post(address, {})).statusCode).toBe(400);
  });

  it('leave another link’s alone', async () => {
    const address = from();
    for (let count = 0; count < 3; count += 1) await post(address, {});
    expect((await post(address, {}, { slug: OTHER_SLUG })).statusCode).toBe(400);
  });

  it('by personal links of it are counted with those to the link itself', async () => {
    const address = from();
    const paths = [];
    for (const body of [{ deal: 11 }, { person: 5 }])
      paths.push(new URL((await scheduler.api('POST', `/links/${SLUG}/personal`, body)).body.url).pathname);
    const statuses = [];
    for (const path of [...paths, `/b/${SLUG}`, ...paths])
      statuses.push(
        (await scheduler.app.inject({ method: 'POST', url: `${path}/bookings`, remoteAddress: address })).statusCode,
      );
    expect(new Set(paths).size).toBe(2);
    expect(statuses).toEqual([400, 400, 429, 429, 429]);
    expect((await post(address, {}, { slug: OTHER_SLUG })).statusCode).toBe(400);
  });

  it('that end reminders are counted for each meeting apart, and guesses as one', async () => {
    const address = from();
    const one = await booked('2026-11-26T06:45:00Z');
    const two = await booked('2026-11-26T07:15:00Z');
    const statuses = [];
    for (const path of [one, one, one, two, '/m/a-guess', '/m/another', '/m/third'])
      statuses.push(
        (
          await scheduler.app.inject({
            method: 'POST',
            url: `${path}/reminders`,
            remoteAddress: address,
            headers: { 'content-type': 'application/x-www-form-urlencoded' },
            payload: 'List-Unsubscribe=One-Click',
          })
        ).statusCode,
      );
    expect(statuses).toEqual([200, 200, 429, 200, 404, 404, 429]);
  });

  it('to links that don’t exist are counted as one, so that guessing ends soon and leaves one count', async () => {
    const address = from();
    const counts = () => JSON.parse(scheduler.dump([])).find(([name]: [string]) => name === 'counters')[1].length;
    const before = counts();
    const statuses = [];
    for (const slug of ['aaaaaaaaaaaa', 'bbbbbbbbbbbb', 'cccccccccccc'])
      statuses.push((await post(address, { start: 'x', zone: 'UTC' }, { slug })).statusCode);
    expect([statuses, counts() - before]).toEqual([[400, 400, 429], 1]);
  });

  it('to a meeting are counted by address, whichever meeting', async () => {
    const manage = await booked('2026-11-26T06:15:00Z');
    const address = from();
    const statuses = [];
    for (const url of [manage, '/m/somebody-elses', manage, '/m/a-guess'])
      statuses.push((await scheduler.app.inject({ method: 'POST', url, remoteAddress: address })).statusCode);
    expect(statuses).toEqual([400, 400, 429, 429]);
  });

  it('of a whole IPv6 network are one address’s', async () => {
    const statuses = [];
    for (const address of ['2001:db8:0:7::1', '2001:db8:0:7::2', '2001:db8:0:7:ffff::', '2001:db8:0:8::1'])
      statuses.push((await post(address, {})).statusCode);
    expect(statuses).toEqual([400, 400, 429, 400]);
  });

  it('are counted under a name that tells nobody the address', async () => {
    await post('198.51.100.77', {});
    await post('2001:db8:0:9::1', {});
    expect(scheduler.dump([])).not.toMatch(/198\.51\.100|2001:db8/);
  });
});

describe('instances', () => {
  const secret = ['a secret of at least thirty-two characters'];

  /** As much of an instance as counts posts. */
  const instance = async (store: Store, buckets = ['book']): Promise<FastifyInstance> => {
    const deps = {
      store,
      clock: { now: () => 1_795_511_100_000 },
      limits: { slotReads: 1, posts: 3, formSeconds: 0 },
      countKeys: createSigner(secret, 'count of posts', 22),
    };
    const app = fastify();
    app.setErrorHandler(sendProblem);
    await app.register(formbody);
    for (const bucket of buckets)
      app.post(`/b/:slug/${bucket}`, { ...postLimit(deps, bucket) }, async () => ({ done: true }));
    return app;
  };

  const posts = async (apps: readonly FastifyInstance[], path = 'book') => {
    const statuses = [];
    for (const app of apps) statuses.push((await app.inject({ method: 'POST', url: `/b/${SLUG}/${path}` })).statusCode);
    return statuses;
  };

  it('share the count', async () => {
    const store = openFakeStore();
    await store.links.insert(generalLink());
    const [one, two] = [await instance(store), await instance(store)];
    expect(await posts([one, two, one, two, one])).toEqual([200, 200, 200, 429, 429]);
  });

  it('count what has a bucket of its own for itself', async () => {
    const store = openFakeStore();
    const one = await instance(store, ['book', 'holds']);
    expect(await posts([one, one, one, one])).toEqual([200, 200, 200, 429]);
    expect(await posts([one], 'holds')).toEqual([200]);
  });

  it('let a post through where the store can’t count it', async () => {
    const store = openFakeStore();
    const failing = async () => Promise.reject(new Error('the store is away'));
    const one = await instance({ ...store, counters: { ...store.counters, add: failing } });
    expect(await posts([one, one, one, one])).toEqual([200, 200, 200, 200]);
  });
});
