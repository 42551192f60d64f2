import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSqliteStore } from '../../server/adapters/sqlite/store.ts';
import { MINUTE } from '../../server/domain/interval.ts';
import { createUpkeep } from '../../server/flows/crm/upkeep.ts';
import { NOON, sampleHost } from '../contracts/store-samples.ts';
import { WARSAW } from '../product.ts';
import { beginRace, due, instant, local, type Race, type Step } from './interrupted.ts';

/** Many of the same that hang: `count` of them have to be there before `full` resolves, and all go on with `letGo`. */
const hanging = (count: number) => {
  const full = Promise.withResolvers<void>();
  const free = Promise.withResolvers<void>();
  let there = 0;
  const hang = async () => {
    there += 1;
    if (there === count) full.resolve();
    await free.promise;
  };
  return { hang, full: full.promise, letGo: free.resolve };
};

/** Whether it has resolved, after all that could happen by itself has. */
const watch = (closing: Promise<void>) => {
  let closed = false;
  void closing.then(() => {
    closed = true;
  });
  return async () => {
    for (let turn = 0; turn < 20; turn += 1) await new Promise<void>(done => setImmediate(done));
    return closed;
  };
};

describe('A process that is told to end', () => {
  const AT_ONCE = 8;
  let race: Race;
  beforeEach(async () => {
    race = await beginRace();
  });
  afterEach(() => race.close());

  const hangAt = (step: Step) => {
    const pieces = hanging(AT_ONCE);
    for (let piece = 0; piece < AT_ONCE; piece += 1) race.interrupt('before', step, pieces.hang);
    return pieces;
  };
  /** Ten half hours from nine. */
  const clocks = Array.from(
    { length: 10 },
    (_, index) => `${String(9 + Math.floor(index / 2)).padStart(2, '0')}:${index % 2 === 0 ? '00' : '30'}`,
  );

  test('waits for the deliveries that are under way, and leaves the others to whoever comes next', async () => {
    const { at } = race;
    const deliveries = hangAt('people.find');
    const ids: string[] = [];
    for (const clock of clocks) ids.push((await at.book(race.slug, local(clock))).body.id);
    await deliveries.full;
    const closing = at.product.delivery.close();
    const isClosed = watch(closing);
    expect(await isClosed()).toBe(false);
    // Begun after it, too.
    at.product.delivery.soon(ids[9] ?? '');
    await at.product.delivery.sweep(200);
    expect(await isClosed()).toBe(false);
    deliveries.letGo();
    await closing;
    const written = () => ids.map(id => at.activities(id).length);
    expect(written()).toEqual([...Array(AT_ONCE).fill(1), 0, 0]);
    await at.restart();
    await at.workOff();
    expect(written()).toEqual(Array(10).fill(1));
  });

  test('waits for the events that are under way, and leaves the others to whoever comes next', async () => {
    const { at } = race;
    const events = hangAt('bookings.findByActivity');
    const ids = clocks.map(
      clock => at.sandbox.edit.createActivity(WARSAW, { ...due(instant(clock)), duration: '00:30' }).id,
    );
    await at.sandbox.settle();
    await events.full;
    const closing = at.product.events.close();
    const isClosed = watch(closing);
    at.advance(MINUTE);
    await at.product.events.sweep(200);
    expect(await isClosed()).toBe(false);
    events.letGo();
    await closing;
    const mirrored = async () => {
      const found = await Promise.all(ids.map(id => at.store.activities.find(`77:${id}`)));
      return found.filter(activity => activity?.busy).length;
    };
    expect(await mirrored()).toBe(AT_ONCE);
    expect(await at.store.events.open(at.now() + 1, 20)).toHaveLength(2);
    await at.restart();
    await at.sweep();
    expect(await mirrored()).toBe(10);
  });
});

describe('Upkeep that is told to end', () => {
  test('waits for the hosts whose turn it is, and begins no more', async () => {
    const store = openSqliteStore({ file: ':memory:' });
    const users = [1, 2, 3, 4, 5, 6];
    for (const user of users) await store.hosts.put(sampleHost({ user }));
    const hosts = hanging(4);
    const reconciled: string[] = [];
    const upkeep = createUpkeep({
      store,
      clock: { now: () => NOON },
      log: { info: () => {}, warn: () => {}, error: () => {} },
      reconcile: async host => {
        await hosts.hang();
        reconciled.push(host);
        return true;
      },
      ensureWebhook: async () => false,
      refreshCompany: async () => {},
      access: { call: (_, use) => use({ apiDomain: '', accessToken: '' }), keepAlive: async () => {} },
    });
    const due = upkeep.reconcileDue();
    await hosts.full;
    const closing = upkeep.close();
    const isClosed = watch(closing);
    expect(await isClosed()).toBe(false);
    hosts.letGo();
    await closing;
    await due;
    await upkeep.reconcileDue();
    await upkeep.checkDue();
    expect(reconciled).toEqual(users.slice(0, 4).map(user => `42:${user}`));
    expect((await store.hosts.find('42:5'))?.checkedAt).toBeNull();
    await store.close();
  });
});
