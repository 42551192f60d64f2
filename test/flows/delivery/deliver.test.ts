import ICAL from 'ical.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../server/domain/interval.ts';
import { openInbox } from '../../adapters/mail/inbox.ts';
import { openFakeStore } from '../../fakes/store.ts';
import { emptyCompany, startProduct, type TestProduct, WARSAW } from '../../product.ts';
import type { SandboxPerson } from '../../sandbox/company.ts';

const HOST = 'halina@narrow-gauge.example';
const GUEST = 'zoe@ferns.example';
const ACTIVITIES = '/api/v2/activities';
const PERSONS = '/api/v2/persons';
const SEARCH = '/api/v2/persons/search';
const FOR_EVER = Number.POSITIVE_INFINITY;

/** Monday after the clocks went forward in Warsaw. */
const START = '2026-03-30T10:00:00+02:00';

let at: TestProduct;
let host: string;
let slug: string;
beforeEach(async () => {
  at = await startProduct({ store: openFakeStore(), standIn: { company: emptyCompany(), searchLagMs: 30 * MINUTE } });
  host = (await at.install(WARSAW)).id;
  slug = await at.slugOf(host);
});
afterEach(() => at.close());

const book = async (words: Parameters<typeof at.book>[2] = {}, start = START) => {
  const reply = await at.book(slug, start, words);
  expect(reply.status).toBe(201);
  return reply.body as { id: string; manageUrl: string; start: string };
};
const persons = (email = GUEST) =>
  [...at.sandbox.company.persons.values()].filter(({ emails }) => emails.some(({ value }) => value === email));
const addPerson = (change: Partial<SandboxPerson> = {}): SandboxPerson => {
  const id = at.sandbox.company.persons.size + 1;
  const person: SandboxPerson = {
    id,
    name: 'Zoë O’Brien',
    emails: [{ value: GUEST, primary: true, label: 'work' }],
    phones: [],
    org_id: null,
    owner_id: WARSAW,
    add_time: '2026-01-01T00:00:00Z',
    update_time: '2026-01-01T00:00:00Z',
    searchable_at: 0,
    ...change,
  };
  at.sandbox.company.persons.set(id, person);
  return person;
};
const addDeal = (person: number, status: 'open' | 'won' = 'open') => {
  const id = at.sandbox.company.deals.size + 1;
  at.sandbox.company.deals.set(id, {
    id,
    title: `Deal ${id}`,
    status,
    person_id: person,
    org_id: null,
    owner_id: WARSAW,
    value: 1,
    currency: 'EUR',
  });
  return id;
};
const subjects = (recipient: string) => at.mails(recipient).map(({ messageId }) => messageId?.split('@')[0]);
const error = async (id: string, kind: string) =>
  (await at.booking(id)).effects.find(effect => effect.kind === kind)?.error;

