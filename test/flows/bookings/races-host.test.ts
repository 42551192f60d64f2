import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Booking } from '../../../server/domain/booking.ts';
import type { Calendar } from '../../../server/domain/calendar.ts';
import { MINUTE } from '../../../server/domain/interval.ts';
import { WARSAW } from '../../product.ts';
import { beginRace, expectSound, instant, local, type Meeting, type Race } from '../interrupted.ts';
import { expectWritten, type HostSide, hostSide } from './host-side.ts';

/** A host's change of a meeting in the middle of somebody else's: nothing is doubled, and nothing lost. */

let race: Race;
let host: HostSide;
beforeEach(async () => {
  race = await beginRace();
  host = hostSide(race.at);
});
afterEach(() => race.close());

const PLACE = { kind: 'in_person', text: 'Rynek 3' };
const claims =
  (clock: string) =>
  ([next]: [Calendar, number]): boolean =>
    next.claims.some(({ start }) => start === instant(clock));
const saves =
  (fits: (next: Booking) => boolean) =>
  ([next]: [Booking, number]): boolean =>
    fits(next);
const isIntended = saves(({ intent }) => intent?.kind === 'move');
const isMovedByGuest = saves(({ effects }) =>
  effects.some(effect => effect.kind === 'mail' && effect.mail === 'moved' && effect.by === 'guest'),
);
const isFollowedAfterHost = saves(
  ({ sequence, effects }) => sequence === 2 && effects.some(effect => effect.kind === 'mail' && effect.by === 'crm'),
);
const isFollowed = saves(({ effects }) => effects.some(effect => effect.kind === 'mail' && effect.by === 'crm'));

/** Where a guest's move to 11:00 is, when the host comes. */
const moments = {
  'before it is noted': act => race.interrupt('before', 'bookings.replace', act, isIntended),
  'after it was noted': act => race.interrupt('after', 'bookings.replace', act, isIntended),
  'before its claim is written': act => race.interrupt('before', 'calendars.replace', act, claims('11:00')),
  'after its claim was written': act => race.interrupt('after', 'calendars.replace', act, claims('11:00')),
  'before it is made': act => race.interrupt('before', 'bookings.replace', act, isMovedByGuest),
  'after it was made': act => race.interrupt('after', 'bookings.replace', act, isMovedByGuest),
} satisfies Record<string, (act: () => Promise<void>) => () => boolean>;
type Moment = keyof typeof moments;
const everyMoment = Object.keys(moments) as Moment[];

/** The guest moves to 11:00, and at some moment of that the host acts. */
const during = async (moment: Moment, act: (meeting: Meeting) => Promise<{ status: number }>) => {
  const meeting = await race.meet('10:00');
  let hosts = 0;
  const met = moments[moment](async () => {
    hosts = (await act(meeting)).status;
  });
  const guests = (await race.at.act(meeting.manageUrl, 'move', local('11:00'))).status;
  expect(met()).toBe(true);
  race.calm();
  await race.at.workOff();
  await race.at.reconcile();
  await expectSound(race.at, race.host);
  return { meeting, hosts, guests, booking: await race.at.booking(meeting.id) };
};

/** One mail for each change, and everybody is told of the last. */
const expectTold = (meeting: Meeting, booking: Booking) =>
  expect(race.told(meeting, 'guest').map(mail => Number(mail.split('.')[0]))).toEqual(
    Array.from({ length: booking.sequence + 1 }, (_, sequence) => sequence),
  );

