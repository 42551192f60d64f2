import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../server/domain/interval.ts';
import type { Link } from '../../server/domain/link.ts';
import { generalLink, HOST, NOW, type Scheduler, SLUG, startScheduler } from './scheduler.ts';

let scheduler: Scheduler;
beforeAll(async () => {
  scheduler = await startScheduler();
});
afterAll(() => scheduler.close());

const INVITATION = '7kPzQ3vRw9sTx2uYb5nC4d';
const DAY = '2026-11-25';
const at = (clock: string): string => `${DAY}T${clock}:00.000Z`;

let visitors = 0;
/** Guests whom nobody has seen before come from addresses of their own. */
const newAddress = (): string => `192.0.2.${++visitors}`;

const post = (url: string, payload: object | string, headers: object = {}, remoteAddress = newAddress()) =>
  scheduler.app.inject({ method: 'POST', url, payload, headers: { ...headers }, remoteAddress });

const hold = async (start: string, own?: string, door = `/b/${SLUG}`, address?: string) => {
  const reply = await post(`${door}/hold`, { start, ...(own !== undefined && { hold: own }) }, {}, address);
  return { status: reply.statusCode, body: reply.json() };
};
const held = async (start: string, own?: string, door?: string): Promise<string> => {
  const { status, body } = await hold(start, own, door);
  expect([status, body.code]).toEqual([200, undefined]);
  return body.hold;
};
const release = (own: string, door = `/b/${SLUG}`) => post(`${door}/hold/release`, { hold: own });

const slots = async (own?: string, slug = SLUG): Promise<string[]> => {
  const query = `from=${DAY}&to=${DAY}&zone=Asia/Kathmandu${own === undefined ? '' : `&hold=${own}`}`;
  const reply = await scheduler.app.inject({ url: `/b/${slug}/slots?${query}` });
  expect([reply.statusCode, reply.headers['cache-control']]).toEqual([200, 'no-store']);
  return reply.json().starts;
};

const claims = async () => (await scheduler.store.calendars.find(HOST))?.claims ?? [];

/** Every hold is over, and what was booked is cancelled by nobody: tests take times of their own. */
const later = (minutes: number): void => {
  scheduler.time.now += minutes * MINUTE;
};

const addLink = async (slug: string, change: Partial<Link>): Promise<string> => {
  await scheduler.store.links.insert(generalLink({ slug, ...change }));
  const calendar = await scheduler.store.calendars.find(HOST);
  if (!calendar) throw new Error('no calendar');
  const activeGeneral = [...calendar.activeGeneral, slug];
  await scheduler.store.calendars.replace({ ...calendar, activeGeneral, rev: calendar.rev + 1 }, calendar.rev);
  return slug;
};

