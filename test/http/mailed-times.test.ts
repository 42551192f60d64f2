import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultRule } from '../../server/domain/rule.ts';
import { generalLink, given, type Scheduler, SLUG, startScheduler } from './scheduler.ts';

const START = '2026-11-25T03:15:00.000Z';

let at: Scheduler;
beforeEach(async () => {
  at = await startScheduler();
});
afterEach(() => at.close());

const page = (url: string) => at.app.inject({ url });

describe('a time in a mail', () => {
  const urlsOf = async (starts: string[], personal?: object): Promise<string[]> => {
    const { body } = await at.api('POST', `/links/${SLUG}/time-urls`, { starts, ...(personal && { personal }) });
    return body.urls.map((url: string) => new URL(url).pathname);
  };

  it('is one confirm step away, of a link and of a personal one, and opening it changes nothing', async () => {
    const { body } = await at.api('POST', `/links/${SLUG}/time-urls`, { starts: [START] });
    expect(body.url).toBe(`http://localhost:3999/b/${SLUG}`);
    const [plain = ''] = await urlsOf([START]);
    const [personal = ''] = await urlsOf([START], { deal: 11 });
    expect(plain).toMatch(/^\/t\/[\w.-]+$/);
    const made = await at.api('POST', `/links/${SLUG}/personal`, { deal: 11 });
    await at.app.inject({ url: `/b/${SLUG}` });
    const before = at.dump();
    for (const [url, path] of [
      [plain, `/b/${SLUG}`],
      [personal, new URL(made.body.url).pathname],
    ] as const) {
      const reply = await page(url);
      expect([reply.statusCode, given(reply.body).start, given(reply.body).path]).toEqual([200, START, path]);
      expect(reply.headers['content-security-policy']).toContain("frame-ancestors 'none'");
    }
    expect(at.dump()).toBe(before);
    expect((await page(`${plain}?embed=1`)).headers['content-security-policy']).toContain("frame-ancestors 'none'");
  });

  it('comes with the next free ones, in their order', async () => {
    const { body } = await at.api('GET', `/links/${SLUG}/next?count=3`);
    const opened = await Promise.all(body.urls.map((url: string) => page(new URL(url).pathname)));
    expect(opened.map(({ body }) => given(body).start)).toEqual(body.starts);
    expect(body.starts).toHaveLength(3);
  });

  it('that is taken says so, with the nearest three; one that nobody took isn’t said to be', async () => {
    await at.book(START);
    const [taken = '', past = '', closed = ''] = await urlsOf([START, '2026-11-23T05:15:00Z', '2026-11-25T22:15:00Z']);
    expect(given((await page(taken)).body)).toMatchObject({
      start: null,
      refused: {
        code: 'slot_taken',
        nearest: ['2026-11-25T03:45:00.000Z', '2026-11-25T04:15:00.000Z', '2026-11-25T04:45:00.000Z'],
      },
    });
    for (const url of [past, closed]) {
      const { refused } = given((await page(url)).body);
      expect([refused.code, refused.nearest.length]).toEqual(['not_offered', 3]);
    }
    // Offered when the mail was written; by now it is too short a notice, and nobody took it.
    const rule = { ...defaultRule('Asia/Kathmandu'), notice: 120 };
    await at.store.links.replace(generalLink({ version: 2, offer: { kind: 'general', rule } }), 1);
    at.time.now = Date.parse('2026-11-25T03:20:00Z');
    const [late = ''] = await urlsOf(['2026-11-25T04:15:00Z']);
    expect(given((await page(late)).body).refused.code).toBe('not_offered');
  });

  it('that isn’t ours, or whose link is gone, leads to a page that says so', async () => {
    const [url = ''] = await urlsOf([START]);
    const [key, start, tag] = url.slice('/t/'.length).split('.');
    for (const token of [
      `${key}.${start}.${tag}x`,
      `${key}.${Number.parseInt(start ?? '', 36) + 1}.${tag}`,
      'x',
      `.${tag}`,
    ])
      expect((await page(`/t/${token}`)).statusCode).toBe(404);
    expect((await page(`${url}?preview=x`)).statusCode).toBe(200);
    await at.api('DELETE', `/links/${SLUG}`);
    const gone = await page(url);
    expect([gone.statusCode, String(gone.headers['content-type'])]).toEqual([410, 'text/html; charset=utf-8']);
  });

  it.each(['0001-01-01T00:00:00Z', '1969-12-31T23:59:59Z', '9999-12-31T23:59:59Z'])('may be any: %s', async start => {
    const [url = ''] = await urlsOf([start]);
    const { body, statusCode } = await page(url);
    expect([statusCode, given(body).refused.code]).toEqual([200, 'not_offered']);
  });
});
