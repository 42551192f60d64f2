import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HOUR } from '../../server/domain/interval.ts';
import { KATHMANDU, WARSAW } from '../product.ts';
import { beginRace, DATE, due, expectSound, instant, local, type Meeting, type Race } from './interrupted.ts';

const ACTIVITY = '/api/v2/activities/*';
const FOR_EVER = Number.POSITIVE_INFINITY;

let race: Race;
beforeEach(async () => {
  race = await beginRace();
});
afterEach(() => race.close());

const book = (clock: string, date = DATE) =>
  race.at.book(race.slug, local(clock, date), { email: 'max@ferns.example' });

describe('A change of ours that took effect without an answer, while its webhook is late', () => {
  /** The guest moves from 10:00 to 13:00, which only the CRM knows, then to 14:00, before which `second` happens. */
  const moveTwice = async (second: (meeting: Meeting) => Promise<void>) => {
    const { at } = race;
    const meeting = await race.meet('10:00');
    at.sandbox.faults.fail({ method: 'PATCH', path: ACTIVITY }, { kind: 'timeout_after_effect' });
    at.sandbox.faults.misdeliver({ action: 'change' }, { kind: 'lose' });
    expect((await at.act(meeting.manageUrl, 'move', local('13:00'))).status).toBe(200);
    await at.quiet();
    expect(at.activities(meeting.id)).toMatchObject([{ due_time: '11:00:00' }]);
    await second(meeting);
    expect((await at.act(meeting.manageUrl, 'move', local('14:00'))).status).toBe(200);
    await at.quiet();
    return meeting;
  };
  const expectMovedTwice = async (meeting: Meeting) => {
    const { at } = race;
    at.sandbox.faults.clear();
    await at.workOff();
    await at.reconcile();
    expect(await at.booking(meeting.id)).toMatchObject({ start: instant('14:00'), sequence: 2 });
    expect(at.activities(meeting.id)).toMatchObject([{ due_time: '12:00:00' }]);
    expect(race.told(meeting, 'guest')).toEqual(['0.booked', '1.moved', '2.moved']);
    expect(race.told(meeting, 'host')).toEqual(['0.booked', '1.moved', '2.moved']);
    await expectSound(at, race.host);
  };

  test('isn’t taken for the host’s, though the guest moves on, before anything of that was written', async () => {
    const { at } = race;
    const waits = Promise.withResolvers<() => Promise<void>>();
    const meeting = await moveTwice(async ({ id }) => waits.resolve(await race.holdDelivery(id)));
    await race.edit(meeting.activity, { subject: 'Called' });
    expect(await at.booking(meeting.id)).toMatchObject({ start: instant('14:00'), sequence: 2 });
    await (await waits.promise)();
    await expectMovedTwice(meeting);
  });

  test.each([
    ['takes no effect', 'timeout_before_effect'],
    ['takes effect without an answer too', 'timeout_after_effect'],
  ] as const)('isn’t taken for the host’s, though the guest moves on, and that %s', async (_, kind) => {
    const { at } = race;
    const meeting = await moveTwice(async () => {
      at.sandbox.faults.fail({ method: 'PATCH', path: ACTIVITY, times: FOR_EVER }, { kind });
      if (kind === 'timeout_after_effect') at.sandbox.faults.misdeliver({ action: 'change' }, { kind: 'lose' });
    });
    await race.edit(meeting.activity, { subject: 'Called' });
    expect(await at.booking(meeting.id)).toMatchObject({ start: instant('14:00'), sequence: 2 });
    await expectMovedTwice(meeting);
  });
});

describe('An activity that no longer stands for its booking', () => {
  test('blocks its time: of a meeting that is over, dragged to tomorrow', async () => {
    const { at } = race;
    const meeting = await race.meet('10:00');
    at.advance(instant('16:00') - at.now());
    await at.reconcile();
    await race.edit(meeting.activity, due(instant('11:00', '2026-03-31')));
    expect(await at.booking(meeting.id)).toMatchObject({ start: instant('10:00'), sequence: 0 });
    expect(await race.isFree('11:00', '2026-03-31')).toBe(false);
    expect((await book('11:00', '2026-03-31')).status).toBe(409);
    expect((await book('12:00', '2026-03-31')).status).toBe(201);
  });

  test('blocks its time: restored in vain, by webhook and by listing', async () => {
    const { at } = race;
    const meeting = await race.meet('10:00');
    await at.sandbox.settle();
    at.sandbox.edit.deleteActivity(WARSAW, meeting.activity);
    await at.quiet();
    expect((await book('10:00')).status).toBe(201);
    await at.quiet();
    at.advance(2_000);
    at.sandbox.edit.restoreActivity(WARSAW, meeting.activity);
    await race.edit(meeting.activity, { due_time: '08:15' });
    expect(await at.booking(meeting.id)).toMatchObject({ state: 'cancelled' });
    expect(race.told(meeting, 'host')).toContain('1.attention.not_restored');
    expect(await race.isFree('10:30')).toBe(false);
    await at.reconcile();
    expect(await race.isFree('10:30')).toBe(false);
    expect(await race.isFree('11:00')).toBe(true);
    await expectSound(at, race.host);
  });

  test('blocks the colleague’s time to whom it was given, without a claim of somebody else’s in that calendar', async () => {
    const { at } = race;
    const colleague = (await at.install(KATHMANDU)).id;
    const theirs = await at.slugOf(colleague);
    await at.quiet();
    const meeting = await race.meet('10:00');
    // 08:00 to 08:30 UTC; in Kathmandu slots begin a quarter past and to.
    const taken = ['2026-03-30T07:45:00.000Z', '2026-03-30T08:15:00.000Z'];
    expect(await at.starts(theirs, DATE)).toEqual(expect.arrayContaining(taken));
    await race.edit(meeting.activity, { owner_id: KATHMANDU });
    for (const look of [async () => {}, () => at.reconcile()]) {
      await look();
      const free = await at.starts(theirs, DATE);
      expect(taken.filter(start => free.includes(start))).toEqual([]);
      expect(await at.claims(colleague)).toEqual([]);
    }
    expect(race.told(meeting, 'host')).toContain('0.attention.owner_left');
    expect((await at.act(meeting.manageUrl, 'cancel')).status).toBe(200);
    await at.workOff();
    await at.reconcile();
    expect(await at.claims(colleague)).toEqual([]);
    await expectSound(at, race.host);
  });
});

