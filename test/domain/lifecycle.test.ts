import { describe, expect, test } from 'vitest';
import { type Booking, effectKey, wakeAt } from '../../server/domain/booking.ts';
import { HOUR } from '../../server/domain/interval.ts';
import { type BookingEvent, next } from '../../server/domain/lifecycle.ts';
import { isTimely, remindersOf } from '../../server/domain/reminders.ts';
import { sampleBooking } from '../contracts/store-samples.ts';

const NOW = Date.parse('2026-03-23T12:00:00+05:45');
const at = NOW;
/** The booking’s own time, and another. */
const OWN = { start: Date.parse('2026-03-30T10:00:00+05:45'), end: Date.parse('2026-03-30T10:30:00+05:45') };
const OTHER = { start: Date.parse('2026-03-30T15:00:00+05:45'), end: Date.parse('2026-03-30T15:30:00+05:45') };

const AGREED = { ...OWN, location: '', publicDescription: '' };
const written = { activity: 5, agreed: AGREED, person: 6, deal: null, organization: null };
const blank = { activity: null, agreed: null, person: null, deal: null, organization: null };
const booking = (change: Partial<Booking> = {}): Booking => sampleBooking({ ...OWN, crm: written, ...change });

const book = { kind: 'book', ...OWN, since: NOW, by: 'guest' } as const;
const move = { kind: 'move', ...OTHER, since: NOW, by: 'guest' } as const;
const undo = { kind: 'undo', ...OWN, since: NOW, by: 'guest' } as const;

const states = {
  pending: booking({ state: 'pending', intent: book, crm: blank }),
  confirmed: booking(),
  moving: booking({ intent: move }),
  cancelled: booking({ state: 'cancelled', sequence: 1, cancelled: { at, by: 'guest', reason: '' } }),
  undoing: booking({ state: 'cancelled', sequence: 1, cancelled: { at, by: 'guest', reason: '' }, intent: undo }),
  dropped: booking({ state: 'dropped', crm: blank }),
} satisfies Record<string, Booking>;
type State = keyof typeof states;

const agreed = { ...AGREED, ...OTHER };
const meeting = { ...booking().meeting, description: 'Bring the drawings.' };
const events = {
  claimed: { kind: 'claimed', at },
  refused: { kind: 'refused', at },
  'intended to move': { kind: 'intended', intent: move, at },
  'intended to undo': { kind: 'intended', intent: undo, at },
  withdrawn: { kind: 'withdrawn', at },
  'moved by the guest': { kind: 'moved', to: OTHER, by: 'guest', at },
  'moved by the host': { kind: 'moved', to: OTHER, by: 'host', at },
  'moved in the CRM': { kind: 'moved', to: OTHER, by: 'crm', agreed, at },
  'changed by the host': { kind: 'changed', meeting, by: 'host', at },
  'changed in the CRM': { kind: 'changed', meeting, by: 'crm', agreed, at },
  'cancelled by the guest': { kind: 'cancelled', by: 'guest', reason: 'Ill', at },
  'cancelled by the host': { kind: 'cancelled', by: 'host', reason: '', at },
  'cancelled in the CRM': { kind: 'cancelled', by: 'crm', reason: '', at },
  'restored by the guest': { kind: 'restored', by: 'guest', at },
  'restored in the CRM': { kind: 'restored', by: 'crm', agreed: AGREED, at },
  noticed: { kind: 'noticed', why: 'overlap', at },
} satisfies Record<string, BookingEvent>;
type Name = keyof typeof events;

