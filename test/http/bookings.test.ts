import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Claim } from '../../server/domain/calendar.ts';
import { MINUTE } from '../../server/domain/interval.ts';
import type { Link } from '../../server/domain/link.ts';
import { generalLink, HOST, managePath, NOW, OTHER_HOST, type Scheduler, SLUG, startScheduler } from './scheduler.ts';

let scheduler: Scheduler;
beforeAll(async () => {
  scheduler = await startScheduler();
});
afterAll(() => scheduler.close());

const get = (url: string, headers = {}) => scheduler.app.inject({ url, headers });

const slots = async (slug: string, query: string) => {
  const reply = await get(`/b/${slug}/slots?${query}`);
  return { status: reply.statusCode, body: reply.json(), type: reply.headers['content-type'] };
};

const post = (slug: string, body: object, headers: object) =>
  scheduler.app.inject({ method: 'POST', url: `/b/${slug}/bookings`, payload: body, headers: { ...headers } });

const form = (slug: string, fields: Record<string, string>) =>
  scheduler.app.inject({
    method: 'POST',
    url: `/b/${slug}/bookings`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  });

const guest = { name: 'Zoë O’Brien', email: 'zoe@ferns.example', zone: 'America/St_Johns' };

/** A link of the host in a state of its own, under a slug of its own. */
const addLink = async (slug: string, change: Partial<Link>): Promise<string> => {
  await scheduler.store.links.insert(generalLink({ slug, ...change }));
  return slug;
};

const specific = (bookings: 'one' | 'each', ...starts: string[]): Link['offer'] => ({
  kind: 'specific',
  rule: {
    zone: 'Asia/Kathmandu',
    times: starts.map(start => [Date.parse(start), Date.parse(start) + 45 * MINUTE] as const),
    bufferBefore: 0,
    bufferAfter: 0,
    bookings,
  },
});

const blockTime = async (host: string, start: string, end: string): Promise<void> => {
  const calendar = await scheduler.store.calendars.find(host);
  if (!calendar) throw new Error('no calendar');
  const claim: Claim = {
    id: `block-${start}`,
    kind: 'booking',
    start: Date.parse(start),
    end: Date.parse(end),
    link: 'elsewhere',
    before: 0,
    after: 0,
  };
  const next = { ...calendar, rev: calendar.rev + 1, claims: [...calendar.claims, claim] };
  expect(await scheduler.store.calendars.replace(next, calendar.rev)).toBe(true);
};

describe('the free starts of a link', () => {
  it('lie between two dates of the guest’s zone, both included, and are named in UTC', async () => {
    // 09:00–17:00 in Kathmandu (+5:45) is 03:15–11:15Z, in St. John’s (−3:30) 23:45 of the evening before to 07:45.
    const day = await slots(SLUG, 'from=2026-11-25&to=2026-11-25&zone=America/St_Johns');
    expect(day.status).toBe(200);
    expect(Object.keys(day.body)).toEqual(['zone', 'starts']);
    expect(day.body.zone).toBe('America/St_Johns');
    expect(day.body.starts[0]).toBe('2026-11-25T03:45:00.000Z');
    expect(day.body.starts.at(-1)).toBe('2026-11-26T03:15:00.000Z');
    const evening = await slots(SLUG, 'from=2026-11-24&to=2026-11-24&zone=America/St_Johns');
    expect(evening.body.starts.at(-1)).toBe('2026-11-25T03:15:00.000Z');
    const both = await slots(SLUG, 'from=2026-11-24&to=2026-11-25&zone=America/St_Johns');
    expect(both.body.starts).toEqual([...evening.body.starts, ...day.body.starts]);
  });

  it('are told for 62 days at once and for no more', async () => {
    expect((await slots(SLUG, 'from=2026-12-01&to=2027-01-31&zone=UTC')).status).toBe(200);
    const wider = await slots(SLUG, 'from=2026-12-01&to=2027-02-01&zone=UTC');
    expect([wider.status, wider.body.code, wider.body.field]).toEqual([400, 'invalid', 'to']);
    expect(wider.type).toContain('application/problem+json');
  });

  it.each([
    ['from=2026-02-30&to=2026-03-01&zone=UTC', 'from'],
    ['from=2026-03-01&to=0000-00-00&zone=UTC', 'to'],
    ['from=2026-03-01&to=2026-02-01&zone=UTC', 'to'],
    ['from=%2B010000-01-01&to=%2B010000-01-02&zone=UTC', 'from'],
    ['from=2026-03-01&to=2026-03-02&zone=Mars/Olympus', 'zone'],
    ['from=2026-03-01&to=2026-03-02&zone=', 'zone'],
    ['from=2026-03-01&to=2026-03-02', 'zone'],
    ['to=2026-03-02&zone=UTC', 'from'],
    ['from=2026-03-01&from=2026-03-02&to=2026-03-02&zone=UTC', 'from'],
  ])('are refused for %s, naming “%s”', async (query, field) => {
    const { status, body } = await slots(SLUG, query);
    expect([status, body.code, body.field]).toEqual([400, 'invalid', field]);
    expect(body.title).toContain(field === 'zone' && query.includes('zone=') ? 'zone' : field);
  });

  it('at the end of time are none', async () => {
    const { status, body } = await slots(SLUG, 'from=9999-12-31&to=9999-12-31&zone=Pacific/Kiritimati');
    expect([status, body.starts]).toEqual([200, []]);
  });
});