describe('While a guest moves a meeting', () => {
  test.each(everyMoment)(
    'and the host does, %s: one of them is told that it came to nothing, or both happen',
    async moment => {
      const { meeting, hosts, guests, booking } = await during(moment, ({ id }) =>
        host.change(id, { sequence: 0, start: local('14:00') }),
      );
      const isLate = moment === 'after it was made';
      expect([hosts, guests]).toEqual(isLate ? [409, 200] : moment === 'before it is noted' ? [200, 200] : [200, 503]);
      expect(booking.start).toBe(instant(hosts === 200 && guests !== 200 ? '14:00' : '11:00'));
      await expectWritten(race.at, meeting.id);
      expectTold(meeting, booking);
      expect(await race.isFree('10:00')).toBe(true);
      expect(await race.isFree(booking.start === instant('14:00') ? '11:00' : '14:00')).toBe(true);
    },
  );

  test.each(everyMoment)('and the host does, to the very same time, %s: it is there, with one claim', async moment => {
    const { meeting, booking } = await during(moment, ({ id }) =>
      host.change(id, { sequence: 0, start: local('11:00') }),
    );
    expect(booking).toMatchObject({ start: instant('11:00'), intent: null });
    await expectWritten(race.at, meeting.id);
    expectTold(meeting, booking);
  });

  test.each(everyMoment)(
    'and the host changes the place, %s: both happen, or the host is told of the other',
    async moment => {
      const { meeting, hosts, guests, booking } = await during(moment, ({ id }) =>
        host.change(id, { sequence: 0, place: PLACE, colleagues: ['ola@ferns.example'] }),
      );
      const isLate = moment === 'after it was made';
      expect([hosts, guests]).toEqual([isLate ? 409 : 200, 200]);
      expect(booking).toMatchObject({ start: instant('11:00'), sequence: isLate ? 1 : 2 });
      expect(booking.meeting.place.text).toBe(isLate ? '' : 'Rynek 3');
      await expectWritten(race.at, meeting.id);
      expectTold(meeting, booking);
    },
  );

  test.each(everyMoment)('and the host cancels, %s: it is cancelled, and nothing stays claimed', async moment => {
    const { meeting, hosts, booking } = await during(moment, ({ id }) => host.cancel(id, 'Ill'));
    expect([hosts, booking.state]).toEqual([200, 'cancelled']);
    expect(race.at.activities(meeting.id)).toEqual([]);
    expect(await race.at.claims(race.host)).toEqual([]);
    expectTold(meeting, booking);
    expect([await race.isFree('10:00'), await race.isFree('11:00')]).toEqual([true, true]);
  });
});

describe('While a host moves a meeting', () => {
  const isMovedByHost = saves(({ effects }) =>
    effects.some(effect => effect.kind === 'mail' && effect.mail === 'moved' && effect.by === 'host'),
  );

  test('and the guest cancels it: the host is told that it is over', async () => {
    const { at, interrupt } = race;
    const meeting = await race.meet('10:00');
    interrupt(
      'before',
      'bookings.replace',
      async () => void (await at.act(meeting.manageUrl, 'cancel')),
      isMovedByHost,
    );
    const reply = await host.change(meeting.id, { sequence: 0, start: local('14:00') });
    expect([reply.status, reply.body.code]).toEqual([409, 'booking_over']);
    await at.workOff();
    expect(at.activities(meeting.id)).toEqual([]);
    expect(await at.claims(race.host)).toEqual([]);
  });

  test('and another window of the host’s changes the place first: that stands, and the move is told to be stale', async () => {
    const { at, interrupt } = race;
    const meeting = await race.meet('10:00');
    const met = interrupt(
      'before',
      'bookings.replace',
      async () => void (await host.change(meeting.id, { sequence: 0, place: PLACE })),
      isMovedByHost,
    );
    const reply = await host.change(meeting.id, { sequence: 0, start: local('14:00'), description: 'Else' });
    expect([met(), reply.status, reply.body.code, reply.body.sequence]).toEqual([true, 409, 'stale', 1]);
    await at.workOff();
    const booking = await at.booking(meeting.id);
    expect(booking).toMatchObject({ start: instant('10:00'), sequence: 1, meeting: { place: PLACE, description: '' } });
    await expectWritten(at, meeting.id);
    expectTold(meeting, booking);
  });

  test('and a guest books the new time before that is claimed: both stand, each with its claim, and the host is told', async () => {
    const { at, interrupt } = race;
    const meeting = await race.meet('10:00');
    let other = { id: '', status: 0 };
    interrupt(
      'before',
      'calendars.replace',
      async () => {
        const { status, body } = await at.book(race.slug, local('14:00'), { email: 'max@ferns.example' });
        other = { id: body.id, status };
      },
      claims('14:00'),
    );
    const reply = await host.change(meeting.id, { sequence: 0, start: local('14:00') });
    expect([reply.status, other.status]).toEqual([200, 201]);
    expect(reply.body.overlaps).toMatchObject([{ kind: 'meeting', start: '2026-03-30T12:00:00.000Z' }]);
    await at.workOff();
    expect((await at.claims(race.host)).map(({ id, start }) => [id, start]).sort()).toEqual(
      [
        [meeting.id, instant('14:00')],
        [other.id, instant('14:00')],
      ].sort(),
    );
  });
});

