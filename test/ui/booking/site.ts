import { readdir, readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import formbody from '@fastify/formbody';
import fastify, { type FastifyReply } from 'fastify';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { buildIfStale } from '../../../extension-ui/build.ts';
import { loadBuilt } from '../../../server/built.ts';
import { type Language, languages } from '../../../server/domain/link.ts';
import type { Assets, BookPage, GuestPage, ManagePage, Refused } from '../../../server/http/guest/page.ts';
import type { BookingBody, HoldBody } from '../../../server/http/guest/schema.ts';
import { axeFaults } from '../axe.ts';
import { startBrowser } from '../chromium.ts';
import { allStarts, bookPage, managePage, messagePage, startsIn } from './pages.ts';

/** What the stand-in of the server does; tests change it. */
export interface World {
  /** Starts that are gone when they are booked. */
  readonly taken: Set<string>;
  /** The next so many bookings get a reply that decides nothing. */
  dropped: number;
  /** Refused instead of booked. */
  invalid: { field: string; message: string } | null;
  /** The next so many bookings are too quick: to be sent again at once. */
  hasty: number;
  /** Answers of `/slots` fail. */
  slotsFail: boolean;
  /** Gone where a page is rendered, not where it is asked to be held. */
  rendersTaken: string | null;
  /** What asks for a hold gets this instead, if not null. */
  holdRefusal: { status: number; code: string } | null;
  /** How long holds last, in milliseconds, and from their making on at the longest. */
  holdLength: number;
  holdLongest: number;
  /** Laid over every booking page. */
  page: Partial<BookPage>;
  manage: Partial<ManagePage>;
  readonly posts: { key: string | undefined; type: string; body: Record<string, unknown> }[];
  readonly actions: Record<string, unknown>[];
  readonly slotRequests: string[];
  readonly holds: { start: string; hold?: string }[];
  readonly releases: string[];
}

export interface Site {
  readonly url: string;
  readonly world: World;
  /** `at`: a clock that stands still. `stoppedAt`: one that only goes when the test says so, with all that waits for it. */
  open(path: string, options?: BrowserContextOptions & { at?: string; stoppedAt?: string }): Promise<Opened>;
  close(): Promise<void>;
}

export interface Opened {
  readonly page: Page;
  /** What axe-core finds wrong. */
  faults(): Promise<string[]>;
  /** Breaches of the page's policy, exceptions and errors on the console. */
  readonly complaints: string[];
  done(): Promise<void>;
}

/** As the application sends it with guest pages. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'";

const project = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

interface Bundles {
  readonly render: (page: GuestPage) => string;
  readonly assets: ReadonlyMap<string, Buffer>;
  /** What pages name of them. */
  readonly named: Assets;
}

/** Read whole at once: another test may build anew while this one runs. */
export const loadBundles = async (): Promise<Bundles> => {
  await buildIfStale();
  const names = await readdir(project('dist/client/assets'));
  const files = await Promise.all(
    names.map(async name => [`/assets/${name}`, await readFile(project(`dist/client/assets/${name}`))] as const),
  );
  const { render, assets: named } = await loadBuilt(project('dist'));
  return { render, assets: new Map(files), named };
};

const nearestTo = (start: string, taken: ReadonlySet<string>): string[] =>
  allStarts
    .filter(other => !taken.has(other))
    .sort((a, b) => Math.abs(Date.parse(a) - Date.parse(start)) - Math.abs(Date.parse(b) - Date.parse(start)))
    .slice(0, 3)
    .sort();

const typedOf = (body: Record<string, string>): Refused['typed'] => ({
  name: body.name ?? '',
  email: body.email ?? '',
  notes: body.notes ?? '',
  colleagues: body.colleagues ?? '',
  answers: Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) => (name.startsWith('answer.') ? [[name.slice(7), value]] : [])),
  ),
});