describe('booking', () => {
  it('answers 201 with the meeting, and 200 with the same one to the same key and body', async () => {
    const body = { ...guest, start: '2026-11-25T03:15:00Z', answers: { altitude: '5,364 m' } };
    const first = await post(SLUG, body, { 'idempotency-key': 'a-key' });
    expect(first.statusCode).toBe(201);
    const { id, start, end, manageUrl } = first.json();
    expect([start, end]).toEqual(['2026-11-25T03:15:00.000Z', '2026-11-25T03:45:00.000Z']);
    expect(manageUrl).toMatch(new RegExp(`^http://localhost:3999/m/${id}`));
    expect(Object.keys(first.json())).toEqual(['id', 'start', 'end', 'manageUrl']);

    const again = await post(SLUG, body, { 'idempotency-key': 'a-key' });
    expect([again.statusCode, again.json()]).toEqual([200, first.json()]);
    const calendar = await scheduler.store.calendars.find(HOST);
    expect(calendar?.claims.filter(claim => claim.id === id)).toHaveLength(1);

    const other = await post(SLUG, { ...body, name: 'Someone else' }, { 'idempotency-key': 'a-key' });
    expect([other.statusCode, other.json().code]).toEqual([422, 'idempotency_mismatch']);
  });

  it('makes one meeting of two requests with one key at one time', async () => {
    const body = { ...guest, start: '2026-11-25T03:45:00Z' };
    const replies = await Promise.all([1, 2, 3].map(() => post(SLUG, body, { 'idempotency-key': 'at once' })));
    // The key has a space, which a header may carry but a key may not.
    expect(replies.map(reply => reply.json().field)).toEqual(Array(3).fill('Idempotency-Key'));
    const good = await Promise.all([1, 2, 3].map(() => post(SLUG, body, { 'idempotency-key': 'at-once' })));
    expect(good.map(reply => reply.statusCode).sort()).toEqual([200, 200, 201]);
    expect(new Set(good.map(reply => reply.json().id)).size).toBe(1);
  });

  it('needs an Idempotency-Key, and says so', async () => {
    for (const headers of [{}, { 'idempotency-key': '' }, { 'idempotency-key': 'x'.repeat(201) }]) {
      const reply = await post(SLUG, { ...guest, start: '2026-11-25T05:15:00Z' }, headers);
      expect([reply.statusCode, reply.json().field]).toEqual([400, 'Idempotency-Key']);
      expect(reply.json().title).toContain('Idempotency-Key');
    }
  });

  it('takes the key of a refused attempt again', async () => {
    const headers = { 'idempotency-key': 'second-try' };
    const taken = await post(SLUG, { ...guest, start: '2026-11-25T03:15:00Z' }, headers);
    expect([taken.statusCode, taken.json().code]).toEqual([409, 'slot_taken']);
    const free = await post(SLUG, { ...guest, start: '2026-11-25T04:15:00Z' }, headers);
    expect(free.statusCode).toBe(201);
  });

  it('refuses a start that is taken with the three nearest free ones', async () => {
    await blockTime(HOST, '2026-11-26T05:15:00Z', '2026-11-26T05:45:00Z');
    const reply = await scheduler.book('2026-11-26T05:15:00Z');
    expect([reply.statusCode, reply.json().code]).toEqual([409, 'slot_taken']);
    expect(reply.json().nearest).toEqual([
      '2026-11-26T04:45:00.000Z',
      '2026-11-26T05:45:00.000Z',
      '2026-11-26T04:15:00.000Z',
    ]);
  });

  it.each([
    ['a minute off the grid', '2026-11-26T06:16:00Z'],
    ['a second off the grid', '2026-11-26T06:15:01Z'],
    ['in the past', '2026-11-24T03:15:00Z'],
    ['before opening', '2026-11-26T02:45:00Z'],
    ['on a closed day', '2026-11-28T05:15:00Z'],
    ['past the horizon', '2027-06-01T05:15:00Z'],
    ['at the end of time', '9999-12-31T23:45:00Z'],
    ['in year nought', '0000-01-01T05:15:00Z'],
  ])('answers not_offered to a start %s', async (_, start) => {
    const reply = await scheduler.book(start);
    expect([reply.statusCode, reply.json().code, reply.json().field]).toEqual([422, 'not_offered', 'start']);
    expect(reply.json().nearest).toBeUndefined();
  });

  it('takes a start with any offset', async () => {
    const reply = await scheduler.book('2026-11-26T12:00:00+05:45');
    expect([reply.statusCode, reply.json().start]).toEqual([201, '2026-11-26T06:15:00.000Z']);
  });

  it('asks guests to wait when they post too often, in the form that they posted in', async () => {
    const strict = await startScheduler({ environment: { POSTS_PER_MINUTE: '2' } });
    try {
      const replies = [];
      for (const start of ['2026-11-26T06:15:00Z', '2026-11-26T06:45:00Z', '2026-11-26T07:15:00Z'])
        replies.push(await strict.book(start));
      expect(replies.map(reply => reply.statusCode)).toEqual([201, 201, 429]);
      expect(replies[2]?.json().code).toBe('too_many_requests');
      expect(replies[2]?.headers['content-type']).toContain('application/problem+json');
      const page = await strict.app.inject({
        method: 'POST',
        url: `/b/${SLUG}/bookings`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ ...guest, start: '2026-11-26T07:15:00Z', key: 'k' }).toString(),
      });
      expect([page.statusCode, page.headers['content-type']]).toEqual([429, 'text/html; charset=utf-8']);
      expect(page.body).toContain('Zoë O’Brien');
    } finally {
      await strict.close();
    }
  });
});