describe('The activity of a booking', () => {
  test('is one UTC instant, busy, with the guest as primary participant, the colleagues beside, and nobody to be invited by Pipedrive', async () => {
    const { id } = await book({
      colleagues: ['max@ferns.example', 'GUEST@ferns.example', GUEST],
      notes: 'Tea & <b>cake</b>',
    });
    await at.quiet();
    const [activity, ...more] = at.activities(id);
    expect(more).toEqual([]);
    expect(activity).toMatchObject({
      owner_id: WARSAW,
      due_date: '2026-03-30',
      due_time: '08:00:00',
      duration: '00:30:00',
      busy: true,
      attendees: [],
      deal_id: null,
      done: false,
    });
    expect(activity?.participants.map(({ primary }) => primary)).toEqual([true, false, false]);
    const [guest] = persons();
    expect(guest).toMatchObject({ name: 'Zoë O’Brien', owner_id: WARSAW });
    expect(activity?.person_id).toBe(guest?.id);
    expect(activity?.note).toContain(`/app/meetings/${id}`);
    expect(activity?.note).toContain('Tea &#38; &#60;b&#62;cake');
    expect(at.sandbox.requests.of('POST', ACTIVITIES)[0]?.body).not.toHaveProperty('attendees');
  });

  test.each([
    ['the person’s only open deal', ['open', 'won'], 1],
    ['none where there are two', ['open', 'open'], null],
    ['none where none is open', ['won'], null],
  ] as const)('is linked to %s', async (_, statuses, deal) => {
    const person = addPerson();
    for (const status of statuses) addDeal(person.id, status);
    const { id } = await book();
    await at.quiet();
    expect(at.activities(id)).toMatchObject([{ deal_id: deal, person_id: person.id }]);
    expect(persons()).toHaveLength(1);
  });

  test('goes to the person with that very address, the oldest of several, whatever the case', async () => {
    addPerson({ emails: [{ value: `not-${GUEST}`, primary: true, label: 'work' }] });
    const person = addPerson({ emails: [{ value: 'Zoe@Ferns.example', primary: true, label: 'work' }] });
    addPerson();
    const { id } = await book();
    await at.quiet();
    expect(at.activities(id)).toMatchObject([{ person_id: person.id }]);
  });

  test('says the same instant as both mails and the calendar file, in three zones after a change of the clocks', async () => {
    const { id } = await book({ zone: 'America/St_Johns' });
    await at.quiet();
    const instant = Date.parse('2026-03-30T08:00:00Z');
    const [activity] = at.activities(id);
    expect(Date.parse(`${activity?.due_date}T${activity?.due_time}Z`)).toBe(instant);
    const [mail] = at.mails(GUEST);
    // St John's is at -2:30 since 2026-03-08.
    expect(mail?.text).toContain('5:30');
    expect(at.mails(HOST)[0]?.text).toMatch(/10:00/);
    for (const { text } of [mail, at.mails(HOST)[0]].filter(found => found !== undefined))
      expect(text).not.toContain('UTC');
    const event = new ICAL.Event(
      new ICAL.Component(ICAL.parse(mail?.calendars[0]?.content ?? '')).getFirstSubcomponent('vevent') ?? undefined,
    );
    expect(event.startDate.toJSDate().getTime()).toBe(instant);
    expect(event.endDate.toJSDate().getTime()).toBe(instant + 30 * MINUTE);
    expect(event.uid).toContain(id);
    expect(mail?.replyTo).toContain(HOST);
    expect(at.mails(HOST)[0]?.calendars).toEqual([]);
  });

  test.each([
    ['a new guest', () => {}],
    ['a known guest with a deal', () => void addDeal(addPerson().id)],
  ])('costs at most 36 tokens of %s, its echo included, and no search the second time', async (_, prepare) => {
    prepare();
    at.sandbox.requests.clear();
    const spent = () => at.sandbox.requests.calls.reduce((sum, { cost }) => sum + cost, 0);
    await book();
    await at.quiet();
    expect(spent()).toBeGreaterThan(0);
    expect(spent()).toBeLessThanOrEqual(36);
    await book({}, '2026-03-30T12:00:00+02:00');
    await at.quiet();
    expect(at.sandbox.requests.of('GET', SEARCH)).toHaveLength(1);
    expect(persons()).toHaveLength(1);
  });

  test('costs at most 25 tokens more for each colleague', async () => {
    at.sandbox.requests.clear();
    await book({ colleagues: ['max@ferns.example', 'ana@ferns.example'] });
    await at.quiet();
    expect(at.sandbox.requests.calls.reduce((sum, { cost }) => sum + cost, 0)).toBeLessThanOrEqual(36 + 2 * 25);
  });

  test('brings no second person where one guest books twice at once', async () => {
    const [one, two] = await Promise.all([book(), book({}, '2026-03-30T12:00:00+02:00')]);
    await at.quiet();
    await at.workOff();
    expect(persons()).toHaveLength(1);
    expect([...at.activities(one.id), ...at.activities(two.id)]).toMatchObject([
      { person_id: persons()[0]?.id },
      { person_id: persons()[0]?.id },
    ]);
  });
});

