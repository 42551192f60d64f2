import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { LightMyRequestResponse } from 'fastify';
import pino from 'pino';
import { buildIfStale } from '../../extension-ui/build.ts';
import { createSealer } from '../../server/adapters/seal.ts';
import { openSqliteStore } from '../../server/adapters/sqlite/store.ts';
import { assemble } from '../../server/assembly.ts';
import { loadBuilt } from '../../server/built.ts';
import { readConfig } from '../../server/config.ts';
import type { Company } from '../../server/domain/host.ts';
import { HOUR } from '../../server/domain/interval.ts';
import type { Link } from '../../server/domain/link.ts';
import { defaultRule } from '../../server/domain/rule.ts';
import type { Crm, Notice } from '../../server/ports.ts';
import { sampleCompany, sampleHost } from '../contracts/store-samples.ts';
import { createFakeCrm } from '../flows/crm.ts';
import { signToken } from '../sandbox/signed-token.ts';

/**
 * The product's routes over a SQLite file that can be looked into, with the real pages, a CRM that takes everything and a clock that
 * stands: for what is said and stored, not for what reaches the CRM.
 */

/** Tuesday, 14:45 in Asia/Kathmandu. */
export const NOW = Date.parse('2026-11-24T09:00:00Z');
export const CLIENT_SECRET = 'shibboleth-of-the-client';
export const HOST = '42:7';
export const OTHER_HOST = '42:8';
export const SLUG = '4fWqZ8mXbT2c';
export const OTHER_SLUG = '5gXrA9nYcU3d';
export const WEBHOOK_PASSWORD = 'a password of the webhook';

/** Open on weekdays from nine to five in Kathmandu, half an hour each. */
export const generalLink = (change: Partial<Link> = {}): Link => ({
  slug: SLUG,
  host: HOST,
  version: 1,
  offer: { kind: 'general', rule: { ...defaultRule('Asia/Kathmandu'), notice: 0 } },
  details: {
    name: 'Trek planning',
    place: { kind: 'video', text: '' },
    description: '',
    activityType: 'meeting',
    questions: [
      { id: 'altitude', label: 'How high have you been?', kind: 'text', required: false, choices: [] },
      { id: 'season', label: 'Which season?', kind: 'choice', required: false, choices: ['spring', 'autumn'] },
    ],
    footer: '<p>Bring <b>boots</b></p>',
  },
  language: null,
  active: true,
  createdAt: NOW,
  deletedAt: null,
  ...change,
});

/** What its hosts see in the CRM. */
export const PERSON = { id: 5, name: 'Ida <script>Berg', emails: ['ida@fjord.example'], organization: 9 };
export const DEAL = { id: 11, title: 'Ropes', person: PERSON.id, organization: 9 };

const takesEverything = (): Crm => {
  const { crm } = createFakeCrm();
  let next = 1000;
  const activity = { updatedAt: NOW, done: false, deleted: false, busy: true, organization: null, person: null };
  return {
    ...crm,
    findPerson: async () => null,
    createPerson: async (_access, { name, email }) => ({ id: next++, name, emails: [email], organization: null }),
    openDeals: async () => [],
    createActivity: async (_access, draft) => ({
      ...activity,
      ...draft,
      id: next++,
      dueDate: new Date(draft.start).toISOString().slice(0, 10),
      dueTime: new Date(draft.start).toISOString().slice(11, 16),
      durationMinutes: (draft.end - draft.start) / 60_000,
    }),
    updateActivity: async (_access, id) => {
      throw new Error(`activity ${id} isn’t changed here`);
    },
    deleteActivity: async () => {},
    activity: async () => null,
    activitiesById: async () => [],
    deal: async (_access, id) => (id === DEAL.id ? DEAL : null),
    person: async (_access, id) => (id === PERSON.id ? PERSON : null),
    organization: async (_access, id) => (id === DEAL.organization ? { id, name: 'Fjord' } : null),
  };
};

export interface SchedulerOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly company?: Partial<Company>;
}

export type Scheduler = Awaited<ReturnType<typeof startScheduler>>;

