import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MINUTE } from '../../server/domain/interval.ts';
import { HOST, managePath, NOW, type Scheduler, SLUG, startScheduler } from './scheduler.ts';

let scheduler: Scheduler;
beforeAll(async () => {
  scheduler = await startScheduler();
});
afterAll(() => scheduler.close());
beforeEach(() => {
  scheduler.time.now = NOW;
});

/** A slot of its own for each test: half hours from 09:00 in Kathmandu on. */
let taken = 0;
const nextStart = (): string => {
  const days = Math.floor(taken / 16);
  const start = Date.parse('2026-12-01T03:15:00Z') + days * 24 * 60 * MINUTE + (taken % 16) * 30 * MINUTE;
  taken += 1;
  return new Date(start).toISOString();
};

const booked = async (): Promise<{ path: string; start: string }> => {
  const start = nextStart();
  const reply = await scheduler.book(start);
  expect(reply.statusCode).toBe(201);
  return { path: managePath(reply), start };
};

const act = (path: string, payload: object) => scheduler.app.inject({ method: 'POST', url: path, payload });
const shown = (path: string) => scheduler.app.inject({ url: path, headers: { accept: 'application/json' } });
const page = (path: string) => scheduler.app.inject({ url: path, headers: { accept: 'text/html' } });
const form = (path: string, fields: Record<string, string>) =>
  scheduler.app.inject({
    method: 'POST',
    url: path,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  });

const isFree = async (start: string): Promise<boolean> => {
  const url = `/b/${SLUG}/slots?from=2026-12-01&to=2026-12-20&zone=Asia/Kathmandu`;
  return (await scheduler.app.inject({ url })).json().starts.includes(start);
};

