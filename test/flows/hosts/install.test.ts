import { beforeEach, describe, expect, test } from 'vitest';
import { createSealer } from '../../../server/adapters/seal.ts';
import type { Host } from '../../../server/domain/host.ts';
import { HOUR } from '../../../server/domain/interval.ts';
import { createAccess } from '../../../server/flows/crm/access.ts';
import { ensureWebhook } from '../../../server/flows/crm/webhook.ts';
import { type InstallDeps, install } from '../../../server/flows/hosts/install.ts';
import type { Store } from '../../../server/ports.ts';
import { openFakeStore } from '../../fakes/store.ts';
import { createFakeCrm, SCOPES, tokens } from '../crm.ts';

const ID = '100:3';
const BASE58 = /^[1-9A-HJ-NP-Za-km-z]+$/;

let store: Store;
let fake: ReturnType<typeof createFakeCrm>;
let now: number;
let mirrored: string[];
let deps: InstallDeps;

const sealer = createSealer({ keys: ['a key of at least thirty-two characters'] });

const host = async (): Promise<Host> => {
  const found = await store.hosts.find(ID);
  if (!found) throw new Error('no host');
  return found;
};

/** The next write of that kind is the last thing that the process does. */
const crashAt = (part: 'companies' | 'hosts' | 'calendars' | 'links', method: string) => {
  const healthy = store;
  const broken = { ...healthy[part], [method]: () => Promise.reject(new Error('crash')) };
  deps = { ...deps, store: { ...healthy, [part]: broken } };
};

beforeEach(() => {
  store = openFakeStore();
  fake = createFakeCrm();
  now = Date.parse('2026-11-24T10:00:00+05:45');
  mirrored = [];
  const basic = {
    store,
    crm: fake.crm,
    sealer,
    clock: { now: () => now },
    log: { info: () => {}, warn: () => {}, error: () => {} },
    scopes: SCOPES,
  };
  deps = {
    ...basic,
    callCrm: createAccess(basic).call,
    publicUrl: 'https://meet.example.com',
    planRule: 'enforce',
    reconcile: async id => void mirrored.push(id),
    deliver: async () => {},
  };
});