describe('a hold', () => {
  it('takes a start from everybody but the guest who has it, for ten minutes', async () => {
    const first = await post(`/b/${SLUG}/hold`, { start: at('03:15') });
    expect([first.statusCode, first.headers['cache-control']]).toEqual([200, 'no-store']);
    const { hold: id, until, latest } = first.json();
    expect(Object.keys(first.json())).toEqual(['hold', 'until', 'latest']);
    expect(id).toMatch(/^[1-9A-HJ-NP-Za-km-z]{22}$/);
    expect([until, latest]).toEqual([NOW + 10 * MINUTE, NOW + 30 * MINUTE].map(when => new Date(when).toISOString()));

    expect(await slots()).not.toContain(at('03:15'));
    expect(await slots('an-id-of-nobody')).not.toContain(at('03:15'));
    expect(await slots(id)).toContain(at('03:15'));
    const other = await hold(at('03:15'));
    expect([other.status, other.body.code, other.body.nearest]).toEqual([
      409,
      'slot_taken',
      [at('03:45'), at('04:15'), at('04:45')],
    ]);
    const booked = await scheduler.book(at('03:15'));
    expect([booked.statusCode, booked.json().code, booked.json().nearest.length]).toEqual([409, 'slot_taken', 3]);

    later(10);
    expect(await slots()).toContain(at('03:15'));
  });

  it('is renewed by its guest, and never past thirty minutes after it was made', async () => {
    const began = scheduler.time.now;
    const id = await held(at('03:45'));
    for (const [minutes, until] of [
      [9, 19],
      [9, 28],
      [9, 30],
    ] as const) {
      later(minutes);
      const { body } = await hold(at('03:45'), id);
      expect(body).toEqual({
        hold: id,
        until: new Date(began + until * MINUTE).toISOString(),
        latest: new Date(began + 30 * MINUTE).toISOString(),
      });
    }
    later(3);
    expect(await slots()).toContain(at('03:45'));
    // Over, it begins anew.
    const again = await hold(at('03:45'), id);
    const latest = new Date(scheduler.time.now + 30 * MINUTE).toISOString();
    expect(again.body).toMatchObject({ hold: id, latest });
    expect((await release(id)).statusCode).toBe(204);
  });

  it('has the id that its page chose, so that one whose answer was lost is the guest’s all the same', async () => {
    const lost = '7kPzQ3vRw9sTx2uYb5nC4e';
    await hold(at('08:45'), lost);
    expect(await slots(lost)).toContain(at('08:45'));
    expect(await slots()).not.toContain(at('08:45'));
    expect(await held(at('08:45'), lost)).toBe(lost);
    expect((await claims()).filter(({ id }) => id === lost)).toHaveLength(1);
    await release(lost);
    expect(await slots()).toContain(at('08:45'));

    const longest = 'z'.repeat(40);
    expect(await held(at('08:45'), longest)).toBe(longest);
    await release(longest);
    // What could be guessed, or be a booking’s, is no such id.
    for (const unfit of ['an-id-of-nobody', '7kPzQ3vRw9sTx2uYb5nC4', '01M86CH3M0Y7TE3QW0XJG7QXK0', '0'.repeat(22)]) {
      const given = await held(at('08:45'), unfit);
      expect(given).toMatch(/^[1-9A-HJ-NP-Za-km-z]{22}$/);
      await release(given);
    }
  });

  it('moves to another start in one step, made anew, and stays where it is if that is taken', async () => {
    const id = await held(at('04:15'));
    later(5);
    const moved = await hold(at('05:15'), id);
    expect([moved.body.hold, moved.body.latest]).toEqual([
      id,
      new Date(scheduler.time.now + 30 * MINUTE).toISOString(),
    ]);
    expect(await slots()).toEqual(expect.arrayContaining([at('04:15')]));
    expect(await slots()).not.toContain(at('05:15'));
    const other = await held(at('06:15'));
    const refused = await hold(at('06:15'), id);
    // Its own time is as near as the one after.
    expect([refused.status, refused.body.nearest]).toEqual([409, [at('05:45'), at('06:45'), at('05:15')]]);
    expect(await slots()).not.toContain(at('05:15'));
    for (const own of [id, other]) await release(own);
  });

  it('is given back at once, as often as it is said, also in the text that a closing page sends', async () => {
    for (const type of ['application/json', 'text/plain;charset=UTF-8']) {
      const id = await held(at('05:15'));
      expect(await slots()).not.toContain(at('05:15'));
      for (let time = 0; time < 2; time += 1) {
        const reply = await post(`/b/${SLUG}/hold/release`, JSON.stringify({ hold: id }), { 'content-type': type });
        expect([type, reply.statusCode, reply.body]).toEqual([type, 204, '']);
      }
      expect(await slots()).toContain(at('05:15'));
    }
    expect((await release('an-id-of-nobody')).statusCode).toBe(204);
    const nowhere = await release('an-id-of-nobody', '/b/zzzzzzzzzzzz');
    expect([nowhere.statusCode, nowhere.json().code]).toEqual([404, 'link_not_found']);
  });

  it('is given back by nobody but its guest, and by no id of a booking', async () => {
    const booked = await scheduler.book(at('09:15'));
    const id = await held(at('09:45'));
    const before = await claims();
    await release(booked.json().id);
    await release(`${id.slice(0, 21)}${id.endsWith('1') ? '2' : '1'}`);
    expect(await claims()).toEqual(before);
    await release(id);
  });

  it('becomes the booking, in the step that claims', async () => {
    const id = await held(at('07:15'));
    later(9);
    const booked = await scheduler.book(at('07:15'), { hold: id });
    expect(booked.statusCode).toBe(201);
    const there = (await claims()).filter(({ start }) => start === Date.parse(at('07:15')));
    expect(there.map(claim => [claim.kind, claim.id])).toEqual([['booking', booked.json().id]]);
    // What is over or gone takes nothing from a booking.
    expect((await scheduler.book(at('07:45'), { hold: id })).statusCode).toBe(201);
  });

  it('goes with a booking of another start too, and hides none of its own neighbours from a guest who came late', async () => {
    const id = await held(at('10:15'));
    await scheduler.book(at('10:45'));
    const late = await scheduler.book(at('10:45'), { hold: id });
    expect([late.statusCode, late.json().nearest[0]]).toEqual([409, at('10:15')]);
    expect((await scheduler.book(at('09:45'), { hold: id })).statusCode).toBe(201);
    expect(await slots()).toContain(at('10:15'));
  });

  it('is of the personal link and of the link behind it alike, and of no other link', async () => {
    await scheduler.store.invitations.put({
      id: INVITATION,
      host: HOST,
      link: SLUG,
      person: null,
      deal: null,
      organization: null,
      guest: null,
      language: null,
      madeAt: NOW,
    });
    const other = await addLink('6hYsBZoZdV4e', {});
    const id = await held(at('08:15'), undefined, `/i/${INVITATION}`);
    expect(await slots(id)).toContain(at('08:15'));
    expect(await slots(id, other)).not.toContain(at('08:15'));
    const foreign = await hold(at('08:15'), id, `/b/${other}`);
    expect([foreign.status, foreign.body.code]).toEqual([409, 'slot_taken']);
    expect((await scheduler.book(at('08:15'), { hold: id }, other)).statusCode).toBe(409);
    // Nor do two links’ holds have one id.
    const elsewhere = await held(at('06:15'), id, `/b/${other}`);
    expect(elsewhere).not.toBe(id);
    await release(elsewhere, `/b/${other}`);
    await release(id, `/b/${other}`);
    expect(await slots()).not.toContain(at('08:15'));
    expect((await release(id, `/i/${INVITATION}`)).statusCode).toBe(204);
    expect(await slots()).toContain(at('08:15'));
  });
});

