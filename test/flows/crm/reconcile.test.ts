import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../server/domain/interval.ts';
import { openFakeStore } from '../../fakes/store.ts';
import { startProduct, type TestProduct, WARSAW } from '../../product.ts';

const LIST = '/api/v2/activities';

let at: TestProduct;
let host: string;
let slug: string;
let store: ReturnType<typeof openFakeStore>;
/** Done once, between the end of the next listing and what follows from it. */
let listedBefore = 0;
let afterListing: (() => Promise<void>) | null = null;

const listings = () => at.sandbox.requests.of('GET', LIST).filter(({ query }) => query.sort_by === 'due_date').length;

beforeAll(async () => {
  const kept = openFakeStore();
  /** Whatever of the store is read first after a listing has come. */
  const interrupted =
    <Given extends unknown[], Answer>(read: (...given: Given) => Promise<Answer>) =>
    async (...given: Given): Promise<Answer> => {
      if (afterListing && listings() > listedBefore) {
        const act = afterListing;
        afterListing = null;
        await act();
      }
      return read(...given);
    };
  store = {
    ...kept,
    activities: { ...kept.activities, idsFrom: interrupted(kept.activities.idsFrom) },
    bookings: { ...kept.bookings, ofHost: interrupted(kept.bookings.ofHost) },
  };
  at = await startProduct({ store });
  host = (await at.install(WARSAW)).id;
  slug = await at.slugOf(host);
});
afterEach(() => at.sandbox.faults.clear());
afterAll(() => at.close());

/** Reconciles, with `act` in the middle. */
const reconcileWith = async (act: () => Promise<void>) => {
  listedBefore = listings();
  afterListing = act;
  await at.reconcile();
  expect(afterListing).toBeNull();
};

const create = (date: string, time: string, duration = '00:30') =>
  at.sandbox.edit.createActivity(WARSAW, { due_date: date, due_time: time, duration }).id;
/** 09:00 in Warsaw by summer time. */
const isNineFree = async (date: string) => (await at.starts(slug, date)).includes(`${date}T07:00:00.000Z`);

const book = async (start: string) => {
  const reply = await at.book(slug, start);
  expect(reply.status).toBe(201);
  await at.quiet();
  const [activity] = at.activities(reply.body.id);
  return { ...reply.body, activity: activity?.id ?? 0 };
};

describe('A listing that is older than what a webhook told meanwhile', () => {
  test('doesn’t bring back a deleted activity that was mirrored', async () => {
    const id = create('2026-04-01', '07:00');
    await at.quiet();
    expect(await isNineFree('2026-04-01')).toBe(false);
    at.advance(2_000);
    await reconcileWith(async () => {
      at.sandbox.edit.deleteActivity(WARSAW, id);
      await at.quiet();
    });
    expect(await isNineFree('2026-04-01')).toBe(true);
  });

  test('doesn’t bring back a deleted activity that was never mirrored', async () => {
    at.sandbox.faults.misdeliver({ action: 'create' }, { kind: 'lose' });
    const id = create('2026-04-02', '07:00');
    await at.quiet();
    at.advance(2_000);
    await reconcileWith(async () => {
      at.sandbox.edit.deleteActivity(WARSAW, id);
      await at.quiet();
    });
    expect(await isNineFree('2026-04-02')).toBe(true);
  });

  test('doesn’t put a moved activity back', async () => {
    const id = create('2026-04-03', '07:00');
    await at.quiet();
    at.advance(2_000);
    await reconcileWith(async () => {
      at.sandbox.edit.updateActivity(WARSAW, id, { due_time: '09:00' });
      await at.quiet();
    });
    expect(await isNineFree('2026-04-03')).toBe(true);
    expect(await at.starts(slug, '2026-04-03')).not.toContain('2026-04-03T09:00:00.000Z');
  });

  test('doesn’t move a meeting back that its guest moved meanwhile', async () => {
    const meeting = await book('2026-04-07T10:00:00+02:00');
    await reconcileWith(async () => {
      await at.act(meeting.manageUrl, 'move', '2026-04-07T13:00:00+02:00');
      await at.quiet();
    });
    expect(await at.booking(meeting.id)).toMatchObject({ start: Date.parse('2026-04-07T13:00:00+02:00'), sequence: 1 });
    expect(at.activities(meeting.id)).toMatchObject([{ due_time: '11:00:00' }]);
  });

  test('doesn’t cancel a meeting that was booked meanwhile', async () => {
    let made = { id: '' };
    await reconcileWith(async () => {
      made = await book('2026-04-08T10:00:00+02:00');
    });
    expect(await at.booking(made.id)).toMatchObject({ state: 'confirmed', sequence: 0 });
    expect(await isNineFree('2026-04-08')).toBe(true);
  });
});

