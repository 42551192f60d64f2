import { beforeEach, describe, expect, test } from 'vitest';
import { createSealer } from '../../../server/adapters/seal.ts';
import type { Host } from '../../../server/domain/host.ts';
import { DAY, HOUR } from '../../../server/domain/interval.ts';
import { createAccess, sealedGrant } from '../../../server/flows/crm/access.ts';
import { missingScopes } from '../../../server/flows/crm/scopes.ts';
import { CrmFailure, type Store, type Access as Token } from '../../../server/ports.ts';
import { sampleHost } from '../../contracts/store-samples.ts';
import { openFakeStore } from '../../fakes/store.ts';
import { createFakeCrm, SCOPES, tokens } from '../crm.ts';

const ID = '100:3';
const INSTALLED = Date.parse('2026-11-24T10:00:00+05:45');

let store: Store;
let fake: ReturnType<typeof createFakeCrm>;
let now: number;

const sealer = createSealer({ keys: ['a key of at least thirty-two characters'] });
const log = { info: () => {}, warn: () => {}, error: () => {} };

const instance = () => createAccess({ store, crm: fake.crm, sealer, clock: { now: () => now }, log, scopes: SCOPES });

const host = async (): Promise<Host> => {
  const found = await store.hosts.find(ID);
  if (!found) throw new Error('no host');
  return found;
};

/** A call that the CRM answers only with its newest token. */
const whoAmI = async (access: Token) => (await fake.crm.me(access)).user;

beforeEach(async () => {
  store = openFakeStore();
  fake = createFakeCrm();
  now = INSTALLED;
  await store.hosts.put(
    sampleHost({
      company: 100,
      user: 3,
      grant: sealedGrant(sealer, tokens(1), INSTALLED, null),
      webhook: { id: 1, path: 'path', password: sealer.seal('password') },
      installedAt: INSTALLED,
    }),
  );
});

describe('a call', () => {
  test('uses the stored token while it is good', async () => {
    expect(await instance().call(ID, whoAmI)).toBe(3);
    expect(fake.calls).toEqual(['me']);
  });

  test('refreshes a minute before the token expires, and stores what came back', async () => {
    now = INSTALLED + 3_599_000 - 60_000;
    fake.state.reply = { apiDomain: 'https://himal-treks.pipedrive.com', scopes: [...SCOPES, 'leads:read'] };
    const seen = await instance().call(ID, async access => access);
    expect(seen).toEqual({ apiDomain: 'https://himal-treks.pipedrive.com', accessToken: 'access-2' });
    const { grant } = await host();
    expect(grant).toMatchObject({
      apiDomain: 'https://himal-treks.pipedrive.com',
      scopes: [...SCOPES, 'leads:read'],
      expiresAt: now + 3_599_000,
      refreshedAt: now,
    });
    expect(sealer.open(grant.refreshToken)).toBe('refresh-2');
  });

  test('keeps the refresh token where the server sends none', async () => {
    now = INSTALLED + HOUR;
    fake.state.reply = { refreshToken: null, scopes: [] };
    await instance().call(ID, whoAmI);
    const { grant } = await host();
    expect(sealer.open(grant.refreshToken)).toBe('refresh-1');
    expect(grant.scopes).toEqual(SCOPES);
  });

  test('refreshes once and tries once more where the token isn’t accepted', async () => {
    fake.invalidate();
    expect(await instance().call(ID, whoAmI)).toBe(3);
    expect(fake.calls).toEqual(['me', 'refresh', 'me']);
    await expect(
      instance().call(ID, async () => {
        throw new CrmFailure('unauthorised', 'still 401');
      }),
    ).rejects.toMatchObject({ kind: 'unauthorised' });
    expect(fake.count('refresh')).toBe(2);
  });

  test('lets other failures through as they are', async () => {
    fake.fail('me', 'limited');
    await expect(instance().call(ID, whoAmI)).rejects.toMatchObject({ kind: 'limited' });
    now = INSTALLED + HOUR;
    fake.fail('refresh', 'unavailable');
    await expect(instance().call(ID, whoAmI)).rejects.toMatchObject({ kind: 'unavailable' });
    expect((await host()).status).toBe('active');
  });

  test('for nobody is refused', async () => {
    await expect(instance().call('100:4', whoAmI)).rejects.toMatchObject({ code: 'not_installed' });
  });
});

