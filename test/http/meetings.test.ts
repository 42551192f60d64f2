import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Method, type Refusals, startRefusals } from './refusals.ts';
import { OTHER_HOST } from './scheduler.ts';

/** What is refused of the routes by which a host looks at meetings, changes and cancels them. */

let refusals: Refusals;
let id: string;
let version: number;
beforeAll(async () => {
  refusals = await startRefusals();
  const { body } = await refusals.scheduler.api('GET', '/meetings?from=2026-11-24&to=2026-12-01');
  id = body.meetings[0].id;
  version = (await refusals.scheduler.store.bookings.find(id))?.version ?? 0;
});
afterAll(() => refusals.scheduler.close());

const START = '2026-11-26T03:15:00Z';
const place = { kind: 'other', text: 'Thamel' };
const words = (count: number) => Array.from({ length: count }, (_, index) => `c${index}@ferns.example`);

const badChanges: readonly [field: string, body: unknown][] = [
  ['body', undefined],
  ['body', []],
  ['sequence', {}],
  ['sequence', { sequence: '0' }],
  ['sequence', { sequence: 0.5 }],
  ['sequence', { sequence: null }],
  ['start', { sequence: 0, start: 5 }],
  ['start', { sequence: 0, start: '' }],
  ['start', { sequence: 0, start: 'tomorrow' }],
  ['start', { sequence: 0, start: '2026-11-27T09:00:00' }],
  ['start', { sequence: 0, start: '2026-11-31T09:00:00Z' }],
  ['start', { sequence: 0, start: '2026-11-27T09:00:30Z' }],
  ['start', { sequence: 0, start: '2026-11-27T09:00:00.001Z' }],
  ['start', { sequence: 0, start: `2026-11-27T09:00:00Z${' '.repeat(40)}` }],
  ['start', { sequence: 0, start: '2026-11-20T09:00:00Z' }],
  ['start', { sequence: 0, start: '2026-11-20T09:00:00Z', end: '2026-11-20T10:00:00Z' }],
  ['end', { sequence: 0, end: null }],
  ['end', { sequence: 0, end: 'later' }],
  ['end', { sequence: 0, end: '2026-11-20T09:00:00Z' }],
  ['end', { sequence: 0, start: START, end: START }],
  ['end', { sequence: 0, start: '2026-11-27T09:00:00Z', end: '2026-11-27T08:59:00Z' }],
  ['end', { sequence: 0, start: '2026-11-27T09:00:00Z', end: '2026-11-28T09:01:00Z' }],
  ['place', { sequence: 0, place: 'Thamel' }],
  ['place.kind', { sequence: 0, place: { text: '' } }],
  ['place.kind', { sequence: 0, place: { kind: 'moon', text: '' } }],
  ['place.text', { sequence: 0, place: { kind: 'other' } }],
  ['place.text', { sequence: 0, place: { kind: 'other', text: 'x'.repeat(501) } }],
  ['place.text', { sequence: 0, place: { kind: 'other', text: 'Tha\u0000mel' } }],
  ['place.text', { sequence: 0, place: { kind: 'other', text: 'Tha\ud800mel' } }],
  ['description', { sequence: 0, description: 7 }],
  ['description', { sequence: 0, description: 'x'.repeat(4001) }],
  ['description', { sequence: 0, description: 'a\u001bb' }],
  ['colleagues', { sequence: 0, colleagues: 'a@ferns.example' }],
  ['colleagues.0', { sequence: 0, colleagues: [7] }],
  ['colleagues.0', { sequence: 0, colleagues: [`${'x'.repeat(250)}@ferns.example`] }],
  ['colleagues', { sequence: 0, colleagues: [''] }],
  ['colleagues', { sequence: 0, colleagues: ['nobody'] }],
  ['colleagues', { sequence: 0, colleagues: ['a@ferns.example\r\nBcc: b@ferns.example'] }],
  ['colleagues', { sequence: 0, colleagues: ['a..b@ferns.example'] }],
  ['colleagues', { sequence: 0, colleagues: ['a@ferns.example', 'A@Ferns.example'] }],
  ['colleagues', { sequence: 0, colleagues: ['Zoe@ferns.example'] }],
  ['colleagues', { sequence: 0, colleagues: words(11) }],
];

const badReasons: readonly [field: string, body: unknown][] = [
  ['body', undefined],
  ['body', 'Ill'],
  ['reason', {}],
  ['reason', { reason: null }],
  ['reason', { reason: 7 }],
  ['reason', { reason: 'x'.repeat(1001) }],
  ['reason', { reason: 'Ill\u0000' }],
];

const badRanges: readonly [field: string, query: string][] = [
  ['from', ''],
  ['to', '?from=2026-11-24'],
  ['from', '?to=2026-11-24'],
  ['from', '?from=2026-11-31&to=2026-12-01'],
  ['from', '?from=today&to=2026-12-01'],
  ['from', '?from=2026-11-24T00&to=2026-12-01'],
  ['to', '?from=2026-11-24&to=2026-02-30'],
  ['to', '?from=2026-11-24&to=2026-11-23'],
];