describe('Reconciliation', () => {
  test('doesn’t take an activity for gone that a shifting page hid: it is looked up first', async () => {
    const id = create('2026-04-09', '07:00');
    const meeting = await book('2026-04-09T10:00:00+02:00');
    // The page that has both goes missing from the listing.
    const crmOf = at.sandbox.company.activities;
    const hidden = [crmOf.get(id), crmOf.get(meeting.activity)].filter(activity => activity !== undefined);
    for (const activity of hidden) crmOf.delete(activity.id);
    await reconcileWith(async () => {
      for (const activity of hidden) crmOf.set(activity.id, activity);
    });
    expect(await isNineFree('2026-04-09')).toBe(false);
    expect(await at.booking(meeting.id)).toMatchObject({ state: 'confirmed', sequence: 0 });
    expect(await at.starts(slug, '2026-04-09')).not.toContain('2026-04-09T08:00:00.000Z');
  });

  test('that is cut short removes nothing, and says that it hasn’t been done', async () => {
    const id = create('2026-04-10', '07:00');
    const meeting = await book('2026-04-10T10:00:00+02:00');
    const before = await store.calendars.find(host);
    at.sandbox.faults.misdeliver({ times: 2 }, { kind: 'lose' });
    at.sandbox.edit.deleteActivity(WARSAW, id);
    at.sandbox.edit.deleteActivity(WARSAW, meeting.activity);
    at.advance(MINUTE);
    const mend = at.sandbox.faults.fail(
      { path: LIST, times: Number.POSITIVE_INFINITY },
      { kind: 'status', status: 502 },
    );
    await at.reconcile();
    expect(await store.calendars.find(host)).toEqual(before);
    expect(await isNineFree('2026-04-10')).toBe(false);
    expect((await at.booking(meeting.id)).state).toBe('confirmed');
    expect((await store.hosts.find(host))?.gapSince).not.toBeNull();
    mend();
    at.advance(MINUTE);
    await at.product.upkeep.reconcileDue();
    await at.quiet();
    expect(await isNineFree('2026-04-10')).toBe(true);
    expect((await at.booking(meeting.id)).state).toBe('cancelled');
    expect((await store.hosts.find(host))?.gapSince).toBeNull();
  });

  test('raises the calendar even where the mirror was right already, from the instant at which it began', async () => {
    const before = await store.calendars.find(host);
    at.advance(MINUTE);
    const began = at.now();
    await reconcileWith(async () => at.advance(MINUTE));
    const after = await store.calendars.find(host);
    expect(after?.rev).toBeGreaterThan(before?.rev ?? 0);
    expect(after?.mirrorRev).toBeGreaterThan(before?.mirrorRev ?? 0);
    expect(after?.syncedAt).toBe(began);
  });

  test('is done by one instance at a time', async () => {
    at.sandbox.requests.clear();
    await store.hosts.update(host, { gapSince: at.now() });
    await Promise.all([at.product.upkeep.reconcileDue(), at.product.upkeep.reconcileDue()]);
    expect(at.sandbox.requests.of('GET', LIST)).toHaveLength(1);
  });
});

describe('Busy times that aren’t known', () => {
  test('are never offered as free: too old, or never read', async () => {
    expect((await at.starts(slug, '2026-04-20')).length).toBeGreaterThan(0);
    const synced = (await store.calendars.find(host))?.syncedAt ?? 0;
    at.advance(synced + 26 * HOUR - at.now());
    expect((await at.starts(slug, '2026-04-20')).length).toBeGreaterThan(0);
    at.advance(1);
    await expect(at.starts(slug, '2026-04-20')).rejects.toThrow('crm_unknown');
    expect(await at.book(slug, '2026-04-20T10:00:00+02:00')).toMatchObject({ body: { code: 'crm_unknown' } });
    await at.reconcile();
    expect((await at.starts(slug, '2026-04-20')).length).toBeGreaterThan(0);

    const calendar = await store.calendars.find(host);
    if (!calendar) throw new Error('no calendar');
    await store.calendars.replace({ ...calendar, syncedAt: null, rev: calendar.rev + 1 }, calendar.rev);
    await expect(at.starts(slug, '2026-04-20')).rejects.toThrow('crm_unknown');
    await at.reconcile();
  });
});

describe('A day on which nothing happens', () => {
  test('costs an idle host at most 50 tokens, with 500 activities ahead and some meetings cancelled or over', async () => {
    const over = await book('2026-04-24T10:00:00+02:00');
    at.advance(Date.parse('2026-04-24T12:00:00+02:00') - at.now());
    await at.reconcile();
    const gone = await book('2026-04-29T10:00:00+02:00');
    await at.act(gone.manageUrl, 'cancel');
    await at.quiet();
    at.sandbox.faults.misdeliver({ times: Number.POSITIVE_INFINITY }, { kind: 'lose' });
    at.sandbox.edit.deleteActivity(WARSAW, over.activity);
    const ahead = [...at.sandbox.company.activities.values()].filter(({ due_date }) => (due_date ?? '') > '2026-04-24');
    for (let index = ahead.length; index < 500; index += 1)
      create(new Date(Date.parse('2026-05-02') + (index % 40) * DAY).toISOString().slice(0, 10), '05:00');
    // Last week's make it a second page.
    for (let index = 0; index < 40; index += 1) create(`2026-04-${20 + (index % 4)}`, '05:00');
    await at.quiet();
    await at.reconcile();
    await at.product.upkeep.checkDue();
    at.sandbox.requests.clear();
    for (let hour = 0; hour < 24; hour += 1) {
      at.advance(HOUR);
      await at.product.upkeep.reconcileDue();
      await at.product.upkeep.checkDue();
      await at.sweep();
    }
    const { calls } = at.sandbox.requests;
    expect(calls.filter(({ query }) => query.sort_by === 'due_date' && query.cursor === undefined)).toHaveLength(2);
    expect(at.sandbox.requests.of('GET', '/api/v1/webhooks')).toHaveLength(1);
    expect(calls.reduce((sum, { cost }) => sum + cost, 0)).toBeLessThanOrEqual(50);
  });
});
