import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createCrm } from '../../server/adapters/pipedrive/crm.ts';
import { readTokenReply } from '../../server/adapters/pipedrive/oauth.ts';
import { createSealer } from '../../server/adapters/seal.ts';
import { type Host, hostId } from '../../server/domain/host.ts';
import { HOUR, MINUTE } from '../../server/domain/interval.ts';
import { createAccess } from '../../server/flows/crm/access.ts';
import { ensureWebhook } from '../../server/flows/crm/webhook.ts';
import { erase } from '../../server/flows/hosts/erase.ts';
import { type InstallDeps, install } from '../../server/flows/hosts/install.ts';
import { createSessions } from '../../server/flows/hosts/session.ts';
import { oauthRoutes } from '../../server/http/oauth.ts';
import type { ActivityDraft, Crm, Store } from '../../server/ports.ts';
import { openFakeStore } from '../fakes/store.ts';
import { startPipedrive } from '../sandbox/pipedrive.ts';
import type { Manifest, Sandbox } from '../sandbox/sandbox.ts';

/** The real client, flows and routes against the stand-in of Pipedrive. */

const manifest: Manifest = JSON.parse(readFileSync(new URL('../../manifest.json', import.meta.url), 'utf8'));
const CLIENT = { clientId: '5f3a', clientSecret: 's/ec+ret' };
const log = { info: () => {}, warn: () => {}, error: () => {} };
const sealer = createSealer({ keys: ['a key of at least thirty-two characters'] });

let app: FastifyInstance;
let sandbox: Sandbox;
let store: Store;
let crm: Crm;
let deps: InstallDeps;
let installed: Host[];
/** Added to the clock of both sides. */
let ahead: number;

const now = () => Date.now() + ahead;

const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise(done => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
};

const begin = async (options: { rotateRefreshTokens?: boolean } = {}) => {
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  sandbox = await startPipedrive({ app: { ...CLIENT, origin: publicUrl, manifest }, now, ...options });
  const oauth = { ...CLIENT, oauthUrl: sandbox.origin };
  crm = createCrm({ ...oauth, now });
  const basic = { store, crm, sealer, clock: { now }, log, scopes: manifest.scopes };
  deps = {
    ...basic,
    callCrm: createAccess(basic).call,
    publicUrl,
    planRule: 'enforce',
    reconcile: async () => {},
    deliver: async () => {},
  };
  app = Fastify();
  app.post('/webhooks/pipedrive/:secret', async () => ({}));
  await app.register(
    oauthRoutes({
      ...oauth,
      publicUrl,
      readTokenReply,
      install: async reply => {
        const outcome = await install(deps, reply);
        installed.push(outcome.host);
        return outcome;
      },
      sessions: createSessions({ store, clock: { now }, secretKeys: ['a key of at least thirty-two characters'] }),
      erase: host => erase(deps, host, 'uninstalled'),
      log,
    }),
  );
  await app.listen({ port, host: '127.0.0.1' });
  return { publicUrl };
};

const follow = (url: string, cookie?: string) =>
  fetch(url, { redirect: 'manual', ...(cookie && { headers: { cookie } }) });

/** What a browser does between our start and the end. */
const installInBrowser = async (publicUrl: string): Promise<Response> => {
  const start = await follow(`${publicUrl}/oauth/start`);
  const cookie = start.headers.getSetCookie()[0]?.split(';')[0];
  const consent = await follow(start.headers.get('location') ?? '');
  return follow(consent.headers.get('location') ?? '', cookie);
};

const onlyHost = (): Host => {
  const [host] = installed;
  if (!host) throw new Error('nothing was installed');
  return host;
};

beforeEach(() => {
  store = openFakeStore();
  installed = [];
  ahead = 0;
});

afterEach(async () => {
  await sandbox.close();
  await app.close();
});

