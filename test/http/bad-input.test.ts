import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  generalLink,
  managePath,
  OTHER_SLUG,
  type Scheduler,
  SLUG,
  startScheduler,
  WEBHOOK_PASSWORD,
} from './scheduler.ts';

/** Whatever is sent to any route: the listed refusal, a sentence that names the field, nothing stored, nothing told of the inside. */

let scheduler: Scheduler;
/** Of a meeting that stands throughout. */
let manage: string;
let stored: string;

const basic = (password: string) => `Basic ${Buffer.from(`scheduler:${password}`).toString('base64')}`;

/** Without the note that somebody looked at a host's times, which reading may leave. */
const storedNow = (): string => scheduler.dump().replace(/\\"wantedAt\\":(?:\d+|null)/g, '');

beforeAll(async () => {
  scheduler = await startScheduler();
  manage = managePath(await scheduler.book('2026-11-26T03:15:00Z'));
  await scheduler.product.delivery.drained();
  stored = storedNow();
});
afterAll(() => scheduler.close());

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'PUT';
interface Sent {
  readonly method: Method;
  readonly url: string;
  readonly payload?: object | string;
  readonly headers?: Readonly<Record<string, string>>;
}

const LISTED = new Set([400, 401, 403, 404, 405, 409, 410, 413, 415, 422, 429]);
const INSIDE =
  /node_modules|\bat [\w.]+ \(|\.ts:\d|TypeError|RangeError|SyntaxError|SQLITE|sqlite|FST_|undefined|\[object/;

let attempts = 0;
/** Sends, and holds the answer to what every refusal has to be. */
const refusal = async ({ method, url, payload, headers }: Sent) => {
  const reply = await scheduler.app.inject({
    method,
    url,
    headers: {
      'idempotency-key': `bad-${++attempts}`,
      ...(url.startsWith('/api') ? { authorization: `Bearer ${scheduler.token()}` } : {}),
      ...(typeof payload === 'string' ? { 'content-type': 'application/json' } : {}),
      ...headers,
    },
    ...(payload === undefined ? {} : { payload }),
  });
  expect(LISTED, `${method} ${url.slice(0, 80)} answered ${reply.statusCode}: ${reply.body.slice(0, 300)}`).toContain(
    reply.statusCode,
  );
  if (!String(reply.headers['content-type']).startsWith('text/html')) {
    expect(reply.body).not.toMatch(INSIDE);
    if (reply.body !== '') {
      expect(reply.headers['content-type']).toContain('application/problem+json');
      expect(reply.json()).toMatchObject({
        status: reply.statusCode,
        code: expect.any(String),
        title: expect.any(String),
      });
    }
  }
  return {
    status: reply.statusCode,
    body: reply.body,
    code: reply.body.startsWith('{') ? reply.json().code : null,
    ...named(reply.body),
  };
};

const named = (body: string): { field: string | null; title: string } => {
  if (!body.startsWith('{')) return { field: null, title: '' };
  const { field = null, title } = JSON.parse(body);
  return { field, title };
};

const expectNothingStored = () => expect(storedNow()).toBe(stored);

const booking = {
  start: '2026-11-26T05:15:00Z',
  name: 'Zoë',
  email: 'zoe@ferns.example',
  zone: 'Asia/Kathmandu',
  answers: { altitude: '5,364 m' },
  notes: 'none',
  colleagues: ['a@ferns.example'],
  language: 'en',
};
const { offer, details } = generalLink();
const link = { offer, details, language: null, active: false };
const times = [['2026-12-01T05:00:00Z', '2026-12-01T06:00:00Z']];
const oneOff = {
  ...link,
  offer: {
    kind: 'specific',
    rule: { zone: 'Asia/Kathmandu', times, bufferBefore: 0, bufferAfter: 0, bookings: 'one' },
  },
};

/** A copy with one field, at a path such as `offer.rule.step`, set; `undefined` leaves it out. */
const withField = (body: object, path: string, value: unknown): object => {
  const copy = structuredClone(body) as Record<string, unknown>;
  const names = path.split('.');
  const last = names.pop() ?? '';
  let at = copy;
  for (const name of names) at = at[name] as Record<string, unknown>;
  if (value === undefined) delete at[last];
  else at[last] = value;
  return copy;
};

const at = (body: object, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (value as Record<string, unknown>)[name], body);

/** Paths of all fields, those of objects included. */
const pathsOf = (body: object, prefix = ''): string[] =>
  Object.entries(body).flatMap(([name, value]) => {
    const path = `${prefix}${name}`;
    return value !== null && typeof value === 'object' && !Array.isArray(value)
      ? [path, ...pathsOf(value, `${path}.`)]
      : [path];
  });

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
    (path === 'version' && value === 1e308) ||
    (value === true && typeof before === 'boolean') ||
    (value === null && (before === null || /horizonDays|activeFrom|activeTo|dailyLimit/.test(path)))
  );
};