describe('A change in the CRM', () => {
  const editDescription = (meeting: Meeting) => race.edit(meeting.activity, { public_description: 'Bring the plans.' });

  test('of the description, while the host changes the place here: both stand', async () => {
    const { at, interrupt } = race;
    const meeting = await race.meet('10:00');
    const letGo = await race.holdDelivery(meeting.id);
    const met = interrupt(
      'before',
      'bookings.replace',
      async () => void (await host.change(meeting.id, { sequence: 0, place: PLACE })),
      isFollowed,
    );
    await editDescription(meeting);
    expect(met()).toBe(true);
    await letGo();
    await at.workOff();
    const booking = await at.booking(meeting.id);
    expect(booking.meeting).toMatchObject({ place: PLACE, description: 'Bring the plans.' });
    await expectWritten(at, meeting.id);
    expectTold(meeting, booking);
  });

  test.each([
    ['while our webhook comes', false],
    ['while our webhook is lost', true],
  ])('that our own update writes over, before it is taken over here, %s, is written again', async (_, isLost) => {
    const { at, interrupt } = race;
    const meeting = await race.meet('10:00');
    const written = Promise.withResolvers<void>();
    const followed = Promise.withResolvers<void>();
    interrupt(
      'before',
      'bookings.replace',
      async () => {
        if (isLost) at.sandbox.faults.misdeliver({ action: 'change' }, { kind: 'lose' });
        // The answer to our update has come, and waits to be noted.
        interrupt(
          'before',
          'bookings.replace',
          async () => {
            written.resolve();
            await followed.promise;
          },
          saves(({ crm }) => crm.agreed?.start === instant('14:00')),
        );
        // What was decided before the host’s change is refused first.
        interrupt('after', 'bookings.replace', async () => followed.resolve(), isFollowedAfterHost);
        await host.change(meeting.id, { sequence: 0, start: local('14:00') });
        await written.promise;
      },
      isFollowed,
    );
    await editDescription(meeting);
    await at.workOff();
    const booking = await at.booking(meeting.id);
    expect(booking).toMatchObject({ start: instant('14:00'), meeting: { description: 'Bring the plans.' } });
    await expectWritten(at, meeting.id);
    expectTold(meeting, booking);
  });

  test.each([false, true])(
    'is followed by a second one, read before the first is taken over, and taken over after it: both stand (and a host’s change: %s)',
    async isChanged => {
      const { at, interrupt } = race;
      const meeting = await race.meet('10:00');
      const second = Promise.withResolvers<void>();
      const first = Promise.withResolvers<void>();
      const says = (text: string) => saves(({ meeting: { description } }) => description === text);
      interrupt(
        'before',
        'bookings.replace',
        async () => {
          interrupt(
            'before',
            'bookings.replace',
            async () => {
              second.resolve();
              await first.promise;
            },
            says('Bring the plans.'),
          );
          at.advance(2_000);
          at.sandbox.edit.updateActivity(WARSAW, meeting.activity, { public_description: 'Bring the plans.' });
          await second.promise;
        },
        isFollowed,
      );
      interrupt('after', 'bookings.replace', async () => first.resolve(), isFollowed);
      await race.edit(meeting.activity, { location: { value: 'Rynek 3' } });
      if (isChanged) await host.change(meeting.id, { sequence: 1, start: local('14:00') });
      at.advance(MINUTE);
      await at.workOff();
      const booking = await at.booking(meeting.id);
      expect(booking.meeting).toMatchObject({ place: { text: 'Rynek 3' }, description: 'Bring the plans.' });
      await expectWritten(at, meeting.id);
      expectTold(meeting, booking);
    },
  );
});