/** State and SEQUENCE after the event, and the effects that are due, in order; whatever isn't here doesn't apply. */
const outcomes: Record<State, Partial<Record<Name, string>>> = {
  pending: {
    claimed: 'confirmed 0: activity, 0.booked.guest, 0.booked.host',
    refused: 'dropped 0:',
    noticed: 'pending 0: 0.attention.overlap.host',
  },
  confirmed: {
    'intended to move': 'confirmed 0:',
    'moved by the host': 'confirmed 1: claim, 1.moved.guest, activity',
    'moved in the CRM': 'confirmed 1: claim, 1.moved.guest',
    'changed by the host': 'confirmed 1: 1.changed.guest, activity',
    'changed in the CRM': 'confirmed 1: 1.changed.guest',
    'cancelled by the guest': 'cancelled 1: claim, 1.cancelled.guest, 1.cancelled.host, activity',
    'cancelled by the host': 'cancelled 1: claim, 1.cancelled.guest, activity',
    'cancelled in the CRM': 'cancelled 1: claim, 1.cancelled.guest',
    noticed: 'confirmed 0: 0.attention.overlap.host',
  },
  moving: {
    withdrawn: 'confirmed 0: claim',
    'moved by the guest': 'confirmed 1: claim, 1.moved.guest, 1.moved.host, activity',
    'moved by the host': 'confirmed 1: claim, 1.moved.guest, activity',
    'moved in the CRM': 'confirmed 1: claim, 1.moved.guest',
    'changed by the host': 'confirmed 1: 1.changed.guest, activity',
    'changed in the CRM': 'confirmed 1: 1.changed.guest',
    'cancelled by the guest': 'cancelled 1: claim, 1.cancelled.guest, 1.cancelled.host, activity',
    'cancelled by the host': 'cancelled 1: claim, 1.cancelled.guest, activity',
    'cancelled in the CRM': 'cancelled 1: claim, 1.cancelled.guest',
    noticed: 'confirmed 0: 0.attention.overlap.host',
  },
  cancelled: {
    'intended to undo': 'cancelled 1:',
    noticed: 'cancelled 1: 1.attention.overlap.host',
  },
  undoing: {
    withdrawn: 'cancelled 1: claim',
    'restored by the guest': 'confirmed 2: claim, 2.restored.guest, 2.restored.host, activity',
    'restored in the CRM': 'confirmed 2: claim, 2.restored.guest',
    noticed: 'cancelled 1: 1.attention.overlap.host',
  },
  dropped: { noticed: 'dropped 0: 0.attention.overlap.host' },
};

const due = ({ effects }: Booking) => effects.filter(({ state }) => state === 'due').map(effectKey);
const described = (after: Booking | null) =>
  after ? `${after.state} ${after.sequence}: ${due(after).join(', ')}`.trim() : undefined;

/** Lets each event happen that applies; fails where one doesn't. */
const happened = (from: Booking, ...happening: BookingEvent[]): Booking =>
  happening.reduce((now, event) => {
    const then = next(now, event);
    if (!then) throw new Error(`${event.kind} doesn’t apply`);
    return then;
  }, from);

const table = (Object.keys(states) as State[]).flatMap(state =>
  (Object.keys(events) as Name[]).map(name => [state, name, outcomes[state][name]] as const),
);