/** A stand-in of the guest routes: pages by the real renderer under the real policy, bookings kept nowhere. */
const guestServer = async (world: World) => {
  const bundles = await loadBundles();
  const app = fastify();
  await app.register(formbody);
  const send = (reply: FastifyReply, page: GuestPage, status = 200) =>
    reply
      .code(status)
      .type('text/html; charset=utf-8')
      .header('content-security-policy', policy)
      .send(bundles.render({ ...page, assets: bundles.named }));

  app.get('/assets/:file', ({ url }, reply) =>
    reply.type(url.endsWith('.js') ? 'text/javascript' : 'text/css').send(bundles.assets.get(url)),
  );

  const shown = (query: Record<string, string>, refused: Refused | null): BookPage => {
    const base = bookPage({ ...world.page, ...(query.other === '1' && { other: true }) });
    const month = query.month ?? `${(query.date ?? query.start ?? base.month).slice(0, 7)}-01`;
    const starts = (world.page.starts ?? startsIn(month)).filter(start => !world.taken.has(start));
    const language = languages.find((known: Language) => known === query.language) ?? base.language;
    const start = query.start && starts.includes(query.start) ? query.start : null;
    const date = starts.some(start => start.startsWith(query.date ?? '-')) ? query.date : starts[0]?.slice(0, 10);
    return { ...base, language, zone: query.zone ?? base.zone, month, starts, date: date ?? null, start, refused };
  };

  const refuse = (body: Record<string, string>): Refused | null => {
    const start = body.start ?? '';
    const gone = world.taken.has(start);
    if (!gone && !world.invalid) return null;
    return {
      code: gone ? 'slot_taken' : 'invalid',
      message: world.invalid?.message ?? 'That time has just been taken.',
      field: gone ? null : (world.invalid?.field ?? null),
      nearest: gone ? nearestTo(start, world.taken) : [],
      typed: typedOf(body),
    };
  };

  app.get<{ Querystring: Record<string, string> }>('/b/:slug', ({ query }, reply) => {
    const isGone = query.start !== undefined && (world.taken.has(query.start) || query.start === world.rendersTaken);
    if (!isGone) return send(reply, shown(query, null));
    const { start = '', ...others } = query;
    const nearest = nearestTo(start, world.taken);
    const refused = { code: 'slot_taken', message: '', field: null, nearest, wanted: start, typed: typedOf({}) };
    return send(reply, shown(others, refused));
  });

  app.get<{ Querystring: { from: string; zone: string } }>('/b/:slug/slots', ({ url, query }, reply) => {
    world.slotRequests.push(url);
    if (world.slotsFail) return reply.code(503).send({});
    return { zone: query.zone, starts: startsIn(query.from).filter(start => !world.taken.has(start)) };
  });
  app.get<{ Querystring: { from: string; zone: string } }>('/m/:token/slots', ({ query }) => ({
    zone: query.zone,
    starts: startsIn(query.from),
  }));

  /** By the server's clock, which isn't that of a browser under test: the reply's `date` says which it is. */
  let madeAt = 0;
  app.post<{ Body: HoldBody }>('/b/:slug/hold', ({ body }, reply) => {
    world.holds.push(body);
    if (world.holdRefusal) {
      const { status, code } = world.holdRefusal;
      return reply.code(status).send({ type: 'about:blank', title: code, status, code });
    }
    if (world.taken.has(body.start)) {
      const nearest = nearestTo(body.start, world.taken);
      return reply.code(409).send({ type: 'about:blank', title: '', status: 409, code: 'slot_taken', nearest });
    }
    const now = Math.floor(Date.now() / 1000) * 1000;
    if (world.holds.at(-2)?.start !== body.start) madeAt = now;
    const latest = madeAt + world.holdLongest;
    const until = Math.min(now + world.holdLength, latest);
    return reply.header('date', new Date(now).toUTCString()).send({
      hold: body.hold,
      until: new Date(until).toISOString(),
      latest: new Date(latest).toISOString(),
    });
  });
  app.post<{ Body: { hold: string } }>('/b/:slug/hold/release', ({ body }, reply) => {
    world.releases.push(body.hold);
    return reply.code(204).send();
  });

  app.post<{ Body: Record<string, string> & BookingBody }>('/b/:slug/bookings', (request, reply) => {
    const { body, headers } = request;
    const key = headers['idempotency-key'];
    const type = headers['content-type'] ?? '';
    world.posts.push({ key: typeof key === 'string' ? key : undefined, type, body });
    if (world.hasty > 0) {
      world.hasty--;
      return reply.code(429).header('retry-after', 0).send({ code: 'too_quick' });
    }
    if (world.dropped > 0) {
      world.dropped--;
      return reply.code(503).send({});
    }
    const refused = refuse(body);
    const isForm = type.startsWith('application/x-www-form-urlencoded');
    if (!refused) {
      if (isForm) return reply.redirect('/m/token?booked=1', 303);
      const end = new Date(Date.parse(body.start) + 30 * 60_000).toISOString();
      return reply.code(201).send({ id: '01', start: body.start, end, manageUrl: '/m/token' });
    }
    if (isForm) return send(reply, shown({ start: body.start, zone: body.zone }, refused), 409);
    const { code, message: title, field, nearest } = refused;
    const status = code === 'invalid' ? 400 : 409;
    return reply.code(status).send({ type: 'about:blank', title, status, code, nearest, ...(field && { field }) });
  });

  app.get<{ Querystring: Record<string, string> }>('/m/:token', ({ query }, reply) => {
    const month = query.month ?? '2026-12-01';
    const { today, firstMonth, lastMonth } = bookPage();
    const starts = startsIn(month);
    const date = query.date ?? starts[0]?.slice(0, 10) ?? null;
    const { zone } = managePage(query.zone === undefined ? {} : { zone: query.zone });
    const move = { zone, today, month, firstMonth, lastMonth, starts, date, start: query.start ?? null };
    return send(
      reply,
      managePage({
        justBooked: query.booked !== undefined,
        cancelling: query.cancel !== undefined,
        ...(query.move !== undefined && { move }),
        ...world.manage,
      }),
    );
  });
  app.post<{ Body: Record<string, unknown> }>('/m/:token', ({ body }, reply) => {
    world.actions.push(body);
    return reply.redirect('/m/token', 303);
  });
  app.get<{ Params: { code: string; language: Language } }>('/message/:code/:language', ({ params }, reply) =>
    send(reply, { ...messagePage(params.code, 410, params.language), host: 'Zofia Wiśniewska' }),
  );

  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => app.close() };
};

