import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../../server/domain/interval.ts';
import { KATHMANDU, WARSAW } from '../../product.ts';
import { beginRace, due, HALINA, instant, local, type Race } from '../interrupted.ts';
import { activityOf, calendarLine, expectWritten, type HostSide, hostSide, participants } from './host-side.ts';

const ACTIVITY = '/api/v2/activities/*';
const FOR_EVER = Number.POSITIVE_INFINITY;

let race: Race;
let host: HostSide;
beforeEach(async () => {
  race = await beginRace();
  host = hostSide(race.at);
});
afterEach(() => race.close());

const updates = () => race.at.sandbox.requests.of('PATCH', ACTIVITY);
const iso = (clock: string, date?: string) => new Date(instant(clock, date)).toISOString();
const PLACE = { kind: 'in_person', text: 'Rynek 3, Kraków' };

describe('A host’s change of a meeting', () => {
  test('of time, place, description and further guests is one change: one mail, one update of the activity', async () => {
    const { at } = race;
    const meeting = await race.meet('10:00');
    const before = at.mails(HALINA).length;
    const { status, body } = await host.change(meeting.id, {
      sequence: 0,
      start: local('13:00'),
      end: local('13:45'),
      place: PLACE,
      description: 'Bring the <drawings>.',
      colleagues: ['Ola@ferns.example', 'jan@ferns.example'],
    });
    expect([status, body.overlaps]).toEqual([200, []]);
    expect(body.meeting).toMatchObject({
      id: meeting.id,
      sequence: 1,
      start: iso('13:00'),
      end: iso('13:45'),
      place: PLACE,
      description: 'Bring the <drawings>.',
      colleagues: ['ola@ferns.example', 'jan@ferns.example'],
      inCrm: 'waiting',
    });
    await at.quiet();
    expect(updates()).toHaveLength(1);
    await expectWritten(at, meeting.id);
    expect(activityOf(at, meeting.id).id).toBe(meeting.activity);
    expect(race.told(meeting, 'guest')).toEqual(['0.booked', '1.moved']);
    expect(at.mails(HALINA)).toHaveLength(before);
    const [booked, moved] = at.mails(meeting.email);
    // 11:00Z in St John’s, where it is 2½ hours less.
    expect(moved?.text).toContain('8:30');
    expect(moved?.text).toContain('Rynek 3, Kraków');
    expect(moved?.text).toContain('Bring the <drawings>.');
    expect(calendarLine(moved, 'UID')).toBe(calendarLine(booked, 'UID'));
    expect([calendarLine(booked, 'SEQUENCE'), calendarLine(moved, 'SEQUENCE')]).toEqual(['0', '1']);
    expect(calendarLine(moved, 'DTSTART')).toBe('20260330T110000Z');
    expect(await race.isFree('10:00')).toBe(true);
    expect(await race.isFree('13:30')).toBe(false);
    const shown = await host.get(`/meetings/${meeting.id}`);
    expect(shown.body).toMatchObject({
      inCrm: 'done',
      mails: [
        { mail: 'booked', to: 'guest', state: 'done' },
        { mail: 'booked', to: 'host', state: 'done' },
        { mail: 'moved', to: 'guest', state: 'done', error: null },
      ],
    });
    // Its own echo, and a listing, change nothing.
    at.advance(HOUR);
    await at.workOff();
    await at.reconcile();
    expect(await at.booking(meeting.id)).toMatchObject({ sequence: 1, start: instant('13:00') });
    expect(updates()).toHaveLength(1);
  });

  test('that leaves the time as it is says so: the details have changed', async () => {
    const { at } = race;
    const meeting = await race.meet('10:00');
    expect((await host.change(meeting.id, { sequence: 0, start: local('10:00'), place: PLACE })).status).toBe(200);
    await at.quiet();
    expect(race.told(meeting, 'guest')).toEqual(['0.booked', '1.changed']);
    const mail = at.mails(meeting.email).at(-1);
    expect([calendarLine(mail, 'SEQUENCE'), calendarLine(mail, 'LOCATION')]).toEqual(['1', 'Rynek 3\\, Kraków']);
    await expectWritten(at, meeting.id);
  });

  test('by the start or the end alone keeps the length, also over the night in which the clocks go back', async () => {
    const { at } = race;
    const meeting = await race.meet('10:00');
    // Warsaw goes back to winter time on 2026-10-25 at 03:00: 02:30 is there twice, and this is the first.
    const first = await host.change(meeting.id, { sequence: 0, start: '2026-10-25T02:30:00+02:00' });
    expect(first.body.meeting).toMatchObject({ start: '2026-10-25T00:30:00.000Z', end: '2026-10-25T01:00:00.000Z' });
    const second = await host.change(meeting.id, { sequence: 1, end: '2026-10-25T02:30:00+01:00' });
    expect(second.body.meeting).toMatchObject({ start: '2026-10-25T01:00:00.000Z', end: '2026-10-25T01:30:00.000Z' });
    await at.quiet();
    await expectWritten(at, meeting.id);
    // 01:00Z: half past ten in the evening before, in St John’s.
    expect(at.mails(meeting.email).at(-1)?.text).toMatch(/24 October|October 24/);
    expect(at.mails(meeting.email).at(-1)?.text).toContain('10:30');
    expect(race.told(meeting, 'guest')).toEqual(['0.booked', '1.moved', '2.moved']);
  });

  test('goes through outside of hours and onto whatever is there, and tells what that is, but never itself', async () => {
    const { at } = race;
    const meeting = await race.meet('10:00');
    const other = await race.meet('12:00', 'max@ferns.example');
    at.sandbox.edit.createActivity(WARSAW, { ...due(instant('12:15')), duration: '01:00' });
    at.sandbox.edit.createActivity(WARSAW, { ...due(instant('12:15')), duration: '01:00', busy: false });
    at.sandbox.edit.createActivity(WARSAW, { due_date: '2026-03-30', busy: true });
    at.sandbox.edit.createActivity(KATHMANDU, { ...due(instant('12:15')), duration: '01:00' });
    await at.quiet();
    const { status, body } = await host.change(meeting.id, { sequence: 0, start: local('12:00') });
    expect([status, body.overlaps]).toEqual([
      200,
      [
        { kind: 'activity', start: '2026-03-29T22:00:00.000Z', end: '2026-03-30T22:00:00.000Z' },
        { kind: 'meeting', start: iso('12:00'), end: iso('12:30') },
        { kind: 'activity', start: iso('12:15'), end: iso('13:15') },
      ],
    ]);
    await at.workOff();
    expect(await at.booking(other.id)).toMatchObject({ sequence: 0, state: 'confirmed' });
    expect((await at.claims(race.host)).map(({ id, start }) => [id, start])).toEqual(
      expect.arrayContaining([
        [meeting.id, instant('12:00')],
        [other.id, instant('12:00')],
      ]),
    );
    // The host saw it: no mail about that.
    expect(race.told(meeting, 'host')).toEqual(['0.booked']);
    const night = await host.change(meeting.id, {
      sequence: 1,
      start: local('23:30'),
      end: local('00:15', '2026-03-31'),
    });
    expect(night.body.overlaps).toEqual([
      { kind: 'activity', start: '2026-03-29T22:00:00.000Z', end: '2026-03-30T22:00:00.000Z' },
    ]);
    await at.workOff();
    await expectWritten(at, meeting.id);
  });

  test('asked for again, since the answer was lost, happens once; another one from the same state is stale', async () => {
    const { at } = race;
    const meeting = await race.meet('10:00');
    const asked = { sequence: 0, start: local('14:00'), colleagues: ['b@ferns.example', 'a@ferns.example'] };
    const replies = await Promise.all([host.change(meeting.id, asked), host.change(meeting.id, asked)]);
    expect(replies.map(({ status }) => status)).toEqual([200, 200]);
    const again = await host.change(meeting.id, { ...asked, colleagues: ['A@ferns.example', 'b@ferns.example'] });
    expect([again.status, again.body.meeting.sequence]).toEqual([200, 1]);
    for (const other of [{ start: local('15:00') }, { description: 'Else' }, { colleagues: [] }, { place: PLACE }]) {
      const stale = await host.change(meeting.id, { sequence: 0, ...other });
      expect([stale.status, stale.body.code, stale.body.sequence]).toEqual([409, 'stale', 1]);
    }
    await at.workOff();
    expect(race.told(meeting, 'guest')).toEqual(['0.booked', '1.moved']);
    expect(updates()).toHaveLength(1);
    await expectWritten(at, meeting.id);
  });

  test('of two at once from one state: one is made, the other told that it is stale', async () => {
    const { at } = race;
    const meeting = await race.meet('10:00');
    const replies = await Promise.all(
      ['14:00', '15:00'].map(clock => host.change(meeting.id, { sequence: 0, start: local(clock) })),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
    await at.workOff();
    expect(race.told(meeting, 'guest')).toEqual(['0.booked', '1.moved']);
    await expectWritten(at, meeting.id);
  });

  test('isn’t possible once the meeting is over or cancelled', async () => {
    const { at } = race;
    const meeting = await race.meet('10:00');
    const cancelled = await race.meet('12:00');
    expect((await at.act(cancelled.manageUrl, 'cancel')).status).toBe(200);
    const refused = await host.change(cancelled.id, { sequence: 1, start: local('13:00') });
    expect([refused.status, refused.body.code]).toEqual([409, 'booking_over']);
    // Under way it still is.
    at.advance(instant('10:15') - at.now());
    expect((await host.change(meeting.id, { sequence: 0, end: local('11:00'), start: local('10:00') })).status).toBe(
      200,
    );
    at.advance(instant('11:00') - at.now());
    for (const reply of [
      await host.change(meeting.id, { sequence: 1, description: 'Thanks' }),
      await host.cancel(meeting.id),
    ])
      expect([reply.status, reply.body.code]).toEqual([409, 'booking_over']);
  });

  test('to a year that was mistyped is refused, as far ahead as the CRM isn’t looked at', async () => {
    const { at } = race;
    const meeting = await race.meet('10:00');
    for (const start of ['2206-03-30T10:00:00Z', '9999-12-31T23:59:00-14:00']) {
      const reply = await host.change(meeting.id, { sequence: 0, start });
      expect([reply.status, reply.body.code, reply.body.field]).toEqual([400, 'invalid', 'start']);
    }
    await at.workOff();
    await expectWritten(at, meeting.id);
    expect(race.told(meeting, 'guest')).toEqual(['0.booked']);
  });

  test('that reaches the CRM after the meeting, when its activity is deleted there, tells nobody that it was cancelled', async () => {
    const { at } = race;
    const meeting = await race.meet('10:00');
    at.sandbox.faults.fail({ times: FOR_EVER }, { kind: 'status', status: 503 });
    await host.change(meeting.id, { sequence: 0, place: PLACE });
    await at.quiet();
    at.advance(instant('11:00') - at.now());
    at.sandbox.faults.clear();
    at.sandbox.edit.deleteActivity(WARSAW, meeting.activity);
    await at.workOff();
    expect(await at.booking(meeting.id)).toMatchObject({ state: 'confirmed', sequence: 1 });
    expect(race.told(meeting, 'guest').filter(mail => !mail.includes('reminder'))).toEqual(['0.booked', '1.changed']);
  });

  test('of a meeting that was stored before it knew of reminders and participants: all of it gets there', async () => {
    const { at } = race;
    const reply = await at.book(race.slug, local('10:00'), { colleagues: ['ola@ferns.example'] });
    const { id } = reply.body;
    await at.quiet();
    const { reminders: _, ...stored } = await at.booking(id);
    const { colleagues: __, writing: ___, ...crm } = stored.crm;
    expect(await at.store.bookings.replace({ ...stored, crm, version: stored.version + 1 }, stored.version)).toBe(true);
    await at.reconcile();
    expect((await host.change(id, { sequence: 0, place: PLACE })).status).toBe(200);
    await at.workOff();
    await expectWritten(at, id);
    expect((await host.change(id, { sequence: 1, colleagues: ['jan@ferns.example'] })).status).toBe(200);
    await at.workOff();
    await expectWritten(at, id);
    expect((await at.booking(id)).reminders).toBeUndefined();
    expect((await host.change(id, { sequence: 2, start: local('14:00') })).status).toBe(200);
    await at.workOff();
    await expectWritten(at, id);
    expect((await at.booking(id)).reminders).toMatchObject([{ ahead: 'day' }, { ahead: 'hour' }]);
    expect((await host.cancel(id)).status).toBe(200);
    await at.workOff();
    expect(at.activities(id)).toEqual([]);
  });

  test('shows on the guest’s page and in the guest’s calendar file', async () => {
    const { at } = race;
    const meeting = await race.meet('10:00');
    await host.change(meeting.id, { sequence: 0, start: local('16:00'), place: PLACE });
    const { pathname } = new URL(meeting.manageUrl);
    const page = await at.product.app.inject({ url: pathname, headers: { accept: 'application/json' } });
    expect(page.json()).toMatchObject({ start: iso('16:00'), sequence: 1, state: 'confirmed' });
    const file = (await at.product.app.inject({ url: `${pathname}/calendar.ics` })).body;
    expect(file).toContain('SEQUENCE:1');
    expect(file).toContain('LOCATION:Rynek 3\\, Kraków');
    expect(file).toContain('DTSTART:20260330T140000Z');
  });
});

describe('Further guests', () => {
  test('come and go as participants: found or made once, the guest first, named in the note', async () => {
    const { at } = race;
    const reply = await at.book(race.slug, local('10:00'), { colleagues: ['ola@ferns.example'] });
    const { id } = reply.body;
    await at.quiet();
    await host.change(id, { sequence: 0, colleagues: ['ola@ferns.example', 'jan@ferns.example'] });
    await at.quiet();
    expect(participants(at, activityOf(at, id))).toEqual([
      'zoe@ferns.example',
      'ola@ferns.example',
      'jan@ferns.example',
    ]);
    await host.change(id, { sequence: 1, colleagues: ['jan@ferns.example'] });
    await at.quiet();
    await expectWritten(at, id);
    expect(activityOf(at, id).note).not.toContain('ola@');
    await host.change(id, { sequence: 2, colleagues: [] });
    await at.quiet();
    await expectWritten(at, id);
    expect(activityOf(at, id).note).not.toContain('jan@');
    expect([...at.sandbox.company.persons.values()].map(({ emails }) => emails[0]?.value).sort()).toEqual([
      'jan@ferns.example',
      'ola@ferns.example',
      'zoe@ferns.example',
    ]);
    expect(updates()).toHaveLength(3);
    expect(race.told({ id, email: 'zoe@ferns.example' }, 'guest')).toEqual([
      '0.booked',
      '1.changed',
      '2.changed',
      '3.changed',
    ]);
  });

  test('a change of time alone leaves note and participants to what the host made of them in the CRM', async () => {
    const { at } = race;
    const meeting = await race.meet('10:00');
    const note = `${activityOf(at, meeting.id).note}<p>Call first.</p>`;
    await race.edit(meeting.activity, { note });
    await host.change(meeting.id, { sequence: 0, start: local('14:00') });
    await at.workOff();
    expect(activityOf(at, meeting.id).note).toBe(note);
  });

  test('come and go, and whatever the host wrote into the note in the CRM stays', async () => {
    const { at } = race;
    const reply = await at.book(race.slug, local('10:00'), {
      colleagues: ['ola@ferns.example'],
      notes: 'About <b>Also invited:</b> nobody',
    });
    const { id } = reply.body;
    await at.quiet();
    const written = activityOf(at, id).note;
    await race.edit(activityOf(at, id).id, { note: `<p>Call first.</p>${written}<p>Met in May.</p>` });
    const note = async (sequence: number, colleagues: readonly string[]) => {
      expect((await host.change(id, { sequence, colleagues })).status).toBe(200);
      await at.workOff();
      await expectWritten(at, id);
      const { note: now } = activityOf(at, id);
      for (const kept of ['<p>Call first.</p>', '<p>Met in May.</p>', 'Also invited:&#60;/b&#62; nobody</p>'])
        expect(now).toContain(kept);
      return now;
    };
    expect(await note(0, ['jan@ferns.example', 'iga@ferns.example'])).toContain('jan@ferns.example, iga@ferns.example');
    expect(await note(1, [])).not.toMatch(/Also invited:<|jan@|ola@/);
    expect(await note(2, ['ola@ferns.example'])).toBe(`<p>Call first.</p>${written}<p>Met in May.</p>`);
    // Emptied by the host: what is ours stands there again, after whatever else does.
    await race.edit(activityOf(at, id).id, { note: '<p>Mine.</p>' });
    expect(at.sandbox.company.activities.get((await at.booking(id)).crm.activity ?? 0)?.note).toBe('<p>Mine.</p>');
    expect((await host.change(id, { sequence: 3, colleagues: [] })).status).toBe(200);
    await at.workOff();
    expect(activityOf(at, id).note).toMatch(/^<p>Mine\.<\/p><p>Booked by/);
  });

  test('of a note that is full already are only made participants', async () => {
    const { at } = race;
    const meeting = await race.meet('10:00');
    const full = `<p>${'é'.repeat(49_900)}</p>${activityOf(at, meeting.id).note}`.slice(0, 100_000);
    await race.edit(meeting.activity, { note: full });
    await host.change(meeting.id, { sequence: 0, colleagues: ['ola@ferns.example'] });
    await at.workOff();
    expect(participants(at, activityOf(at, meeting.id))).toEqual([meeting.email, 'ola@ferns.example']);
    expect(activityOf(at, meeting.id).note).toBe(full);
  });

  test('who were changed right before the meeting was cancelled are there when the host restores it in the CRM', async () => {
    const { at } = race;
    const meeting = await race.meet('10:00');
    const letGo = await race.holdDelivery(meeting.id);
    await host.change(meeting.id, { sequence: 0, colleagues: ['ola@ferns.example'] });
    await host.cancel(meeting.id);
    await letGo();
    await at.workOff();
    at.advance(2_000);
    at.sandbox.edit.restoreActivity(WARSAW, meeting.activity);
    await at.quiet();
    await at.workOff();
    expect(await at.booking(meeting.id)).toMatchObject({ state: 'confirmed', colleagues: ['ola@ferns.example'] });
    await expectWritten(at, meeting.id);
    expect(race.told(meeting, 'guest')).toEqual(['0.booked', '2.cancelled', '3.restored'].toSpliced(1, 0, '1.changed'));
  });

  test('one who is gone from the CRM is made anew', async () => {
    const { at } = race;
    const meeting = await race.meet('10:00');
    await host.change(meeting.id, { sequence: 0, colleagues: ['ola@ferns.example'] });
    await at.quiet();
    const { persons } = at.sandbox.company;
    for (const [id, { emails }] of persons) if (emails[0]?.value === 'ola@ferns.example') persons.delete(id);
    await host.change(meeting.id, { sequence: 1, colleagues: [] });
    await at.quiet();
    await host.change(meeting.id, { sequence: 2, colleagues: ['ola@ferns.example'] });
    await at.workOff();
    await expectWritten(at, meeting.id);
  });
});

describe('While the CRM doesn’t answer', () => {
  test('a host’s two changes are told to the guest at once, in order, and to the CRM later, in one update', async () => {
    const { at } = race;
    const meeting = await race.meet('10:00');
    at.sandbox.faults.fail({ times: FOR_EVER }, { kind: 'status', status: 503 });
    await host.change(meeting.id, { sequence: 0, start: local('14:00'), colleagues: ['ola@ferns.example'] });
    await at.quiet();
    await host.change(meeting.id, { sequence: 1, place: PLACE });
    await at.quiet();
    expect(race.told(meeting, 'guest')).toEqual(['0.booked', '1.moved', '2.changed']);
    expect((await host.get(`/meetings/${meeting.id}`)).body).toMatchObject({
      inCrm: 'waiting',
      waiting: [{ kind: 'activity' }],
    });
    at.sandbox.faults.clear();
    at.sandbox.requests.clear();
    at.advance(5 * MINUTE);
    await at.workOff();
    expect(updates()).toHaveLength(1);
    await expectWritten(at, meeting.id);
    expect((await host.get(`/meetings/${meeting.id}`)).body).toMatchObject({ inCrm: 'done', waiting: [] });
    expect(race.told(meeting, 'guest')).toEqual(['0.booked', '1.moved', '2.changed']);
  });

  test.each([
    ['timeout_after_effect', ['ola@ferns.example']],
    ['timeout_after_effect', []],
    ['timeout_before_effect', ['ola@ferns.example']],
    ['timeout_before_effect', []],
  ] as const)(
    'a change whose answer is lost (%s, inviting %j), and that is taken back: the activity says what the meeting says',
    async (kind, colleagues) => {
      const { at } = race;
      const meeting = await race.meet('10:00');
      at.sandbox.faults.misdeliver({ action: 'change' }, { kind: 'lose' });
      at.sandbox.faults.fail({ method: 'PATCH', path: ACTIVITY }, { kind });
      await host.change(meeting.id, { sequence: 0, start: local('14:00'), colleagues });
      await at.quiet();
      await host.change(meeting.id, { sequence: 1, start: local('10:00'), colleagues: [] });
      await at.workOff();
      await at.reconcile();
      expect(await at.booking(meeting.id)).toMatchObject({ start: instant('10:00'), sequence: 2, colleagues: [] });
      await expectWritten(at, meeting.id);
      expect(race.told(meeting, 'guest')).toEqual(['0.booked', '1.moved', '2.moved']);
    },
  );

  test.each(['timeout_after_effect', 'timeout_before_effect'] as const)(
    'a meeting whose activity was made without an answer (%s), and is changed twice meanwhile: one activity, as it should be',
    async kind => {
      const { at } = race;
      at.sandbox.faults.misdeliver({}, { kind: 'lose' });
      at.sandbox.faults.fail({ method: 'POST', path: '/api/v2/activities' }, { kind });
      const reply = await at.book(race.slug, local('10:00'), { colleagues: ['ola@ferns.example'] });
      const { id } = reply.body;
      await at.quiet();
      await host.change(id, { sequence: 0, colleagues: ['jan@ferns.example'] });
      await host.change(id, { sequence: 1, colleagues: ['ola@ferns.example'], place: PLACE });
      await at.workOff();
      await at.reconcile();
      await expectWritten(at, id);
      expect(await at.booking(id)).toMatchObject({ sequence: 2 });
    },
  );
});

describe('A host’s cancellation', () => {
  test('frees the time at once, tells the guest why, deletes the activity, and happens once however often it is asked for', async () => {
    const { at } = race;
    const meeting = await race.meet('10:00');
    const replies = await Promise.all([
      host.cancel(meeting.id, '  Ill; sorry. '),
      host.cancel(meeting.id, 'Ill; sorry.'),
    ]);
    expect(replies.map(({ status, body }) => [status, body.state, body.sequence])).toEqual([
      [200, 'cancelled', 1],
      [200, 'cancelled', 1],
    ]);
    expect(replies[0]?.body.cancelled).toEqual({
      at: new Date(at.now()).toISOString(),
      by: 'host',
      reason: 'Ill; sorry.',
    });
    expect(await race.isFree('10:00')).toBe(true);
    await at.quiet();
    expect((await host.cancel(meeting.id, 'Another reason')).body.cancelled.reason).toBe('Ill; sorry.');
    await at.workOff();
    expect(at.activities(meeting.id)).toEqual([]);
    expect(race.told(meeting, 'guest')).toEqual(['0.booked', '1.cancelled']);
    expect(race.told(meeting, 'host')).toEqual(['0.booked']);
    const mail = at.mails(meeting.email).at(-1);
    expect(mail?.text).toContain('Ill; sorry.');
    expect([calendarLine(mail, 'METHOD'), calendarLine(mail, 'SEQUENCE'), calendarLine(mail, 'STATUS')]).toEqual([
      'CANCEL',
      '1',
      'CANCELLED',
    ]);
    expect(at.sandbox.requests.of('DELETE', ACTIVITY)).toHaveLength(1);
    const undone = await at.act(meeting.manageUrl, 'undo');
    expect([undone.status, undone.body.code]).toEqual([409, 'booking_over']);
  });
});
