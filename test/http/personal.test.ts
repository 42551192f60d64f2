import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY } from '../../server/domain/interval.ts';
import {
  DEAL,
  generalLink,
  given,
  HOST,
  managePath,
  NOW,
  PERSON,
  type Scheduler,
  SLUG,
  startScheduler,
} from './scheduler.ts';

const EMAIL = 'ida@fjord.example';
const START = '2026-11-25T03:15:00.000Z';

let at: Scheduler;
beforeEach(async () => {
  at = await startScheduler();
});
afterEach(() => at.close());

const make = (body: object) => at.api('POST', `/links/${SLUG}/personal`, body);
const pathTo = async (body: object = { deal: DEAL.id }): Promise<string> =>
  new URL((await make(body)).body.url).pathname;
const page = (url: string, headers: object = {}) => at.app.inject({ url, headers: { ...headers } });
let keys = 0;
const bookAt = (path: string, change: object = {}) =>
  at.app.inject({
    method: 'POST',
    url: `${path}/bookings`,
    headers: { 'idempotency-key': `personal-${++keys}` },
    payload: { start: START, zone: 'Europe/Oslo', ...change },
  });
const booked = async (path: string, change: object = {}) => {
  const reply = await bookAt(path, change);
  expect(reply.statusCode).toBe(201);
  return { reply, booking: await at.store.bookings.find(reply.json().id) };
};

describe('a personal link', () => {
  it('tells its host whom it is for, and its address tells nobody', async () => {
    const { status, body } = await make({ deal: DEAL.id });
    expect(status).toBe(200);
    expect(body).toEqual({ url: expect.any(String), name: PERSON.name, hasEmail: true, title: DEAL.title });
    expect(body.url).toMatch(/^http:\/\/localhost:3999\/i\/[1-9A-HJ-NP-Za-km-z]{22}$/);
  });

  it('is the same of the same, at once and later, and another of anything else', async () => {
    const both = await Promise.all([make({ deal: DEAL.id }), make({ deal: DEAL.id, language: null })]);
    const others = await Promise.all(
      [{ person: 5 }, { deal: 11, language: 'pl' }, { person: 5, organization: 9 }, { organization: 9 }].map(make),
    );
    const urls = [...both, ...others].map(({ body }) => body.url);
    expect(new Set(urls).size).toBe(5);
    expect(urls[1]).toBe(urls[0]);
    expect(await at.store.invitations.idsOfHost(HOST)).toHaveLength(5);
    at.time.now = NOW + DAY;
    const again = await make({ deal: DEAL.id });
    expect(again.body.url).toBe(urls[0]);
    const id = again.body.url.split('/i/')[1];
    expect((await at.store.invitations.find(id))?.madeAt).toBe(NOW + DAY);
  });

  it.each([
    ['deal', { deal: 12, person: 5 }],
    ['person', { deal: 11, person: 6 }],
    ['organization', { deal: 11, organization: 8 }],
    ['deal', { language: 'pl' }],
    ['language', { deal: 11, language: 'tlh' }],
  ])('is refused by the name of the %s that the host can’t see or that isn’t one', async (field, body) => {
    const { status, body: refused } = await make(body);
    expect([status, refused.code, refused.field]).toEqual([400, 'invalid', field]);
    expect(await at.store.invitations.idsOfHost(HOST)).toEqual([]);
    const inTimes = await at.api('POST', `/links/${SLUG}/time-urls`, { starts: [START], personal: body });
    expect([inTimes.status, inTimes.body.field]).toEqual([400, `personal.${field}`]);
  });

  it('is of a link that is switched off too, and of none in the trash', async () => {
    const calendar = await at.store.calendars.find(HOST);
    if (calendar) await at.store.calendars.replace({ ...calendar, activeGeneral: [], rev: 2 }, 1);
    const path = await pathTo();
    expect((await page(path)).body).toContain('This booking link is switched off');
    await at.api('DELETE', `/links/${SLUG}`);
    expect((await make({ deal: DEAL.id })).status).toBe(404);
    expect((await page(path)).statusCode).toBe(410);
  });
});