describe('installing', () => {
  test('keeps the host with sealed tokens, in the zone and language of their CRM', async () => {
    fake.state.language = 'pl-PL';
    const { host: made, missing } = await install(deps, tokens(1));
    expect(missing).toEqual([]);
    expect(made).toEqual(await host());
    expect(made).toMatchObject({
      id: ID,
      status: 'active',
      pausedBecause: null,
      name: 'Sunita Gurung',
      zone: 'Asia/Kathmandu',
      language: 'pl',
      installedAt: now,
      gapSince: now,
      grant: { apiDomain: 'https://himal.pipedrive.com', expiresAt: now + 3_599_000, scopes: SCOPES },
    });
    expect(sealer.open(made.grant.accessToken)).toBe('access-1');
    expect(sealer.open(made.grant.refreshToken)).toBe('refresh-1');
    expect(JSON.stringify(made)).not.toMatch(/access-1|refresh-1/);
    expect(mirrored).toEqual([ID]);
  });

  test.each([
    ['Asia/Nowhere', 'UTC'],
    ['', 'UTC'],
    ['Asia/Katmandu', 'Asia/Katmandu'],
  ])('takes the zone %j as %s', async (zone, expected) => {
    fake.state.zone = zone;
    expect((await install(deps, tokens(1))).host.zone).toBe(expected);
  });

  test.each([
    ['de-DE', 'de'],
    ['pt-PT', 'pt-BR'],
    ['ar', 'ar'],
    ['ne-NP', 'en'],
  ])('takes the language %s as %s', async (language, expected) => {
    fake.state.language = language;
    expect((await install(deps, tokens(1))).host.language).toBe(expected);
  });

  test('makes a general link that works at once', async () => {
    await install(deps, tokens(1));
    const [link, ...more] = await store.links.ofHost(ID);
    expect(more).toEqual([]);
    expect(link).toMatchObject({
      host: ID,
      active: true,
      language: null,
      deletedAt: null,
      details: { name: 'Meeting', activityType: 'meeting' },
      offer: {
        kind: 'general',
        rule: { zone: 'Asia/Kathmandu', duration: 30, step: 30, notice: 240, horizonDays: 60 },
      },
    });
    expect(link?.slug).toHaveLength(12);
    expect(link?.slug).toMatch(BASE58);
    if (link?.offer.kind !== 'general') throw new Error('not a general link');
    expect(link.offer.rule.weekly).toEqual(
      Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map(day => [day, [['09:00', '17:00']]])),
    );
    expect((await store.calendars.find(ID))?.activeGeneral).toEqual([link.slug]);
  });

  test.each([
    [80, [], 'lite', false],
    [80, ['leadbooster_v2'], 'lite', true],
    [160, [], 'growth', true],
    [400, [], 'premium', true],
    [480, [], 'ultimate', true],
    [123, [], null, true],
    [null, [], null, true],
  ])(
    'with a burst limit of %s and add-ons %j is on plan %s, the link active: %s',
    async (limit, addons, plan, active) => {
      fake.state.burstLimit = limit;
      fake.state.addons = addons;
      await install(deps, tokens(1));
      expect(await store.companies.find(100)).toEqual({
        id: 100,
        name: 'Himal',
        domain: 'himal',
        plan,
        addons,
        addonsReadAt: now,
      });
      const [link] = await store.links.ofHost(ID);
      expect(link?.active).toBe(active);
      expect((await store.calendars.find(ID))?.activeGeneral).toEqual(active ? [link?.slug] : []);
    },
  );

  test('doesn’t stop where add-ons can’t be read, the webhook not be had, the mirror not be filled', async () => {
    for (const name of ['addons', 'createWebhook']) fake.fail(name, 'unavailable');
    deps = { ...deps, reconcile: () => Promise.reject(new Error('no')) };
    const { host: made } = await install(deps, tokens(1));
    expect(made).toMatchObject({ status: 'active', gapSince: now, webhook: { id: null } });
    expect(await store.companies.find(100)).toMatchObject({ addons: [], addonsReadAt: null });
    expect(await store.links.ofHost(ID)).toHaveLength(1);
  });

  test('without all scopes names what is missing and pauses, until it is done again with them', async () => {
    const { missing } = await install(deps, tokens(1, { scopes: ['base', 'activities:full', 'contacts:full'] }));
    expect(missing).toEqual(['deals:read', 'users:read', 'webhooks:full']);
    expect(await host()).toMatchObject({ status: 'paused', pausedBecause: 'scope_missing' });
    expect(fake.state.webhooks).toEqual([]);
    expect(mirrored).toEqual([]);
    expect((await install(deps, fake.issue())).missing).toEqual([]);
    expect(await host()).toMatchObject({ status: 'active', pausedBecause: null });
    expect(fake.state.webhooks).toHaveLength(1);
    expect(await store.links.ofHost(ID)).toHaveLength(1);
  });

  test('fails without a refresh token', async () => {
    await expect(install(deps, tokens(1, { refreshToken: null }))).rejects.toMatchObject({ name: 'CrmFailure' });
    expect(await store.hosts.find(ID)).toBeNull();
  });

  test.each([
    ['companies', 'put'],
    ['hosts', 'put'],
    ['hosts', 'update'],
    ['calendars', 'insert'],
    ['calendars', 'find'],
    ['links', 'ofHost'],
    ['links', 'insert'],
  ] as const)('after a crash in %s.%s a second try ends the same', async (part, method) => {
    const healthy = deps;
    crashAt(part, method);
    await install(deps, tokens(1)).catch(error => expect(error.message).toBe('crash'));
    await install(healthy, tokens(1));
    const [link, ...more] = await store.links.ofHost(ID);
    expect(more).toEqual([]);
    expect(link?.active).toBe(true);
    expect((await store.calendars.find(ID))?.activeGeneral).toEqual([link?.slug]);
    expect(fake.state.webhooks).toHaveLength(1);
    expect((await host()).webhook.id).toBe(fake.state.webhooks[0]?.id);
  });

  test('twice at once makes one host with one link and one webhook', async () => {
    await Promise.all([install(deps, tokens(1)), install(deps, tokens(1))]);
    const { webhook } = await host();
    expect(await store.links.ofHost(ID)).toHaveLength(1);
    const url = `https://meet.example.com/webhooks/pipedrive/${webhook.path}`;
    // Both may have looked before either had subscribed: the next look drops one.
    await ensureWebhook(deps, ID);
    expect(fake.state.webhooks.map(({ url: at }) => at)).toEqual([url]);
    expect((await host()).webhook.id).toBe(fake.state.webhooks[0]?.id);
  });
});