const emptyWorld = (): World => ({
  taken: new Set(),
  dropped: 0,
  invalid: null,
  hasty: 0,
  slotsFail: false,
  rendersTaken: null,
  holdRefusal: null,
  holdLength: 600_000,
  holdLongest: 1_800_000,
  page: {},
  manage: {},
  posts: [],
  actions: [],
  slotRequests: [],
  holds: [],
  releases: [],
});

export const createSite = async (): Promise<Site & { reset(): void }> => {
  const world = emptyWorld();
  const [server, browser] = await Promise.all([guestServer(world), startBrowser()]);
  return {
    url: server.url,
    world,
    reset: () => Object.assign(world, emptyWorld()),
    open: async (path, { at, stoppedAt, ...options } = {}) => {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 900 },
        locale: 'en-GB',
        timezoneId: 'Europe/Warsaw',
        reducedMotion: 'reduce',
        ...options,
      });
      const page = await context.newPage();
      if (at) await page.clock.setFixedTime(new Date(at));
      if (stoppedAt) {
        await page.clock.install({ time: Date.parse(stoppedAt) - 60_000 });
        await page.clock.pauseAt(new Date(stoppedAt));
      }
      const complaints: string[] = [];
      page.on('console', message => {
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
          complaints.push(message.text());
        }
      });
      page.on('pageerror', error => complaints.push(String(error)));
      await page.goto(`${server.url}${path}`);
      return {
        page,
        complaints,
        faults: () => axeFaults(page),
        done: () => context.close(),
      };
    },
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
};