it('made by an instance that ended while the host was being erased is dropped by the next look at what was left', async () => {
  const [, id = ''] = (await pathTo()).split('/i/');
  const kept = await at.store.invitations.find(id);
  if (!kept) throw new Error('no personal link');
  const stray = { ...kept, id: 's'.repeat(22), host: '42:99' };
  await at.store.invitations.put(stray);
  await at.product.eraseLeftOvers();
  expect(await at.store.invitations.find(stray.id)).toBeNull();
  expect(await at.store.invitations.find(id)).toEqual(kept);
});

describe('its page', () => {
  it('greets by name as text, and knows an address without telling it', async () => {
    const { body, statusCode } = await page(await pathTo());
    expect(statusCode).toBe(200);
    expect(given(body).invited).toEqual({ name: PERSON.name, hasEmail: true });
    expect(body).not.toContain(EMAIL);
    expect(body).not.toContain('<script>Berg');
    const opened = await page(`${await pathTo()}?start=${START}`);
    expect(opened.body).toContain('Ida &lt;script>Berg');
    expect(opened.body).not.toContain('<script>Berg');
    expect(opened.body).not.toContain(EMAIL);
  });

  it('is in the personal link’s language, else in the link’s, else in the guest’s', async () => {
    const german = { 'accept-language': 'de' };
    expect((await page(await pathTo({ deal: 11, language: 'pl' }), german)).body).toContain('lang="pl"');
    expect((await page(await pathTo({ deal: 11 }), german)).body).toContain('lang="de"');
    await at.store.links.replace(generalLink({ version: 2, language: 'fr' }), 1);
    expect((await page(await pathTo({ deal: 11 }), german)).body).toContain('lang="fr"');
    const path = await pathTo({ deal: 11, language: 'pl' });
    expect((await page(path, german)).body).toContain('lang="pl"');
    expect((await booked(path)).booking?.guest.language).toBe('pl');
  });

  it('answers 410 once its host is erased, and 404 where it never was', async () => {
    const path = await pathTo();
    const { body } = await at.api('POST', `/links/${SLUG}/time-urls`, { starts: [START], personal: { deal: 11 } });
    const time = new URL(body.urls[0]).pathname;
    await at.api('POST', '/disconnect');
    await at.product.eraseLeftOvers();
    expect(await at.store.invitations.idsOfHost(HOST)).toEqual([]);
    expect([(await page(path)).statusCode, (await page(time)).statusCode]).toEqual([410, 410]);
    expect((await page(`/i/${'a'.repeat(22)}`)).statusCode).toBe(404);
    expect(at.dump()).not.toContain(EMAIL);
  });
});

