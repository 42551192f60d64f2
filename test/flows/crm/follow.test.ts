import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../../server/domain/interval.ts';
import { openFakeStore } from '../../fakes/store.ts';
import { KATHMANDU, STRANGER, startProduct, type TestProduct, WARSAW } from '../../product.ts';
import { dateOf } from '../stopped.ts';

const HOST = 'halina@narrow-gauge.example';
const ACTIVITY = '/api/v2/activities/*';

let at: TestProduct;
let host: string;
let slug: string;
let days = 0;

/** A booking with its activity, on a day of its own. */
interface Meeting {
  readonly id: string;
  readonly manageUrl: string;
  readonly activity: number;
  readonly email: string;
  readonly date: string;
}

beforeAll(async () => {
  at = await startProduct({ store: openFakeStore() });
  host = (await at.install(WARSAW)).id;
  slug = await at.slugOf(host);
});
afterAll(() => at.close());

const local = (date: string, clock: string) => `${date}T${clock}:00+02:00`;
const instant = (date: string, clock: string) => Date.parse(local(date, clock));
/** As the CRM wants it. */
const due = (at: number) => {
  const iso = new Date(at).toISOString();
  return { due_date: iso.slice(0, 10), due_time: iso.slice(11, 16) };
};

const meet = async (clock = '10:00', date = dateOf(days)): Promise<Meeting> => {
  days += 1;
  const email = `guest-${days}@ferns.example`;
  const reply = await at.book(slug, local(date, clock), { email, zone: 'America/St_Johns' });
  expect(reply.status).toBe(201);
  await at.quiet();
  const { id, manageUrl } = reply.body;
  const [activity] = at.activities(id);
  if (!activity) throw new Error('The activity wasn’t written');
  return { id, manageUrl, activity: activity.id, email, date };
};

const edit = async (meeting: Meeting, change: Parameters<typeof at.sandbox.edit.updateActivity>[2]) => {
  // Pipedrive's stamps are whole seconds: people's changes are further apart.
  at.advance(2_000);
  at.sandbox.edit.updateActivity(WARSAW, meeting.activity, change);
  await at.quiet();
};
const remove = async (meeting: Meeting) => {
  at.advance(2_000);
  at.sandbox.edit.deleteActivity(WARSAW, meeting.activity);
  await at.quiet();
};
const restore = async (meeting: Meeting) => {
  at.advance(2_000);
  at.sandbox.edit.restoreActivity(WARSAW, meeting.activity);
  await at.quiet();
};

/** Kinds of the mails about a meeting, oldest first, each with its SEQUENCE. */
const told = (meeting: Meeting, who: 'guest' | 'host') =>
  at
    .mails(who === 'guest' ? meeting.email : HOST)
    .flatMap(({ messageId }) => messageId?.match(new RegExp(`^<${meeting.id}\\.(.*)\\.${who}@`))?.[1] ?? []);

const sequences = (meeting: Meeting) =>
  at.mails(meeting.email).map(({ calendars }) => Number(/^SEQUENCE:(\d+)/m.exec(calendars[0]?.content ?? '')?.[1]));

const isFree = async (date: string, clock: string) =>
  (await at.starts(slug, date)).includes(new Date(instant(date, clock)).toISOString());

const claimOf = async (meeting: Meeting) => (await at.claims(host)).find(({ id }) => id === meeting.id);

