import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takesGzip } from '../../server/http/guest/compress.ts';
import { type Scheduler, SLUG, startScheduler } from './scheduler.ts';

let scheduler: Scheduler;
beforeAll(async () => {
  scheduler = await startScheduler();
});
afterAll(() => scheduler.close());

const get = (url: string, accepted?: string) =>
  scheduler.app.inject({ url, headers: { accept: 'text/html', ...(accepted && { 'accept-encoding': accepted }) } });

describe('what guests are sent', () => {
  const month = `/b/${SLUG}/slots?from=2026-12-01&to=2026-12-31&zone=America/St_Johns`;

  it.each([
    ['a page', `/b/${SLUG}`],
    ['a month', month],
  ])('is compressed for whoever takes that: %s', async (_, url) => {
    const plain = await get(url);
    const small = await get(url, 'deflate, gzip, br');
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(small.headers['content-encoding']).toBe('gzip');
    expect([plain, small].map(({ headers }) => headers.vary)).toEqual(['accept-encoding', 'accept-encoding']);
    expect(small.headers['content-length']).toBe(String(small.rawPayload.length));
    const text = gunzipSync(small.rawPayload).toString();
    expect(text.length).toBe(plain.body.length);
    expect(small.rawPayload.length).toBeLessThan(plain.rawPayload.length / 3);
  });

  it('is left as it is where that would gain nothing', async () => {
    const none = `/b/${SLUG}/slots?from=2026-11-28&to=2026-11-29&zone=Asia/Kathmandu`;
    expect((await get(none, 'gzip')).headers['content-encoding']).toBeUndefined();
  });

  it.each([
    [undefined, false],
    ['', false],
    ['br', false],
    ['gzip', true],
    ['br;q=1.0, GZIP ; q=0.5', true],
    ['*', true],
    ['gzip;q=0', false],
    ['gzip; q=0.00, br', false],
    ['identity, xgzip', false],
  ])('takes “%s” for an answer: %s', (accepted, taken) => {
    expect(takesGzip(accepted)).toBe(taken);
  });
});