describe('installing again', () => {
  test('keeps links, calendar, language and webhook, takes the new tokens and counts the time as missed', async () => {
    await install(deps, tokens(1));
    const [link] = await store.links.ofHost(ID);
    const before = await host();
    const reconciledAt = now + HOUR;
    await store.hosts.update(ID, {
      status: 'paused',
      pausedBecause: 'authorisation_lost',
      language: 'pl',
      gapSince: null,
      reconciledAt,
    });
    await store.calendars.raise(ID, reconciledAt);
    now += 5 * HOUR;
    await install(deps, fake.issue());
    const after = await host();
    expect(after).toMatchObject({
      status: 'active',
      pausedBecause: null,
      language: 'pl',
      installedAt: before.installedAt,
      webhook: before.webhook,
      gapSince: reconciledAt,
    });
    expect(sealer.open(after.grant.accessToken)).toBe('access-2');
    expect(await store.links.ofHost(ID)).toEqual([link]);
    expect((await store.calendars.find(ID))?.syncedAt).toBe(reconciledAt);
    expect(fake.state.webhooks).toHaveLength(1);
    expect(mirrored).toEqual([ID, ID]);
  });

  test('doesn’t bring back a link that the host trashed', async () => {
    await install(deps, tokens(1));
    const [link] = await store.links.ofHost(ID);
    if (!link) throw new Error('no link');
    await store.links.replace({ ...link, version: 2, active: false, deletedAt: now }, 1);
    await install(deps, fake.issue());
    expect((await store.links.ofHost(ID)).map(({ deletedAt }) => deletedAt)).toEqual([now]);
  });
});

describe('the webhook', () => {
  test('has an unguessable path and password of its own', async () => {
    await install(deps, tokens(1));
    const { webhook } = await host();
    expect(webhook.path).toHaveLength(40);
    expect(webhook.path).toMatch(BASE58);
    expect(fake.state.webhooks).toEqual([
      {
        id: webhook.id,
        active: true,
        url: `https://meet.example.com/webhooks/pipedrive/${webhook.path}`,
        password: sealer.open(webhook.password),
      },
    ]);
    expect(sealer.open(webhook.password)).toMatch(BASE58);
    expect(webhook.password).not.toContain(sealer.open(webhook.password));
  });

  test('that is there is left alone', async () => {
    await install(deps, tokens(1));
    await store.hosts.update(ID, { gapSince: null });
    expect(await ensureWebhook(deps, ID)).toBe(false);
    expect(fake.count('createWebhook')).toBe(1);
    expect((await host()).gapSince).toBeNull();
  });

  test('that Pipedrive dropped is made anew, and what came since the last one counts as missed', async () => {
    await install(deps, tokens(1));
    const webhookAt = now + HOUR;
    await store.hosts.update(ID, { gapSince: null, webhookAt });
    fake.state.webhooks = [];
    now += 80 * HOUR;
    expect(await ensureWebhook(deps, ID)).toBe(true);
    expect(await host()).toMatchObject({ gapSince: webhookAt, webhook: { id: 2 } });
  });

  test('that is switched off, at an old address, or doubled is replaced; those of others stay', async () => {
    await install(deps, tokens(1));
    const { path } = (await host()).webhook;
    const place = `/webhooks/pipedrive/${path}`;
    const url = `https://meet.example.com${place}`;
    const other = { id: 90, url: 'https://meet.example.com/webhooks/pipedrive/of-somebody-else', active: true };
    fake.state.webhooks = [
      { id: 91, url, active: false },
      { id: 92, url: `https://old.example.com${place}`, active: true },
      { id: 93, url, active: true },
      { id: 94, url, active: true },
      other,
    ];
    expect(await ensureWebhook(deps, ID)).toBe(false);
    expect(fake.state.webhooks.map(({ id }) => id)).toEqual([93, 90]);
    expect((await host()).webhook.id).toBe(93);
  });

  test('whose making wasn’t answered is found, not made twice', async () => {
    fake.fail('createWebhook', 'unanswered');
    await install(deps, tokens(1));
    const { path } = (await host()).webhook;
    fake.mend('createWebhook');
    fake.state.webhooks = [{ id: 7, url: `https://meet.example.com/webhooks/pipedrive/${path}`, active: true }];
    expect(await ensureWebhook(deps, ID)).toBe(false);
    expect((await host()).webhook.id).toBe(7);
  });
});
