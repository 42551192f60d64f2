import { openMongoStore } from '../../server/adapters/mongo/store.ts';
import { openSqliteStore } from '../../server/adapters/sqlite/store.ts';
import type { Store } from '../../server/ports.ts';
import { NOON, sampleBooking, sampleCalendar } from './store-samples.ts';

/**
 * A process of its own that shares a store with others; started by store-processes.ts with where the store is, its own
 * name, and what to do: `race` until it has won ROUNDS times, or `write` until it is killed.
 */

export const ROUNDS = 100;

export type Place = { file: string } | { uri: string };

export interface Outcome {
  /** The `rev`s that this process wrote. */
  revs: number[];
  /** Numbers of the rounds in which it was first. */
  bookings: number[];
  leases: number[];
}

const open = (place: Place): Store | Promise<Store> =>
  'file' in place ? openSqliteStore(place) : openMongoStore(place);

const race = async (store: Store, name: string): Promise<Outcome> => {
  const outcome: Outcome = { revs: [], bookings: [], leases: [] };
  await store.calendars.insert(sampleCalendar({ rev: 0, claims: [] }));
  while (outcome.revs.length < ROUNDS) {
    const calendar = await store.calendars.find('42:7');
    if (!calendar) throw new Error('The calendar is gone.');
    const rev = calendar.rev + 1;
    const claim = {
      id: `${name}-${rev}`,
      kind: 'booking',
      link: name,
      before: 0,
      after: 0,
      start: rev,
      end: rev,
    } as const;
    const won = await store.calendars.replace({ ...calendar, rev, claims: [...calendar.claims, claim] }, calendar.rev);
    if (won) outcome.revs.push(rev);
  }
  for (let round = 0; round < ROUNDS; round++) {
    const booking = sampleBooking({ id: `${name}-${round}`, idempotencyKey: `${round}` });
    if (await store.bookings.insert(booking)) outcome.bookings.push(round);
    if (await store.leases.take(`lease-${round}`, name, NOON, NOON + 1)) outcome.leases.push(round);
  }
  return outcome;
};

const write = async (store: Store, name: string): Promise<never> => {
  for (let round = 0; ; round++) {
    const id = `${name}-${round}`;
    await store.bookings.insert(sampleBooking({ id }));
    // Waits until the parent has it, so that "told" never runs ahead of "stored".
    await new Promise(resolve => process.send?.(id, resolve));
  }
};

const [place, name, task] = process.argv.slice(2);
if (place && name && process.send) {
  const store = await open(JSON.parse(place));
  process.send('ready');
  await new Promise(resolve => process.once('message', resolve));
  if (task === 'write') await write(store, name);
  const outcome = await race(store, name);
  await store.close();
  process.send?.(outcome, () => process.disconnect?.());
}
