import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import manifest from '../manifest.json' with { type: 'json' };
import { createMailer } from '../server/adapters/mail/mailer.ts';
import { createCrm } from '../server/adapters/pipedrive/crm.ts';
import { createSealer } from '../server/adapters/seal.ts';
import { assemble, type Product } from '../server/assembly.ts';
import { readConfig } from '../server/config.ts';
import type { Booking } from '../server/domain/booking.ts';
import type { Claim } from '../server/domain/calendar.ts';
import { type Host, hostId } from '../server/domain/host.ts';
import { HOUR, MINUTE } from '../server/domain/interval.ts';
import type { Store } from '../server/ports.ts';
import { beginProcess, type Process } from './process.ts';
import type { SandboxActivity, SandboxCompany, SandboxUser } from './sandbox/company.ts';
import { type Mail, type Mailbox, startMailbox } from './sandbox/mailbox/mailbox.ts';
import { startPipedrive } from './sandbox/pipedrive.ts';
import type { Manifest, Sandbox, SandboxOptions } from './sandbox/sandbox.ts';
import { noAssets } from './ui/booking/pages.ts';

/**
 * The product as `main.ts` puts it together, in this process: against the stand-in of Pipedrive and a real mail server, on a store
 * that is passed in and under a clock that only the test moves. Nothing runs by the clock: tests call the sweeps.
 */

/** Monday; Europe/Warsaw goes to summer time on the Sunday after, 2026-03-29. */
export const BEGIN = Date.parse('2026-03-23T06:00:00Z');

export const WARSAW = 501;
export const KATHMANDU = 502;
/** In the company, but never installs the app. */
export const STRANGER = 503;

const user = (id: number, name: string, zone: string): SandboxUser => ({
  id,
  name,
  email: `${name.split(' ')[0]?.toLowerCase()}@narrow-gauge.example`,
  timezone_name: zone,
  language: { language_code: 'en', country_code: 'GB' },
  is_admin: false,
});

/** A company with empty calendars. */
export const emptyCompany = (): SandboxCompany => ({
  id: 77,
  name: 'Narrow Gauge',
  domain: 'narrow-gauge',
  plan: 'premium',
  addons: [],
  users: [
    user(WARSAW, 'Halina Zych', 'Europe/Warsaw'),
    user(KATHMANDU, 'Pasang Rai', 'Asia/Kathmandu'),
    user(STRANGER, 'Ida Berg', 'Europe/Oslo'),
  ],
  activities: new Map(),
  persons: new Map(),
  deals: new Map(),
  organizations: new Map(),
  webhooks: new Map(),
});

export interface ProductOptions {
  readonly store: Store;
  readonly standIn?: Partial<Omit<SandboxOptions, 'app'>>;
  /** Instead of the mailbox. */
  readonly smtpUrl?: string;
}

export interface GuestWords {
  readonly key?: string;
  readonly name?: string;
  readonly email?: string;
  readonly zone?: string;
  readonly colleagues?: readonly string[];
  readonly notes?: string;
  readonly answers?: Readonly<Record<string, string>>;
  readonly language?: string;
}

export interface JsonReply {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into replies of any shape.
  readonly body: any;
}

export interface TestProduct {
  readonly sandbox: Sandbox;
  readonly mailbox: Mailbox;
  readonly store: Store;
  readonly process: Process;
  readonly product: Product;
  now(): number;
  advance(milliseconds: number): void;
  /** The process ends, whatever it is at, and another begins on the same store. */
  restart(): Promise<void>;
  /** While true, nobody answers at the product's port. */
  deaf: boolean;
  /** By the route that a browser takes. */
  install(userId: number): Promise<Host>;
  /** The slug of a host's default link. */
  slugOf(host: string): Promise<string>;
  starts(slug: string, from: string, to?: string): Promise<string[]>;
  book(slug: string, start: string, words?: GuestWords): Promise<JsonReply>;
  act(manageUrl: string, action: 'cancel' | 'move' | 'undo', start?: string): Promise<JsonReply>;
  /** Until no webhook, event or delivery is under way. */
  quiet(): Promise<void>;
  /** Sweeps, and whatever follows from them. */
  sweep(): Promise<void>;
  /** Moves the clock and sweeps until no booking waits any more. */
  workOff(): Promise<void>;
  reconcile(): Promise<void>;
  booking(id: string): Promise<Booking>;
  claims(host: string): Promise<readonly Claim[]>;
  /** Live activities of the stand-in whose note links to the booking. */
  activities(booking: string): SandboxActivity[];
  /** Mails to an address, oldest first. */
  mails(recipient: string): Mail[];
  close(): Promise<void>;
}