describe('A booking', () => {
  test.each(table)('that is %s, then %s, is %s', (state, name, outcome) => {
    const changed = next(states[state], events[name]);
    expect(described(changed)).toBe(outcome);
    if (changed) expect(changed.version).toBe(states[state].version + 1);
  });

  test.each(table.filter(([, , outcome]) => outcome))('that is %s isn’t changed by %s once more', (state, name) => {
    const once = happened(states[state], events[name]);
    const twice = next(once, events[name]);
    // A change in the CRM is taken over by what both sides last agreed on.
    const { version: _, ...same } = twice ?? once;
    expect(once).toMatchObject(same);
  });

  test('keeps nothing of a guest who was refused, and gives the key back', () => {
    const refused = happened(states.pending, events.refused);
    expect(JSON.stringify(refused)).not.toMatch(/Zoë|zoe@|max@/);
    expect(refused).toMatchObject({ intent: null, answers: [], notes: '', colleagues: [], requestHash: '' });
    expect(refused.idempotencyKey).toBe(`dropped:${refused.id}`);
  });

  test('that is moved while its guest’s own move is under way goes where the CRM says, and the guest’s is void', () => {
    const longer = { start: OWN.start, end: OWN.end + 900_000 };
    const moved = happened(states.moving, {
      kind: 'moved',
      to: longer,
      by: 'crm',
      agreed: { ...AGREED, ...longer },
      at,
    });
    expect(moved.intent).toBeNull();
    expect(next(moved, events['moved by the guest'])).toBeNull();
  });

  test('tells the time before, and each mail the time of its own change', () => {
    const moved = happened(states.moving, events['moved by the guest'], events['cancelled by the guest']);
    const mails = moved.effects.filter(effect => effect.kind === 'mail' && effect.to === 'guest');
    expect(mails).toMatchObject([
      { mail: 'moved', sequence: 1, ...OTHER, before: OWN, by: 'guest' },
      { mail: 'cancelled', sequence: 2, ...OTHER, before: null },
    ]);
  });

  test('has one activity to be written, however often it changes, and remembers an answer that never came', () => {
    const unanswered: BookingEvent = {
      kind: 'effect',
      key: 'activity',
      from: ['due'],
      change: { state: 'doing', unansweredSince: NOW },
      at,
    };
    const cancelled = happened(
      states.pending,
      events.claimed,
      unanswered,
      events['moved by the host'],
      events['cancelled by the host'],
    );
    expect(cancelled.effects.filter(({ kind }) => kind === 'activity')).toMatchObject([
      { state: 'due', unansweredSince: NOW },
    ]);
    expect(cancelled.effects.filter(({ kind }) => kind === 'claim')).toHaveLength(1);
  });

  test('doesn’t take an effect for done that was raised anew in the meantime', () => {
    const doing = (key: string, from: 'due' | 'doing', state: 'doing' | 'done'): BookingEvent => ({
      kind: 'effect',
      key,
      from: [from],
      change: { state },
      at,
    });
    const begun = happened(states.pending, events.claimed, doing('activity', 'due', 'doing'));
    const raised = happened(begun, events['moved by the host']);
    expect(next(raised, doing('activity', 'doing', 'done'))).toBeNull();
    expect(next(begun, doing('activity', 'doing', 'done'))).not.toBeNull();
    expect(next(begun, doing('no such effect', 'doing', 'done'))).toBeNull();
  });

  test('agrees with a CRM that says what it says already, and tells nobody', () => {
    const waiting = happened(states.moving, events['moved by the guest']);
    const seen = happened(waiting, events['moved in the CRM']);
    expect(seen.crm.agreed).toEqual(agreed);
    expect(seen.sequence).toBe(1);
    expect(due(seen)).toEqual(due(waiting));
  });

  test('is told as one change where time and description changed together', () => {
    const moved = happened(states.confirmed, { ...events['moved in the CRM'], meeting });
    expect(described(moved)).toBe('confirmed 1: claim, 1.moved.guest');
    expect(moved.meeting.description).toBe('Bring the drawings.');
  });

  test('is told as one change where further guests changed too, and remembers whom the activity has', () => {
    const [old, fresh] = [['max@ferns.example'], ['ola@ferns.example']];
    const invited = happened(booking({ colleagues: old }), { ...events['changed by the host'], colleagues: fresh });
    expect(described(invited)).toBe('confirmed 1: 1.changed.guest, activity');
    expect([invited.colleagues, invited.crm.colleagues]).toEqual([fresh, old]);
    const moved = happened(invited, { ...events['moved by the host'], colleagues: [] });
    expect([moved.colleagues, moved.crm.colleagues, moved.sequence]).toEqual([[], old, 2]);
    const writing = happened(moved, { kind: 'writing', writing: AGREED, colleagues: true, at });
    expect(writing.crm.colleagues).toBeNull();
    const wrote = happened(writing, { kind: 'agreed', agreed: AGREED, colleagues: [], at });
    expect([wrote.crm.colleagues, wrote.crm.writing]).toEqual([[], []]);
    // The same people in another order are no change.
    const two = booking({ colleagues: [...old, ...fresh] });
    expect(next(two, { kind: 'changed', by: 'host', colleagues: [...fresh, ...old], at })).toBeNull();
  });

  test('isn’t changed by what was decided of it before it was changed', () => {
    expect(next(states.confirmed, { ...events['moved by the host'], sequence: 1 })).toBeNull();
    expect(next(states.confirmed, { ...events['moved by the host'], sequence: 0 })).not.toBeNull();
  });

  test('that the host puts where the guest is moving it to ends that move, and tells of it once', () => {
    const there = happened(states.confirmed, events['moved by the host'], events['intended to move']);
    const ended = happened(there, events['moved by the guest']);
    expect(ended).toMatchObject({ intent: null, sequence: 1, ...OTHER });
    expect(due(ended)).toEqual(due(there));
  });

  test('has its activity written anew where it was taken up again while that was being deleted', () => {
    const deleted: BookingEvent = { kind: 'activity_deleted', activity: 5, at };
    const restored = happened(states.undoing, events['restored by the guest'], deleted);
    expect(restored.crm).toMatchObject({ activity: null, agreed: null });
    expect(due(restored)).toContain('activity');
    expect(happened(states.cancelled, deleted).crm).toMatchObject({ activity: 5, agreed: null });
    expect(next(states.cancelled, { ...deleted, activity: 6 })).toBeNull();
  });

  test('keeps the latest forty mails that are sent, and every one that isn’t', () => {
    let now = states.confirmed;
    for (let move = 0; move < 60; move += 1) {
      now = happened(now, { kind: 'moved', to: move % 2 ? OWN : OTHER, by: 'host', at });
      if (move < 50)
        now = happened(now, {
          kind: 'effect',
          key: `${now.sequence}.moved.guest`,
          from: ['due'],
          change: { state: 'done' },
          at,
        });
    }
    const mails = now.effects.filter(({ kind }) => kind === 'mail');
    expect(mails.filter(({ state }) => state === 'done')).toHaveLength(40);
    expect(mails.filter(({ state }) => state === 'due')).toHaveLength(10);
  });

  test('wakes the sweep for its earliest open effect, or when an intent’s grace is over, or never', () => {
    expect(wakeAt(states.confirmed)).toBeNull();
    expect(wakeAt(states.pending)).toBe(NOW + 30_000);
    expect(wakeAt(happened(states.pending, events.claimed))).toBe(NOW);
  });
});