describe('A listing that is older than what the guest does', () => {
  test('doesn’t cancel a meeting that was cancelled and taken up again, with another activity, meanwhile', async () => {
    const { at, interrupt } = race;
    // The second reading of bookings is after the listing: what is booked just before it isn’t listed.
    let meeting = { id: '', manageUrl: '', activity: 0, email: '' };
    const listed = interrupt('after', 'bookings.ofHost', async () => {
      interrupt('before', 'bookings.ofHost', async () => {
        meeting = await race.meet('10:00');
      });
    });
    const snapped = interrupt('before', 'activities.idsFrom', async () => {
      expect((await at.act(meeting.manageUrl, 'cancel')).status).toBe(200);
      await at.quiet();
      expect((await at.act(meeting.manageUrl, 'undo')).status).toBe(200);
      await at.quiet();
    });
    await at.reconcile();
    expect([listed(), snapped()]).toEqual([true, true]);
    const booking = await at.booking(meeting.id);
    expect(booking).toMatchObject({ state: 'confirmed', sequence: 2 });
    expect(booking.crm.activity).not.toBe(meeting.activity);
    expect(at.activities(meeting.id)).toMatchObject([{ id: booking.crm.activity }]);
    expect(race.told(meeting, 'guest')).toEqual(['0.booked', '1.cancelled', '2.restored']);
    await expectSound(at, race.host);
  });
});

describe('An activity that loses its date in the CRM', () => {
  test('frees its time, breaks neither event nor reconciliation, and blocks again with a date', async () => {
    const { at, host } = race;
    const { id } = at.sandbox.edit.createActivity(WARSAW, { ...due(instant('10:00')), duration: '00:30' });
    await at.quiet();
    expect(await race.isFree('10:00')).toBe(false);
    await race.edit(id, { due_date: null, due_time: null });
    expect(await race.isFree('10:00')).toBe(true);
    at.advance(HOUR);
    await at.sweep();
    expect(await at.store.events.open(at.now(), 10)).toEqual([]);
    for (let round = 0; round < 2; round += 1) {
      await at.reconcile();
      expect((await at.store.hosts.find(host))?.gapSince).toBeNull();
      expect(await race.isFree('10:00')).toBe(true);
    }
    await race.edit(id, due(instant('11:00')));
    expect(await race.isFree('11:00')).toBe(false);
  });

  test('frees it too where reconciliation is the first to see', async () => {
    const { at, host } = race;
    const { id } = at.sandbox.edit.createActivity(WARSAW, { ...due(instant('10:00')), duration: '00:30' });
    await at.quiet();
    at.sandbox.faults.misdeliver({ action: 'change' }, { kind: 'lose' });
    await race.edit(id, { due_date: null, due_time: null });
    expect(await race.isFree('10:00')).toBe(false);
    await at.reconcile();
    expect(await race.isFree('10:00')).toBe(true);
    expect((await at.store.hosts.find(host))?.gapSince).toBeNull();
  });
});

describe('An activity of the host’s on the time of a meeting', () => {
  test('that was there before the guest booked, but is told late: the host is told of it once', async () => {
    const { at } = race;
    at.sandbox.faults.misdeliver({ action: 'create' }, { kind: 'reorder' });
    const { id } = at.sandbox.edit.createActivity(WARSAW, { ...due(instant('10:00')), duration: '01:00' });
    at.advance(2_000);
    const meeting = await race.meet('10:00');
    await at.quiet();
    expect(await at.store.activities.find(`77:${id}`)).toMatchObject({ busy: true });
    expect(race.told(meeting, 'host')).toEqual(['0.booked', '0.attention.late_collision']);
    await at.reconcile();
    await race.edit(id, { subject: 'Train' });
    await at.reconcile();
    expect(race.told(meeting, 'host')).toEqual(['0.booked', '0.attention.late_collision']);
    expect(race.told(meeting, 'guest')).toEqual(['0.booked']);
    expect(await at.booking(meeting.id)).toMatchObject({ state: 'confirmed', sequence: 0 });
  });

  test('that was there before, and comes to light by a listing only: the same', async () => {
    const { at } = race;
    at.sandbox.faults.misdeliver({ action: 'create' }, { kind: 'lose' });
    at.sandbox.edit.createActivity(WARSAW, { ...due(instant('10:00')), duration: '01:00' });
    at.advance(2_000);
    const meeting = await race.meet('10:00');
    for (let round = 0; round < 2; round += 1) {
      await at.reconcile();
      expect(race.told(meeting, 'host')).toEqual(['0.booked', '0.attention.late_collision']);
    }
  });

  test('that was put there afterwards is the host’s own doing', async () => {
    const { at } = race;
    const meeting = await race.meet('10:00');
    at.advance(2_000);
    at.sandbox.edit.createActivity(WARSAW, { ...due(instant('10:00')), duration: '01:00' });
    await at.quiet();
    await at.reconcile();
    expect(race.told(meeting, 'host')).toEqual(['0.booked']);
  });
});
