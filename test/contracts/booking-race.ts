import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Booking } from '../../server/domain/booking.ts';
import { hostId } from '../../server/domain/host.ts';
import { MINUTE } from '../../server/domain/interval.ts';
import type { Store } from '../../server/ports.ts';
import { emptyCompany, KATHMANDU } from '../product.ts';
import { type Demo, startDemo } from '../sandbox/assembly.ts';

/** What holds when crowds of guests book from two processes of the product that share one store. */

const project = join(import.meta.dirname, '../..');
const GUESTS = 200;
const SETTLED_WITHIN = 60_000;

export interface RacePlace {
  /** Added to the environment of both processes. */
  readonly environment: (dataDir: string) => Readonly<Record<string, string>>;
  readonly open: (dataDir: string) => Store | Promise<Store>;
}

interface Reply {
  /** 0 where the process was gone before it answered. */
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: replies of any shape are looked into.
  readonly body: any;
}

interface Instance {
  readonly post: (path: string, body: object, headers?: object) => Promise<Reply>;
  readonly get: (path: string, headers?: object) => Promise<Reply>;
}

/** One server as many guests reach it: connections are kept, and bounded. */
const instanceAt = (origin: string, agent: Agent): Instance => {
  const send = (method: string, path: string, body: object | null, headers: object): Promise<Reply> =>
    new Promise(resolve => {
      const text = body === null ? '' : JSON.stringify(body);
      const json =
        body === null ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
      const asked = request(`${origin}${path}`, { method, agent, headers: { ...json, ...headers } }, reply => {
        let answer = '';
        reply.setEncoding('utf8');
        reply.on('data', piece => {
          answer += piece;
        });
        reply.on('error', () => resolve({ status: 0, body: null }));
        reply.on('end', () =>
          resolve({ status: reply.statusCode ?? 0, body: answer === '' ? null : JSON.parse(answer) }),
        );
      });
      asked.on('error', () => resolve({ status: 0, body: null }));
      asked.end(text);
    });
  return {
    post: (path, body, headers = {}) => send('POST', path, body, headers),
    get: (path, headers = {}) => send('GET', path, null, headers),
  };
};

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, 'localhost');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === 'string') throw new Error('The system named no port');
  return address.port;
};

/** A further process of the product beside the demo’s own, on the same store. */
const startBeside = async (demo: Demo, dataDir: string, environment: Readonly<Record<string, string>>) => {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, ['server/main.ts'], {
    cwd: project,
    stdio: ['ignore', 2, 2],
    env: {
      PATH,
      HOME,
      PUBLIC_URL: demo.appOrigin,
      HOST: 'localhost',
      PORT: `${port}`,
      PIPEDRIVE_CLIENT_ID: demo.sandbox.app.clientId,
      PIPEDRIVE_CLIENT_SECRET: demo.sandbox.app.clientSecret,
      PIPEDRIVE_OAUTH_URL: demo.sandbox.origin,
      SECRET_KEY: await readFile(join(dataDir, 'secret-key'), 'utf8'),
      SMTP_URL: demo.mailbox.smtpUrl,
      MAIL_FROM: 'scheduler@meetings.example',
      DATA_DIR: dataDir,
      POSTS_PER_MINUTE: '1000000',
      SLOT_READS_PER_MINUTE: '1000000',
      TRUST_PROXY: '1',
      LOG_LEVEL: 'error',
      ...environment,
    },
  });
  const gone = once(child, 'exit');
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await gone;
  };
  const deadline = Date.now() + 30_000;
  while (!(await fetch(`${origin}/health`).catch(() => null))?.ok) {
    if (Date.now() > deadline || child.exitCode !== null) {
      await end('SIGKILL');
      throw new Error('The second process isn’t ready in time');
    }
    await wait(50);
  }
  return { origin, end };
};

/** As a browser does it. */
const install = async (demo: Demo, userId: number): Promise<void> => {
  const start = await fetch(`${demo.appOrigin}/oauth/start`, { redirect: 'manual' });
  const asked = new URL(start.headers.get('location') ?? '').searchParams;
  const back = demo.sandbox.authorize({
    userId,
    clientId: asked.get('client_id') ?? '',
    redirectUri: asked.get('redirect_uri') ?? '',
    state: asked.get('state') ?? '',
  });
  const cookie = start.headers
    .getSetCookie()
    .map(text => text.split(';')[0])
    .join('; ');
  const done = await fetch(back, { redirect: 'manual', headers: { cookie } });
  if (done.status !== 303) throw new Error(`The callback answered ${done.status}`);
};

const dateIn = (days: number): string => new Date(Date.now() + days * 24 * 60 * MINUTE).toISOString().slice(0, 10);

