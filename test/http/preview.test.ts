import { afterEach, describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../server/domain/interval.ts';
import { createPreviewTokens } from '../../server/flows/bookings/preview-token.ts';
import { generalLink, HOST, NOW, OTHER_SLUG, type Scheduler, SLUG, startScheduler } from './scheduler.ts';

let scheduler: Scheduler;
const begin = async () => {
  scheduler = await startScheduler();
};
afterEach(() => scheduler?.close());

const preview = async (slug = SLUG): Promise<string> => {
  const { status, body } = await scheduler.api('POST', `/links/${slug}/preview`);
  expect(status).toBe(200);
  const url = new URL(body.url);
  expect(`${url.origin}${url.pathname}`).toBe(`http://localhost:3999/b/${slug}`);
  return url.searchParams.get('preview') ?? '';
};
const get = (url: string) => scheduler.app.inject({ url, headers: { accept: 'text/html' } });
const slots = async (query: string, slug = SLUG) =>
  (
    await scheduler.app.inject({
      url: `/b/${slug}/slots?from=2026-11-25&to=2026-11-25&zone=America/St_Johns${query}`,
    })
  ).json();
const isMarked = (page: { body: string }): boolean => page.body.includes('<p class="preview">');
const START = '2026-11-25T03:15:00.000Z';
const form = new URLSearchParams({
  start: START,
  name: 'Zoë',
  email: 'zoe@ferns.example',
  zone: 'America/St_Johns',
  key: 'key-of-the-form',
}).toString();
const asForm = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' };

describe('the preview of a link', () => {
  it('is the real page, marked, whose ways lead on as a preview', async () => {
    await begin();
    const token = await preview();
    const page = await get(`/b/${SLUG}?preview=${token}`);
    expect(page.statusCode).toBe(200);
    expect(isMarked(page)).toBe(true);
    expect(page.body.includes('Trek planning')).toBe(true);
    expect(page.body.includes(`preview=${token}`)).toBe(true);
    const plain = await get(`/b/${SLUG}`);
    expect([isMarked(plain), plain.body.includes('preview=')]).toEqual([false, false]);
  });

  it('shows what an inactive link would offer, on the page and by request, and guests see nothing of that', async () => {
    await begin();
    await scheduler.api('PATCH', `/links/${SLUG}`, { version: 1, active: false });
    const token = await preview();
    expect((await get(`/b/${SLUG}`)).body.includes('data-start')).toBe(false);
    expect((await slots('')).starts).toEqual([]);
    const page = await get(`/b/${SLUG}?preview=${token}`);
    expect([page.statusCode, page.body.includes('data-start')]).toEqual([200, true]);
    expect((await slots(`&preview=${token}`)).starts).toContain('2026-11-25T03:45:00.000Z');
  });

  it('shows a one-off that is booked as it would offer if it weren’t', async () => {
    await begin();
    const times = [9, 10].map(hour => [
      Date.parse(`2026-11-26T0${hour - 6}:15:00Z`),
      Date.parse(`2026-11-26T0${hour - 6}:45:00Z`),
    ]);
    const rule = { zone: 'Asia/Kathmandu', times, bufferBefore: 0, bufferAfter: 0, bookings: 'one' };
    const slug = '6hYsB1pZdV4e';
    await scheduler.store.links.insert(generalLink({ slug, offer: { kind: 'specific', rule } as never }));
    expect((await scheduler.book('2026-11-26T03:15:00Z', {}, slug)).statusCode).toBe(201);
    expect((await get(`/b/${slug}`)).body.includes('data-start')).toBe(false);
    const page = await get(`/b/${slug}?preview=${await preview(slug)}`);
    const starts = [...page.body.matchAll(/data-start="([^"]*)"/g)].map(([, start]) => start);
    expect(starts).toEqual(['2026-11-26T03:15:00.000Z', '2026-11-26T04:15:00.000Z']);
  });

  it('books nothing: a program is refused, a form is answered with a page that says so', async () => {
    await begin();
    for (const token of [await preview(), 'any-other']) {
      const before = scheduler.dump();
      const url = `/b/${SLUG}/bookings?preview=${token}`;
      const payload = { start: START, name: 'Zoë', email: 'zoe@ferns.example', zone: 'America/St_Johns' };
      const json = await scheduler.app.inject({ method: 'POST', url, payload, headers: { 'idempotency-key': 'one' } });
      expect([json.statusCode, json.json().code]).toEqual([409, 'preview']);
      const page = await scheduler.app.inject({ method: 'POST', url, payload: form, headers: asForm });
      expect(page.statusCode).toBe(409);
      expect(page.body).toContain('This is a preview');
      expect(page.body).toContain('Nothing was booked.');
      expect(scheduler.dump()).toBe(before);
    }
  });

  it('ends after a day, and one that isn’t good counts as none', async () => {
    await begin();
    await scheduler.api('PATCH', `/links/${SLUG}`, { version: 1, active: false });
    const token = await preview();
    const other = createPreviewTokens(['another secret of thirty-two characters']).token(SLUG, NOW + HOUR);
    for (const wrong of [
      '',
      'nonsense',
      `${token}x`,
      token.slice(1),
      other,
      await preview().then(good => good.toUpperCase()),
    ]) {
      const page = await get(`/b/${SLUG}?preview=${wrong}`);
      expect([wrong, page.statusCode, isMarked(page)]).toEqual([wrong, 200, false]);
      expect((await slots(`&preview=${wrong}`)).starts).toEqual([]);
    }
    scheduler.time.now = NOW + DAY - 1;
    expect(isMarked(await get(`/b/${SLUG}?preview=${token}`))).toBe(true);
    scheduler.time.now = NOW + DAY;
    expect(isMarked(await get(`/b/${SLUG}?preview=${token}`))).toBe(false);
  });

  it('is of its own link alone, and made by that link’s host alone', async () => {
    await begin();
    const token = await preview();
    expect(isMarked(await get(`/b/${OTHER_SLUG}?preview=${token}`))).toBe(false);
    for (const slug of [OTHER_SLUG, 'nobodyhere12']) {
      const { status, body } = await scheduler.api('POST', `/links/${slug}/preview`);
      expect([slug, status, body.code]).toEqual([slug, 404, 'not_found']);
    }
    await scheduler.api('DELETE', `/links/${SLUG}`);
    expect((await scheduler.api('POST', `/links/${SLUG}/preview`)).status).toBe(404);
    expect((await get(`/b/${SLUG}?preview=${token}`)).statusCode).toBe(410);
  });

  it('isn’t taken for a guest’s interest', async () => {
    await begin();
    await get(`/b/${SLUG}?preview=${await preview()}`);
    expect((await scheduler.store.hosts.find(HOST))?.wantedAt).toBeNull();
  });

  it('outlives a change of keys', () => {
    const [older, newer] = ['first secret of thirty-two characters', 'second secret of thirty-two characters'];
    const token = createPreviewTokens([older]).token(SLUG, NOW + 1);
    expect(createPreviewTokens([newer, older]).isGood(SLUG, token, NOW)).toBe(true);
    expect(createPreviewTokens([newer]).isGood(SLUG, token, NOW)).toBe(false);
    expect(createPreviewTokens([older]).isGood(SLUG, token, NOW + 1)).toBe(false);
  });
});