describe('a guest’s meeting', () => {
  it('is shown as a page to browsers and as JSON to programs, and showing changes nothing', async () => {
    const { path, start } = await booked();
    await scheduler.product.delivery.drained();
    const before = scheduler.dump();
    const html = await page(path);
    expect([html.statusCode, html.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(html.body).toContain('Trek planning');
    const json = await shown(path);
    expect(json.json()).toEqual({
      id: expect.any(String),
      state: 'confirmed',
      start,
      end: new Date(Date.parse(start) + 30 * MINUTE).toISOString(),
      sequence: 0,
      undoUntil: null,
    });
    for (const query of [
      '?cancel=1',
      '?move=1',
      '?booked=1',
      '/calendar.ics',
      '/slots?from=2026-12-01&to=2026-12-20&zone=UTC',
    ]) {
      const { statusCode, headers } = await page(path + query);
      expect([query, statusCode, headers['cache-control']]).toEqual([query, 200, 'no-store']);
    }
    expect(scheduler.dump()).toBe(before);
  });

  it('is cancelled with a reason, which frees its time at once, and undone within ten minutes', async () => {
    const { path, start } = await booked();
    const cancelled = await act(path, { action: 'cancel', reason: ' Landslide on the road ' });
    expect([cancelled.statusCode, cancelled.json().state]).toEqual([200, 'cancelled']);
    expect(cancelled.json().undoUntil).toBe(new Date(NOW + 10 * MINUTE).toISOString());
    expect(await isFree(start)).toBe(true);
    expect((await scheduler.store.bookings.find(cancelled.json().id))?.cancelled?.reason).toBe('Landslide on the road');
    expect((await act(path, { action: 'cancel' })).statusCode).toBe(200);

    const undone = await act(path, { action: 'undo' });
    expect([undone.json().state, undone.json().start, undone.json().sequence]).toEqual(['confirmed', start, 2]);
    expect(await isFree(start)).toBe(false);
  });

  it('can’t be undone later than that, or when its time is taken', async () => {
    const late = await booked();
    await act(late.path, { action: 'cancel' });
    scheduler.time.now = NOW + 10 * MINUTE + 1;
    const refused = await act(late.path, { action: 'undo' });
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'booking_over']);
    scheduler.time.now = NOW;

    const { path, start } = await booked();
    await act(path, { action: 'cancel' });
    expect((await scheduler.book(start)).statusCode).toBe(201);
    const gone = await act(path, { action: 'undo' });
    expect([gone.statusCode, gone.json().code, gone.json().nearest.length]).toEqual([409, 'slot_taken', 3]);

    const plain = await form(path, { action: 'undo' });
    expect(plain.statusCode).toBe(409);
    const starts = [...plain.body.matchAll(/href="\/b\/[^"]*start=([^"]*)"/g)].map(([, found = '']) =>
      decodeURIComponent(found),
    );
    expect(starts).toEqual(gone.json().nearest.toSorted());
    expect(plain.body).not.toContain('value="undo"');
  });

  it('is moved to a time that is free, and to no other', async () => {
    const { path, start } = await booked();
    const other = await booked();
    const onto = await act(path, { action: 'move', start: other.start });
    expect([onto.statusCode, onto.json().code, onto.json().nearest.length]).toEqual([409, 'slot_taken', 3]);
    const off = await act(path, { action: 'move', start: '2026-12-05T03:15:00Z' });
    expect([off.statusCode, off.json().code, off.json().field]).toEqual([422, 'not_offered', 'start']);
    expect([(await shown(path)).json().start, await isFree(start)]).toEqual([start, false]);

    expect(onto.json().nearest).not.toContain(start);

    const to = nextStart();
    const moved = await act(path, { action: 'move', start: to });
    expect([moved.statusCode, moved.json().start, moved.json().sequence]).toEqual([200, to, 1]);
    expect([await isFree(start), await isFree(to)]).toEqual([true, false]);
    const claims = (await scheduler.store.calendars.find(HOST))?.claims.filter(({ id }) => id === moved.json().id);
    expect(claims?.map(claim => claim.start)).toEqual([Date.parse(to)]);
  });

  it('is shown on the day that was wanted where another took the time, by the clock that was chosen', async () => {
    const { path } = await booked();
    const wanted = '2026-12-17T04:15:00.000Z';
    expect((await scheduler.book(wanted)).statusCode).toBe(201);
    const refused = await form(`${path}?zone=Europe/Warsaw`, { action: 'move', start: wanted });
    expect(refused.statusCode).toBe(409);
    const { page: shown } = JSON.parse(refused.body.match(/id="page-data">(.*?)<\/script>/s)?.[1] ?? '');
    const { month, date, zone, start } = shown.move;
    expect([month, date, zone, start]).toEqual(['2026-12-01', '2026-12-17', 'Europe/Warsaw', null]);
    expect(shown.refused.nearest).toEqual([
      '2026-12-17T03:45:00.000Z',
      '2026-12-17T04:45:00.000Z',
      '2026-12-17T03:15:00.000Z',
    ]);
    expect(shown.refused.ends[0]).toBe('2026-12-17T04:15:00.000Z');
  });

  it('can be managed without script', async () => {
    const { path, start } = await booked();
    const to = nextStart();
    const moved = await form(path, { action: 'move', start: to, reason: '' });
    expect([moved.statusCode, moved.headers.location]).toEqual([303, `${path}?done=move`]);
    const refused = await form(path, { action: 'move', start: '2026-12-05T03:15:00Z' });
    expect([refused.statusCode, refused.headers['content-type']]).toEqual([422, 'text/html; charset=utf-8']);
    const cancelled = await form(path, { action: 'cancel', reason: '<b>no</b>' });
    expect([cancelled.statusCode, cancelled.headers.location]).toEqual([303, path]);
    expect((await page(path)).body).not.toContain('<b>no</b>');
    expect(await isFree(start)).toBe(true);
  });

  it('can be managed though its link is trashed, switched off or closed', async () => {
    const { path } = await booked();
    const { path: second } = await booked();
    const to = nextStart();
    await scheduler.api('PATCH', `/links/${SLUG}`, { version: 1, active: false });
    expect((await page(path)).statusCode).toBe(200);
    expect((await act(path, { action: 'move', start: to })).statusCode).toBe(200);
    await scheduler.api('DELETE', `/links/${SLUG}`);
    expect((await page(path)).statusCode).toBe(200);
    expect((await act(second, { action: 'cancel' })).statusCode).toBe(200);
    expect((await act(second, { action: 'undo' })).statusCode).toBe(200);
    await scheduler.api('POST', `/links/${SLUG}/restore`);
    const { body } = await scheduler.api('GET', '/links');
    await scheduler.api('PATCH', `/links/${SLUG}`, { version: body.links[0].version, active: true });
  });

  it('is over once it has ended', async () => {
    const { path, start } = await booked();
    scheduler.time.now = Date.parse(start) + 30 * MINUTE;
    for (const payload of [{ action: 'cancel' }, { action: 'move', start: '2026-12-18T03:15:00Z' }]) {
      const reply = await act(path, payload);
      expect([reply.statusCode, reply.json().code]).toEqual([409, 'booking_over']);
    }
    expect((await page(path)).statusCode).toBe(200);
  });

  it('is found by its signed link alone', async () => {
    const { path } = await booked();
    const last = path.at(-1) === 'A' ? 'B' : 'A';
    for (const url of [
      path.slice(0, -1) + last,
      path.slice(0, -1),
      `${path}A`,
      path.toLowerCase(),
      path.slice(0, 29),
      '/m/x',
    ]) {
      const reply = await shown(url);
      expect([url, reply.statusCode, reply.json().code]).toEqual([url, 404, 'booking_not_found']);
      expect((await page(url)).statusCode).toBe(404);
    }
  });
});
