import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../server/domain/interval.ts';
import { sampleBooking } from '../../contracts/store-samples.ts';
import { KATHMANDU, WARSAW } from '../../product.ts';
import { type HostSide, hostSide } from '../bookings/host-side.ts';
import { beginRace, due, instant, local, type Race } from '../interrupted.ts';

const LIST = '/api/v2/activities';
const FOR_EVER = Number.POSITIVE_INFINITY;

let race: Race;
let host: HostSide;
beforeEach(async () => {
  race = await beginRace();
  host = hostSide(race.at);
});
afterEach(() => race.close());

const iso = (clock: string, date?: string) => new Date(instant(clock, date)).toISOString();
const add = (fields: Parameters<Race['at']['sandbox']['edit']['createActivity']>[1]) =>
  race.at.sandbox.edit.createActivity(WARSAW, { duration: '00:30', ...fields }).id;
const calendar = async (from = '2026-03-30', to = '2026-04-05') => {
  const { status, body } = await host.get(`/calendar?from=${from}&to=${to}`);
  expect(status).toBe(200);
  return body;
};
const ids = ({ activities }: { activities: { id: number }[] }) => activities.map(({ id }) => id);

describe('A host’s calendar', () => {
  test('has activities with what the CRM says of them, and meetings', async () => {
    const { at } = race;
    const deal = 7;
    at.sandbox.company.deals.set(deal, {
      id: deal,
      title: 'Signals',
      status: 'open',
      person_id: null,
      org_id: null,
      owner_id: WARSAW,
      value: 100,
      currency: 'PLN',
    });
    const timed = add({ ...due(instant('09:00')), subject: 'Call <Ada>', type: 'call', deal_id: deal, done: true });
    const free = add({ ...due(instant('12:00')), busy: false, subject: 'Lunch' });
    const allDay = add({ due_date: '2026-04-05', subject: 'Fair', busy: true });
    const idle = add({ due_date: '2026-03-30', subject: 'Birthday' });
    await at.quiet();
    const meeting = await race.meet('10:00');
    const body = await calendar();
    expect(body).toMatchObject({ zone: 'Europe/Warsaw', known: true, subjectsKnown: true });
    expect(body.meetings).toMatchObject([{ id: meeting.id, state: 'confirmed', start: iso('10:00') }]);
    expect(body.activities).toHaveLength(4);
    expect(body.activities).toEqual(
      expect.arrayContaining([
        {
          id: timed,
          start: iso('09:00'),
          end: iso('09:30'),
          date: null,
          busy: true,
          subject: 'Call <Ada>',
          type: 'call',
          done: true,
          deal,
          person: null,
        },
        expect.objectContaining({ id: free, busy: false, subject: 'Lunch', start: iso('12:00') }),
        expect.objectContaining({
          id: allDay,
          date: '2026-04-05',
          start: null,
          end: null,
          busy: true,
          subject: 'Fair',
        }),
        expect.objectContaining({ id: idle, date: '2026-03-30', start: null, busy: false, subject: 'Birthday' }),
      ]),
    );
  });

  test('goes by dates of the host’s zone: what touches a day from within belongs to it, what ends as it begins doesn’t', async () => {
    const { at } = race;
    const late = add({ ...due(instant('23:45')), duration: '00:30' });
    const before = add({ ...due(instant('23:00', '2026-03-30')), duration: '01:00' });
    const next = add({ ...due(instant('00:00', '2026-04-01')) });
    const dated = ['2026-03-30', '2026-03-31', '2026-04-01'].map(due_date => add({ due_date, busy: true }));
    await at.quiet();
    expect(ids(await calendar('2026-03-31', '2026-03-31')).sort()).toEqual([late, dated[1]].sort());
    expect(ids(await calendar('2026-03-30', '2026-04-01')).sort()).toEqual([late, before, next, ...dated].sort());
  });

  test('has no activity of a meeting’s own, whether it is to come, over, being cancelled or being made', async () => {
    const { at } = race;
    const meeting = await race.meet('10:00');
    const cancelled = await race.meet('11:00', 'max@ferns.example');
    await at.reconcile();
    at.sandbox.faults.fail({ method: 'DELETE', times: FOR_EVER }, { kind: 'status', status: 503 });
    await host.cancel(cancelled.id);
    await at.quiet();
    expect(at.activities(cancelled.id)).toHaveLength(1);
    await at.reconcile();
    let body = await calendar();
    expect([ids(body), body.meetings.map(({ id }: { id: string }) => id)]).toEqual([[], [meeting.id]]);
    // Over, the activity is one like any other to the mirror.
    at.sandbox.faults.clear();
    at.advance(instant('18:00') - at.now());
    await at.workOff();
    await at.reconcile();
    expect(await at.store.activities.find(`77:${meeting.activity}`)).toMatchObject({ start: instant('10:00') });
    body = await calendar();
    expect([ids(body), body.meetings.map(({ id }: { id: string }) => id)]).toEqual([[], [meeting.id]]);
    // Dragged to another time after that, it is shown there.
    await race.edit(meeting.activity, due(instant('11:00', '2026-04-02')));
    expect(ids(await calendar())).toEqual([meeting.activity]);
  });

  test('shows what was restored in vain, since it takes its time, and what was given to a colleague as theirs', async () => {
    const { at } = race;
    await at.install(KATHMANDU);
    const meeting = await race.meet('10:00');
    const given = await race.meet('12:00', 'max@ferns.example');
    at.sandbox.edit.deleteActivity(WARSAW, meeting.activity);
    await at.quiet();
    expect((await at.book(race.slug, local('10:00'), { email: 'kim@ferns.example' })).status).toBe(201);
    await at.quiet();
    at.advance(2_000);
    at.sandbox.edit.restoreActivity(WARSAW, meeting.activity);
    await race.edit(given.activity, { owner_id: KATHMANDU });
    expect(ids(await calendar())).toEqual([meeting.activity]);
    const theirs = await hostSide(at, KATHMANDU).get('/calendar?from=2026-03-30&to=2026-03-30');
    expect([ids(theirs.body), theirs.body.meetings]).toEqual([[given.activity], []]);
  });

  test('leaves out what the CRM no longer has, or has given away, though no webhook told', async () => {
    const { at } = race;
    const [deleted, given, kept] = ['09:00', '12:00', '14:00'].map(clock => add({ ...due(instant(clock)) }));
    await at.quiet();
    at.sandbox.faults.misdeliver({ times: FOR_EVER }, { kind: 'lose' });
    at.sandbox.edit.deleteActivity(WARSAW, deleted ?? 0);
    at.sandbox.edit.updateActivity(WARSAW, given ?? 0, { owner_id: KATHMANDU });
    await at.quiet();
    expect(await at.store.activities.find(`77:${deleted}`)).toMatchObject({ busy: true });
    expect(ids(await calendar())).toEqual([kept]);
  });

  test('tells of what is there when the CRM doesn’t answer: no subjects, and nothing that was deleted', async () => {
    const { at } = race;
    const kept = add({ ...due(instant('09:00')), subject: 'Call' });
    const deleted = add({ ...due(instant('12:00')) });
    await at.quiet();
    at.advance(2_000);
    at.sandbox.edit.deleteActivity(WARSAW, deleted);
    await at.quiet();
    const meeting = await race.meet('10:00');
    const bare = {
      known: true,
      subjectsKnown: false,
      activities: [{ id: kept, start: iso('09:00'), busy: true, subject: null, type: null, done: false, deal: null }],
      meetings: [{ id: meeting.id }],
    };
    for (const fault of [
      { kind: 'status', status: 503 },
      { kind: 'timeout_before_effect' },
      { kind: 'html' },
    ] as const) {
      at.sandbox.faults.fail({ path: LIST, times: FOR_EVER }, fault);
      expect([fault.kind, await calendar()]).toMatchObject([fault.kind, bare]);
      at.sandbox.faults.clear();
      // A gateway's refusal asks for some patience.
      at.advance(10 * MINUTE);
    }
    expect((await calendar()).activities).toMatchObject([{ id: kept, subject: 'Call' }]);
    at.sandbox.faults.fail({ path: LIST }, { kind: 'limited', resetSeconds: 60 });
    expect(await calendar()).toMatchObject(bare);
    // Whoever is asked to wait isn't asked again.
    const asked = at.sandbox.requests.calls.length;
    expect(await calendar()).toMatchObject(bare);
    expect(at.sandbox.requests.calls).toHaveLength(asked);
    at.advance(2 * MINUTE);
    expect((await calendar()).subjectsKnown).toBe(true);
    await at.store.hosts.update(race.host, { status: 'paused', pausedBecause: 'authorisation_lost' });
    expect(await calendar()).toMatchObject({ ...bare, known: false });
  });

  test('doesn’t wait for a CRM that hangs: what is there is shown without subjects', async () => {
    const { at } = race;
    const busy = add({ ...due(instant('09:00')) });
    await at.quiet();
    const meeting = await race.meet('10:00');
    at.sandbox.faults.fail({ path: LIST, times: FOR_EVER }, { kind: 'slow', delayMs: 120_000 });
    const body = await calendar();
    at.sandbox.faults.clear();
    expect(body).toMatchObject({ known: true, subjectsKnown: false, meetings: [{ id: meeting.id }] });
    expect(body.activities).toMatchObject([{ id: busy, subject: null }]);
  });

  test('says so when the host’s activities aren’t known at all', async () => {
    race.at.advance(30 * HOUR);
    expect(await calendar()).toMatchObject({ known: false, activities: [], meetings: [] });
  });

  test('of five hundred meetings and as many activities is read in one pass, a hundred activities a call', async () => {
    const { at } = race;
    for (let index = 0; index < 500; index += 1) {
      const start = instant('00:00') + index * 30 * MINUTE;
      await at.store.bookings.insert(
        sampleBooking({
          id: `01JD${String(index).padStart(22, '0')}`,
          idempotencyKey: `many-${index}`,
          host: race.host,
          start,
          end: start + 30 * MINUTE,
          effects: [],
          crm: { activity: 100_000 + index, agreed: null, person: null, deal: null, organization: null },
        }),
      );
    }
    await at.store.activities.put(
      Array.from({ length: 500 }, (_, index) => ({
        id: `77:${add({ ...due(instant('00:00') + index * 30 * MINUTE), subject: `Call ${index}` })}`,
        host: race.host,
        start: instant('00:00') + index * 30 * MINUTE,
        end: instant('00:00') + (index + 1) * 30 * MINUTE,
        date: null,
        busy: true,
        updatedAt: at.now() + DAY,
      })),
    );
    await at.quiet();
    at.sandbox.requests.clear();
    const body = await calendar('2026-03-30', '2026-04-10');
    expect([body.meetings.length, body.activities.length, body.subjectsKnown]).toEqual([500, 500, true]);
    expect(body.activities.every(({ subject }: { subject: string }) => subject.startsWith('Call '))).toBe(true);
    expect(at.sandbox.requests.calls.map(({ method, path }) => `${method} ${path}`)).toEqual(
      Array.from({ length: 5 }, () => `GET ${LIST}`),
    );
  });
});
