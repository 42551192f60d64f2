import { beforeEach, describe, expect, test } from 'vitest';
import { createSealer } from '../../server/adapters/seal.ts';
import { sealedGrant } from '../../server/flows/access.ts';
import { type EraseDeps, erase, eraseLeftOvers } from '../../server/flows/erase.ts';
import { install } from '../../server/flows/install.ts';
import type { Store } from '../../server/ports.ts';
import {
  NOON,
  sampleBooking,
  sampleCalendar,
  sampleCompany,
  sampleEvent,
  sampleHost,
  sampleLink,
  timedActivity,
} from '../contracts/store-samples.ts';
import { openFakeStore } from '../fakes/store.ts';
import { createFakeCrm, tokens } from './crm.ts';

const sealer = createSealer({ keys: ['a key of at least thirty-two characters'] });
const SLUG = '4fWqZ8mXbT2c';
const TRASHED = '9fWqZ8mXbT2c';
const BOOKINGS = ['01JDEXAMPLE0000000000000AA', '01JDEXAMPLE0000000000000BB', '01JDEXAMPLE0000000000000CC'];

let store: Store;
let fake: ReturnType<typeof createFakeCrm>;
let deps: EraseDeps;

/** Host 42:7 with everything that a host can have, in a company with a colleague, 42:8. */
const fill = async () => {
  const host = sampleHost({
    grant: sealedGrant(sealer, tokens(1), NOON, null),
    webhook: { id: 5, path: 'path', password: sealer.seal('password') },
  });
  await store.companies.put(sampleCompany());
  await store.hosts.put(host);
  await store.hosts.put(sampleHost({ user: 8 }));
  await store.links.insert(sampleLink());
  await store.links.insert(sampleLink({ slug: TRASHED, deletedAt: NOON, active: false }));
  await store.links.insert(sampleLink({ slug: 'ofColleague1', host: '42:8' }));
  await store.calendars.insert(sampleCalendar());
  const states = ['confirmed', 'cancelled', 'pending'] as const;
  for (const [index, id] of BOOKINGS.entries()) {
    await store.bookings.insert(sampleBooking({ id, state: states[index] ?? 'pending' }));
  }
  await store.bookings.insert(
    sampleBooking({
      id: '01JDEXAMPLE0000000000000DD',
      host: '42:8',
      link: 'ofColleague1',
      guest: { name: 'Mia', email: 'mia@example.org', zone: 'UTC', language: 'en' },
    }),
  );
  await store.activities.put([timedActivity()]);
  await store.events.insert(sampleEvent());
  await store.people.put(42, 'zoe@example.org', 11);
};

/** What the store still knows of host 42:7. */
const remains = async () => ({
  host: await store.hosts.find('42:7'),
  links: await store.links.ofHost('42:7'),
  calendar: await store.calendars.find('42:7'),
  bookings: await Promise.all(BOOKINGS.map(id => store.bookings.find(id))),
  activity: await store.activities.find('42:1001'),
  event: await store.events.find('delivery-1'),
});

const NOTHING = { host: null, links: [], calendar: null, bookings: [null, null, null], activity: null, event: null };

beforeEach(async () => {
  store = openFakeStore();
  fake = createFakeCrm();
  fake.state.webhooks = [{ id: 5, url: 'https://meet.example.com/webhooks/pipedrive/path', active: true }];
  deps = {
    store,
    crm: fake.crm,
    sealer,
    clock: { now: () => NOON },
    log: { info: () => {}, warn: () => {}, error: () => {} },
  };
  await fill();
});