describe('While Pipedrive doesn’t answer', () => {
  test('a guest books, moves and is told; one activity follows, as the meeting is by then', async () => {
    await at.sandbox.faults.goDown();
    const meeting = await book();
    await at.quiet();
    expect(subjects(GUEST)).toEqual([`<${meeting.id}.0.booked.guest`]);
    expect(subjects(HOST)).toEqual([`<${meeting.id}.0.booked.host`]);
    expect(await error(meeting.id, 'activity')).toBe('unavailable');
    expect(await at.store.bookings.waitingOfHost(host, 10)).toHaveLength(1);
    expect(await at.act(meeting.manageUrl, 'move', '2026-03-30T15:00:00+02:00')).toMatchObject({ status: 200 });
    await at.quiet();
    at.advance(2 * HOUR);
    await at.sweep();
    await at.sandbox.faults.comeUp();
    await at.workOff();
    expect(at.activities(meeting.id)).toMatchObject([{ due_time: '13:00:00' }]);
    expect(at.sandbox.requests.of('POST', ACTIVITIES)).toHaveLength(1);
    expect(subjects(GUEST)).toEqual([`<${meeting.id}.0.booked.guest`, `<${meeting.id}.1.moved.guest`]);
  });

  test('what was booked and cancelled meanwhile leaves nothing there', async () => {
    await at.sandbox.faults.goDown();
    const meeting = await book();
    await at.act(meeting.manageUrl, 'cancel');
    await at.quiet();
    await at.sandbox.faults.comeUp();
    await at.workOff();
    expect(at.sandbox.requests.of('POST', ACTIVITIES)).toEqual([]);
    expect(await at.starts(slug, '2026-03-30')).toContain('2026-03-30T08:00:00.000Z');
    expect(subjects(GUEST)).toHaveLength(2);
  });

  test.each([
    ['an activity', ACTIVITIES],
    ['a person, whom search doesn’t find yet', PERSONS],
  ])('the making of %s that took effect without an answer isn’t repeated', async (_, path) => {
    at.sandbox.faults.fail({ method: 'POST', path }, { kind: 'timeout_after_effect' });
    const { id } = await book();
    await at.quiet();
    expect(await error(id, 'activity')).toBe('unanswered');
    await at.workOff();
    expect(at.activities(id)).toHaveLength(1);
    expect(persons()).toHaveLength(1);
    expect(at.activities(id)[0]?.participants).toEqual([{ person_id: persons()[0]?.id, primary: true }]);
    expect((await at.booking(id)).crm).toMatchObject({ activity: at.activities(id)[0]?.id, person: persons()[0]?.id });
  });

  test('a person who was made without an answer isn’t made again by another booking of the same guest', async () => {
    at.sandbox.faults.fail({ method: 'POST', path: PERSONS }, { kind: 'timeout_after_effect' });
    const one = await book();
    await at.quiet();
    const two = await book({}, '2026-03-30T12:00:00+02:00');
    await at.quiet();
    await at.workOff();
    expect(persons()).toHaveLength(1);
    expect(at.activities(one.id)).toHaveLength(1);
    expect(at.activities(two.id)).toHaveLength(1);
  });

  test.each([ACTIVITIES, PERSONS])('a %s that wasn’t made is made later', async path => {
    at.sandbox.faults.fail({ method: 'POST', path }, { kind: 'timeout_before_effect' });
    const { id } = await book();
    await at.quiet();
    await at.workOff();
    expect(at.activities(id)).toHaveLength(1);
    expect(persons()).toHaveLength(1);
  });

  test('an activity that was made without an answer follows when the guest has moved meanwhile', async () => {
    at.sandbox.faults.fail({ method: 'POST', path: ACTIVITIES }, { kind: 'timeout_after_effect' });
    const meeting = await book();
    await at.quiet();
    await at.act(meeting.manageUrl, 'move', '2026-03-30T15:00:00+02:00');
    await at.quiet();
    await at.workOff();
    await at.reconcile();
    expect(at.activities(meeting.id)).toMatchObject([{ due_time: '13:00:00' }]);
    expect((await at.booking(meeting.id)).start).toBe(Date.parse('2026-03-30T15:00:00+02:00'));
  });

  test('an activity that was made without an answer goes when the guest cancels', async () => {
    at.sandbox.faults.fail({ method: 'POST', path: ACTIVITIES }, { kind: 'timeout_after_effect' });
    const meeting = await book();
    await at.quiet();
    await at.act(meeting.manageUrl, 'cancel');
    await at.quiet();
    await at.workOff();
    expect(at.activities(meeting.id)).toEqual([]);
    await at.reconcile();
    expect(await at.starts(slug, '2026-03-30')).toContain('2026-03-30T08:00:00.000Z');
    // And is known, should the host restore it.
    at.advance(2_000);
    at.sandbox.edit.restoreActivity(WARSAW, (await at.booking(meeting.id)).crm.activity ?? 0);
    await at.quiet();
    expect((await at.booking(meeting.id)).state).toBe('confirmed');
    expect(await at.starts(slug, '2026-03-30')).not.toContain('2026-03-30T08:00:00.000Z');
  });

  test('429 is waited out, and not asked again before', async () => {
    at.sandbox.faults.fail(
      { method: 'POST', path: ACTIVITIES, times: FOR_EVER },
      { kind: 'limited', retryAfterSeconds: 600 },
    );
    const { id } = await book();
    await at.quiet();
    expect(subjects(GUEST)).toHaveLength(1);
    at.sandbox.requests.clear();
    at.advance(599_000);
    await at.sweep();
    expect(at.sandbox.requests.calls).toEqual([]);
    at.sandbox.faults.clear();
    at.advance(1_000);
    await at.sweep();
    expect(at.activities(id)).toHaveLength(1);
  });

  test('a spent daily budget is waited for till the next day', async () => {
    at.sandbox.faults.exhaustBudget();
    const { id } = await book();
    await at.quiet();
    expect(subjects(GUEST)).toHaveLength(1);
    for (let hour = 0; hour < 30 && at.activities(id).length === 0; hour += 1) {
      at.advance(HOUR);
      await at.sweep();
    }
    expect(at.activities(id)).toHaveLength(1);
    expect(at.sandbox.requests.of('GET', SEARCH).length).toBeLessThan(30);
  });

  test('values that it refuses again and again are given up, and said so', async () => {
    at.sandbox.faults.fail({ method: 'POST', path: ACTIVITIES, times: FOR_EVER }, { kind: 'status', status: 400 });
    const { id } = await book();
    await at.quiet();
    await at.workOff();
    expect((await at.booking(id)).effects.find(({ kind }) => kind === 'activity')).toMatchObject({
      state: 'given_up',
      error: 'refused',
    });
    expect(at.sandbox.requests.of('POST', ACTIVITIES).length).toBeLessThan(12);
    expect(subjects(GUEST)).toHaveLength(1);
  });

  test('a guest whom we remember, but who is gone there, is made anew', async () => {
    await book();
    await at.quiet();
    at.sandbox.company.persons.clear();
    const { id } = await book({}, '2026-03-30T12:00:00+02:00');
    await at.quiet();
    await at.workOff();
    expect(at.activities(id)).toMatchObject([{ person_id: persons()[0]?.id }]);
  });

  test('a colleague whom we remember, but who is gone there, is made anew', async () => {
    const colleagues = ['max@ferns.example'];
    await book({ colleagues });
    await at.quiet();
    const [max] = persons('max@ferns.example');
    at.sandbox.company.persons.delete(max?.id ?? 0);
    const { id } = await book({ colleagues }, '2026-03-30T12:00:00+02:00');
    await at.quiet();
    await at.workOff();
    expect(at.activities(id)[0]?.participants).toHaveLength(2);
    expect(persons('max@ferns.example')).toHaveLength(1);
  });
});