describe('An activity deleted in the CRM', () => {
  test('cancels the meeting: the slot is free at once and the guest is told once', async () => {
    const meeting = await meet();
    expect(await isFree(meeting.date, '10:00')).toBe(false);
    at.sandbox.edit.deleteActivity(WARSAW, meeting.activity);
    await at.sandbox.settle();
    await at.product.events.drained();
    expect(await isFree(meeting.date, '10:00')).toBe(true);
    await at.quiet();
    await at.reconcile();
    expect(await at.booking(meeting.id)).toMatchObject({ state: 'cancelled', sequence: 1, cancelled: { by: 'crm' } });
    expect(told(meeting, 'guest')).toEqual(['0.booked', '1.cancelled']);
    expect(told(meeting, 'host')).toEqual(['0.booked']);
    expect(at.mails(meeting.email).map(({ calendars }) => calendars[0]?.method)).toEqual(['REQUEST', 'CANCEL']);
    expect((await at.book(slug, local(meeting.date, '10:00'))).status).toBe(201);
  });

  test('and restored confirms it again where its time is still free', async () => {
    const meeting = await meet();
    await remove(meeting);
    await restore(meeting);
    expect(await at.booking(meeting.id)).toMatchObject({ state: 'confirmed', sequence: 2, cancelled: null });
    expect(await claimOf(meeting)).toMatchObject({ start: instant(meeting.date, '10:00') });
    expect(await isFree(meeting.date, '10:00')).toBe(false);
    expect(told(meeting, 'guest')).toEqual(['0.booked', '1.cancelled', '2.restored']);
    expect(sequences(meeting)).toEqual([0, 1, 2]);
    expect(at.activities(meeting.id)).toHaveLength(1);
  });

  test('and restored on a time that is taken by now stays cancelled; the host is told once', async () => {
    const meeting = await meet();
    await remove(meeting);
    expect((await at.book(slug, local(meeting.date, '10:00'), { email: 'quick@ferns.example' })).status).toBe(201);
    await at.quiet();
    await restore(meeting);
    await at.reconcile();
    expect((await at.booking(meeting.id)).state).toBe('cancelled');
    expect(await claimOf(meeting)).toBeUndefined();
    expect(told(meeting, 'guest')).toEqual(['0.booked', '1.cancelled']);
    expect(told(meeting, 'host')).toEqual(['0.booked', '1.attention.not_restored']);
  });

  test('after the meeting is history: nobody is told', async () => {
    const meeting = await meet('16:00', '2026-03-23');
    at.advance(instant(meeting.date, '16:00') + HOUR - at.now());
    await remove(meeting);
    await at.reconcile();
    expect((await at.booking(meeting.id)).state).toBe('confirmed');
    expect(told(meeting, 'guest')).toEqual(['0.booked']);
  });
});

