import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Calendar } from '../../server/domain/calendar.ts';
import { HOUR } from '../../server/domain/interval.ts';
import { WARSAW } from '../product.ts';
import { beginRace, expectSound, instant, local, type Race } from './interrupted.ts';

let race: Race;
beforeEach(async () => {
  race = await beginRace();
});
afterEach(() => race.close());

/** Longer than a change of time may take: the sweep takes it for left, and settles it. */
const stall = async () => {
  race.at.advance(31_000);
  await race.at.product.delivery.sweep(200);
  await race.at.product.delivery.drained();
};
const book = (clock: string, email = 'max@ferns.example') => race.at.book(race.slug, local(clock), { email });
/** The process does nothing more in this store. */
const die = async () => race.at.process.stopAt(1, 'before');
/** Another process takes over, and works off what was left. */
const takeOver = async () => {
  race.calm();
  await race.at.restart();
  race.at.advance(31_000);
  await race.at.workOff();
};
const claims =
  (clock: string) =>
  ([next]: [Calendar, number]): boolean =>
    next.claims.some(({ start }) => start === instant(clock));

describe('A meeting that the host moves in the CRM', () => {
  test('has its new time as soon as the event is handled, before any effect of it was worked off', async () => {
    const { at, host } = race;
    const meeting = await race.meet('10:00');
    await race.holdDelivery(meeting.id);
    await race.edit(meeting.activity, { due_time: '12:00' });
    expect(await at.booking(meeting.id)).toMatchObject({ start: instant('14:00'), sequence: 1 });
    expect((await at.booking(meeting.id)).effects).toContainEqual(
      expect.objectContaining({ kind: 'claim', attempts: 0 }),
    );
    expect(await book('14:00')).toMatchObject({ status: 409, body: { code: 'slot_taken' } });
    expect((await book('10:00')).status).toBe(201);
    await expectSound(at, host);
  });
});

describe('A guest’s move that stalls for longer than the sweep waits', () => {
  const intended = ([next]: [{ intent: { kind: string } | null }, number]) => next.intent?.kind === 'move';

  test('after it was noted: whoever books the new time meanwhile keeps it, and the meeting its own', async () => {
    const { at, host, interrupt } = race;
    const meeting = await race.meet('10:00');
    let other = 0;
    const stalled = interrupt(
      'after',
      'bookings.replace',
      async () => {
        await stall();
        other = (await book('11:00')).status;
      },
      intended,
    );
    expect((await at.act(meeting.manageUrl, 'move', local('11:00'))).status).not.toBe(200);
    expect(stalled()).toBe(true);
    expect(other).toBe(201);
    await at.workOff();
    expect(await at.booking(meeting.id)).toMatchObject({ start: instant('10:00'), sequence: 0 });
    await expectSound(at, host);
  });

  test('after it was noted: the time that the meeting still has is nobody else’s, not for a moment', async () => {
    const { at, host, interrupt } = race;
    const meeting = await race.meet('10:00');
    interrupt('after', 'bookings.replace', stall, intended);
    interrupt('after', 'calendars.replace', async () => void (await book('10:00')), claims('11:00'));
    await at.act(meeting.manageUrl, 'move', local('11:00'));
    expect(await book('10:00')).toMatchObject({ status: 409 });
    await at.workOff();
    await expectSound(at, host);
    expect(await at.store.bookings.countFuture(host, at.now())).toBe(1);
  });

  test('before its claim is written: that write fails, and it looks again', async () => {
    const { at, host, interrupt } = race;
    const meeting = await race.meet('10:00');
    let other = 0;
    const stalled = interrupt(
      'before',
      'calendars.replace',
      async () => {
        await stall();
        other = (await book('11:00')).status;
      },
      claims('11:00'),
    );
    expect((await at.act(meeting.manageUrl, 'move', local('11:00'))).status).not.toBe(200);
    expect([stalled(), other]).toEqual([true, 201]);
    await at.workOff();
    expect(await at.booking(meeting.id)).toMatchObject({ start: instant('10:00'), sequence: 0 });
    await expectSound(at, host);
  });

  test('and whose process then dies when the claim is written: one claim, at the meeting’s time', async () => {
    const { at, host, interrupt } = race;
    const meeting = await race.meet('10:00');
    interrupt('after', 'bookings.replace', stall, intended);
    interrupt('after', 'calendars.replace', die, claims('11:00'));
    await at.act(meeting.manageUrl, 'move', local('11:00'));
    race.calm();
    await at.restart();
    expect(await book('10:00')).toMatchObject({ status: 409 });
    await takeOver();
    await expectSound(at, host);
    const { start } = await at.booking(meeting.id);
    expect((await book(start === instant('10:00') ? '11:00' : '10:00')).status).toBe(201);
    await expectSound(at, host);
  });

  test('or dies right after its claim is written: one claim, and the other time is free', async () => {
    const { at, host, interrupt } = race;
    const meeting = await race.meet('10:00');
    const written = interrupt('after', 'calendars.replace', die, claims('11:00'));
    expect((await at.act(meeting.manageUrl, 'move', local('11:00'))).status).toBe(500);
    expect(written()).toBe(true);
    // Until it is settled, neither time is anybody else’s.
    await at.restart();
    expect(await book('10:00')).toMatchObject({ status: 409 });
    expect(await book('11:00')).toMatchObject({ status: 409 });
    await takeOver();
    expect(await at.booking(meeting.id)).toMatchObject({ intent: null, start: instant('11:00') });
    await expectSound(at, host);
    expect(await race.isFree('10:00')).toBe(true);
  });
});

describe('A booking that stalls before its claim, until the sweep drops it', () => {
  test.each([
    ['after', 'bookings.insert'],
    ['before', 'calendars.replace'],
  ] as const)('%s %s: leaves no claim when it wakes, though its process dies at that', async (when, step) => {
    const { at, host, interrupt } = race;
    const stalled = interrupt(when, step, stall);
    interrupt('after', 'calendars.replace', die, claims('10:00'));
    expect((await book('10:00')).status).not.toBe(201);
    expect(stalled()).toBe(true);
    await takeOver();
    expect(await at.claims(host)).toEqual([]);
    expect((await book('10:00', 'kim@ferns.example')).status).toBe(201);
    await expectSound(at, host);
  });
});

describe('A meeting that the host restores', () => {
  test('while the claim of its cancellation is being given back: confirmed with its claim, or not confirmed', async () => {
    const { at, host, interrupt } = race;
    const meeting = await race.meet('10:00');
    const letGo = await race.holdDelivery(meeting.id);
    at.sandbox.edit.deleteActivity(WARSAW, meeting.activity);
    await at.quiet();
    expect(await at.booking(meeting.id)).toMatchObject({ state: 'cancelled' });
    const claimed = interrupt(
      'after',
      'calendars.replace',
      async () => {
        await letGo();
        await at.product.delivery.sweep(200);
      },
      claims('10:00'),
    );
    at.advance(2_000);
    at.sandbox.edit.restoreActivity(WARSAW, meeting.activity);
    await at.quiet();
    expect(claimed()).toBe(true);
    await expectSound(at, host);
    at.advance(HOUR);
    await at.workOff();
    await expectSound(at, host);
    expect(await race.isFree('10:00')).toBe((await at.booking(meeting.id)).state !== 'confirmed');
  });
});