export const describeBookingRace = (name: string, place: RacePlace): void => {
  describe(name, () => {
    const stack = new AsyncDisposableStack();
    const host = hostId(emptyCompany().id, KATHMANDU);
    const agent = new Agent({ keepAlive: true, maxSockets: 24 });
    let store: Store;
    let instances: Instance[];
    /** Free starts by date, of the half-hour link; its slug, and that of a link of the same host with hours. */
    let days: string[][];
    let short: string;
    let long: string;
    let guests = 0;
    let told: Reply[] = [];

    const book = (
      instance: Instance | undefined,
      slug: string,
      start: string | undefined,
      hold?: string,
    ): Promise<Reply> => {
      guests += 1;
      if (!instance || !start) throw new Error('Nothing to race for');
      const guest = { name: `Guest ${guests}`, email: `guest-${guests}@crowd.example`, zone: 'America/St_Johns' };
      const body = { start, ...guest, ...(hold !== undefined && { hold }) };
      return instance.post(`/b/${slug}/bookings`, body, { 'idempotency-key': `guest-${guests}` });
    };

    const live = async (): Promise<Booking[]> =>
      (await Promise.all([short, long].map(slug => store.bookings.liveOfLink(slug)))).flat();

    /** Nothing is left half done: no booking is pending, and the claims are those of the confirmed ones. */
    const expectTidy = async (): Promise<void> => {
      const bookings = await live();
      expect(bookings.filter(({ state, intent }) => state !== 'confirmed' || intent !== null)).toEqual([]);
      const claims = (await store.calendars.find(host))?.claims ?? [];
      const timeOf = ({ id, start, end }: { id: string; start: number; end: number }) => ({ id, start, end });
      const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
      expect(claims.map(timeOf).sort(byId)).toEqual(bookings.map(timeOf).sort(byId));
      const sorted = [...bookings].sort((a, b) => a.start - b.start);
      for (const [index, booking] of sorted.entries())
        expect(booking.start).toBeGreaterThanOrEqual(sorted[index - 1]?.end ?? 0);
    };

    beforeAll(async () => {
      const dataDir = await mkdtemp(join(tmpdir(), 'meeting-scheduler-race-'));
      stack.defer(() => rm(dataDir, { recursive: true, force: true }));
      const environment = place.environment(dataDir);
      const demo = await startDemo({
        dataDir,
        environment: {
          POSTS_PER_MINUTE: '1000000',
          SLOT_READS_PER_MINUTE: '1000000',
          // Guests say themselves from which address they come: one address has but a few holds.
          TRUST_PROXY: '1',
          LOG_LEVEL: 'error',
          ...environment,
        },
        standIn: { company: emptyCompany() },
      });
      stack.defer(() => demo.close());
      stack.defer(async () => agent.destroy());
      store = await place.open(dataDir);
      stack.defer(() => store.close());
      const [first, doomed, second] = await Promise.all([
        instanceAt(demo.appOrigin, agent),
        startBeside(demo, dataDir, environment),
        startBeside(demo, dataDir, environment),
      ]);
      stack.defer(() => doomed.end('SIGKILL'));
      stack.defer(() => second.end('SIGTERM'));
      instances = [first, instanceAt(second.origin, agent)];

      await install(demo, KATHMANDU);
      const authorization = `Bearer ${demo.sandbox.signToken(KATHMANDU)}`;
      const [link] = (await first.get('/api/links', { authorization })).body.links;
      const { offer, details, language } = link;
      const hours = { ...offer, rule: { ...offer.rule, duration: 60, step: 15 } };
      const added = await first.post(
        '/api/links',
        { offer: hours, details, language, active: true },
        { authorization },
      );
      expect([added.status, added.body.active]).toEqual([201, true]);
      [short, long] = [link.slug, added.body.slug];
      const range = `from=${dateIn(2)}&to=${dateIn(20)}&zone=Asia/Kathmandu`;
      const { starts } = (await first.get(`/b/${short}/slots?${range}`)).body;
      days = Object.values(Object.groupBy(starts as string[], start => start.slice(0, 10))).map(day => day ?? []);

      // One process dies in the middle of a crowd of its own; what it leaves behind is looked at last.
      const crowd = instanceAt(doomed.origin, agent);
      let answers = 0;
      told = await Promise.all(
        Array.from({ length: 120 }, async (_, index) => {
          const starts = [...(days[0] ?? []), ...(days[1] ?? [])];
          const reply = await book(
            index % 3 === 0 ? first : crowd,
            index % 2 ? short : long,
            starts[index % starts.length],
          );
          answers += 1;
          if (answers === 15) await doomed.end('SIGKILL');
          return reply;
        }),
      );
    }, 120_000);
    afterAll(() => stack.disposeAsync(), 60_000);

    it('gives one time to exactly one of 200 guests, and tells all others that it is taken', async () => {
      const start = days[3]?.[5];
      const replies = await Promise.all(
        Array.from({ length: GUESTS }, (_, index) => book(instances[index % 2], short, start)),
      );
      const won = replies.filter(({ status }) => status === 201);
      expect(won).toHaveLength(1);
      const lost = replies.filter(({ status }) => status !== 201).map(({ status, body }) => `${status} ${body?.code}`);
      expect(lost).toEqual(Array(GUESTS - 1).fill('409 slot_taken'));
      const bookings = (await live()).filter(booking => booking.start === Date.parse(start ?? ''));
      expect(bookings.map(({ id, state }) => [id, state])).toEqual([[won[0]?.body.id, 'confirmed']]);
      for (const { status, body } of replies) if (status === 409) expect(body.nearest).toHaveLength(3);
    });

    it('lets no two of 200 guests overlap who race through two links of one host for times of different length', async () => {
      const from = Date.parse(days[4]?.[0] ?? '');
      const ask = (index: number): [string, string] =>
        index % 4 < 2
          ? [short, new Date(from + (index % 6) * 30 * MINUTE).toISOString()]
          : [long, new Date(from + (index % 9) * 15 * MINUTE).toISOString()];
      const replies = await Promise.all(
        Array.from({ length: GUESTS }, (_, index) => book(instances[index % 2], ...ask(index))),
      );
      expect(
        [...new Set(replies.map(({ status, body }) => (status === 201 ? '201' : `${status} ${body?.code}`)))].sort(),
      ).toEqual(['201', '409 slot_taken']);
      const won = replies.filter(({ status }) => status === 201).map(({ body }) => body);
      const sorted = won.sort((a, b) => (a.start < b.start ? -1 : 1));
      for (const [index, { start }] of sorted.entries()) expect(start >= (sorted[index - 1]?.end ?? '')).toBe(true);
      const stored = (await live()).filter(({ start, end }) => end > from && start < from + 240 * MINUTE);
      expect(stored.map(({ id, state }) => `${id} ${state}`).sort()).toEqual(
        won.map(({ id }) => `${id} confirmed`).sort(),
      );
    });

    it('lets 200 guests hold, book and give back at once: whoever holds a time gets it, and nothing stays behind', async () => {
      const from = Date.parse(days[5]?.[0] ?? '');
      const visit = async (index: number): Promise<string> => {
        const instance = instances[index % 2];
        const slug = index % 3 ? short : long;
        const start = new Date(from + (index % 5) * 30 * MINUTE).toISOString();
        const headers = { 'x-forwarded-for': `10.0.0.${index}` };
        const held = await instance?.post(`/b/${slug}/hold`, { start }, headers);
        if (held?.status !== 200) return `not held: ${held?.status} ${held?.body?.code}`;
        const { hold } = held.body;
        const renewed = await instances[(index + 1) % 2]?.post(`/b/${slug}/hold`, { start, hold }, headers);
        if (renewed?.body.hold !== hold) return `not renewed: ${renewed?.status} ${renewed?.body?.code}`;
        if (index % 4) {
          const reply = await instance?.post(`/b/${slug}/hold/release`, { hold }, headers);
          return `given back: ${reply?.status}`;
        }
        return `booked: ${(await book(instance, slug, start, hold)).status}`;
      };
      const ends = await Promise.all(Array.from({ length: GUESTS }, (_, index) => visit(index)));
      const kept = ends.filter(end => ['booked: 201', 'given back: 204'].includes(end));
      expect(kept).not.toEqual([]);
      expect(ends.filter(end => end !== 'not held: 409 slot_taken')).toEqual(kept);
      const booked = (await live()).filter(({ start }) => start >= from && start < from + 180 * MINUTE);
      expect(booked).toHaveLength(ends.filter(end => end === 'booked: 201').length);
      expect(((await store.calendars.find(host))?.claims ?? []).filter(({ kind }) => kind === 'hold')).toEqual([]);
    });

    it(
      'loses nothing that a killed process had promised, and tidies up what it had begun',
      async () => {
        expect(told.some(({ status }) => status === 0)).toBe(true);
        expect(told.filter(({ status }) => status >= 500)).toEqual([]);
        const deadline = Date.now() + SETTLED_WITHIN;
        for (;;) {
          const open = (await live()).filter(({ state }) => state === 'pending');
          if (open.length === 0 || Date.now() > deadline) break;
          await wait(250);
        }
        await expectTidy();
        const confirmed = new Set((await live()).map(({ id }) => id));
        for (const { status, body } of told) if (status === 201) expect(confirmed).toContain(body.id);
      },
      SETTLED_WITHIN + 15_000,
    );
  });
};