describe('An activity changed in the CRM', () => {
  test('moved: the booking follows, also outside opening hours, and the guest is told once with a higher SEQUENCE', async () => {
    const meeting = await meet();
    const to = instant(meeting.date, '21:10');
    await edit(meeting, due(to));
    await at.reconcile();
    expect(await at.booking(meeting.id)).toMatchObject({ start: to, end: to + 30 * MINUTE, sequence: 1 });
    expect(await claimOf(meeting)).toMatchObject({ start: to, end: to + 30 * MINUTE });
    expect(await isFree(meeting.date, '10:00')).toBe(true);
    expect(told(meeting, 'guest')).toEqual(['0.booked', '1.moved']);
    expect(told(meeting, 'host')).toEqual(['0.booked']);
    expect(sequences(meeting)).toEqual([0, 1]);
    // 21:10 in Warsaw is 16:40 in St John's, by summer time in both.
    expect(at.mails(meeting.email)[1]?.text).toContain('4:40');
    expect(
      at.sandbox.requests.of('PATCH', ACTIVITY).filter(({ path }) => path.endsWith(`/${meeting.activity}`)),
    ).toEqual([]);
  });

  test('moved onto another meeting: followed, and the host is shown the overlap once', async () => {
    const date = dateOf(days);
    const other = await meet('14:00', date);
    days -= 1;
    const meeting = await meet('12:00', date);
    await edit(meeting, due(instant(date, '14:15')));
    await at.reconcile();
    expect(await claimOf(meeting)).toMatchObject({ start: instant(date, '14:15') });
    expect(await claimOf(other)).toMatchObject({ start: instant(date, '14:00') });
    expect(told(meeting, 'guest').filter(name => name !== '0.booked')).toEqual(['1.moved']);
    expect(told(meeting, 'host')).toEqual(['0.booked', '1.attention.overlap']);
  });

  test.each([
    ['its length', { duration: '00:45' }, '1.moved'],
    ['its place', { location: { value: 'Platform 2' } }, '1.changed'],
    ['its public description', { public_description: 'Bring the drawings.' }, '1.changed'],
    [
      'time, place and description at once',
      { due_time: '11:00', location: { value: 'Platform 3' }, public_description: 'No drawings.' },
      '1.moved',
    ],
  ])('in %s: the booking follows and the guest is told once', async (_, change, mail) => {
    const meeting = await meet();
    await edit(meeting, change);
    await at.reconcile();
    const booking = await at.booking(meeting.id);
    expect(told(meeting, 'guest')).toEqual(['0.booked', mail]);
    expect(booking.sequence).toBe(1);
    if ('duration' in change) expect(booking.end - booking.start).toBe(45 * MINUTE);
    if ('location' in change) expect(booking.meeting.place.text).toBe(change.location?.value);
    if ('public_description' in change) expect(booking.meeting.description).toBe(change.public_description);
    expect(await claimOf(meeting)).toMatchObject({ start: booking.start, end: booking.end });
    const calendar = at.mails(meeting.email)[1]?.calendars[0]?.content ?? '';
    expect(calendar).toContain(`DTEND:${new Date(booking.end).toISOString().replaceAll(/[-:]|\.000/g, '')}`);
  });

  test('in what doesn’t concern the guest: nobody is told', async () => {
    const meeting = await meet();
    await edit(meeting, { subject: 'Big deal', note: 'x', done: true });
    expect(told(meeting, 'guest')).toEqual(['0.booked']);
    expect((await at.booking(meeting.id)).sequence).toBe(0);
  });

  test('made all-day: the meeting keeps its time and the host is told once; given a time again, it follows', async () => {
    const meeting = await meet();
    await edit(meeting, { due_time: null });
    await at.reconcile();
    expect(await at.booking(meeting.id)).toMatchObject({ start: instant(meeting.date, '10:00'), sequence: 0 });
    expect(await isFree(meeting.date, '10:00')).toBe(false);
    expect(told(meeting, 'guest')).toEqual(['0.booked']);
    expect(told(meeting, 'host')).toEqual(['0.booked', '0.attention.all_day']);
    await edit(meeting, due(instant(meeting.date, '11:00')));
    expect(told(meeting, 'guest')).toEqual(['0.booked', '1.moved']);
  });

  test('given to a user who isn’t installed: the meeting stays and the host is told once', async () => {
    const meeting = await meet();
    await edit(meeting, { owner_id: STRANGER });
    await at.reconcile();
    expect(await at.booking(meeting.id)).toMatchObject({ state: 'confirmed', host, sequence: 0 });
    expect(await isFree(meeting.date, '10:00')).toBe(false);
    expect(told(meeting, 'guest')).toEqual(['0.booked']);
    expect(told(meeting, 'host')).toEqual(['0.booked', '0.attention.owner_left']);
  });
});

