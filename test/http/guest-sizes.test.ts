import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { weekdays } from '../../server/domain/rule.ts';
import { takesGzip } from '../../server/http/guest/compress.ts';
import { generalLink, managePath, OTHER_HOST, OTHER_SLUG, type Scheduler, SLUG, startScheduler } from './scheduler.ts';

let scheduler: Scheduler;
beforeAll(async () => {
  scheduler = await startScheduler();
});
afterAll(() => scheduler.close());

const get = (url: string, accepted?: string, language = 'en') =>
  scheduler.app.inject({
    url,
    headers: { accept: 'text/html', 'accept-language': language, ...(accepted && { 'accept-encoding': accepted }) },
  });

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
    ['gzip;q=0, *', false],
    ['*, gzip;q=0.0', false],
    ['*;q=0, gzip;q=0.1', true],
    ['*;q=0', false],
  ])('takes “%s” for an answer: %s', (accepted, taken) => {
    expect(takesGzip(accepted)).toBe(taken);
  });
});

/** Kilobytes, compressed: the document, and all scripts that its head names, which is what it needs before it can be used. */
const sizesOf = async (url: string, language: string): Promise<{ html: number; script: number }> => {
  const html = (await get(url, undefined, language)).body;
  expect(html).toContain(`lang="${language}"`);
  const [head = ''] = html.split('</head>');
  const scripts = [...head.matchAll(/(?:src|rel="modulepreload" href)="(\/assets\/[^"]+\.js)"/g)];
  const loaded = await Promise.all(scripts.map(([, path = '']) => get(path, 'gzip')));
  expect(scripts.length).toBeGreaterThan(0);
  expect(loaded.map(({ headers }) => headers['content-encoding'])).toEqual(scripts.map(() => 'gzip'));
  const bytes = loaded.reduce((sum, { rawPayload }) => sum + rawPayload.length, 0);
  return { html: gzipSync(html).length / 1000, script: bytes / 1000 };
};

describe('what a slow phone loads is at most 30 kB, and 20 kB of script', () => {
  const free = '2026-11-25T03:15:00.000Z';
  let manage: string;

  beforeAll(async () => {
    const { offer } = generalLink();
    if (offer.kind !== 'general') throw new Error('The link isn’t one of general availability');
    const weekly = Object.fromEntries(weekdays.map(weekday => [weekday, [['00:00', '24:00'] as const]]));
    const full = { ...offer.rule, weekly, step: 15, horizonDays: null };
    const link = generalLink({
      slug: OTHER_SLUG,
      host: OTHER_HOST,
      offer: { kind: 'general', rule: full },
      version: 2,
    });
    expect(await scheduler.store.links.replace(link, 1)).toBe(true);
    manage = managePath(await scheduler.book(free));
  });

  it.each<[string, () => string, string?]>([
    ['times to choose from', () => `/b/${SLUG}`],
    ['a month of quarters of an hour, day and night', () => `/b/${OTHER_SLUG}?month=2027-01-01`],
    ['the same in Arabic', () => `/b/${OTHER_SLUG}?month=2027-01-01`, 'ar'],
    ['details', () => `/b/${SLUG}?start=2026-11-25T04:15:00.000Z`],
    ['the confirmation', () => `${manage}?booked=1`],
    ['cancelling', () => `${manage}?cancel=1`],
    ['another time to choose', () => `${manage}?move=1`],
  ])('with %s', async (_, url, language = 'en') => {
    const { html, script } = await sizesOf(url(), language);

    expect(html).toBeLessThan(30);
    expect(script).toBeLessThan(20);
  });
});