describe('a booking through it', () => {
  it('needs neither name nor address, and tells the address to nobody but its mailbox', async () => {
    const path = await pathTo();
    const { reply, booking } = await booked(path);
    expect(booking).toMatchObject({
      guest: { name: PERSON.name, email: EMAIL, zone: 'Europe/Oslo' },
      invited: { name: PERSON.name, person: 5, deal: 11, organization: 9, byOther: false, knewEmail: true },
    });
    await at.product.delivery.drained();
    expect(at.mails.filter(({ to }) => to.role === 'guest').map(({ to }) => to.email)).toEqual([EMAIL]);
    const confirmed = await page(`${managePath(reply)}?booked=1`);
    expect(confirmed.statusCode).toBe(200);
    const file = await page(`${managePath(reply)}/calendar.ics`);
    expect(file.body).toContain('METHOD:PUBLISH');
    // Also once the CRM has another address, and once the personal link is gone.
    const invitation = await at.store.invitations.find(path.slice('/i/'.length));
    if (!invitation) throw new Error('no personal link');
    await at.store.invitations.put({ ...invitation, guest: { name: PERSON.name, email: 'new@fjord.example' } });
    const changed = await page(`${managePath(reply)}?booked=1`);
    await at.store.invitations.removeOfHost(HOST);
    const gone = await page(`${managePath(reply)}?booked=1`);
    for (const { body } of [confirmed, file, changed, gone]) expect(body).not.toContain(EMAIL);
    // Another time is booked by the same personal link, onto the same deal.
    expect(given(confirmed.body).bookPath).toBe(path);
    expect(at.mails.map(({ urls }) => urls.book)).toEqual(at.mails.map(() => `http://localhost:3999${path}`));
  });

  it('is somebody else’s where they say so, who then has to give both and gets the mails', async () => {
    const path = await pathTo();
    for (const [change, field] of [
      [{ other: true }, 'name'],
      [{ other: true, name: 'Max' }, 'email'],
    ] as const) {
      const refused = await bookAt(path, change);
      expect([refused.statusCode, refused.json().field]).toEqual([400, field]);
    }
    const { reply, booking } = await booked(path, { other: true, name: 'Max', email: 'max@fjord.example' });
    expect(booking).toMatchObject({
      guest: { name: 'Max', email: 'max@fjord.example' },
      invited: { name: PERSON.name, person: 5, deal: 11, byOther: true, knewEmail: false },
    });
    await at.product.delivery.drained();
    expect(at.mails.filter(({ to }) => to.role === 'guest').map(({ to }) => to.email)).toEqual(['max@fjord.example']);
    for (const path of ['?booked=1', '/calendar.ics'])
      expect((await page(`${managePath(reply)}${path}`)).body.toLowerCase()).toContain('max@fjord.example');
  });

  it('by a plain form keeps hold of who books, and of the campaign, also where it is refused', async () => {
    const path = await pathTo();
    const opened = await page(`${path}?start=${START}&other=1&utm_source=news&utm_medium=email`);
    const { other, campaign, idempotencyKey } = given(opened.body);
    expect([other, campaign]).toEqual([true, { source: 'news', medium: 'email' }]);
    at.time.now = NOW + 60_000;
    const form = new URLSearchParams({
      key: idempotencyKey,
      start: START,
      zone: 'Europe/Oslo',
      name: 'Max',
      other: 'true',
      website: '',
      hold: '',
      'campaign.source': 'news',
    });
    const send = (change: Record<string, string>) =>
      at.app.inject({
        method: 'POST',
        url: `${path}/bookings`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ ...Object.fromEntries(form), ...change }).toString(),
      });
    const refused = await send({ email: 'nobody' });
    expect(refused.statusCode).toBe(400);
    expect(given(refused.body)).toMatchObject({ other: true, campaign: { source: 'news' }, start: START });
    expect((await send({ email: 'max@fjord.example' })).statusCode).toBe(303);
    const [only] = await at.store.bookings.liveOfLink(SLUG);
    expect(only).toMatchObject({ guest: { name: 'Max' }, campaign: { source: 'news' }, invited: { byOther: true } });
  });
});

describe('what an address brings along', () => {
  it('is offered to the form where it is good, and left out where it isn’t', async () => {
    const query = new URLSearchParams({
      name: 'Zoë',
      email: 'zoe@ferns.example',
      'answer.altitude': '5,364 m',
      'answer.nobody-asked': 'x',
      'answer.season': 'x'.repeat(4001),
      utm_source: 'news',
      utm_campaign: 'x'.repeat(201),
      utm_term: 'a\u0007b',
      utm_nonsense: 'x',
      anything: 'else',
    });
    const { body, statusCode } = await page(`/b/${SLUG}?${query}`);
    expect(statusCode).toBe(200);
    expect(given(body).prefill).toEqual({ name: 'Zoë', email: 'zoe@ferns.example', answers: { altitude: '5,364 m' } });
    expect(given(body).campaign).toEqual({ source: 'news' });
    for (const bad of [`name=${'x'.repeat(201)}`, 'name=a%00b', 'name=a&name=b', `email=${'x'.repeat(255)}`, 'name=']) {
      const plain = await page(`/b/${SLUG}?${bad}`);
      expect([bad.slice(0, 20), plain.statusCode, given(plain.body).prefill]).toEqual([
        bad.slice(0, 20),
        200,
        undefined,
      ]);
    }
    expect(at.lines.join('\n')).not.toMatch(/zoe@|ferns|5,364|news/);
  });
});

it('keeps the address of the video room for those who have booked', async () => {
  const place = { kind: 'video', text: 'https://video.example/room-7' } as const;
  await at.store.links.replace(generalLink({ version: 2, details: { ...generalLink().details, place } }), 1);
  const before = await page(`/b/${SLUG}?start=${START}`);
  expect(given(before.body).meeting.place).toEqual({ kind: 'video', text: '' });
  expect(before.body).not.toContain('room-7');
  const reply = await at.book(START);
  expect((await page(managePath(reply))).body).toContain('https://video.example/room-7');
});
