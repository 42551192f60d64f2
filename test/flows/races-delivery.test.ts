import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSqliteStore } from '../../server/adapters/sqlite/store.ts';
import type { Booking } from '../../server/domain/booking.ts';
import { userOf } from '../../server/domain/host.ts';
import { MINUTE } from '../../server/domain/interval.ts';
import { createManageTokens } from '../../server/flows/bookings/manage-token.ts';
import { createDelivery, type Delivery } from '../../server/flows/delivery/deliver.ts';
import type { Crm, CrmActivity, CrmPerson, Store } from '../../server/ports.ts';
import { NOON, sampleBooking, sampleHost } from '../contracts/store-samples.ts';
import { createFakeCrm } from './crm.ts';

const COLLEAGUES = Array.from({ length: 10 }, (_, index) => `colleague-${index}@ferns.example`);
const PUBLIC = 'https://meetings.example';

/** Two processes on one store, and a CRM of one company that both write to. */
let store: Store;
let now: number;
let activities: CrmActivity[];
let persons: CrmPerson[];
let calls: number;
/** What happens while the CRM thinks about a call; it is told the name of the call, and how many there were. */
let thinking: (call: string, count: number) => Promise<void>;
let first: Delivery;
let second: Delivery;

const crm: Crm = {
  ...createFakeCrm().crm,
  async findPerson(_, email) {
    // By what is known when it begins to think.
    const found = persons.find(({ emails }) => emails.includes(email)) ?? null;
    await thinking('findPerson', ++calls);
    return found;
  },
  async createPerson(_, { name, email }) {
    await thinking('createPerson', ++calls);
    const person = { id: persons.length + 1, name, emails: [email], organization: null };
    persons.push(person);
    return person;
  },
  async *personsUpdatedSince() {
    yield persons;
  },
  async openDeals() {
    await thinking('openDeals', ++calls);
    return [];
  },
  async *activitiesUpdatedSince() {
    yield activities;
  },
  async createActivity(_, draft) {
    await thinking('createActivity', ++calls);
    const iso = new Date(draft.start).toISOString();
    const activity: CrmActivity = {
      ...draft,
      id: activities.length + 1,
      dueDate: iso.slice(0, 10),
      dueTime: iso.slice(11, 16),
      durationMinutes: (draft.end - draft.start) / MINUTE,
      busy: true,
      done: false,
      deleted: false,
      person: draft.participants[0] ?? null,
      organization: null,
      updatedAt: now,
    };
    activities.push(activity);
    return activity;
  },
};

const beginProcess = (): Delivery => {
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  return createDelivery({
    store,
    crm,
    clock: { now: () => now },
    log,
    mailer: { send: async () => {}, close: async () => {} },
    tokens: createManageTokens(['a secret of at least thirty-two characters']),
    publicUrl: PUBLIC,
    callCrm: (_, use) => use({ apiDomain: 'https://example.pipedrive.com', accessToken: 'access' }),
  });
};

let booking: Booking;
beforeEach(async () => {
  now = NOON;
  activities = [];
  persons = [];
  calls = 0;
  thinking = async () => {};
  store = openSqliteStore({ file: ':memory:' });
  await store.hosts.put(sampleHost());
  const work = { state: 'due', dueAt: NOON, attempts: 0, error: null, unansweredSince: null } as const;
  booking = sampleBooking({ colleagues: COLLEAGUES, effects: [{ kind: 'activity', ...work }] });
  await store.bookings.insert(booking);
  first = beginProcess();
  second = beginProcess();
});
afterEach(() => store.close());

const workOff = async () => {
  thinking = async () => {};
  for (let round = 0; round < 10; round += 1) {
    now += MINUTE;
    await first.sweep(10);
    await second.sweep(10);
  }
};

const expectOneOfEach = async () => {
  expect(activities).toHaveLength(1);
  expect(activities[0]).toMatchObject({ owner: userOf(booking.host) });
  expect(persons.map(({ emails }) => emails[0]).sort()).toEqual([booking.guest.email, ...COLLEAGUES].sort());
  const { crm: known, effects } = (await store.bookings.find(booking.id)) ?? booking;
  expect(known.activity).toBe(activities[0]?.id);
  expect(effects).toMatchObject([{ kind: 'activity', state: 'done' }]);
};

describe('A delivery that takes longer than its lease, while a second process sweeps', () => {
  test('at each of its calls: one activity, one person each', async () => {
    const sweeps: Promise<unknown>[] = [];
    thinking = async () => {
      now += 12_000;
      // Not waited for: it may have to wait for a lease of the first.
      sweeps.push(second.sweep(10));
    };
    await first.sweep(10);
    await Promise.all(sweeps);
    await second.drained();
    await workOff();
    await expectOneOfEach();
  });

  test.each([
    ['while it looks the last colleague up', (call: string) => call === 'findPerson' && persons.length === 10],
    ['while it looks the guest up', (call: string) => call === 'findPerson'],
    ['right before it writes', (call: string) => call === 'openDeals'],
  ])('%s, and that gets it all done: one activity, one person each', async (_, stalls) => {
    let stalled = false;
    // The guest is in the CRM already: deals are asked for.
    persons.push({ id: 1, name: 'Zoë', emails: [booking.guest.email], organization: null });
    thinking = async call => {
      if (stalled || !stalls(call)) return;
      stalled = true;
      now += 31_000;
      await second.sweep(10);
    };
    await first.sweep(10);
    expect(stalled).toBe(true);
    await workOff();
    await expectOneOfEach();
  });
});