describe('an installation', () => {
  test('goes from our start to the settings page in Pipedrive, with webhook, link and sealed tokens', async () => {
    const { publicUrl } = await begin();
    const end = await installInBrowser(publicUrl);
    expect(end.status).toBe(303);
    expect(end.headers.get('location')).toBe(
      `${sandbox.apiDomain}/settings/marketplace/app/${CLIENT.clientId}/app-settings`,
    );
    const [user] = sandbox.company.users;
    if (!user) throw new Error('no user');
    const host = await store.hosts.find(hostId(sandbox.company.id, user.id));
    expect(host).toMatchObject({
      status: 'active',
      company: sandbox.company.id,
      user: user.id,
      name: user.name,
      zone: user.timezone_name,
      grant: { apiDomain: sandbox.apiDomain, scopes: manifest.scopes },
    });
    if (!host) throw new Error('no host');
    const tokens = [host.grant.accessToken, host.grant.refreshToken, host.webhook.password].map(sealer.open);
    for (const secret of tokens) expect(JSON.stringify(host)).not.toContain(secret);
    expect(await store.companies.find(host.company)).toMatchObject({
      plan: sandbox.company.plan,
      addons: sandbox.company.addons,
      domain: sandbox.company.domain,
    });
    expect([...sandbox.company.webhooks.values()]).toMatchObject([
      {
        id: host.webhook.id,
        user_id: user.id,
        event_action: '*',
        event_object: 'activity',
        version: '2.0',
        subscription_url: `${publicUrl}/webhooks/pipedrive/${host.webhook.path}`,
        http_auth_password: sealer.open(host.webhook.password),
      },
    ]);
    const links = await store.links.ofHost(host.id);
    expect(links).toMatchObject([{ active: true, offer: { kind: 'general', rule: { zone: user.timezone_name } } }]);
  });

  test('begun in the Marketplace, without a state, is led through our start', async () => {
    const { publicUrl } = await begin();
    const [user] = sandbox.company.users;
    const redirectUri = `${publicUrl}/oauth/callback`;
    const callback = sandbox.authorize({ userId: user?.id ?? 0, clientId: CLIENT.clientId, redirectUri });
    const reply = await follow(callback);
    expect(reply.headers.get('location')).toBe('/oauth/start');
    expect(installed).toEqual([]);
  });

  test('with a code that was used, or is over five minutes old, says so', async () => {
    const { publicUrl } = await begin();
    const start = await follow(`${publicUrl}/oauth/start`);
    const cookie = start.headers.getSetCookie()[0]?.split(';')[0];
    const consent = await follow(start.headers.get('location') ?? '');
    ahead = 6 * MINUTE;
    const late = await follow(consent.headers.get('location') ?? '', cookie);
    expect(late.status).toBe(400);
    expect(await late.text()).toContain('That took a little too long');
    expect(installed).toEqual([]);
  });

  test('taken back in Pipedrive erases the host', async () => {
    const { publicUrl } = await begin();
    await installInBrowser(publicUrl);
    const host = onlyHost();
    const [link] = await store.links.ofHost(host.id);
    await sandbox.uninstall(host.user);
    expect(await store.hosts.find(host.id)).toBeNull();
    expect(await store.companies.find(host.company)).toBeNull();
    expect(await store.links.ofHost(host.id)).toEqual([]);
    expect(await store.tombstones.has(link?.slug ?? '')).toBe(true);
  });

  test('ended by the host leaves no webhook and no grant in Pipedrive', async () => {
    const { publicUrl } = await begin();
    await installInBrowser(publicUrl);
    const host = onlyHost();
    await erase(deps, host.id, 'disconnected');
    expect(sandbox.company.webhooks.size).toBe(0);
    expect(sandbox.installed(host.user)).toBe(false);
    expect(await store.hosts.find(host.id)).toBeNull();
  });
});

describe('a token', () => {
  test.each([false, true])(
    'that expired is refreshed once for twenty calls of two instances; rotating: %s',
    async rotateRefreshTokens => {
      const { publicUrl } = await begin({ rotateRefreshTokens });
      await installInBrowser(publicUrl);
      const host = onlyHost();
      ahead = 2 * HOUR;
      sandbox.requests.clear();
      const other = createAccess({ ...deps, crm: createCrm({ ...CLIENT, oauthUrl: sandbox.origin, now }) });
      const calls = Array.from({ length: 20 }, (_, index) =>
        (index % 2 ? deps.callCrm : other.call)(host.id, access => crm.me(access)),
      );
      for (const { user } of await Promise.all(calls)) expect(user).toBe(host.user);
      expect(sandbox.requests.of('POST', '/oauth/token')).toHaveLength(1);
      expect(sandbox.requests.of('GET', '/api/v1/users/me').map(({ status }) => status)).toEqual(Array(20).fill(200));
    },
  );

  test('that Pipedrive ended early is refreshed after the first 401', async () => {
    const { publicUrl } = await begin();
    await installInBrowser(publicUrl);
    const host = onlyHost();
    sandbox.faults.expireAccess(host.user);
    expect((await deps.callCrm(host.id, access => crm.me(access))).user).toBe(host.user);
  });

  test('that was revoked pauses the host, and installing again mends it', async () => {
    const { publicUrl } = await begin();
    await installInBrowser(publicUrl);
    const host = onlyHost();
    sandbox.faults.revokeTokens(host.user);
    await expect(deps.callCrm(host.id, access => crm.me(access))).rejects.toMatchObject({ code: 'paused' });
    expect(await store.hosts.find(host.id)).toMatchObject({ pausedBecause: 'authorisation_lost' });
    const links = await store.links.ofHost(host.id);
    await installInBrowser(publicUrl);
    expect(await store.hosts.find(host.id)).toMatchObject({ status: 'active', webhook: { path: host.webhook.path } });
    expect(await store.links.ofHost(host.id)).toEqual(links);
    expect((await deps.callCrm(host.id, access => crm.me(access))).user).toBe(host.user);
  });

  test('follows the company to its new domain', async () => {
    const { publicUrl } = await begin();
    await installInBrowser(publicUrl);
    const host = onlyHost();
    const domain = await sandbox.faults.renameDomain();
    expect((await deps.callCrm(host.id, access => crm.me(access))).user).toBe(host.user);
    expect((await store.hosts.find(host.id))?.grant.apiDomain).toBe(domain);
  });
});

