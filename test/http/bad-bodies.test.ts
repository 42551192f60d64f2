import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultRule } from '../../server/domain/rule.ts';
import {
  at,
  booking,
  details,
  link,
  offer,
  oneOff,
  pathsOf,
  type Refusals,
  type Sent,
  startRefusals,
  withField,
} from './refusals.ts';
import { SLUG } from './scheduler.ts';

let refusals: Refusals;
beforeAll(async () => {
  refusals = await startRefusals();
});
afterAll(() => refusals.scheduler.close());

const refusal = (sent: Sent) => refusals.refusal(sent);
const expectNothingStored = () => refusals.expectNothingStored();

const NONSENSE: readonly [string, unknown][] = [
  ['a number', 7.5],
  ['a huge number', 1e308],
  ['null', null],
  ['a list', [[]]],
  ['an object', { $gt: '' }],
  ['true', true],
  ['a huge text', 'x'.repeat(12_000)],
  ['control characters', 'a\u0000b\u0007c'],
  ['half a surrogate pair', 'a\ud800b'],
];

const isRight = (path: string, value: unknown, body: object): boolean => {
  const before = at(body, path);
  return (
    ((path === 'version' || path === 'sequence') && value === 1e308) ||
    (path === 'form' && String(value) === '[object Object]') ||
    (value === true && typeof before === 'boolean') ||
    (value === null && (before === null || /mailZone|horizonDays|activeFrom|activeTo|dailyLimit/.test(path)))
  );
};

const { duration, step, bufferBefore, bufferAfter, notice, horizonDays } = defaultRule('UTC');
const settings = {
  language: 'pl',
  place: { kind: 'phone', text: '+977 1' },
  notifications: false,
  calendarFile: false,
  reminders: false,
  mailZone: 'Europe/Warsaw',
  newLink: { duration, step, bufferBefore, bufferAfter, notice, horizonDays },
};

const DEEP = `{"a":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_001)}`;

const routes: readonly {
  name: string;
  body: object;
  sent: (payload: object | string) => Sent;
  optional: readonly string[];
  /** Besides JSON. */
  types?: readonly string[];
  /** Takes a kilobyte: what is huge is too large before it is looked into. */
  short?: boolean;
}[] = [
  {
    name: 'POST /b/:slug/bookings',
    body: { ...booking, hold: 'x'.repeat(22) },
    sent: payload => ({ method: 'POST', url: `/b/${SLUG}/bookings`, payload }),
    optional: ['answers', 'answers.altitude', 'notes', 'colleagues', 'language', 'hold'],
  },
  {
    name: 'POST /b/:slug/hold',
    body: { start: '2026-11-26T05:15:00Z', hold: 'x'.repeat(22) },
    sent: payload => ({ method: 'POST', url: `/b/${SLUG}/hold`, payload }),
    optional: ['hold'],
    short: true,
  },
  {
    name: 'POST /b/:slug/hold/release',
    body: { hold: 'x'.repeat(22) },
    sent: payload => ({ method: 'POST', url: `/b/${SLUG}/hold/release`, payload }),
    optional: [],
    types: ['text/plain'],
    short: true,
  },
  {
    name: 'POST /m/:token',
    body: { action: 'move', start: '2026-11-26T05:15:00Z', reason: 'none' },
    sent: payload => ({ method: 'POST', url: refusals.manage, payload }),
    optional: ['reason'],
  },
  {
    name: 'POST /api/links, general availability',
    body: link,
    sent: payload => ({ method: 'POST', url: '/api/links', payload }),
    optional: [...Object.keys((offer.rule as { weekly: object }).weekly).map(day => `offer.rule.weekly.${day}`)],
  },
  {
    name: 'POST /api/links, specific times',
    body: oneOff,
    sent: payload => ({ method: 'POST', url: '/api/links', payload }),
    optional: [],
  },
  {
    name: 'PATCH /api/links/:slug',
    body: { version: 1, ...link },
    sent: payload => ({ method: 'PATCH', url: `/api/links/${SLUG}`, payload }),
    optional: [
      'offer',
      'details',
      'language',
      'active',
      ...Object.keys((offer.rule as { weekly: object }).weekly).map(day => `offer.rule.weekly.${day}`),
    ],
  },
  {
    name: 'POST /api/offers/times',
    body: { offer },
    sent: payload => ({
      method: 'POST',
      url: '/api/offers/times',
      payload: typeof payload === 'string' ? payload : { link: null, ...payload },
    }),
    optional: Object.keys((offer.rule as { weekly: object }).weekly).map(day => `offer.rule.weekly.${day}`),
  },
  {
    name: 'POST /api/links/:slug/personal',
    body: { deal: 11, person: 5, organization: 9, language: null },
    sent: payload => ({ method: 'POST', url: `/api/links/${SLUG}/personal`, payload }),
    optional: ['deal', 'person', 'organization', 'language'],
  },
  {
    name: 'POST /api/links/:slug/time-urls',
    body: { starts: ['2026-11-26T05:15:00Z'], personal: { deal: 11 } },
    sent: payload => ({ method: 'POST', url: `/api/links/${SLUG}/time-urls`, payload }),
    optional: ['personal'],
  },
  {
    name: 'PATCH /api/me',
    body: settings,
    sent: payload => ({ method: 'PATCH', url: '/api/me', payload }),
    optional: Object.keys(settings),
  },
  {
    name: 'PUT /api/drafts/:name',
    body: { form: {} },
    sent: payload => ({ method: 'PUT', url: '/api/drafts/new', payload }),
    optional: [],
  },
  {
    name: 'PATCH /api/meetings/:id',
    body: {
      sequence: 0,
      start: '2026-11-26T05:15:00Z',
      end: '2026-11-26T05:45:00Z',
      place: { kind: 'phone', text: '+977 1' },
      description: 'Bring boots',
      colleagues: ['a@ferns.example'],
    },
    sent: payload => ({ method: 'PATCH', url: `/api/meetings/${refusals.meeting}`, payload }),
    optional: ['start', 'end', 'place', 'description', 'colleagues'],
  },
  {
    name: 'POST /api/meetings/:id/cancel',
    body: { reason: 'ill' },
    sent: payload => ({ method: 'POST', url: `/api/meetings/${refusals.meeting}/cancel`, payload }),
    optional: [],
  },
];