describe('links that can’t be booked', () => {
  const outcome = async (slug: string) => {
    const page = await get(`/b/${slug}`);
    const list = await slots(slug, 'from=2026-11-25&to=2026-11-27&zone=UTC');
    const attempt = await post(slug, { ...guest, start: '2026-11-27T05:15:00Z' }, { 'idempotency-key': `k-${slug}` });
    return {
      page: page.statusCode,
      html: page.body,
      slots: list.body.code ?? list.body.starts,
      slotsStatus: list.status,
      post: attempt.statusCode,
      code: attempt.json().code,
    };
  };

  it('are unknown: 404', async () => {
    expect(await outcome('nobodyhere12')).toMatchObject({
      page: 404,
      slots: 'link_not_found',
      slotsStatus: 404,
      post: 404,
      code: 'link_not_found',
    });
  });

  it('are trashed: 410', async () => {
    const slug = await addLink('TrashedTrash', { deletedAt: NOW });
    const gone = { page: 410, slots: 'link_gone', slotsStatus: 410, post: 410, code: 'link_gone' };
    expect(await outcome(slug)).toMatchObject(gone);
  });

  it('are switched off: their page is 200 and says so, they have no slots, and booking is 409', async () => {
    const slug = await addLink('SwitchedOff1', {});
    const found = await outcome(slug);
    expect(found).toMatchObject({ page: 200, slots: [], slotsStatus: 200, post: 409, code: 'link_inactive' });
    expect(found.html).toContain('Sunita Gurung');
    const oneOff = await addLink('SwitchedOff2', { offer: specific('each', '2026-11-27T05:15:00Z'), active: false });
    expect(await outcome(oneOff)).toMatchObject({ page: 200, slots: [], post: 409, code: 'link_inactive' });
  });

  it('are a one-off that is booked: their page is 200 and says so, they have no slots, and booking is 409', async () => {
    const offer = specific('one', '2026-11-27T08:15:00Z', '2026-11-27T09:15:00Z');
    const slug = await addLink('BookedOneOff', { offer });
    const first = await scheduler.book('2026-11-27T08:15:00Z', {}, slug);
    expect([first.statusCode, first.json().end]).toEqual([201, '2026-11-27T09:00:00.000Z']);
    const closed = { page: 200, slots: [], slotsStatus: 200, post: 409, code: 'link_closed' };
    expect(await outcome(slug)).toMatchObject(closed);
    await scheduler.app.inject({ method: 'POST', url: managePath(first), payload: { action: 'cancel' } });
    const list = await slots(slug, 'from=2026-11-27&to=2026-11-27&zone=UTC');
    expect(list.body.starts).toEqual(['2026-11-27T08:15:00.000Z', '2026-11-27T09:15:00.000Z']);
    expect(list.body.ends).toEqual(['2026-11-27T09:00:00.000Z', '2026-11-27T10:00:00.000Z']);
  });

  it('have a host whose calendar isn’t known: 503, naming the host on the page', async () => {
    const slug = await addLink('UnknownBusy1', { host: OTHER_HOST });
    const calendar = await scheduler.store.calendars.find(OTHER_HOST);
    if (!calendar) throw new Error('no calendar');
    const next = { ...calendar, rev: calendar.rev + 1, syncedAt: NOW - 27 * 60 * MINUTE };
    await scheduler.store.calendars.replace(
      { ...next, activeGeneral: [...calendar.activeGeneral, slug] },
      calendar.rev,
    );
    const found = await outcome(slug);
    const unknown = { page: 503, slots: 'crm_unknown', slotsStatus: 503, post: 503, code: 'crm_unknown' };
    expect(found).toMatchObject(unknown);
    expect(found.html).toContain('Sunita Gurung');
  });

  it('had a host who was erased: 410, also where the meeting is managed', async () => {
    const other = await startScheduler();
    try {
      const booked = await other.book('2026-11-25T03:15:00Z');
      await other.product.delivery.drained();
      for (const user of [7, 8])
        expect((await other.api('POST', '/disconnect', undefined, other.token(user))).status).toBe(204);
      const page = await other.app.inject({ url: `/b/${SLUG}` });
      const list = await other.app.inject({ url: `/b/${SLUG}/slots?from=2026-11-25&to=2026-11-25&zone=UTC` });
      const manage = await other.app.inject({ url: managePath(booked) });
      const cancel = await other.app.inject({ method: 'POST', url: managePath(booked), payload: { action: 'cancel' } });
      expect([page, list, manage, cancel].map(reply => reply.statusCode)).toEqual([410, 410, 410, 410]);
      expect(cancel.json().code).toBe('meeting_kept');
      expect(manage.body).toContain('This meeting can no longer be changed here');
      expect(other.dump()).not.toMatch(/zoe|O’Brien|sunita|42:7|himal/i);
    } finally {
      await other.close();
    }
  });
});