describe('A guest who declined reminders', () => {
  const remindedBooking = booking({ reminders: remindersOf(OWN, NOW) });
  const declined = next(remindedBooking, { kind: 'reminders_declined', at });

  test('has none to come, not by a move either, nor by a cancellation that is undone; calendars have nothing to follow', () => {
    expect(declined).toMatchObject({ remindersDeclined: true, reminders: [], sequence: 0, effects: [] });
    if (!declined) throw new Error('It doesn’t apply');
    expect(next(declined, { kind: 'reminders_declined', at })).toBeNull();
    expect(next(declined, events['moved by the host'])?.reminders).toEqual([]);
    expect(
      next({ ...declined, ...states.undoing, remindersDeclined: true }, events['restored by the guest']),
    ).toMatchObject({
      state: 'confirmed',
      reminders: [],
    });
  });

  test('isn’t sent the one that is on its way', () => {
    const due = next(remindedBooking, { kind: 'reminded', at: OWN.start - HOUR });
    const telling = due?.effects.find(effect => effect.kind === 'mail');
    if (!due || telling?.kind !== 'mail') throw new Error('Nothing is due');
    expect(isTimely(due, telling, OWN.start - HOUR)).toBe(true);
    const after = next(due, { kind: 'reminders_declined', at });
    expect(after && isTimely(after, telling, OWN.start - HOUR)).toBe(false);
  });

  test('may want them after all: those that are still ahead, of a meeting that stands', () => {
    if (!declined) throw new Error('It doesn’t apply');
    const wanted = { kind: 'reminders_wanted', at: OWN.start - 2 * HOUR } as const;
    expect(next(declined, wanted)).toMatchObject({ remindersDeclined: false, reminders: [{ ahead: 'hour' }] });
    expect(next(remindedBooking, wanted)).toBeNull();
    const cancelled = next(declined, events['cancelled by the guest']);
    expect(cancelled && next(cancelled, wanted)).toMatchObject({ remindersDeclined: false, reminders: [] });
  });
});

test('a mail about another place carries the place before, and one about the time alone doesn’t', () => {
  const place = { kind: 'video', text: 'https://meet.example/nora' } as const;
  const elsewhere = { ...booking().meeting, place };
  const placesBefore = (event: BookingEvent) =>
    next(booking(), event)?.effects.flatMap(effect => (effect.kind === 'mail' ? [effect.placeBefore] : []));
  const was = booking().meeting.place;
  expect(placesBefore({ kind: 'moved', to: OTHER, meeting: elsewhere, by: 'host', at })).toEqual([was]);
  expect(placesBefore({ kind: 'changed', meeting: elsewhere, by: 'host', at })).toEqual([was]);
  expect(placesBefore({ kind: 'moved', to: OTHER, by: 'host', at })).toEqual([undefined]);
});
