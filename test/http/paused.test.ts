import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOST, managePath, type Scheduler, SLUG, startScheduler } from './scheduler.ts';

const START = '2026-11-25T03:15:00.000Z';
const RENEW = 'The host has to renew the connection to their calendar';

let at: Scheduler;
beforeEach(async () => {
  at = await startScheduler();
});
afterEach(() => at.close());

const page = (url: string, language = 'en') => at.app.inject({ url, headers: { 'accept-language': language } });

describe.each(['authorisation_lost', 'scope_missing'] as const)('a host who is paused because of %s', pausedBecause => {
  const pause = () => at.store.hosts.update(HOST, { status: 'paused', pausedBecause });

  it('has a page that says so, in the guest’s language, until the connection is renewed', async () => {
    await pause();
    const { statusCode, body } = await page(`/b/${SLUG}`);
    expect(statusCode).toBe(503);
    expect(body).toContain(RENEW);
    expect(body).not.toContain('in a few minutes');
    expect(body).toContain('Sunita Gurung');
    expect((await page(`/b/${SLUG}`, 'de')).body).toContain('Die Buchung ist unterbrochen');
    await at.store.hosts.update(HOST, { status: 'active', pausedBecause: null });
    expect((await page(`/b/${SLUG}`)).statusCode).toBe(200);
  });

  it('has no times for programs, by the code that says they aren’t known', async () => {
    await pause();
    const list = await page(`/b/${SLUG}/slots?from=2026-11-25&to=2026-11-25&zone=UTC`);
    const post = await at.book(START);
    for (const reply of [list, post]) {
      expect(reply.statusCode).toBe(503);
      expect(reply.json()).toMatchObject({ code: 'crm_unknown', why: 'paused' });
    }
  });

  it('is no host to book by a plain form, which is told so', async () => {
    await pause();
    const form = { start: START, name: 'Zoë', email: 'zoe@ferns.example', zone: 'UTC', key: 'form-1' };
    const { statusCode, body } = await at.app.inject({
      method: 'POST',
      url: `/b/${SLUG}/bookings`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(form).toString(),
    });
    expect([statusCode, body.includes(RENEW)]).toEqual([503, true]);
    expect(await at.store.bookings.liveOfLink(SLUG)).toEqual([]);
  });

  it('still has meetings, which their guests see and can cancel, but not move', async () => {
    const manage = managePath(await at.book(START));
    await pause();
    expect((await page(manage)).statusCode).toBe(200);
    const act = (payload: object) => at.app.inject({ method: 'POST', url: manage, payload });
    const moved = await act({ action: 'move', start: '2026-11-25T04:15:00Z' });
    expect([moved.statusCode, moved.json().code]).toEqual([503, 'crm_unknown']);
    expect((await act({ action: 'cancel' })).statusCode).toBe(200);
  });
});