describe('the form without script', () => {
  it('is answered 303 to the meeting’s page', async () => {
    const fields = { ...guest, start: '2026-11-30T03:15:00Z', key: 'form-1', 'answer.season': 'spring' };
    const reply = await form(SLUG, { ...fields, colleagues: 'a@ferns.example, b@ferns.example' });
    expect(reply.statusCode).toBe(303);
    expect(reply.headers.location).toMatch(/^\/m\/[0-9A-Za-z_-]+\?booked=1$/);
    const page = await get(String(reply.headers.location));
    expect([page.statusCode, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    // Sent again, as by the browser’s reload button.
    expect((await form(SLUG, { ...fields, colleagues: 'a@ferns.example, b@ferns.example' })).headers.location).toBe(
      reply.headers.location,
    );
    const [booking] = await scheduler.store.bookings.ofHost(
      HOST,
      Date.parse('2026-11-30T03:15:00Z'),
      Date.parse('2026-11-30T03:16:00Z'),
    );
    expect(booking?.colleagues).toEqual(['a@ferns.example', 'b@ferns.example']);
    expect(booking?.answers).toEqual([{ question: 'season', label: 'Which season?', value: 'spring' }]);
  });

  it('keeps what was typed, as text, when it is refused', async () => {
    const nasty = '"><script>alert(1)</script>';
    const fields = {
      ...guest,
      start: '2026-11-30T03:45:00Z',
      key: 'form-2',
      name: nasty,
      notes: '</textarea><b>notes',
    };
    const invalid = await form(SLUG, { ...fields, email: 'not an address', 'answer.altitude': '<i>high' });
    expect([invalid.statusCode, invalid.headers['content-type']]).toEqual([400, 'text/html; charset=utf-8']);
    expect(invalid.body).not.toContain('<script>alert');
    expect(invalid.body).not.toContain('</textarea><b>');
    expect(invalid.body).not.toContain('<i>high');
    expect(invalid.body).toContain('&lt;script>alert(1)');
    expect(invalid.body).toContain('not an address');
    expect(invalid.body).toMatch(/name="key"/);

    const taken = await form(SLUG, { ...fields, start: '2026-11-30T03:15:00Z' });
    expect(taken.statusCode).toBe(409);
    expect(taken.body).toContain('2026-11-30T03:45:00.000Z');
  });

  it('is answered with a page whatever is wrong with it', async () => {
    const pages = [
      await form('nobodyhere12', { ...guest, start: '2026-11-30T03:45:00Z', key: 'k' }),
      await form(SLUG, { ...guest, key: 'k' }),
      await form(SLUG, { ...guest, start: '2026-11-30T03:45:00Z' }),
      await form(SLUG, { name: 'x'.repeat(70_000) }),
      await form(SLUG, { ...guest, start: '2026-11-29T03:45:00Z', key: 'k2' }),
    ];
    expect(pages.map(page => page.statusCode)).toEqual([404, 400, 400, 400, 422]);
    for (const page of pages) expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
  });
});

describe('the booking page', () => {
  it('opens on the first free start, in the host’s zone until the guest’s is known', async () => {
    const page = await get(`/b/${SLUG}`);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('Trek planning');
    expect(page.body).toContain('2026-11-24T09:15:00.000Z');
  });

  it.each([
    'month=9999-12-01',
    'month=9999-12-01&zone=Pacific/Kiritimati',
    'date=9999-12-31',
    'start=9999-12-31T23:59:59Z&zone=Pacific/Kiritimati',
    'start=9999-12-31T23:59:59-23:59',
    'start=0000-01-01T00:00:00%2B23:59',
    'month=0000-01-01',
    'month=2026-02-30&date=nope&start=nope&zone=Mars/Olympus&lang=xx',
    'zone=%00&start=%FF',
  ])('takes %s for a visit like any other', async query => {
    const page = await get(`/b/${SLUG}?${query}`);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('Trek planning');
  });

  it('copes with rules at the end of time', async () => {
    const rule = { ...generalLink().offer.rule, activeFrom: '9999-12-31', activeTo: '9999-12-31', horizonDays: null };
    const offer = { kind: 'general', rule } as Link['offer'];
    const slug = await addLink('EndOfTime123', { offer });
    const calendar = await scheduler.store.calendars.find(HOST);
    if (!calendar) throw new Error('no calendar');
    const activeGeneral = [...calendar.activeGeneral, slug];
    await scheduler.store.calendars.replace({ ...calendar, rev: calendar.rev + 1, activeGeneral }, calendar.rev);
    for (const zone of ['Pacific/Kiritimati', 'Etc/GMT+12']) {
      expect((await get(`/b/${slug}?zone=${encodeURIComponent(zone)}`)).statusCode).toBe(200);
    }
  });
});