describe('Webhooks that change nothing', () => {
  test('are our own echoes, and repeats of them', async () => {
    at.sandbox.faults.misdeliver({ times: 3 }, { kind: 'repeat' });
    const meeting = await meet();
    expect((await at.act(meeting.manageUrl, 'move', local(meeting.date, '13:00'))).status).toBe(200);
    await at.quiet();
    at.sandbox.faults.clear();
    expect(await at.booking(meeting.id)).toMatchObject({ start: instant(meeting.date, '13:00'), sequence: 1 });
    expect(told(meeting, 'guest')).toEqual(['0.booked', '1.moved']);
    expect(at.activities(meeting.id)).toMatchObject([{ due_time: '11:00:00' }]);
  });

  test('are an older change that comes after a delete', async () => {
    const meeting = await meet();
    at.sandbox.faults.misdeliver({ action: 'change' }, { kind: 'reorder' });
    await edit(meeting, due(instant(meeting.date, '15:00')));
    await remove(meeting);
    expect(await at.booking(meeting.id)).toMatchObject({ state: 'cancelled', sequence: 1 });
    expect(told(meeting, 'guest')).toEqual(['0.booked', '1.cancelled']);
    expect(await isFree(meeting.date, '15:00')).toBe(true);
  });

  test('are those of an activity whose delete comes before its create', async () => {
    const date = dateOf(days++);
    at.sandbox.faults.misdeliver({ action: 'create' }, { kind: 'reorder' });
    const { id } = at.sandbox.edit.createActivity(WARSAW, { ...due(instant(date, '09:00')), duration: '01:00' });
    at.sandbox.edit.deleteActivity(WARSAW, id);
    await at.quiet();
    expect(await isFree(date, '09:00')).toBe(true);
  });

  test('are an old state that is told while the guest’s own move still waits', async () => {
    const meeting = await meet();
    const back = at.sandbox.faults.fail(
      { method: 'PATCH', path: ACTIVITY, times: Number.POSITIVE_INFINITY },
      { kind: 'status', status: 503 },
    );
    expect((await at.act(meeting.manageUrl, 'move', local(meeting.date, '13:00'))).status).toBe(200);
    await at.quiet();
    await edit(meeting, { subject: 'Called' });
    await at.reconcile();
    expect(await at.booking(meeting.id)).toMatchObject({ start: instant(meeting.date, '13:00'), sequence: 1 });
    back();
    await at.workOff();
    expect(at.activities(meeting.id)).toMatchObject([{ due_time: '11:00:00' }]);
    expect(told(meeting, 'guest')).toEqual(['0.booked', '1.moved']);
  });

  test('are those of another user’s activities, which aren’t even read', async () => {
    at.sandbox.requests.clear();
    at.sandbox.edit.createActivity(STRANGER, { ...due(instant(dateOf(days), '09:00')), duration: '01:00' });
    await at.quiet();
    expect(at.sandbox.deliveries.at(-1)).toMatchObject({ userId: WARSAW, outcome: 204 });
    expect(at.sandbox.requests.calls).toEqual([]);
    expect(await isFree(dateOf(days), '09:00')).toBe(true);
  });
});