describe('refreshing', () => {
  test('happens once for twenty calls that wait, on two instances', async () => {
    now = INSTALLED + 2 * HOUR;
    const { promise, resolve: open } = Promise.withResolvers<void>();
    fake.state.gate = promise;
    const [one, two] = [instance(), instance()];
    const calls = Array.from({ length: 20 }, (_, index) => (index % 2 ? one : two).call(ID, whoAmI));
    await expect.poll(() => fake.count('refresh')).toBe(1);
    open();
    expect(await Promise.all(calls)).toEqual(Array(20).fill(3));
    expect(fake.count('refresh')).toBe(1);
  });

  test('happens once for twenty calls whose token is refused', async () => {
    fake.invalidate();
    const [one, two] = [instance(), instance()];
    const calls = Array.from({ length: 20 }, (_, index) => (index % 2 ? one : two).call(ID, whoAmI));
    expect(await Promise.all(calls)).toEqual(Array(20).fill(3));
    expect(fake.count('refresh')).toBe(1);
  });

  test('that was left by a crash is taken over when its lease is over', async () => {
    now = INSTALLED + 2 * HOUR;
    await store.leases.take(`refresh:${ID}`, 'a process that died', now, now + 30_000);
    const call = instance().call(ID, whoAmI);
    await expect.poll(() => fake.count('refresh')).toBe(0);
    now += 30_001;
    expect(await call).toBe(3);
    expect(fake.count('refresh')).toBe(1);
  });

  test('of a lost grant pauses the host, and its calls say so without asking again', async () => {
    now = INSTALLED + 2 * HOUR;
    fake.fail('refresh', 'grant_lost');
    const access = instance();
    await expect(access.call(ID, whoAmI)).rejects.toMatchObject({ code: 'paused' });
    expect(await host()).toMatchObject({ status: 'paused', pausedBecause: 'authorisation_lost' });
    await expect(access.call(ID, whoAmI)).rejects.toMatchObject({ code: 'paused' });
    expect(fake.count('refresh')).toBe(1);
  });

  test('of a grant that somebody else renewed meanwhile pauses nobody', async () => {
    now = INSTALLED + 2 * HOUR;
    fake.state.rotates = true;
    const { promise, resolve: open } = Promise.withResolvers<void>();
    fake.state.gate = promise;
    const call = instance().call(ID, whoAmI);
    await expect.poll(() => fake.count('refresh')).toBe(1);
    // The host connects anew while the refresh is under way.
    await store.hosts.update(ID, { grant: sealedGrant(sealer, fake.issue(), now, null) });
    open();
    expect(await call).toBe(3);
    expect((await host()).status).toBe('active');
  });

  test('that comes back late doesn’t overwrite a newer grant', async () => {
    now = INSTALLED + 2 * HOUR;
    const { promise, resolve: open } = Promise.withResolvers<void>();
    fake.state.gate = promise;
    const call = instance().call(ID, async access => access.accessToken);
    await expect.poll(() => fake.count('refresh')).toBe(1);
    await store.hosts.update(ID, { grant: sealedGrant(sealer, tokens(50), now, null) });
    open();
    expect(await call).toBe('access-50');
    expect(sealer.open((await host()).grant.accessToken)).toBe('access-50');
  });

  test('leaves nothing behind of a host erased meanwhile', async () => {
    now = INSTALLED + 2 * HOUR;
    const { promise, resolve: open } = Promise.withResolvers<void>();
    fake.state.gate = promise;
    const call = instance().call(ID, whoAmI);
    await expect.poll(() => fake.count('refresh')).toBe(1);
    await store.hosts.remove(ID);
    open();
    await expect(call).rejects.toMatchObject({ code: 'not_installed' });
    expect(await store.hosts.find(ID)).toBeNull();
  });
});

describe('a missing scope', () => {
  test('that a call runs into pauses the host', async () => {
    const grant = sealedGrant(sealer, tokens(1, { scopes: ['base', 'activities:full'] }), now, null);
    await store.hosts.update(ID, { grant });
    fake.fail('me', 'forbidden');
    await expect(instance().call(ID, whoAmI)).rejects.toMatchObject({ kind: 'forbidden' });
    expect(await host()).toMatchObject({ status: 'paused', pausedBecause: 'scope_missing' });
  });

  test('isn’t guessed from one forbidden thing', async () => {
    fake.fail('me', 'forbidden');
    await expect(instance().call(ID, whoAmI)).rejects.toMatchObject({ kind: 'forbidden' });
    expect((await host()).status).toBe('active');
  });

  test.each([
    [['base', 'deals:read'], ['base', 'deals:read'], []],
    [['base', 'deals:read'], ['deals:full'], []],
    [['deals:full'], ['deals:read'], ['deals:full']],
    [['users:read', 'webhooks:full'], ['users:read'], ['webhooks:full']],
    [['users:read'], [], []],
  ])('of %j with %j granted is %j', (wanted, granted, missing) => {
    expect(missingScopes(wanted, granted)).toEqual(missing);
  });
});

describe('keeping alive', () => {
  test('refreshes a grant that was idle for thirty days, and no other', async () => {
    now = INSTALLED + 29 * DAY;
    await instance().keepAlive(ID);
    expect(fake.count('refresh')).toBe(0);
    now = INSTALLED + 30 * DAY;
    await instance().keepAlive(ID);
    expect(fake.count('refresh')).toBe(1);
    await instance().keepAlive(ID);
    expect(fake.count('refresh')).toBe(1);
  });

  test('leaves paused hosts and strangers alone', async () => {
    now = INSTALLED + 40 * DAY;
    await store.hosts.update(ID, { status: 'paused', pausedBecause: 'authorisation_lost' });
    await instance().keepAlive(ID);
    await instance().keepAlive('100:4');
    expect(fake.calls).toEqual([]);
  });
});
