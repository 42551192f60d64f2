import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../server/domain/interval.ts';
import { managePath, NOW, type Scheduler, startScheduler } from './scheduler.ts';

let scheduler: Scheduler;
beforeAll(async () => {
  scheduler = await startScheduler();
});
afterAll(() => scheduler.close());
beforeEach(() => {
  scheduler.time.now = NOW;
});

/** A working day of its own for each test: half past nine in Kathmandu. */
let days = 0;
const booked = async (words: object = {}) => {
  const day = Math.floor(days / 5) * 7 + (days % 5);
  days += 1;
  const reply = await scheduler.book(new Date(Date.parse('2026-11-30T03:45:00Z') + day * DAY).toISOString(), words);
  expect(reply.statusCode).toBe(201);
  await scheduler.product.delivery.drained();
  return { id: String(reply.json().id), manage: managePath(reply), path: `${managePath(reply)}/reminders` };
};

const stored = async (id: string) => {
  const booking = await scheduler.store.bookings.find(id);
  return { declined: booking?.remindersDeclined ?? false, ahead: booking?.reminders?.map(({ ahead }) => ahead) };
};
const get = (url: string) => scheduler.app.inject({ url });
const post = (url: string, payload: string | Buffer, type = 'application/x-www-form-urlencoded') =>
  scheduler.app.inject({ method: 'POST', url, payload, headers: { 'content-type': type } });

const ON = { declined: false, ahead: ['day', 'hour'] };
const OFF = { declined: true, ahead: [] };

describe('the page where reminders end', () => {
  it('has one button and, looked at by whomever, changes nothing', async () => {
    const { path, id } = await booked();
    const before = scheduler.dump();
    const page = await get(path);
    expect([page.statusCode, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    expect(page.body.match(/<button/g)).toHaveLength(1);
    expect(page.body).toContain(`<form method="post" action="${path}">`);
    expect(page.body).toContain('Trek planning');
    await scheduler.app.inject({ method: 'HEAD', url: path });
    await get(`${path}?action=decline&List-Unsubscribe=One-Click`);
    expect(scheduler.dump()).toBe(before);
    expect(await stored(id)).toEqual(ON);
  });

  it('ends them by its form, says so, and leads back', async () => {
    const { path, id, manage } = await booked();
    const declined = await post(path, 'action=decline');
    expect([declined.statusCode, declined.headers.location]).toEqual([303, path]);
    expect(await stored(id)).toEqual(OFF);
    const page = (await get(path)).body;
    expect(page).toContain('<h1>No more reminders</h1>');
    expect(page).toContain('<input type="hidden" name="action" value="wanted"/>');
    expect(page).toContain(`href="${manage}"`);
    expect((await post(path, 'action=wanted')).statusCode).toBe(303);
    expect(await stored(id)).toEqual(ON);
    expect((await get(path)).body).toContain('value="decline"');
  });

  it.each([
    ['as a form', 'List-Unsubscribe=One-Click', 'application/x-www-form-urlencoded'],
    [
      'in parts',
      '--b0\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b0--\r\n',
      'multipart/form-data; boundary=b0',
    ],
  ])(
    'ends them by a mail program’s one click, sent %s, without sending it elsewhere, and again without fault',
    async (_, body, type) => {
      const { path, id } = await booked();
      for (const click of ['first', 'again']) {
        const reply = await post(path, body, type);
        expect([reply.statusCode, reply.headers.location], click).toEqual([200, undefined]);
        expect(reply.body).toContain('No more reminders');
        expect(await stored(id)).toEqual(OFF);
      }
    },
  );

  it('sends none after that, and those to come when they are wanted again', async () => {
    const { path, id } = await booked();
    const start = (await scheduler.store.bookings.find(id))?.start ?? 0;
    const reminded = async (now: number) => {
      scheduler.time.now = now;
      await scheduler.product.delivery.sweep(200);
      await scheduler.product.delivery.drained();
      return scheduler.mails
        .filter(({ kind, meeting }) => kind === 'reminder' && meeting.id === id)
        .map(({ messageId, urls }) => [messageId, urls.reminders]);
    };
    await post(path, 'List-Unsubscribe=One-Click');
    expect(await reminded(start - DAY + MINUTE)).toEqual([]);
    await post(path, 'action=wanted');
    expect(await reminded(start - DAY + 2 * MINUTE)).toEqual([]);
    expect(await reminded(start - HOUR)).toEqual([[`${id}.0.reminder.hour.guest`, `http://localhost:3999${path}`]]);
    expect(scheduler.mails.filter(({ kind }) => kind !== 'reminder').every(({ urls }) => urls.reminders === null)).toBe(
      true,
    );
  });

  it('offers nothing of a meeting that is cancelled or over, and takes a late click all the same', async () => {
    const cancelled = await booked({ language: 'pl' });
    await scheduler.app.inject({ method: 'POST', url: cancelled.manage, payload: { action: 'cancel' } });
    const page = (await get(cancelled.path)).body;
    expect(page).toContain('lang="pl"');
    expect(page).not.toContain('<button');
    expect((await post(cancelled.path, 'List-Unsubscribe=One-Click')).statusCode).toBe(200);
    const over = await booked();
    scheduler.time.now = NOW + 60 * DAY;
    expect((await get(over.path)).body).toContain('This meeting is over');
    expect((await post(over.path, 'List-Unsubscribe=One-Click')).statusCode).toBe(200);
  });

  it.each([
    ['nothing', '', 'application/x-www-form-urlencoded'],
    ['another action', 'action=cancel', 'application/x-www-form-urlencoded'],
    ['two actions', 'action=decline&action=wanted', 'application/x-www-form-urlencoded'],
    ['another click', 'List-Unsubscribe=Two-Clicks', 'application/x-www-form-urlencoded'],
    ['parts without end', '--b0\r\nContent-Dis', 'multipart/form-data; boundary=b0'],
    ['parts without a boundary', 'x', 'multipart/form-data'],
    ['a picture', 'x', 'image/png'],
    ['JSON that isn’t', '{', 'application/json'],
  ])('refuses %s with a page that says so', async (_, body, type) => {
    const { path, id } = await booked();
    const reply = await post(path, body, type);
    expect([reply.statusCode, reply.headers['content-type']]).toEqual([400, 'text/html; charset=utf-8']);
    expect(await stored(id)).toEqual(ON);
  });

  it('knows nobody by a token that isn’t ours', async () => {
    const { path } = await booked();
    const forged = path.replace(/.(?=\/reminders)/, last => (last === 'A' ? 'B' : 'A'));
    expect((await get(forged)).statusCode).toBe(404);
    expect((await post(forged, 'List-Unsubscribe=One-Click')).statusCode).toBe(404);
  });
});