describe('While the mail server takes nothing', () => {
  test('mails wait, each recipient’s in order, and none is sent twice', async () => {
    at.mailbox.fail({ kind: 'refuse', code: 451 });
    const meeting = await book();
    await at.quiet();
    await at.act(meeting.manageUrl, 'move', '2026-03-30T15:00:00+02:00');
    await at.act(meeting.manageUrl, 'cancel');
    await at.quiet();
    at.advance(DAY);
    await at.sweep();
    expect(at.mails(GUEST)).toEqual([]);
    at.mailbox.fail(null);
    await at.workOff();
    expect(subjects(GUEST)).toEqual(['0.booked', '1.moved', '2.cancelled'].map(name => `<${meeting.id}.${name}.guest`));
    expect(subjects(HOST)).toEqual(['0.booked', '1.moved', '2.cancelled'].map(name => `<${meeting.id}.${name}.host`));
    // Each tells the change as it was then.
    expect(at.mails(GUEST).map(({ calendars }) => /^DTSTART:(\S+)/m.exec(calendars[0]?.content ?? '')?.[1])).toEqual([
      '20260330T080000Z',
      '20260330T130000Z',
      '20260330T130000Z',
    ]);
  });

  test('a broken connection leaves the mail’s fate open: it is sent again under its own Message-ID', async () => {
    at.mailbox.fail({ kind: 'close' });
    const { id } = await book();
    await at.quiet();
    at.mailbox.fail(null);
    await at.workOff();
    expect(subjects(GUEST)).toEqual([`<${id}.0.booked.guest`]);
  });

  test('a mail about a meeting that was booked long ago survives a hitch', async () => {
    const meeting = await book({}, '2026-04-20T10:00:00+02:00');
    await at.quiet();
    at.advance(10 * DAY);
    await at.reconcile();
    at.mailbox.fail({ kind: 'refuse', code: 451 });
    await at.act(meeting.manageUrl, 'cancel');
    await at.quiet();
    at.mailbox.fail(null);
    await at.workOff();
    expect(subjects(GUEST)).toEqual([`<${meeting.id}.0.booked.guest`, `<${meeting.id}.1.cancelled.guest`]);
  });

  test('is given up after days', async () => {
    at.mailbox.fail({ kind: 'refuse', code: 451 });
    const { id } = await book();
    await at.quiet();
    const mails = () => at.booking(id).then(({ effects }) => effects.filter(({ kind }) => kind === 'mail'));
    const booking = await at.booking(id);
    const effects = booking.effects.map(effect => (effect.kind === 'mail' ? { ...effect, attempts: 440 } : effect));
    await at.store.bookings.replace({ ...booking, effects, version: booking.version + 1 }, booking.version);
    at.advance(10 * MINUTE);
    await at.sweep();
    expect(await mails()).toMatchObject([
      { state: 'given_up', error: 'mail_unavailable' },
      { state: 'given_up', error: 'mail_unavailable' },
    ]);
  });

  test('an address that is refused for good is given up; what comes later, and the host’s mails, aren’t held up', async () => {
    await at.close();
    const inbox = await openInbox();
    inbox.refusals.set('zoe', 550);
    at = await startProduct({ store: openFakeStore(), smtpUrl: inbox.smtpUrl });
    host = (await at.install(WARSAW)).id;
    slug = await at.slugOf(host);
    const meeting = await book();
    await at.quiet();
    inbox.refusals.clear();
    await at.act(meeting.manageUrl, 'cancel');
    await at.workOff();
    expect((await at.booking(meeting.id)).effects.filter(({ state }) => state === 'given_up')).toMatchObject([
      { kind: 'mail', mail: 'booked', to: 'guest', error: 'mail_refused', attempts: 1 },
    ]);
    expect(inbox.received.map(({ mail }) => mail.messageId?.split('@')[0]).sort()).toEqual(
      ['0.booked.host', '1.cancelled.guest', '1.cancelled.host'].map(name => `<${meeting.id}.${name}`),
    );
    await at.close();
    await inbox.close();
    at = await startProduct({ store: openFakeStore() });
  });
});
