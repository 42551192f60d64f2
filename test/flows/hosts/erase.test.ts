import { beforeEach, describe, expect, test } from 'vitest';
import { createSealer } from '../../../server/adapters/seal.ts';
import type { Booking } from '../../../server/domain/booking.ts';
import { createManageTokens } from '../../../server/flows/bookings/manage-token.ts';
import { sealedGrant } from '../../../server/flows/crm/access.ts';
import { createDelivery } from '../../../server/flows/delivery/deliver.ts';
import { type EraseDeps, erase, eraseLeftOvers } from '../../../server/flows/hosts/erase.ts';
import { install } from '../../../server/flows/hosts/install.ts';
import { MailFailure, type Notice, type Store } from '../../../server/ports.ts';
import {
  mailEffect,
  NOON,
  sampleBooking,
  sampleCalendar,
  sampleCompany,
  sampleEvent,
  sampleHost,
  sampleLink,
  timedActivity,
} from '../../contracts/store-samples.ts';
import { openFakeStore } from '../../fakes/store.ts';
import { createFakeCrm, tokens } from '../crm.ts';

const sealer = createSealer({ keys: ['a key of at least thirty-two characters'] });
const SLUG = '4fWqZ8mXbT2c';
const TRASHED = '9fWqZ8mXbT2c';
const INVITATION = '7kPzQ3vRw9sTx2uYb5nC4d';
const BOOKINGS = ['01JDEXAMPLE0000000000000AA', '01JDEXAMPLE0000000000000BB', '01JDEXAMPLE0000000000000CC'];

let store: Store;
let fake: ReturnType<typeof createFakeCrm>;
let deps: EraseDeps;
let now: number;
let sent: Notice[];
/** What the mail server does before it takes a mail. */
let refuse: (notice: Notice) => void;

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
  await store.invitations.put({
    id: INVITATION,
    host: '42:7',
    link: SLUG,
    person: 11,
    deal: null,
    organization: null,
    guest: { name: 'Zoë O’Brien', email: 'zoe@example.org' },
    language: null,
    madeAt: NOON,
  });
};

/** What the store still knows of host 42:7. */
const remains = async () => ({
  host: await store.hosts.find('42:7'),
  links: await store.links.ofHost('42:7'),
  calendar: await store.calendars.find('42:7'),
  bookings: await Promise.all(BOOKINGS.map(id => store.bookings.find(id))),
  activity: await store.activities.find('42:1001'),
  event: await store.events.find('delivery-1'),
  invitation: await store.invitations.find(INVITATION),
});

const NOTHING: Awaited<ReturnType<typeof remains>> = {
  host: null,
  links: [],
  calendar: null,
  bookings: [null, null, null],
  activity: null,
  event: null,
  invitation: null,
};

const depsOn = (on: Store): EraseDeps => {
  const basic = {
    store: on,
    crm: fake.crm,
    sealer,
    clock: { now: () => now },
    log: { info: () => {}, warn: () => {}, error: () => {} },
  };
  const delivery = createDelivery({
    ...basic,
    mailer: {
      send: async notice => {
        refuse(notice);
        sent.push(notice);
      },
      close: async () => {},
    },
    tokens: createManageTokens(['a key of at least thirty-two characters']),
    publicUrl: 'https://meet.example.com',
    callCrm: () => Promise.reject(new Error('the grant is dead')),
  });
  return { ...basic, deliver: delivery.now };
};

