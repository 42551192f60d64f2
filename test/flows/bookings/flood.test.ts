import { beforeEach, describe, expect, test } from 'vitest';
import { DAY } from '../../../server/domain/interval.ts';
import { Failure } from '../../../server/failure.ts';
import { createBook } from '../../../server/flows/bookings/book.ts';
import type { Store } from '../../../server/ports.ts';
import { sampleHost } from '../../contracts/store-samples.ts';
import { openFakeStore } from '../../fakes/store.ts';
import { generalLink, HOST, NOW, SLUG } from '../../http/scheduler.ts';

/** What somebody leaves behind who books again and again under keys that are thrown away. */

const START = '2026-11-26T06:15:00Z';
const READS = /^(find|has|page|of|between|idsFrom|waiting|givenUp|booked|live|count|open)/;

/** The store, and the names of all writes to it. */
const watched = (store: Store): { store: Store; writes: string[] } => {
  const writes: string[] = [];
  const watch = <Part extends object>(part: Part, name: string): Part =>
    new Proxy(part, {
      get: (target, method, receiver) => {
        if (typeof method === 'string' && !READS.test(method)) writes.push(`${name}.${method}`);
        return Reflect.get(target, method, receiver);
      },
    });
  const parts = { bookings: watch(store.bookings, 'bookings'), calendars: watch(store.calendars, 'calendars') };
  return {
    store: { ...store, ...parts, hosts: watch(store.hosts, 'hosts'), links: watch(store.links, 'links') },
    writes,
  };
};

let writes: string[];
/** Ids of the bookings that were ever written. */
let inserted: string[];
let store: Store;
let attempt: (key: string, start?: string) => Promise<string>;

beforeEach(async () => {
  const stored = openFakeStore();
  await stored.hosts.put(sampleHost({ user: 7 }));
  await stored.links.insert(generalLink());
  await stored.calendars.insert({
    host: HOST,
    rev: 1,
    mirrorRev: 0,
    syncedAt: NOW,
    claims: [],
    activeGeneral: [SLUG],
  });
  inserted = [];
  const insert: Store['bookings']['insert'] = async booking => {
    inserted.push(booking.id);
    return stored.bookings.insert(booking);
  };
  ({ store, writes } = watched({ ...stored, bookings: { ...stored.bookings, insert } }));
  const book = createBook({ store, clock: { now: () => NOW }, staleAfter: DAY, deliverSoon: () => {} });
  attempt = async (key, start = START) => {
    const request = { start, name: 'Nobody', email: 'nobody@ferns.example', zone: 'Asia/Kathmandu' };
    try {
      return (await book({ slug: SLUG, invitation: null }, key, request, 'en')).booking.id;
    } catch (failure) {
      if (failure instanceof Failure) return failure.code;
      throw failure;
    }
  };
});

describe('A flood of keys', () => {
  test('on a time that is taken, or isn’t offered, writes nothing at all', async () => {
    await attempt('first');
    writes.length = 0;
    const codes = new Set<string>();
    for (let key = 0; key < 200; key += 1) {
      codes.add(await attempt(`taken-${key}`));
      codes.add(await attempt(`closed-${key}`, '2026-11-28T05:15:00Z'));
    }
    expect([codes, writes]).toEqual([new Set(['slot_taken', 'not_offered']), []]);
  });

  test('that races for one free time leaves one booking; of the others nothing of the guest, and after a day nothing', async () => {
    const outcomes = await Promise.all(Array.from({ length: 30 }, (_, key) => attempt(`race-${key}`)));
    const lost = outcomes.filter(outcome => outcome === 'slot_taken');
    expect(lost).toHaveLength(29);
    const [booked] = outcomes.filter(outcome => outcome !== 'slot_taken');
    const dropped = inserted.filter(id => id !== booked);
    for (const id of dropped) {
      expect(await store.bookings.find(id)).toMatchObject({
        state: 'dropped',
        guest: { name: '', email: '' },
        notes: '',
      });
    }
    // Upkeep drops them a day later.
    await store.bookings.pruneDropped(NOW + 1);
    const left = await Promise.all(inserted.map(id => store.bookings.find(id)));
    expect(left.filter(booking => booking !== null).map(({ id }) => id)).toEqual([booked]);
    expect((await store.calendars.find(HOST))?.claims).toHaveLength(1);
  });
});