/** As little of a build as the server needs to start. */
const stubBuild = async (): Promise<string> => {
  const dist = await mkdtemp(join(tmpdir(), 'meeting-scheduler-build-'));
  await mkdir(join(dist, 'client/assets'), { recursive: true });
  for (const surface of ['composer', 'activities', 'settings']) {
    await mkdir(join(dist, 'client', surface));
    await writeFile(join(dist, 'client', surface, 'index.html'), '<html data-theme="light"></html>');
  }
  await mkdir(join(dist, 'client/app'));
  const given = ['csrf-token', 'crm-url'].map(name => `<meta name="${name}" content="" />`);
  await writeFile(join(dist, 'client/app/index.html'), `<html lang="en">${given.join('')}</html>`);
  return dist;
};

export const startProduct = async ({ store, standIn, smtpUrl }: ProductOptions): Promise<TestProduct> => {
  let now = BEGIN;
  let elapsed = 0;
  let deaf = false;
  let process = beginProcess(store);
  let product: Product | null = null;
  const running = (): Product => {
    if (!product) throw new Error('The product isn’t assembled yet');
    return product;
  };

  const gate = createServer((request, response) => {
    if (deaf || process.stopped || !product) request.socket.destroy();
    else product.app.routing(request, response);
  });
  await new Promise<void>(resolve => gate.listen(0, '127.0.0.1', resolve));
  const publicUrl = `http://127.0.0.1:${(gate.address() as AddressInfo).port}`;

  const mailbox = await startMailbox();
  const clientId = '1b3f5a70c2d9e846';
  const clientSecret = 'f00dfeedf00dfeedf00dfeedf00dfeedf00dfeed';
  const sandbox = await startPipedrive({
    company: emptyCompany(),
    webhookDelays: [20, 40, 60],
    // Calls are a second apart, so that the burst limit, which counts real time, stays out of it.
    elapsed: () => (elapsed += 1_000),
    ...standIn,
    now: () => now,
    app: { clientId, clientSecret, origin: publicUrl, manifest: manifest as Manifest },
  });
  const config = readConfig({
    PIPEDRIVE_CLIENT_ID: clientId,
    PIPEDRIVE_CLIENT_SECRET: clientSecret,
    PIPEDRIVE_OAUTH_URL: sandbox.origin,
    PUBLIC_URL: publicUrl,
    SECRET_KEY: 'a secret of at least thirty-two characters',
    SMTP_URL: smtpUrl ?? mailbox.smtpUrl,
    MAIL_FROM: 'scheduler@meetings.example',
    SLOT_READS_PER_MINUTE: '60000',
    POSTS_PER_MINUTE: '60000',
    FORM_MIN_SECONDS: '0',
  });
  const clock = { now: () => now };
  const dist = await stubBuild();
  const mailer = createMailer({ ...config.mail, publicUrl, clock });
  // The waits between tries of one read are real time, which nothing here depends on.
  const crm = createCrm({ ...config.pipedrive, now: clock.now, wait: async () => {} });

  const begin = async (): Promise<void> => {
    process = beginProcess(store);
    product = await assemble(config, {
      store: process.store,
      crm: process.around(crm),
      mailer: process.around(mailer),
      sealer: createSealer({ keys: config.secretKeys }),
      clock,
      log: pino({ level: 'silent' }),
      dist,
      built: { render: () => '<html></html>', assets: noAssets },
    });
  };
  await begin();

  const json = async (method: 'GET' | 'POST', url: string, body?: object, headers = {}): Promise<JsonReply> => {
    const reply = await running().app.inject({
      method,
      url,
      headers: { accept: 'application/json', ...headers },
      ...(body && { payload: body }),
    });
    return { status: reply.statusCode, body: reply.body === '' ? null : reply.json() };
  };

  let keys = 0;

  const quiet = async (): Promise<void> => {
    for (let before = -1; before !== sandbox.requests.calls.length + sandbox.deliveries.length; ) {
      before = sandbox.requests.calls.length + sandbox.deliveries.length;
      await sandbox.settle();
      await running().events.drained();
      await running().delivery.drained();
    }
  };

  const test: TestProduct = {
    sandbox,
    mailbox,
    store,
    get process() {
      return process;
    },
    get product() {
      return running();
    },
    now: () => now,
    advance(milliseconds) {
      now += milliseconds;
    },
    get deaf() {
      return deaf;
    },
    set deaf(value) {
      deaf = value;
    },

    async restart() {
      process.stopAt(1, 'before');
      const old = running();
      await old.events.drained();
      await old.delivery.drained();
      await old.app.close();
      await begin();
    },

    async install(userId) {
      const { app } = running();
      const start = await app.inject({ url: '/oauth/start' });
      const asked = new URL(String(start.headers.location));
      const cookies = Object.fromEntries(start.cookies.map(({ name, value }) => [name, value]));
      const back = new URL(
        sandbox.authorize({
          userId,
          clientId: asked.searchParams.get('client_id') ?? '',
          redirectUri: asked.searchParams.get('redirect_uri') ?? '',
          state: asked.searchParams.get('state') ?? '',
        }),
      );
      const reply = await app.inject({ url: back.pathname + back.search, cookies });
      if (reply.statusCode !== 303) throw new Error(`The callback answered ${reply.statusCode}: ${reply.body}`);
      const host = await store.hosts.find(hostId(sandbox.company.id, userId));
      if (!host) throw new Error('No host was installed');
      return host;
    },

    async slugOf(host) {
      const [link] = await store.links.ofHost(host);
      if (!link) throw new Error(`Host ${host} has no link`);
      return link.slug;
    },

    async starts(slug, from, to = from) {
      const reply = await json('GET', `/b/${slug}/slots?from=${from}&to=${to}&zone=Asia/Kathmandu`);
      if (reply.status !== 200) throw new Error(`${reply.status} ${reply.body?.code}`);
      return reply.body.starts;
    },

    book(slug, start, words = {}) {
      const { key = `key-${++keys}`, name = 'Zoë O’Brien', email = 'zoe@ferns.example', ...rest } = words;
      const body = { start, name, email, zone: 'Asia/Kathmandu', ...rest };
      return json('POST', `/b/${slug}/bookings`, body, { 'idempotency-key': key });
    },

    act(manageUrl, action, start) {
      return json('POST', new URL(manageUrl).pathname, { action, ...(start && { start }) });
    },

    quiet,

    async sweep() {
      await running().events.sweep(200);
      await running().delivery.sweep(200);
      await quiet();
    },

    async workOff() {
      for (let round = 0; round < 40; round += 1) {
        await test.sweep();
        // Reminders of meetings to come aren't waited for.
        if ((await store.bookings.waiting(now + HOUR, 1)).length === 0) return;
        now += 2 * MINUTE;
      }
      throw new Error('Something waits for ever');
    },

    async reconcile() {
      for (const host of await store.hosts.page(null, 100)) await store.hosts.update(host.id, { gapSince: now });
      await running().upkeep.reconcileDue();
      await quiet();
    },

    async booking(id) {
      const found = await store.bookings.find(id);
      if (!found) throw new Error(`No booking ${id}`);
      return found;
    },

    claims: async host => (await store.calendars.find(host))?.claims ?? [],

    activities: id =>
      [...sandbox.company.activities.values()].filter(
        activity => !activity.is_deleted && activity.note.includes(`/app/meetings/${id}`),
      ),

    mails: recipient => [...mailbox.mails(recipient)].reverse(),

    async close() {
      await running().events.drained();
      await running().delivery.drained();
      await running().app.close();
      await sandbox.close();
      await mailer.close();
      await mailbox.close();
      await new Promise<void>(resolve => {
        gate.close(() => resolve());
        gate.closeAllConnections();
      });
      await rm(dist, { recursive: true, force: true });
    },
  };
  return test;
};