describe('what may be held', () => {
  it('is five starts of one host from one address, whichever the link', async () => {
    const second = await addLink('7jZtCaPaeW5f', {});
    const address = '2001:db8:7::1';
    const ids: string[] = [];
    for (const clock of ['03:15', '03:45', '04:15', '04:45', '05:15']) {
      const { body } = await hold(at(clock), undefined, ids.length % 2 ? `/b/${second}` : `/b/${SLUG}`, address);
      ids.push(body.hold);
    }
    // The same connection under another of its addresses.
    const sixth = await hold(at('05:45'), undefined, `/b/${SLUG}`, '2001:db8:7::2');
    expect([sixth.status, sixth.body.code]).toEqual([429, 'too_many_requests']);
    expect((await hold(at('05:45'), ids[0], `/b/${SLUG}`, address)).status).toBe(200);
    expect((await hold(at('03:15'), undefined, `/b/${SLUG}`, '2001:db8:8::1')).status).toBe(200);
    later(10);
    expect((await hold(at('04:15'), undefined, `/b/${SLUG}`, address)).status).toBe(200);
    expect(scheduler.dump([])).not.toMatch(/2001:db8|192\.0\.2\./);
    expect(scheduler.lines.join('')).not.toMatch(/2001:db8:7|192\.0\.2\./);
    for (const id of ids) expect(scheduler.lines.join('')).not.toContain(id);
    later(10);
  });

  it('is what the link offers, told as for a booking', async () => {
    const refusals = [];
    for (const start of [at('03:20'), '2026-11-24T08:45:00Z', '2027-06-01T03:15:00Z']) {
      const { status, body } = await hold(start);
      refusals.push([status, body.code, body.field]);
    }
    expect(refusals).toEqual(Array(3).fill([422, 'not_offered', 'start']));
    await scheduler.store.links.insert(generalLink({ slug: '8kAuDbQbfX6g' }));
    expect((await hold(at('03:15'), undefined, '/b/8kAuDbQbfX6g')).body.code).toBe('link_inactive');
    await scheduler.store.links.insert(generalLink({ slug: '9mBvEcRcgY7h', deletedAt: NOW }));
    expect((await hold(at('03:15'), undefined, '/b/9mBvEcRcgY7h')).body.code).toBe('link_gone');
    expect((await hold(at('03:15'), undefined, `/i/${'1'.repeat(22)}`)).body.code).toBe('link_not_found');
    const { now } = scheduler.time;
    scheduler.time.now = now + 27 * HOUR;
    const unknown = await hold('2026-11-26T09:15:00Z');
    expect([unknown.status, unknown.body.code]).toEqual([503, 'crm_unknown']);
    scheduler.time.now = now;
  });

  it('is nothing in a preview', async () => {
    const reply = await post(`/b/${SLUG}/hold?preview=whatever`, { start: at('03:15') });
    expect([reply.statusCode, reply.json().code]).toEqual([409, 'preview']);
  });

  it('is nothing to what another site’s page can send unasked', async () => {
    const before = await claims();
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=a']) {
      const payload = type.includes('urlencoded') ? `start=${at('03:15')}` : JSON.stringify({ start: at('03:15') });
      const reply = await post(`/b/${SLUG}/hold`, payload, { 'content-type': type });
      expect([type, reply.statusCode, reply.json().field]).toEqual([type, 400, 'Content-Type']);
    }
    for (const url of [`/b/${SLUG}`, `/b/${SLUG}?start=${at('03:15')}`, `/b/${SLUG}/hold`])
      await scheduler.app.inject({ url });
    expect(await claims()).toEqual(before);
  });

  it('is told in a kilobyte', async () => {
    const reply = await post(`/b/${SLUG}/hold`, { start: at('03:15'), junk: 'x'.repeat(1024) });
    expect([reply.statusCode, reply.json().field]).toEqual([400, 'body']);
    const text = await post(`/b/${SLUG}/hold/release`, `{"hold":"${'x'.repeat(1024)}"}`, {
      'content-type': 'text/plain',
    });
    expect([text.statusCode, text.json().field]).toEqual([400, 'body']);
  });
});

describe('holds that are renewed over and over', () => {
  it('are counted, and apart from bookings: nobody behind the same address is kept from booking', async () => {
    const few = await startScheduler({ environment: { POSTS_PER_MINUTE: '3' } });
    try {
      const statuses = [];
      let own: string | undefined;
      for (let time = 0; time < 3; time += 1) {
        const payload = { start: at('03:15'), ...(own !== undefined && { hold: own }) };
        const reply = await few.app.inject({ method: 'POST', url: `/b/${SLUG}/hold`, payload });
        statuses.push(reply.statusCode);
        own = reply.json().hold;
      }
      const url = `/b/${SLUG}/hold/release`;
      const over = await few.app.inject({ method: 'POST', url, payload: { hold: own } });
      statuses.push(over.statusCode, (await few.book(at('04:15'))).statusCode);
      expect(statuses).toEqual([200, 200, 200, 429, 201]);
      expect(Number(over.headers['retry-after'])).toBeGreaterThan(0);
    } finally {
      await few.close();
    }
  });
});
