import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { generalLink, HOST, OTHER_HOST, OTHER_SLUG, type Scheduler, SLUG, startScheduler } from './scheduler.ts';

let scheduler: Scheduler;
const begin = async (plan: 'growth' | 'premium' = 'premium') => {
  scheduler = await startScheduler({ company: { plan } });
};
afterEach(() => scheduler.close());

const { offer, details } = generalLink();
const link = { offer, details, language: null, active: true };
const named = (name: string) => ({ ...link, details: { ...details, name } });

const add = async (key: string | undefined, body: object = link, user = 7) => {
  const reply = await scheduler.app.inject({
    method: 'POST',
    url: '/api/links',
    headers: { authorization: `Bearer ${scheduler.token(user)}`, ...(key !== undefined && { 'idempotency-key': key }) },
    payload: body,
  });
  return { status: reply.statusCode, body: reply.json() };
};
const slugsOf = async (host: string) => (await scheduler.store.links.ofHost(host)).map(({ slug }) => slug).sort();
const activeOf = async (host: string) => (await scheduler.store.calendars.find(host))?.activeGeneral;

describe('a link that is added with a key', () => {
  it('is one link, however often it is asked for, and its address is made like any other', async () => {
    await begin();
    const key = randomUUID();
    const first = await add(key);
    const stored = scheduler.dump();
    const again = await add(key);
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(first.body.slug).toMatch(/^[1-9A-HJ-NP-Za-km-z]{12}$/);
    expect(again.body).toEqual(first.body);
    expect(scheduler.dump()).toBe(stored);
    expect(await slugsOf(HOST)).toEqual([SLUG, first.body.slug].sort());
  });

  it('is one link also where all come at once', async () => {
    await begin();
    const key = randomUUID();
    const replies = await Promise.all([1, 2, 3, 4].map(() => add(key)));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201]);
    expect(new Set(replies.map(({ body }) => body.slug)).size).toBe(1);
    expect(await slugsOf(HOST)).toHaveLength(2);
    expect(await activeOf(HOST)).toHaveLength(2);
  });

  it('is another link for every key and every host, and without a key every time', async () => {
    await begin();
    const key = randomUUID();
    const replies = [
      await add(key),
      await add(randomUUID()),
      await add(key, link, 8),
      await add(undefined),
      await add(undefined),
    ];
    expect(replies.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
    expect(await slugsOf(HOST)).toHaveLength(5);
    expect(await slugsOf(OTHER_HOST)).toEqual([OTHER_SLUG, replies[2]?.body.slug].sort());
  });

  it('is answered as it is by now, whatever is asked again', async () => {
    await begin();
    const key = randomUUID();
    const { body: first } = await add(key, named('Ridge walk'));
    await scheduler.api('PATCH', `/links/${first.slug}`, { version: 1, active: false });
    const again = await add(key, named('Col'));
    expect([again.status, again.body.slug]).toEqual([200, first.slug]);
    expect([again.body.details.name, again.body.version, again.body.active]).toEqual(['Ridge walk', 2, false]);
    expect(await activeOf(HOST)).toEqual([SLUG]);
  });

  it('is switched on by the next try where the first one ended before that', async () => {
    await begin();
    const key = randomUUID();
    const { body: first } = await add(key);
    const calendar = await scheduler.store.calendars.find(HOST);
    if (!calendar) throw new Error('Every host has a calendar');
    const without = { ...calendar, rev: calendar.rev + 1, activeGeneral: [SLUG] };
    await scheduler.store.calendars.replace(without, calendar.rev);
    expect((await add(key)).body.active).toBe(true);
    expect(await activeOf(HOST)).toEqual([SLUG, first.slug]);
  });

  it('stays switched off where the plan allows no second one', async () => {
    await begin('growth');
    const key = randomUUID();
    for (const status of [201, 200]) {
      const reply = await add(key);
      expect([reply.status, reply.body.active]).toEqual([status, false]);
    }
    expect(await activeOf(HOST)).toEqual([SLUG]);
  });

  it('doesn’t come back out of the trash, nor a second time', async () => {
    await begin();
    const key = randomUUID();
    const { body } = await add(key);
    await scheduler.api('DELETE', `/links/${body.slug}`);
    const stored = scheduler.dump();
    const again = await add(key);
    expect([again.status, again.body.code]).toEqual([410, 'link_gone']);
    expect(scheduler.dump()).toBe(stored);
  });

  it.each([
    ['a short one', 'abc'],
    ['an empty one', ''],
    ['a long one', 'x'.repeat(201)],
    ['one with blanks', 'sixteen letters and blanks'],
    ['one beyond ASCII', 'ключключключключключ'],
  ])('is refused for a key that is none: %s', async (_, key) => {
    await begin();
    const stored = scheduler.dump();
    const reply = await add(key);
    expect([reply.status, reply.body.code, reply.body.field]).toEqual([400, 'invalid', 'Idempotency-Key']);
    expect(scheduler.dump()).toBe(stored);
  });
});
