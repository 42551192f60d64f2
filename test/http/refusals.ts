import { expect } from 'vitest';
import { generalLink, managePath, type Scheduler, startScheduler } from './scheduler.ts';

/** Whatever is sent to any route: the listed refusal, a sentence that names the field, nothing stored, nothing told of the inside. */

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'PUT';
export interface Sent {
  readonly method: Method;
  readonly url: string;
  readonly payload?: object | string;
  readonly headers?: Readonly<Record<string, string>>;
}
const LISTED = new Set([400, 401, 403, 404, 405, 409, 410, 413, 415, 422, 429]);
const INSIDE =
  /node_modules|\bat [\w.]+ \(|\.ts:\d|TypeError|RangeError|SyntaxError|SQLITE|sqlite|FST_|undefined|\[object/;

const named = (body: string): { field: string | null; title: string } => {
  if (!body.startsWith('{')) return { field: null, title: '' };
  const { field = null, title } = JSON.parse(body);
  return { field, title };
};

/** A product with one meeting in it, and what holds of everything that it refuses. */
export interface Refusals {
  readonly scheduler: Scheduler;
  /** Path of the meeting’s manage page. */
  readonly manage: string;
  /** Its id. */
  readonly meeting: string;
  /** Sends, and holds the answer to what every refusal has to be. */
  refusal(
    sent: Sent,
  ): Promise<{ status: number; body: string; code: string | null; field: string | null; title: string }>;
  expectNothingStored(): void;
}

export const startRefusals = async (): Promise<Refusals> => {
  const scheduler = await startScheduler();
  const booked = await scheduler.book('2026-11-26T03:15:00Z');
  const manage = managePath(booked);
  const meeting: string = booked.json().id;
  await scheduler.product.delivery.drained();
  // Without the note that somebody looked at a host's times, which reading may leave.
  const storedNow = (): string => scheduler.dump().replace(/\\"wantedAt\\":(?:\d+|null)/g, '');
  const stored = storedNow();
  let attempts = 0;

  const refusal = async ({ method, url, payload, headers }: Sent) => {
    const reply = await scheduler.app.inject({
      method,
      url,
      headers: {
        'idempotency-key': `a-request-that-is-bad-${++attempts}`,
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

  return { scheduler, manage, meeting, refusal, expectNothingStored: () => expect(storedNow()).toBe(stored) };
};

export const booking = {
  start: '2026-11-26T05:15:00Z',
  name: 'Zoë',
  email: 'zoe@ferns.example',
  zone: 'Asia/Kathmandu',
  answers: { altitude: '5,364 m' },
  notes: 'none',
  colleagues: ['a@ferns.example'],
  language: 'en',
};
export const { offer, details } = generalLink();
export const link = { offer, details, language: null, active: false };
export const times = [['2026-12-01T05:00:00Z', '2026-12-01T06:00:00Z']];
export const oneOff = {
  ...link,
  offer: {
    kind: 'specific',
    rule: { zone: 'Asia/Kathmandu', times, bufferBefore: 0, bufferAfter: 0, bookings: 'one' },
  },
};

/** A copy with one field, at a path such as `offer.rule.step`, set; `undefined` leaves it out. */
export const withField = (body: object, path: string, value: unknown): object => {
  const copy = structuredClone(body) as Record<string, unknown>;
  const names = path.split('.');
  const last = names.pop() ?? '';
  let at = copy;
  for (const name of names) at = at[name] as Record<string, unknown>;
  if (value === undefined) delete at[last];
  else at[last] = value;
  return copy;
};

export const at = (body: object, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (value as Record<string, unknown>)[name], body);

/** Paths of all fields, those of objects included. */
export const pathsOf = (body: object, prefix = ''): string[] =>
  Object.entries(body).flatMap(([name, value]) => {
    const path = `${prefix}${name}`;
    return value !== null && typeof value === 'object' && !Array.isArray(value)
      ? [path, ...pathsOf(value, `${path}.`)]
      : [path];
  });