const routes: readonly {
  name: string;
  body: object;
  sent: (payload: object | string) => Sent;
  optional: readonly string[];
}[] = [
  {
    name: 'POST /b/:slug/bookings',
    body: booking,
    sent: payload => ({ method: 'POST', url: `/b/${SLUG}/bookings`, payload }),
    optional: ['answers', 'answers.altitude', 'notes', 'colleagues', 'language'],
  },
  {
    name: 'POST /m/:token',
    body: { action: 'move', start: '2026-11-26T05:15:00Z', reason: 'none' },
    sent: payload => ({ method: 'POST', url: manage, payload }),
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
];

describe.each(routes)('$name', ({ body, sent, optional }) => {
  it.each(NONSENSE)('refuses %s for any of its fields, and names the field', async (_, value) => {
    for (const path of pathsOf(body)) {
      if (isRight(path, value, body)) continue;
      const { status, code, field, title } = await refusal(sent(withField(body, path, value)));
      expect([path, status, code]).toEqual([path, 400, 'invalid']);
      expect([path, field]).toEqual([path, expect.stringMatching(new RegExp(`^${path.replace(/\.[^.]+$/, '')}`))]);
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
      ['application/json', `{"a":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_001)}`],
      ['application/json', JSON.stringify({ ...body, junk: 'x'.repeat(1_000_000) })],
      ['application/json', `{"__proto__":{"start":"x"},${JSON.stringify(body).slice(1)}`],
      ['application/json', `{"constructor":{"prototype":{"a":1}},${JSON.stringify(body).slice(1)}`],
      ['text/plain', JSON.stringify(body)],
      ['application/xml', '<a/>'],
      ['multipart/form-data; boundary=a', '--a--'],
      ['nonsense', JSON.stringify(body)],
      ['', JSON.stringify(body)],
    ];
    for (const [type, payload] of bodies) {
      const { status, code } = await refusal({ ...sent(payload), headers: { 'content-type': type } });
      expect([type, payload.slice(0, 30), status, code]).toEqual([type, payload.slice(0, 30), 400, 'invalid']);
    }
    expectNothingStored();
  });
});

describe('a booking', () => {
  it.each([
    [
      'start',
      [
        '',
        'tomorrow',
        '2026-11-26',
        '2026-11-26T05:15:00',
        '2026-02-30T05:15:00Z',
        '0000-00-00T00:00:00Z',
        '+010000-01-01T00:00:00Z',
        '+275760-09-13T00:00:00Z',
        '1795510800000',
        '2026-11-26T24:00:00Z',
        '2026-11-26T05:15:00+99:00',
      ],
    ],
    ['name', ['', '   ', 'a\nb', 'a\u2028b']],
    [
      'email',
      [
        '',
        'zoe',
        'zoe@',
        '@ferns.example',
        'zoe@ferns',
        'zoe@@ferns.example',
        'zoe@ferns..example',
        'zoe@ferns.example\r\nBcc: all@ferns.example',
        'a,b@ferns.example',
        '<zoe@ferns.example>',
        `${'x'.repeat(65)}@ferns.example`,
      ],
    ],
    ['zone', ['', 'Mars/Olympus', '../../etc/passwd', 'Asia/Kathmandu\u0000', '+99:99']],
    ['answers', [{ constructor: 'x' }, { toString: 'x' }, { nobody: 'x' }, { altitude: 'a', hasOwnProperty: 'b' }]],
    ['answers.season', [{ season: 'winter' }]],
    [
      'colleagues',
      [['not an address'], ['a@ferns.example\nb'], Array.from({ length: 11 }, (_, index) => `c${index}@ferns.example`)],
    ],
  ] as [string, unknown[]][])('is refused for its %s, which is named', async (path, values) => {
    for (const value of values) {
      const { status, code, field } = await refusal({
        method: 'POST',
        url: `/b/${SLUG}/bookings`,
        payload: { ...booking, [path.split('.')[0] ?? '']: value },
      });
      expect([value, status, code, field]).toEqual([value, 400, 'invalid', path]);
    }
    expectNothingStored();
  });

  it('is refused through the form as well, whatever the fields are called', async () => {
    const forms = [
      '',
      'start=&name=&email=&zone=&key=k',
      'answer.__proto__=x&answer.constructor=y&start=2026-11-26T05:15:00Z&name=a&email=a@b.example&zone=UTC&key=k',
      'start[]=a&start[]=b&name=a&name=b',
      '%00=%00&%ff=%fe&__proto__=x&constructor=y&toString=z&hasOwnProperty=1',
      `${'a=1&'.repeat(10_000)}`,
      'name=%E0%A4%A&start=%',
    ];
    for (const payload of forms) {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      for (const url of [`/b/${SLUG}/bookings`, manage]) {
        const { status, body } = await refusal({ method: 'POST', url, payload, headers });
        expect([payload.slice(0, 40), status]).toEqual([payload.slice(0, 40), 400]);
        expect(body).toMatch(/^<!doctype html>/i);
      }
    }
    expectNothingStored();
  });
});

describe('a rule', () => {
  it.each([
    ['offer.rule.zone', 'Mars/Olympus'],
    ['offer.rule.weekly', { mon: [['09:00', '09:00']] }],
    ['offer.rule.weekly', { mon: [['9:00', '17:00']] }],
    ['offer.rule.weekly', { mon: [['09:00', '25:00']] }],
    [
      'offer.rule.weekly',
      {
        mon: [
          ['09:00', '12:00'],
          ['11:00', '13:00'],
        ],
      },
    ],
    ['offer.rule.weekly', { someday: [['09:00', '12:00']] }],
    ['offer.rule.weekly', {}],
    ['offer.rule.overrides', { '2026-02-30': [] }],
    ['offer.rule.overrides', { '2026-1-1': [] }],
    ['offer.rule.duration', 4],
    ['offer.rule.duration', 1441],
    ['offer.rule.duration', 600],
    ['offer.rule.step', 0],
    ['offer.rule.bufferBefore', -1],
    ['offer.rule.bufferAfter', 1441],
    ['offer.rule.notice', 1e9],
    ['offer.rule.notice', 61 * 1440 + 1],
    ['offer.rule.horizonDays', 731],
    ['offer.rule.activeFrom', '2026-02-30'],
    ['offer.rule.activeTo', '2026-11-23'],
    ['offer.rule.dailyLimit', 0],
    ['details.name', '  '],
    ['details.activityType', ''],
    ['language', 'tlh'],
  ] as [string, unknown][])('is refused when saved: %s as %j', async (path, value) => {
    for (const sent of [
      { method: 'POST', url: '/api/links', payload: withField(link, path, value) },
      { method: 'PATCH', url: `/api/links/${SLUG}`, payload: withField({ version: 1, ...link }, path, value) },
    ] as const) {
      const { status, code, field } = await refusal(sent);
      expect([sent.method, status, code, field]).toEqual([sent.method, 400, 'invalid', path]);
    }
    expectNothingStored();
  });

  it.each([
    ['no time', []],
    ['a time in the past', [['2026-11-23T05:00:00Z', '2026-11-23T06:00:00Z']]],
    ['two that overlap', [...times, ['2026-12-01T05:30:00Z', '2026-12-01T06:30:00Z']]],
    ['one that ends before it begins', [['2026-12-01T06:00:00Z', '2026-12-01T05:00:00Z']]],
    ['no instant', [['2026-12-01', '2026-12-02']]],
    ['three instants', [[...(times[0] ?? []), '2026-12-01T07:00:00Z']]],
  ])('of specific times is refused with %s', async (_, given) => {
    const payload = withField(oneOff, 'offer.rule.times', given);
    const { status, code, field } = await refusal({ method: 'POST', url: '/api/links', payload });
    expect([status, code, field]).toEqual([400, 'invalid', expect.stringMatching(/^offer\.rule\.times/)]);
    expectNothingStored();
  });

  it('is refused with questions that couldn’t be answered', async () => {
    const question = { id: 'one', label: 'One?', kind: 'text', required: true, choices: [] };
    for (const questions of [
      [question, question],
      [{ ...question, id: '__proto__' }],
      [{ ...question, id: 'constructor' }],
      [{ ...question, id: 'a b' }],
      [{ ...question, label: ' ' }],
      [{ ...question, label: 'a\u0000' }],
      [{ ...question, kind: 'choice' }],
      [{ ...question, choices: ['a'] }],
    ]) {
      const payload = withField(link, 'details.questions', questions);
      const { status, field } = await refusal({ method: 'POST', url: '/api/links', payload });
      expect([questions, status, field]).toEqual([questions, 400, 'details.questions']);
    }
    expectNothingStored();
  });
});

describe('any address', () => {
  const slugs = [
    '%00',
    '%2F',
    '%2e%2e%2f',
    'a%00b',
    '%F0%9F%97%93',
    'x'.repeat(300),
    'x'.repeat(10_000),
    '%',
    '%E0%A4%A',
    '%ff',
    '__proto__',
    'constructor',
    "'%3B--",
  ];

  it.each(slugs.map(slug => [slug.slice(0, 20), slug]))('with %s in it leads nowhere', async (_, slug) => {
    for (const [method, url] of [
      ['GET', `/b/${slug}`],
      ['GET', `/b/${slug}/slots?from=2026-11-25&to=2026-11-25&zone=UTC`],
      ['POST', `/b/${slug}/bookings`],
      ['GET', `/m/${slug}`],
      ['GET', `/m/${slug}/slots?from=2026-11-25&to=2026-11-25&zone=UTC`],
      ['GET', `/m/${slug}/calendar.ics`],
      ['POST', `/m/${slug}`],
      ['PATCH', `/api/links/${slug}`],
      ['DELETE', `/api/links/${slug}`],
      ['POST', `/api/links/${slug}/restore`],
      ['GET', `/api/links/${slug}/next`],
      ['GET', `/ui/${slug}`],
      ['GET', `/assets/${slug}`],
      ['POST', `/webhooks/pipedrive/${slug}`],
    ] as [Method, string][]) {
      const payload =
        method === 'GET' ? {} : { payload: url.startsWith('/m') ? { action: 'cancel' } : { ...booking, version: 1 } };
      const { status } = await refusal({ method, url, ...payload });
      expect([400, 401, 403, 404]).toContain(status);
    }
    expectNothingStored();
  });

  it('answers 404 to methods that it doesn’t have', async () => {
    const paths = [
      '/',
      `/b/${SLUG}`,
      `/b/${SLUG}/slots`,
      `/b/${SLUG}/bookings`,
      manage,
      `${manage}/calendar.ics`,
      '/api/me',
      '/api/links',
      `/api/links/${SLUG}`,
      `/api/links/${SLUG}/next`,
      '/ui/composer',
      '/openapi.json',
      '/webhooks/pipedrive/x',
      '/app/meetings/x',
      '/oauth/start',
    ];
    for (const url of paths) {
      for (const method of ['PUT', 'PATCH', 'DELETE'] as const) {
        if (url === `/api/links/${SLUG}`) continue;
        const { status, code } = await refusal({ method, url });
        expect([method, url, status, code]).toEqual([method, url, 404, 'not_found']);
      }
    }
    expectNothingStored();
  });

  it('takes any query', async () => {
    const nonsense = [
      '?',
      '?a=1&a=2',
      '?from=1&from=2',
      '?%00=%00',
      '?__proto__=1',
      `?theme=${'x'.repeat(5_000)}`,
      '?theme=dark&theme=light',
      '?count=99999',
      '?count=-1',
      '?from=9999-12-31&to=9999-12-31&zone=UTC',
      '?from=0000-01-01&to=0000-01-01&zone=Asia/Kathmandu',
      '?error[]=a&code[]=b',
      '?code=%00&state=%00',
      '?month=9999-12-01&move=1',
      '?booked=1&booked=2',
    ];
    for (const url of [
      `/b/${SLUG}`,
      `/b/${SLUG}/slots`,
      manage,
      `${manage}/slots`,
      '/api/me',
      '/api/links',
      `/api/links/${SLUG}/next`,
      '/api/meetings',
      '/ui/composer',
      '/oauth/callback',
      '/app/meetings/%00',
      '/assets/x',
      '/openapi.json',
    ]) {
      for (const query of nonsense) {
        const reply = await scheduler.app.inject({
          url: url + query,
          headers: { authorization: `Bearer ${scheduler.token()}` },
        });
        expect([url + query.slice(0, 60), reply.statusCode < 500]).toEqual([url + query.slice(0, 60), true]);
        expect(reply.body).not.toMatch(/node_modules|\.ts:\d|RangeError|TypeError/);
      }
    }
    expectNothingStored();
  });

  it('is named in full by no refusal', async () => {
    for (const url of [
      '/nowhere/zoe@ferns.example',
      '/b/%E0%A4%A-zoe@ferns.example',
      '/b/zoe@ferns.example/slots?zone=zoe@ferns.example',
    ]) {
      expect((await refusal({ method: 'GET', url })).body).not.toContain('zoe@ferns');
    }
  });
});

describe('a webhook', () => {
  const url = '/webhooks/pipedrive/webhook-path-7';

  it('is taken from nobody who lacks path or password', async () => {
    for (const sent of [
      { url, headers: {} },
      { url, headers: { authorization: basic('guess') } },
      { url, headers: { authorization: 'Basic' } },
      { url, headers: { authorization: 'Bearer x' } },
      { url: '/webhooks/pipedrive/webhook-path-9', headers: { authorization: basic(WEBHOOK_PASSWORD) } },
      { url: '/webhooks/pipedrive/webhook-path-9', headers: { authorization: basic('') } },
    ])
      expect((await refusal({ method: 'POST', payload: { meta: {} }, ...sent })).status).toBe(401);
    expectNothingStored();
  });

  it('that says nothing we know is answered 2xx, so that it isn’t repeated, and leaves no event', async () => {
    const meta = {
      action: 'change',
      entity: 'activity',
      entity_id: '5',
      company_id: '42',
      id: 'e1',
      timestamp: '2026-11-24T09:00:00Z',
    };
    const bodies = [
      {},
      [],
      { meta: null },
      { meta: { ...meta, entity: 'deal' } },
      { meta: { ...meta, entity_id: 'x' } },
      { meta: { ...meta, company_id: 43 } },
      { meta: { ...meta, id: 7 } },
      { meta: { ...meta, action: ['change'] } },
      { meta, data: 'text' },
      { meta, previous: { owner_id: 'x' } },
    ];
    for (const payload of bodies) {
      const reply = await scheduler.app.inject({
        method: 'POST',
        url,
        payload,
        headers: { authorization: basic(WEBHOOK_PASSWORD) },
      });
      expect([payload, reply.statusCode]).toEqual([payload, 204]);
    }
    expect(await scheduler.store.events.open(Number.MAX_SAFE_INTEGER, 10)).toEqual([]);
    await scheduler.store.hosts.update('42:7', { webhookAt: null });
    expectNothingStored();
  });

  it('with a body that can’t be read is refused', async () => {
    for (const payload of ['{', `"${'x'.repeat(1_000_000)}"`, '{"__proto__":1}'])
      expect(
        (await refusal({ method: 'POST', url, payload, headers: { authorization: basic(WEBHOOK_PASSWORD) } })).status,
      ).toBe(400);
    expectNothingStored();
  });
});

describe('an uninstallation', () => {
  it('is taken from nobody but Pipedrive, and only for a user that is named', async () => {
    const url = '/oauth/callback';
    const good = `Basic ${Buffer.from('client:shibboleth-of-the-client').toString('base64')}`;
    const payload = { client_id: 'client', company_id: 42, user_id: 7 };
    for (const authorization of ['', 'Basic x', basic('x'), 'Bearer x'])
      expect((await refusal({ method: 'DELETE', url, payload, headers: { authorization } })).status).toBe(401);
    for (const [name, value] of [
      ['client_id', 'other'],
      ['client_id', 7],
      ['company_id', '42:7'],
      ['company_id', -1],
      ['user_id', null],
      ['user_id', [7]],
      ['user_id', undefined],
    ] as const) {
      const sent = await refusal({
        method: 'DELETE',
        url,
        payload: withField(payload, name, value),
        headers: { authorization: good },
      });
      expect([sent.status, sent.field]).toEqual([400, name]);
    }
    expectNothingStored();
  });
});

it('leaves the links of others alone', async () => {
  for (const slug of [OTHER_SLUG, 'nobodyhere12']) {
    for (const sent of [
      { method: 'PATCH', url: `/api/links/${slug}`, payload: { version: 1, active: false } },
      { method: 'DELETE', url: `/api/links/${slug}` },
      { method: 'POST', url: `/api/links/${slug}/restore` },
      { method: 'GET', url: `/api/links/${slug}/next` },
    ] as const)
      expect(await refusal(sent)).toMatchObject({ status: 404, code: 'not_found', title: 'There is nothing here.' });
  }
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
      const authorization = `Bearer ${scheduler.token()}`;
      const headers = { 'content-type': 'application/json', authorization, 'idempotency-key': `fuzz-${++attempts}` };
      const reply = await scheduler.app.inject({ ...sent(payload), headers });
      expect(reply.statusCode).toBeLessThan(500);
      expect(reply.body).not.toMatch(/node_modules|\.ts:\d|SQLITE/);
    }),
    { numRuns: 100 },
  );
});