describe.each(routes)('$name', ({ body, sent, optional, types = [], short = false }) => {
  it.each(NONSENSE)('refuses %s for any of its fields, and names the field', async (what, value) => {
    for (const path of pathsOf(body)) {
      if (isRight(path, value, body)) continue;
      const { status, code, field, title } = await refusal(sent(withField(body, path, value)));
      expect([path, status, code]).toEqual([path, 400, 'invalid']);
      const culprit = short && what === 'a huge text' ? /^body$/ : new RegExp(`^${path.replace(/\.[^.]+$/, '')}`);
      expect([path, field]).toEqual([path, expect.stringMatching(culprit)]);
      expect(title).not.toBe('');
    }
    expectNothingStored();
  });

  it('refuses to do without a field that it needs, and names it', async () => {
    for (const path of pathsOf(body)) {
      if (optional.includes(path)) continue;
      const { status, code, field } = await refusal(sent(withField(body, path, undefined)));
      expect([path, status, code, field]).toEqual([path, 400, 'invalid', path]);
    }
    expectNothingStored();
  });

  it('refuses bodies that are no such thing', async () => {
    const bodies: readonly [string, string][] = [
      ['application/json', ''],
      ['application/json', '{'],
      ['application/json', 'null'],
      ['application/json', '[]'],
      ['application/json', '"text"'],
      ['application/json', '\u0000'],
      ['application/json', `${'['.repeat(50_000)}${']'.repeat(50_000)}`],
      ['application/json', DEEP],
      ['application/json', JSON.stringify({ ...body, junk: 'x'.repeat(1_000_000) })],
      ['application/json', `{"__proto__":{"start":"x"},${JSON.stringify(body).slice(1)}`],
      ['application/json', `{"constructor":{"prototype":{"a":1}},${JSON.stringify(body).slice(1)}`],
      ['text/plain', JSON.stringify(body)],
      ['application/xml', '<a/>'],
      ['multipart/form-data; boundary=a', '--a--'],
      ['nonsense', JSON.stringify(body)],
      ['', JSON.stringify(body)],
    ];
    for (const [type, payload] of bodies.filter(([type]) => !types.includes(type))) {
      const { status, code } = await refusal({ ...sent(payload), headers: { 'content-type': type } });
      expect([type, payload.slice(0, 30), status, code]).toEqual([type, payload.slice(0, 30), 400, 'invalid']);
    }
    expectNothingStored();
  });
});

it.each([
  ['POST', '/api/links', link, 'details'],
  ['POST', '/api/offers/times', { offer, link: null }, 'offer.rule'],
  ['PATCH', `/api/links/${SLUG}`, { version: 1, details }, 'details.place'],
  ['PUT', '/api/drafts/new', { form: {} }, 'form'],
] as const)('%s %s is refused with what is nested without end', async (method, url, body, path) => {
  const payload = JSON.stringify(withField(body, `${path}.junk`, 'deep')).replace('"deep"', DEEP);
  const { status, code, field } = await refusal({ method, url, payload });
  expect([status, code, field]).toEqual([400, 'invalid', 'body']);
  expectNothingStored();
});

/** Last: what fuzz gets right by chance is stored. */
it.each(routes)('takes no harm from any JSON: $name', async ({ body, sent }) => {
  const changed = fc
    .tuple(fc.constantFrom(...pathsOf(body)), fc.oneof(fc.anything({ maxDepth: 2 }), fc.string({ unit: 'binary' })))
    .map(([path, value]) => withField(body, path, value))
    .map(whole => JSON.stringify(whole, (_, value) => (typeof value === 'bigint' ? String(value) : value)));
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.json(), changed), async payload => {
      const authorization = `Bearer ${refusals.scheduler.token()}`;
      const headers = { 'content-type': 'application/json', authorization, 'idempotency-key': crypto.randomUUID() };
      const reply = await refusals.scheduler.app.inject({ ...sent(payload), headers });
      expect(reply.statusCode).toBeLessThan(500);
      expect(reply.body).not.toMatch(/node_modules|\.ts:\d|SQLITE/);
    }),
    { numRuns: 100 },
  );
});
