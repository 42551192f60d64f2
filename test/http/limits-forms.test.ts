import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFormKeys } from '../../server/http/guest/form-key.ts';
import { given, type Scheduler, SLUG, startScheduler } from './scheduler.ts';

const START = '2026-11-26T06:15:00Z';
const guest = {
  start: START,
  name: 'Zoë O’Brien',
  email: 'zoe@ferns.example',
  zone: 'America/St_Johns',
  notes: 'By the north gate',
  'answer.altitude': '4167 m',
  colleagues: 'ada@ferns.example',
};

let scheduler: Scheduler;

beforeAll(async () => {
  scheduler = await startScheduler({ environment: { FORM_MIN_SECONDS: '2', CRM_STALE_HOURS: '9000' } });
});
afterAll(() => scheduler.close());

const keyIn = (html: string): string => /name="key" value="([^"]+)"/.exec(html)?.[1] ?? '';

const openForm = async (start = START): Promise<string> =>
  keyIn((await scheduler.app.inject(`/b/${SLUG}?zone=UTC&start=${encodeURIComponent(start)}`)).body);

const sendForm = (form: Record<string, string>) =>
  scheduler.app.inject({
    method: 'POST',
    url: `/b/${SLUG}/bookings`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(form).toString(),
  });

const sendJson = (key: string, change: object = {}) =>
  scheduler.app.inject({
    method: 'POST',
    url: `/b/${SLUG}/bookings`,
    headers: { 'idempotency-key': key },
    payload: { start: START, name: guest.name, email: guest.email, zone: guest.zone, ...change },
  });

const booked = async (): Promise<number> => (await scheduler.store.bookings.liveOfLink(SLUG)).length;

const typedAgain = (html: string) =>
  [guest.name, guest.email, guest.notes, guest['answer.altitude'], guest.colleagues].filter(
    word => !html.includes(word),
  );

describe('a form that comes back within two seconds', () => {
  it('books nothing, gives back all that was typed, and is taken once it has been there long enough', async () => {
    const key = await openForm();
    scheduler.time.now += 500;
    const refused = await sendForm({ ...guest, key });
    expect([refused.statusCode, refused.headers['retry-after'], typedAgain(refused.body)]).toEqual([429, '2', []]);
    expect(await booked()).toBe(0);
    // The same key: the two seconds don't begin anew with the page that refused.
    expect(keyIn(refused.body)).toBe(key);
    scheduler.time.now += 1500;
    expect((await sendForm({ ...guest, key })).statusCode).toBe(303);
    expect(await booked()).toBe(1);
  });

  it('is told to the page’s script how long to wait, and the same request is then the same booking', async () => {
    const start = '2026-11-26T06:45:00Z';
    const key = await openForm(start);
    scheduler.time.now += 1200;
    const refused = await sendJson(key, { start });
    expect([refused.statusCode, refused.headers['retry-after'], refused.json()]).toMatchObject([
      429,
      '1',
      { code: 'too_quick', wait: 1, title: 'That was very quick. Please press the button once more.' },
    ]);
    scheduler.time.now += 1000;
    const first = await sendJson(key, { start });
    const second = await sendJson(key, { start });
    expect([first.statusCode, second.statusCode, second.json().id]).toEqual([201, 200, first.json().id]);
    expect((await sendJson(key, { start, name: 'Else' })).json().code).toBe('idempotency_mismatch');
  });

  it('is given back where it was changed after an attempt that came through, says so, and can be sent as a new one', async () => {
    const start = '2026-11-27T06:15:00Z';
    const key = await openForm(start);
    scheduler.time.now += 3000;
    expect((await sendForm({ ...guest, start, key })).statusCode).toBe(303);
    const changed = { ...guest, start, notes: 'By the south gate' };
    const refused = await sendForm({ ...changed, key });
    expect(refused.statusCode).toBe(422);
    const [shown = ''] = refused.body.split('type="application/json"');
    expect(shown).toContain('An earlier attempt may have gone through. Check your e-mail');
    expect(shown).not.toContain('has just been taken');
    expect(shown).toContain('By the south gate');
    expect(given(refused.body)).toMatchObject({ start: '2026-11-27T06:15:00.000Z' });
    const next = keyIn(refused.body);
    expect(next).not.toBe('');
    expect(next).not.toBe(key);
    scheduler.time.now += 3000;
    const sameTime = await sendForm({ ...changed, key: next });
    expect([sameTime.statusCode, given(sameTime.body).refused.code]).toEqual([409, 'slot_taken']);
    expect((await sendForm({ ...changed, start: '2026-11-27T06:45:00Z', key: next })).statusCode).toBe(303);
  });

  it('may have been open for days', async () => {
    const start = '2026-11-30T06:15:00Z';
    const key = await openForm(start);
    scheduler.time.now += 3 * 86_400_000;
    expect((await sendJson(key, { start })).statusCode).toBe(201);
  });

  it.each([
    ['a program’s own', '2026-11-30T07:15:00Z', 'order-4711'],
    [
      'signed under another secret',
      '2026-11-30T07:45:00Z',
      createFormKeys(['x'.repeat(32)]).key(Date.parse('2027-01-01T00:00:00Z')),
    ],
  ])('isn’t what a request is whose key is %s', async (_, start, key) => {
    expect((await sendJson(key, { start })).statusCode).toBe(201);
  });

  it('isn’t looked for where the setting is 0', async () => {
    const lenient = await startScheduler();
    try {
      const key = keyIn((await lenient.app.inject(`/b/${SLUG}?start=${encodeURIComponent(START)}`)).body);
      expect((await lenient.book(START, {}, SLUG, { 'idempotency-key': key })).statusCode).toBe(201);
    } finally {
      await lenient.close();
    }
  });
});

describe('the key of a form', () => {
  const keys = createFormKeys(['first'.padEnd(32, '-'), 'second'.padEnd(32, '-')]);

  it('tells when the form was rendered, to whoever knows the secret', () => {
    expect(keys.renderedAt(keys.key(1_795_511_100_123))).toBe(1_795_511_100_123);
    expect(createFormKeys(['second'.padEnd(32, '-'), 'first'.padEnd(32, '-')]).renderedAt(keys.key(5))).toBe(5);
  });

  it('is another one every time', () => {
    expect(keys.key(5)).not.toBe(keys.key(5));
  });

  it('isn’t ours where the time in it was changed', () => {
    const [chance, , tag] = keys.key(1_795_511_100_123).split('.');
    expect(keys.renderedAt(`${chance}.1.${tag}`)).toBeNull();
  });
});

describe('the field that nobody sees', () => {
  it('refuses whoever fills it in, and says so to people', async () => {
    const before = await booked();
    const reply = await sendJson('bot-1', { website: 'https://ferns.example', start: '2026-11-30T08:15:00Z' });
    expect([reply.statusCode, reply.json()]).toMatchObject([
      400,
      { code: 'invalid', field: 'website', title: expect.stringContaining('please send the form once more') },
    ]);
    expect(await booked()).toBe(before);
  });

  it('gives a form back as it was, but for that field', async () => {
    const refused = await sendForm({ ...guest, start: '2026-11-30T08:15:00Z', key: 'form-1', website: 'ferns-co' });
    expect([refused.statusCode, typedAgain(refused.body)]).toEqual([400, []]);
    expect(refused.body).not.toContain('ferns-co');
  });

  it('may be there and empty', async () => {
    expect((await sendJson('person-1', { website: '', start: '2026-11-30T08:15:00Z' })).statusCode).toBe(201);
  });
});