beforeEach(async () => {
  store = openFakeStore();
  fake = createFakeCrm();
  fake.state.webhooks = [{ id: 5, url: 'https://meet.example.com/webhooks/pipedrive/path', active: true }];
  sent = [];
  refuse = () => {};
  now = NOON;
  deps = depsOn(store);
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
    for (const key of [SLUG, TRASHED, INVITATION, ...BOOKINGS]) expect(await store.tombstones.has(key), key).toBe(true);
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

  test('waits for a reconciliation under way, and holds off the next one until it is done', async () => {
    const other = (now: number) => store.leases.take('reconcile:42:7', 'a reconciliation', now, now + 1);
    await store.leases.take('reconcile:42:7', 'a reconciliation', NOON, NOON + 60_000);
    let tries = 0;
    const leases: Store['leases'] = {
      ...store.leases,
      take: async (name, ...terms) => {
        if (name === 'reconcile:42:7') tries += 1;
        if (name === 'reconcile:42:7' && tries === 2) {
          expect(await store.activities.find('42:1001')).not.toBeNull();
          await store.activities.put([timedActivity({ id: '42:1005' })]);
          await store.leases.release('reconcile:42:7', 'a reconciliation');
        }
        return store.leases.take(name, ...terms);
      },
    };
    const held: boolean[] = [];
    const activities: Store['activities'] = {
      ...store.activities,
      removeOfHost: async host => {
        held.push(!(await other(NOON)));
        return store.activities.removeOfHost(host);
      },
    };
    await erase({ ...deps, store: { ...store, leases, activities } }, '42:7', 'uninstalled');
    expect(held).toEqual([true]);
    expect(await remains()).toEqual(NOTHING);
    expect(await store.activities.find('42:1005')).toBeNull();
    expect(await other(NOON)).toBe(true);
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
        deps = depsOn(store);
        await fill();
        const broken = { ...store[part], [method]: () => Promise.reject(new Error('crash')) };
        await expect(erase({ ...deps, store: { ...store, [part]: broken } }, '42:7', 'uninstalled')).rejects.toThrow();
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

test('the sweep erases the others though one can’t be erased', async () => {
  await store.hosts.update('42:7', { status: 'paused', pausedBecause: 'uninstalled' });
  await store.hosts.update('42:8', { status: 'paused', pausedBecause: 'uninstalled' });
  const links: Store['links'] = {
    ...store.links,
    ofHost: host => (host === '42:7' ? Promise.reject(new Error('crash')) : store.links.ofHost(host)),
  };
  const warned: object[] = [];
  const log = { ...deps.log, warn: (facts: object) => warned.push(facts) };
  await eraseLeftOvers({ ...deps, log, store: { ...store, links } });
  expect(await store.hosts.find('42:8')).toBeNull();
  expect(await store.hosts.find('42:7')).not.toBeNull();
  expect(warned).toEqual([{ host: '42:7', failure: 'Error: crash' }]);
});

test('the sweep leaves a host alone who has come back since it looked', async () => {
  await store.hosts.update('42:7', { status: 'paused', pausedBecause: 'uninstalled' });
  const hosts: Store['hosts'] = {
    ...store.hosts,
    page: async (...given) => {
      const page = await store.hosts.page(...given);
      await store.hosts.update('42:7', { status: 'active', pausedBecause: null });
      return page;
    },
  };
  await eraseLeftOvers({ ...deps, store: { ...store, hosts } });
  expect(await store.hosts.find('42:7')).toMatchObject({ status: 'active' });
  expect(await store.links.ofHost('42:7')).toHaveLength(2);
  expect(sent).toEqual([]);
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

describe('the guests', () => {
  const HOUR = 3_600_000;
  const FIRST = '01JDEXAMPLE0000000000000AA';
  const ids = () => sent.map(({ messageId }) => messageId);
  const bookFor = (id: string, change: Partial<Booking> = {}) =>
    store.bookings.insert(
      sampleBooking({ id, guest: { ...sampleBooking().guest, email: `${id}@ferns.example` }, ...change }),
    );

  test('of meetings to come are told once that they stand; of past and cancelled ones nobody is', async () => {
    await bookFor('second', { sequence: 3 });
    await bookFor('under way', { start: NOON - HOUR, end: NOON + 1 });
    await bookFor('just over', { start: NOON - HOUR, end: NOON });
    await bookFor('cancelled', { state: 'cancelled' });
    await erase(deps, '42:7', 'uninstalled');
    expect(ids().sort()).toEqual([
      `${FIRST}.0.farewell.guest`,
      'second.3.farewell.guest',
      'under way.0.farewell.guest',
    ]);
    for (const { to, urls, calendarFile, zone, host } of sent) {
      expect({ role: to.role, urls, calendarFile, zone, host: host.name }).toEqual({
        role: 'guest',
        urls: { manage: null, view: null, book: null, reminders: null },
        calendarFile: false,
        zone: 'America/St_Johns',
        host: 'Sunita Gurung',
      });
    }
    expect(await remains()).toEqual(NOTHING);
  });

  test('hear of what happened before in its order, and nothing else is tried with dead tokens', async () => {
    const work = { state: 'due', dueAt: NOON, attempts: 0, error: null } as const;
    const activity = { kind: 'activity', ...work, unansweredSince: null } as const;
    await bookFor('new', { effects: [{ kind: 'claim', ...work }, activity, mailEffect()] });
    const given: string[] = [];
    const bookings: Store['bookings'] = {
      ...store.bookings,
      replace: async (next, was) => {
        given.push(...next.effects.filter(({ kind }) => kind !== 'mail').map(({ kind }) => kind));
        return store.bookings.replace(next, was);
      },
    };
    deps = depsOn({ ...store, bookings });
    await erase(deps, '42:7', 'uninstalled');
    expect(ids().filter(id => id.startsWith('new'))).toEqual(['new.0.booked.guest', 'new.0.farewell.guest']);
    expect(given).toEqual([]);
  });

  test('who can’t be told keep the host for a day, without a link, and are told when it can be done', async () => {
    refuse = () => {
      throw new MailFailure(false, 'down');
    };
    await erase(deps, '42:7', 'disconnected');
    expect(await store.hosts.find('42:7')).toMatchObject({
      status: 'paused',
      pausedBecause: 'uninstalled',
      leavingSince: NOON,
    });
    expect(await store.links.ofHost('42:7')).toEqual([]);
    expect(await store.calendars.find('42:7')).toBeNull();
    now += 23 * HOUR;
    await eraseLeftOvers(deps);
    expect(await store.hosts.find('42:7')).toMatchObject({ leavingSince: NOON });
    refuse = () => {};
    now += HOUR / 2;
    await eraseLeftOvers(deps);
    await eraseLeftOvers(deps);
    expect(ids()).toEqual([`${FIRST}.0.farewell.guest`]);
    expect(await remains()).toEqual(NOTHING);
    expect(fake.calls).toEqual(['deleteWebhook', 'revoke']);
  });

  test('who can’t be told for a day don’t keep the host any longer', async () => {
    refuse = () => {
      throw new MailFailure(false, 'down');
    };
    await erase(deps, '42:7', 'uninstalled');
    now += 24 * HOUR - 1;
    await eraseLeftOvers(deps);
    expect(await store.bookings.find(FIRST)).not.toBeNull();
    now += 1;
    await eraseLeftOvers(deps);
    expect(await remains()).toEqual(NOTHING);
    expect(sent).toEqual([]);
  });

  test('whose address is refused for good count as told', async () => {
    await bookFor('second');
    refuse = ({ to }) => {
      if (to.email === 'second@ferns.example') throw new MailFailure(true, 'no such mailbox');
    };
    await erase(deps, '42:7', 'uninstalled');
    expect(ids()).toEqual([`${FIRST}.0.farewell.guest`]);
    expect(await remains()).toEqual(NOTHING);
  });

  test('whose booking is confirmed while others are told are told too, before it is erased', async () => {
    const arriving = bookFor;
    refuse = () => {
      refuse = () => {};
      void arriving('late');
    };
    await erase(deps, '42:7', 'uninstalled');
    expect(await store.bookings.find('late')).not.toBeNull();
    await eraseLeftOvers(deps);
    expect(ids()).toEqual([`${FIRST}.0.farewell.guest`, 'late.0.farewell.guest']);
    expect(await store.bookings.find('late')).toBeNull();
  });
});