export const startScheduler = async ({ environment, company }: SchedulerOptions = {}) => {
  await buildIfStale();
  const dist = join(import.meta.dirname, '../../dist');
  const folder = await mkdtemp(join(tmpdir(), 'meeting-scheduler-http-'));
  const file = join(folder, 'scheduler.db');
  const store = openSqliteStore({ file });
  const key = randomBytes(32).toString('base64url');
  const sealer = createSealer({ keys: [key] });
  const lines: string[] = [];
  const mails: Notice[] = [];
  const time = { now: NOW };

  const config = readConfig({
    PIPEDRIVE_CLIENT_ID: 'client',
    PIPEDRIVE_CLIENT_SECRET: CLIENT_SECRET,
    PUBLIC_URL: 'http://localhost:3999',
    SECRET_KEY: key,
    SMTP_URL: 'smtp://127.0.0.1:1',
    MAIL_FROM: 'scheduler@meetings.example',
    FRAME_ANCESTORS: 'https://*.pipedrive.com',
    POSTS_PER_MINUTE: '100000',
    FORM_MIN_SECONDS: '0',
    SLOT_READS_PER_MINUTE: '100000',
    LOG_LEVEL: 'debug',
    ...environment,
  });
  const product = await assemble(config, {
    store,
    crm: takesEverything(),
    mailer: {
      send: async notice => void mails.push(notice),
      close: async () => {},
    },
    sealer,
    clock: { now: () => time.now },
    log: pino({ level: config.logLevel }, { write: line => void lines.push(line) }),
    built: await loadBuilt(dist),
    dist,
  });

  const grant = {
    accessToken: sealer.seal('access-1'),
    refreshToken: sealer.seal('refresh-1'),
    expiresAt: NOW + 1000 * HOUR,
    refreshedAt: NOW,
    apiDomain: 'https://himal.pipedrive.com',
    scopes: [],
  };
  await store.companies.put(sampleCompany({ name: 'Himal', ...company }));
  for (const user of [7, 8]) {
    const webhook = { id: user, path: `webhook-path-${user}`, password: sealer.seal(WEBHOOK_PASSWORD) };
    const host = sampleHost({ user, grant, webhook, wantedAt: null });
    await store.hosts.put(host);
    await store.calendars.insert({
      host: host.id,
      rev: 1,
      mirrorRev: 0,
      syncedAt: NOW,
      claims: [],
      activeGeneral: [user === 7 ? SLUG : OTHER_SLUG],
    });
  }
  await store.links.insert(generalLink());
  await store.links.insert(generalLink({ slug: OTHER_SLUG, host: OTHER_HOST }));

  let keys = 0;
  const token = (user = 7, companyId = 42): string => signToken(user, companyId, CLIENT_SECRET, time.now);
  return {
    app: product.app,
    product,
    store,
    mails,
    /** Lines of the log. */
    lines,
    time,
    /** The token that Pipedrive’s SDK hands to a surface. */
    token,

    /** Everything stored, table by table, as text; without the counts of posts, which posts that are refused leave too. */
    dump(without: readonly string[] = ['counters']): string {
      const database = new DatabaseSync(file, { readOnly: true });
      const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all();
      const rows = tables
        .filter(({ name }) => !without.includes(String(name)))
        .map(({ name }) => [name, database.prepare(`SELECT * FROM "${name}" ORDER BY 1`).all()]);
      database.close();
      return JSON.stringify(rows, null, 1);
    },

    book(start: string, change: object = {}, slug = SLUG, headers: object = {}): Promise<LightMyRequestResponse> {
      return product.app.inject({
        method: 'POST',
        url: `/b/${slug}/bookings`,
        headers: { 'idempotency-key': `key-${++keys}`, ...headers },
        payload: { start, name: 'Zoë O’Brien', email: 'zoe@ferns.example', zone: 'America/St_Johns', ...change },
      });
    },

    async api(method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE', path: string, body?: object, bearer = token()) {
      const reply = await product.app.inject({
        method,
        url: `/api${path}`,
        headers: { authorization: `Bearer ${bearer}` },
        ...(body === undefined ? {} : { payload: body }),
      });
      return { status: reply.statusCode, body: reply.body === '' ? null : reply.json() };
    },

    async close(): Promise<void> {
      await product.delivery.drained();
      await product.app.close();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

/** Path of a booking’s manage page, from the reply of its booking. */
export const managePath = (reply: LightMyRequestResponse): string => new URL(reply.json().manageUrl).pathname;

/** What a guest’s page hands to its script. */
export const given = (html: string) => {
  const [, json = ''] = /<script[^>]*type="application\/json"[^>]*>(.*?)<\/script>/s.exec(html) ?? [];
  return JSON.parse(json).page;
};