describe('uninstalling', () => {
  test('erases everything of the host, and calls nobody with dead tokens', async () => {
    await erase(deps, '42:7', 'uninstalled');
    expect(await remains()).toEqual(NOTHING);
    expect(fake.calls).toEqual([]);
  });

  test('leaves names alone behind, so that pages can say that they are gone', async () => {
    await erase(deps, '42:7', 'uninstalled');
    for (const key of [SLUG, TRASHED, ...BOOKINGS]) expect(await store.tombstones.has(key), key).toBe(true);
    expect(await store.tombstones.has('ofColleague1')).toBe(false);
  });

  test('leaves colleagues and what they share alone; the last to go takes it along', async () => {
    await erase(deps, '42:7', 'uninstalled');
    expect(await store.hosts.find('42:8')).not.toBeNull();
    expect(await store.links.find('ofColleague1')).not.toBeNull();
    expect(await store.bookings.find('01JDEXAMPLE0000000000000DD')).not.toBeNull();
    expect(await store.companies.find(42)).not.toBeNull();
    expect(await store.people.find(42, 'zoe@example.org')).toBe(11);
    await erase(deps, '42:8', 'uninstalled');
    expect(await store.companies.find(42)).toBeNull();
    expect(await store.people.find(42, 'zoe@example.org')).toBeNull();
  });

  test('of two hosts at once leaves nothing of the company', async () => {
    await Promise.all(['42:7', '42:8'].map(id => erase(deps, id, 'uninstalled')));
    expect(await store.companies.find(42)).toBeNull();
    expect(await store.people.find(42, 'zoe@example.org')).toBeNull();
  });

  test('of a stranger, or a second time, does nothing', async () => {
    await erase(deps, '42:9', 'uninstalled');
    await erase(deps, '42:7', 'uninstalled');
    await erase(deps, '42:7', 'uninstalled');
    expect(await remains()).toEqual(NOTHING);
  });

  const steps = [
    ['hosts', 'update'],
    ['links', 'ofHost'],
    ['tombstones', 'put'],
    ['links', 'removeOfHost'],
    ['calendars', 'remove'],
    ['bookings', 'removeOfHost'],
    ['activities', 'removeOfHost'],
    ['events', 'removeOfHost'],
    ['hosts', 'remove'],
  ] as const;

  test.each(steps)('that crashed in %s.%s is finished by a second one', async (part, method) => {
    const broken = { ...store[part], [method]: () => Promise.reject(new Error('crash')) };
    await expect(erase({ ...deps, store: { ...store, [part]: broken } }, '42:7', 'uninstalled')).rejects.toThrow(
      'crash',
    );
    expect(await store.hosts.find('42:7')).not.toBeNull();
    await erase(deps, '42:7', 'uninstalled');
    expect(await remains()).toEqual(NOTHING);
    for (const key of [SLUG, ...BOOKINGS]) expect(await store.tombstones.has(key), key).toBe(true);
  });

  test.each(steps.slice(1))(
    'that crashed in %s.%s is finished by the sweep, or by installing again',
    async (part, method) => {
      for (const finish of ['sweep', 'install'] as const) {
        store = openFakeStore();
        await fill();
        const broken = { ...store[part], [method]: () => Promise.reject(new Error('crash')) };
        await expect(erase({ ...deps, store: { ...store, [part]: broken } }, '42:7', 'uninstalled')).rejects.toThrow();
        deps = { ...deps, store };
        if (finish === 'sweep') {
          await eraseLeftOvers(deps);
          expect(await remains()).toEqual(NOTHING);
        } else {
          const me = { ...(await fake.crm.me({ apiDomain: '', accessToken: 'access-1' })), company: 42, user: 7 };
          const installing = {
            ...deps,
            crm: { ...fake.crm, me: async () => me },
            callCrm: () => Promise.reject(new Error('not part of this test')),
            scopes: [],
            publicUrl: 'https://meet.example.com',
            planRule: 'off' as const,
            reconcile: async () => {},
          };
          await install(installing, tokens(1));
          const { host, links, bookings } = await remains();
          expect(host).toMatchObject({ status: 'active', pausedBecause: null });
          expect(links.map(({ slug }) => slug)).not.toContain(SLUG);
          expect(links).toHaveLength(1);
          expect(bookings).toEqual([null, null, null]);
        }
        expect(await store.hosts.find('42:8')).toMatchObject({ status: 'active' });
      }
    },
  );
});

describe('disconnecting', () => {
  test('deletes the webhook and revokes the grant first', async () => {
    await erase(deps, '42:7', 'disconnected');
    expect(fake.calls).toEqual(['deleteWebhook', 'revoke']);
    expect(fake.state.webhooks).toEqual([]);
    expect(await remains()).toEqual(NOTHING);
  });

  test('erases even if the CRM can’t be told, or the tokens can’t be opened', async () => {
    fake.fail('deleteWebhook', 'unauthorised');
    fake.fail('revoke', 'unavailable');
    await erase(deps, '42:7', 'disconnected');
    expect(await remains()).toEqual(NOTHING);
    await fill();
    const other = createSealer({ keys: ['another key of at least 32 characters'] });
    await erase({ ...deps, sealer: other }, '42:7', 'disconnected');
    expect(await remains()).toEqual(NOTHING);
  });
});