const send = (method: Method, path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  refusals.refusal({
    method,
    url: `/api${path}`,
    ...(body === undefined ? {} : { payload: typeof body === 'string' ? JSON.stringify(body) : (body as object) }),
    headers,
  });

/** Neither the meeting nor anything that would be told of it has changed. */
const expectUntouched = async () => {
  expect((await refusals.scheduler.store.bookings.find(id))?.version).toBe(version);
  refusals.expectNothingStored();
};

describe('a change of a meeting', () => {
  it.each(badChanges)('is refused, and %s named: %j', async (field, body) => {
    const reply = await send('PATCH', `/meetings/${id}`, body);
    expect([reply.status, reply.code, reply.field]).toEqual([400, 'invalid', field]);
    expect(reply.title).not.toBe('');
    await expectUntouched();
  });

  it('may say of a meeting what it says already, whatever the state that was edited', async () => {
    for (const body of [
      {},
      { start: START },
      { start: START, colleagues: [] },
      { place: { kind: 'video', text: '' } },
    ]) {
      const reply = await refusals.scheduler.api('PATCH', `/meetings/${id}`, { sequence: 7, ...body });
      expect([reply.status, reply.body.meeting.sequence]).toEqual([200, 0]);
    }
    const stale = await send('PATCH', `/meetings/${id}`, { sequence: 7, place });
    expect([stale.status, stale.code, JSON.parse(stale.body).sequence]).toEqual([409, 'stale', 0]);
    await expectUntouched();
  });
});

describe('a cancellation', () => {
  it.each(badReasons)('is refused, and %s named: %j', async (field, body) => {
    const reply = await send('POST', `/meetings/${id}/cancel`, body);
    expect([reply.status, reply.code, reply.field]).toEqual([400, 'invalid', field]);
    await expectUntouched();
  });
});

describe('a range of dates', () => {
  it.each(badRanges)('is refused, and %s named: %s', async (field, query) => {
    for (const path of ['/meetings', '/calendar']) {
      const reply = await send('GET', `${path}${query}`, undefined);
      expect([path, reply.status, reply.code, reply.field]).toEqual([path, 400, 'invalid', field]);
    }
  });

  it('of the calendar has 42 days at most', async () => {
    expect((await refusals.scheduler.api('GET', '/calendar?from=2026-11-24&to=2027-01-04')).status).toBe(200);
    const reply = await send('GET', '/calendar?from=2026-11-24&to=2027-01-05', undefined);
    expect([reply.status, reply.field]).toEqual([400, 'to']);
  });
});

describe('a meeting', () => {
  const routes = (of: string): readonly [Method, string, object | undefined][] => [
    ['GET', `/meetings/${of}`, undefined],
    ['PATCH', `/meetings/${of}`, { sequence: 0, place }],
    ['POST', `/meetings/${of}/cancel`, { reason: '' }],
  ];

  it('of somebody else’s, one that came to nothing, and one that never was are all the same: not there', async () => {
    const { scheduler } = refusals;
    const theirs = { authorization: `Bearer ${scheduler.token(8)}` };
    const told = new Set<string>();
    for (const [method, path, body] of routes(id)) told.add((await send(method, path, body, theirs)).body);
    for (const other of ['01JD000000000000000000NONE', 'x', '%00', '..%2F..', 'x'.repeat(40)])
      for (const [method, path, body] of routes(other)) told.add((await send(method, path, body)).body);
    expect([...told].map(body => JSON.parse(body))).toEqual([
      { type: 'about:blank', title: expect.any(String), status: 404, code: 'not_found' },
    ]);
    await expectUntouched();
    const { body } = await scheduler.api(
      'GET',
      '/calendar?from=2026-11-24&to=2026-12-01',
      undefined,
      scheduler.token(8),
    );
    expect(body.meetings).toEqual([]);
    expect(await scheduler.store.bookings.ofHost(OTHER_HOST, 0, Number.MAX_SAFE_INTEGER)).toEqual([]);
  });

  it('that is still being booked, or was dropped, isn’t there either', async () => {
    const { store } = refusals.scheduler;
    const kept = await store.bookings.find(id);
    if (!kept) throw new Error('The meeting is gone');
    for (const state of ['pending', 'dropped'] as const) {
      const other = `01JD00000000000000000${state.toUpperCase().slice(0, 5)}`;
      await store.bookings.insert({ ...kept, id: other, idempotencyKey: state, state, effects: [] });
      for (const [method, path, body] of routes(other))
        expect([state, method, (await send(method, path, body)).code]).toEqual([state, method, 'not_found']);
    }
  });

  it('is nobody’s without a token, or with one of somebody who hasn’t installed', async () => {
    const all = [...routes(id), ['GET', '/calendar?from=2026-11-24&to=2026-11-24', undefined] as const];
    for (const [method, path, body] of all) {
      expect((await send(method, path, body, { authorization: '' })).code).toBe('unauthorised');
      const stranger = { authorization: `Bearer ${refusals.scheduler.token(9)}` };
      expect((await send(method, path, body, stranger)).code).toBe('not_installed');
    }
  });

  it('is told whole', async () => {
    const { scheduler } = refusals;
    const { status, body } = await scheduler.api('GET', `/meetings/${id}`);
    expect([status, body]).toEqual([
      200,
      {
        id,
        link: expect.any(String),
        state: 'confirmed',
        sequence: 0,
        name: 'Trek planning',
        start: '2026-11-26T03:15:00.000Z',
        end: '2026-11-26T03:45:00.000Z',
        guest: { name: 'Zoë O’Brien', email: 'zoe@ferns.example', zone: 'America/St_Johns', language: 'en' },
        place: { kind: 'video', text: '' },
        description: '',
        answers: [],
        notes: '',
        colleagues: [],
        cancelled: null,
        activity: expect.any(Number),
        person: expect.any(Number),
        deal: null,
        inCrm: 'done',
        mails: [
          { mail: 'booked', to: 'guest', state: 'done', error: null },
          { mail: 'booked', to: 'host', state: 'done', error: null },
        ],
        waiting: [],
      },
    ]);
  });
});