describe('Two sides at once', () => {
  test('a guest moves a meeting whose move in the CRM was never seen: the guest’s time holds on both sides', async () => {
    const meeting = await meet();
    at.sandbox.faults.misdeliver({}, { kind: 'lose' });
    await edit(meeting, due(instant(meeting.date, '15:00')));
    expect((await at.act(meeting.manageUrl, 'move', local(meeting.date, '13:00'))).status).toBe(200);
    await at.quiet();
    await at.reconcile();
    const booking = await at.booking(meeting.id);
    expect(booking.start).toBe(instant(meeting.date, '13:00'));
    expect(at.activities(meeting.id)).toMatchObject([{ due_time: '11:00:00' }]);
    expect(await claimOf(meeting)).toMatchObject({ start: booking.start });
    expect(told(meeting, 'guest')).toEqual(['0.booked', '1.moved']);
  });

  test('a move that took effect in the CRM without an answer isn’t taken for the host’s, though the guest moves on', async () => {
    const meeting = await meet();
    at.sandbox.faults.fail({ method: 'PATCH', path: ACTIVITY }, { kind: 'timeout_after_effect' });
    expect((await at.act(meeting.manageUrl, 'move', local(meeting.date, '13:00'))).status).toBe(200);
    await at.quiet();
    const back = at.sandbox.faults.fail(
      { method: 'PATCH', path: ACTIVITY, times: Number.POSITIVE_INFINITY },
      { kind: 'status', status: 503 },
    );
    expect((await at.act(meeting.manageUrl, 'move', local(meeting.date, '14:00'))).status).toBe(200);
    await at.quiet();
    await at.reconcile();
    back();
    await at.workOff();
    expect(await at.booking(meeting.id)).toMatchObject({ start: instant(meeting.date, '14:00'), sequence: 2 });
    expect(at.activities(meeting.id)).toMatchObject([{ due_time: '12:00:00' }]);
    expect(told(meeting, 'guest')).toEqual(['0.booked', '1.moved', '2.moved']);
  });

  test('a deletion that took effect without an answer isn’t taken for the host’s when the guest takes the cancellation back', async () => {
    const meeting = await meet();
    // The webhook of it is lost too, and comes to light by reconciliation only.
    at.sandbox.faults.fail({ method: 'DELETE', path: ACTIVITY }, { kind: 'timeout_after_effect' });
    at.sandbox.faults.misdeliver({ action: 'delete' }, { kind: 'lose' });
    expect((await at.act(meeting.manageUrl, 'cancel')).status).toBe(200);
    await at.quiet();
    expect((await at.act(meeting.manageUrl, 'undo')).status).toBe(200);
    await at.quiet();
    await at.reconcile();
    await at.workOff();
    await at.reconcile();
    expect(await at.booking(meeting.id)).toMatchObject({ state: 'confirmed', sequence: 2 });
    expect(at.activities(meeting.id)).toHaveLength(1);
    expect(told(meeting, 'guest')).toEqual(['0.booked', '1.cancelled', '2.restored']);
  });

  test('guest and host both take a cancellation back: one activity, at the meeting’s time', async () => {
    const meeting = await meet();
    await at.act(meeting.manageUrl, 'cancel');
    await at.quiet();
    const back = at.sandbox.faults.fail(
      { method: 'POST', path: '/api/v2/activities', times: Number.POSITIVE_INFINITY },
      { kind: 'status', status: 503 },
    );
    await at.act(meeting.manageUrl, 'undo');
    await at.quiet();
    at.sandbox.edit.restoreActivity(WARSAW, meeting.activity);
    at.sandbox.edit.updateActivity(WARSAW, meeting.activity, due(instant(meeting.date, '15:00')));
    await at.quiet();
    back();
    await at.workOff();
    await at.reconcile();
    expect(await at.booking(meeting.id)).toMatchObject({ state: 'confirmed', start: instant(meeting.date, '10:00') });
    expect(at.activities(meeting.id)).toMatchObject([{ id: meeting.activity, due_time: '08:00:00' }]);
    expect(told(meeting, 'guest')).toEqual(['0.booked', '1.cancelled', '2.restored']);
  });

  test('the host deletes the activity while the guest’s move waits: cancelled on both sides', async () => {
    const meeting = await meet();
    const back = at.sandbox.faults.fail(
      { method: 'PATCH', path: ACTIVITY, times: Number.POSITIVE_INFINITY },
      { kind: 'status', status: 503 },
    );
    at.sandbox.faults.misdeliver({ action: 'delete' }, { kind: 'lose' });
    await at.act(meeting.manageUrl, 'move', local(meeting.date, '13:00'));
    await remove(meeting);
    back();
    await at.workOff();
    expect(await at.booking(meeting.id)).toMatchObject({ state: 'cancelled', cancelled: { by: 'crm' } });
    expect(await claimOf(meeting)).toBeUndefined();
    expect(at.activities(meeting.id)).toEqual([]);
    expect(told(meeting, 'guest')).toEqual(['0.booked', '1.moved', '2.cancelled']);
  });
});

