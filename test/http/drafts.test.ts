import { afterEach, describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../server/domain/interval.ts';
import { HOST, NOW, OTHER_SLUG, type Scheduler, SLUG, startScheduler } from './scheduler.ts';

let scheduler: Scheduler;
const begin = async () => {
  scheduler = await startScheduler();
};
afterEach(() => scheduler.close());

const form = { name: 'Trek <script>alert(1)</script>', weekly: { mon: [['09:00', '']] }, step: null, 'a.$b': [] };
const put = (name: string, given: unknown = form, bearer?: string) =>
  scheduler.api('PUT', `/drafts/${name}`, { form: given }, bearer);

describe('a draft', () => {
  it.each([SLUG, 'new', 'times'])('of %s is kept as it was typed, until it is dropped', async name => {
    await begin();
    expect((await scheduler.api('GET', `/drafts/${name}`)).status).toBe(404);
    expect((await put(name)).status).toBe(204);
    expect(await scheduler.api('GET', `/drafts/${name}`)).toEqual({
      status: 200,
      body: { form, savedAt: '2026-11-24T09:00:00.000Z' },
    });
    scheduler.time.now = NOW + HOUR;
    await put(name, { name: 'Later' });
    expect((await scheduler.api('GET', `/drafts/${name}`)).body).toEqual({
      form: { name: 'Later' },
      savedAt: '2026-11-24T10:00:00.000Z',
    });
    for (const status of [204, 204]) expect((await scheduler.api('DELETE', `/drafts/${name}`)).status).toBe(status);
    expect((await scheduler.api('GET', `/drafts/${name}`)).body.code).toBe('not_found');
  });

  it('is of one host alone, and of no link of others, or of none, or of a trashed one', async () => {
    await begin();
    await put('new');
    const other = scheduler.token(8);
    expect((await scheduler.api('GET', '/drafts/new', undefined, other)).status).toBe(404);
    await put('new', { name: 'Other' }, other);
    expect((await scheduler.api('GET', '/drafts/new')).body.form).toEqual(form);
    await scheduler.store.drafts.put({ host: HOST, name: SLUG, form, savedAt: NOW });
    await scheduler.api('DELETE', `/links/${SLUG}`);
    const before = scheduler.dump();
    for (const name of [OTHER_SLUG, 'nobodyhere12', SLUG, 'NEW', '__proto__']) {
      for (const method of ['GET', 'PUT', 'DELETE'] as const) {
        const { status, body } = await scheduler.api(
          method,
          `/drafts/${name}`,
          method === 'PUT' ? { form } : undefined,
        );
        expect([method, name, status, body.code]).toEqual([method, name, 404, 'not_found']);
      }
    }
    expect(scheduler.dump()).toBe(before);
  });

  it('is a form of 64 kB at most', async () => {
    await begin();
    const large = (bytes: number) => ({ text: 'x'.repeat(bytes - '{"text":""}'.length) });
    expect((await put('new', large(64 * 1024))).status).toBe(204);
    const before = scheduler.dump();
    for (const [given, field] of [
      [large(64 * 1024 + 1), 'form'],
      [{ text: 'ż'.repeat(33_000) }, 'form'],
      [{ text: 'x'.repeat(140_000) }, 'body'],
      ['text', 'form'],
      [[1], 'form'],
      [null, 'form'],
    ] as const) {
      const { status, body } = await put('new', given);
      expect([status, body.code, body.field]).toEqual([400, 'invalid', field]);
    }
    expect(scheduler.dump()).toBe(before);
  });

  it('is forgotten after thirty days, and with its host', async () => {
    await begin();
    await put('new');
    scheduler.time.now = NOW + 30 * DAY;
    await put('times');
    await scheduler.product.upkeep.prune();
    expect((await scheduler.store.drafts.find(HOST, 'new'))?.savedAt).toBe(NOW);
    scheduler.time.now += 1;
    await scheduler.product.upkeep.prune();
    expect(await scheduler.store.drafts.find(HOST, 'new')).toBeNull();
    expect(await scheduler.store.drafts.find(HOST, 'times')).not.toBeNull();
    expect((await scheduler.api('POST', '/disconnect')).status).toBe(204);
    expect(await scheduler.store.drafts.find(HOST, 'times')).toBeNull();
  });
});