test('a webhook that Pipedrive dropped is subscribed again', async () => {
  const { publicUrl } = await begin();
  await installInBrowser(publicUrl);
  const host = onlyHost();
  expect(await ensureWebhook(deps, host.id)).toBe(false);
  sandbox.company.webhooks.clear();
  expect(await ensureWebhook(deps, host.id)).toBe(true);
  expect(sandbox.company.webhooks.size).toBe(1);
});

test('activities and people go to Pipedrive and come back the same', async () => {
  const { publicUrl } = await begin();
  await installInBrowser(publicUrl);
  const host = onlyHost();
  const as = <T>(use: Parameters<typeof deps.callCrm<T>>[1]) => deps.callCrm(host.id, use);
  const email = 'Zoe.OBrien+crm@example.org';
  const person = await as(access => crm.createPerson(access, { name: 'Zoë O’Brien', email, owner: host.user }));
  expect(await as(access => crm.person(access, person.id))).toEqual(person);
  ahead = 5_000;
  expect(await as(access => crm.findPerson(access, email.toLowerCase()))).toMatchObject({ id: person.id });
  expect(await as(access => crm.findPerson(access, 'nobody@example.org'))).toBeNull();

  const draft: ActivityDraft = {
    subject: 'Demo',
    type: 'meeting',
    owner: host.user,
    start: Date.parse('2027-03-08T00:30:00+05:45'),
    end: Date.parse('2027-03-08T02:05:00+05:45'),
    location: 'Thamel, Kathmandu',
    publicDescription: 'Bring the plan.',
    note: '<p>Answers</p>',
    participants: [person.id],
    deal: null,
  };
  const made = await as(access => crm.createActivity(access, draft));
  expect(made).toMatchObject({
    owner: host.user,
    dueDate: '2027-03-07',
    dueTime: '18:45',
    durationMinutes: 95,
    busy: true,
    location: 'Thamel, Kathmandu',
    publicDescription: 'Bring the plan.',
    note: '<p>Answers</p>',
    person: person.id,
    deal: null,
  });
  const moved = await as(access =>
    crm.updateActivity(access, made.id, { start: draft.start + HOUR, end: draft.end + HOUR }),
  );
  expect(moved).toMatchObject({
    dueDate: '2027-03-07',
    dueTime: '19:45',
    durationMinutes: 95,
    location: made.location,
  });
  expect(await as(access => crm.activitiesById(access, [made.id]))).toEqual([moved]);

  const dates: string[] = [];
  await as(async access => {
    for await (const page of crm.activitiesByDueDate(access, host.user))
      dates.push(...page.flatMap(({ dueDate }) => dueDate ?? []));
  });
  expect(dates.length).toBeGreaterThan(20);
  expect(dates).toEqual([...dates].sort().reverse());

  const since: number[] = [];
  await as(async access => {
    for await (const page of crm.activitiesUpdatedSince(access, host.user, Date.now() - MINUTE))
      since.push(...page.map(({ id }) => id));
  });
  expect(since).toContain(made.id);

  await as(access => crm.deleteActivity(access, made.id));
  await as(access => crm.deleteActivity(access, made.id));
  expect(await as(access => crm.activitiesById(access, [made.id]))).toEqual([]);
  expect(await as(access => crm.activity(access, made.id))).toMatchObject({ deleted: true });
  expect(await as(access => crm.activity(access, 999_999))).toBeNull();

  const deal = [...sandbox.company.deals.values()].find(({ status, person_id }) => status === 'open' && person_id);
  if (!deal) throw new Error('no open deal');
  const open = await as(access => crm.openDeals(access, deal.person_id ?? 0));
  expect(open.map(({ id }) => id)).toContain(deal.id);
  expect(await as(access => crm.deal(access, deal.id))).toMatchObject({ id: deal.id, title: deal.title });
});

test('a write that took effect before the connection broke is told as unanswered', async () => {
  const { publicUrl } = await begin();
  await installInBrowser(publicUrl);
  const host = onlyHost();
  sandbox.faults.fail({ method: 'POST', path: '/api/v2/persons' }, { kind: 'timeout_after_effect' });
  const before = sandbox.company.persons.size;
  const call = deps.callCrm(host.id, access =>
    crm.createPerson(access, { name: 'Zoë', email: 'zoe@example.org', owner: host.user }),
  );
  await expect(call).rejects.toMatchObject({ kind: 'unanswered' });
  expect(sandbox.company.persons.size).toBe(before + 1);
});