describe('The host’s other activities', () => {
  test('block and free slots as they are made, moved, given away and deleted', async () => {
    const date = dateOf(days++);
    const { id } = at.sandbox.edit.createActivity(WARSAW, { ...due(instant(date, '09:00')), duration: '01:00' });
    await at.quiet();
    expect(await isFree(date, '09:30')).toBe(false);
    at.advance(2_000);
    at.sandbox.edit.updateActivity(WARSAW, id, due(instant(date, '11:00')));
    await at.quiet();
    expect(await isFree(date, '09:30')).toBe(true);
    expect(await isFree(date, '11:00')).toBe(false);
    at.advance(2_000);
    at.sandbox.edit.updateActivity(WARSAW, id, { owner_id: STRANGER });
    await at.quiet();
    expect(await isFree(date, '11:00')).toBe(true);
    at.advance(2_000);
    at.sandbox.edit.updateActivity(STRANGER, id, { owner_id: WARSAW });
    await at.quiet();
    expect(await isFree(date, '11:00')).toBe(false);
    at.advance(2_000);
    at.sandbox.edit.deleteActivity(WARSAW, id);
    await at.quiet();
    expect(await isFree(date, '11:00')).toBe(true);
  });

  test('block the one who has them, not a colleague who is installed too', async () => {
    const colleague = (await at.install(KATHMANDU)).id;
    const theirs = await at.slugOf(colleague);
    const { id } = at.sandbox.edit.createActivity(WARSAW, {
      due_date: '2026-05-04',
      due_time: '07:15',
      duration: '00:30',
    });
    await at.quiet();
    // 13:00 in Kathmandu.
    expect(await at.starts(theirs, '2026-05-04')).toContain('2026-05-04T07:15:00.000Z');
    at.advance(2_000);
    at.sandbox.edit.updateActivity(WARSAW, id, { owner_id: KATHMANDU });
    await at.quiet();
    expect(await at.starts(theirs, '2026-05-04')).not.toContain('2026-05-04T07:15:00.000Z');
    expect(await isFree('2026-05-04', '09:00')).toBe(true);
  });
});

describe('What webhooks lost', () => {
  test('a delete: reconciliation cancels', async () => {
    const meeting = await meet();
    at.sandbox.faults.misdeliver({}, { kind: 'lose' });
    await remove(meeting);
    expect((await at.booking(meeting.id)).state).toBe('confirmed');
    await at.reconcile();
    expect((await at.booking(meeting.id)).state).toBe('cancelled');
    expect(await isFree(meeting.date, '10:00')).toBe(true);
    expect(told(meeting, 'guest')).toEqual(['0.booked', '1.cancelled']);
  });

  test('a move: reconciliation moves', async () => {
    const meeting = await meet();
    at.sandbox.faults.misdeliver({}, { kind: 'lose' });
    await edit(meeting, due(instant(meeting.date, '12:00')));
    await at.reconcile();
    expect(await claimOf(meeting)).toMatchObject({ start: instant(meeting.date, '12:00') });
    expect(told(meeting, 'guest')).toEqual(['0.booked', '1.moved']);
  });

  test('a restore: reconciliation confirms again', async () => {
    const meeting = await meet();
    await remove(meeting);
    at.sandbox.faults.misdeliver({}, { kind: 'lose' });
    await restore(meeting);
    await at.reconcile();
    expect((await at.booking(meeting.id)).state).toBe('confirmed');
    expect(told(meeting, 'guest')).toEqual(['0.booked', '1.cancelled', '2.restored']);
  });

  test('a create and a delete of the host’s own: reconciliation blocks and frees', async () => {
    const date = dateOf(days++);
    at.sandbox.faults.misdeliver({}, { kind: 'lose' });
    const { id } = at.sandbox.edit.createActivity(WARSAW, { ...due(instant(date, '09:00')), duration: '01:00' });
    await at.reconcile();
    expect(await isFree(date, '09:00')).toBe(false);
    at.sandbox.faults.misdeliver({}, { kind: 'lose' });
    at.sandbox.edit.deleteActivity(WARSAW, id);
    await at.reconcile();
    expect(await isFree(date, '09:00')).toBe(true);
  });
});
