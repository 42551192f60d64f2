import { beforeEach, describe, expect, test } from 'vitest';
import { INTENT_GRACE } from '../../../server/domain/booking.ts';
import { MINUTE } from '../../../server/domain/interval.ts';
import { createCancel } from '../../../server/flows/bookings/cancel.ts';
import { createChange } from '../../../server/flows/bookings/change.ts';
import { createMove, createUndo } from '../../../server/flows/bookings/move.ts';
import { settle } from '../../../server/flows/bookings/settle.ts';
import { beginProcess } from '../../process.ts';
import { at, general, startHolding } from './held.ts';

const LINK = '4fWqZ8mXbT2c';
const LIMITED = '5gXrA9nYcU3d';
const ONE_OFF = '6hYsBZoZdV4e';

let world: Awaited<ReturnType<typeof startHolding>>;
beforeEach(async () => {
  const times = ['06:15', '08:15'].map(clock => [at(clock), at(clock) + 30 * MINUTE] as const);
  const rule = { zone: 'Asia/Kathmandu', times, bufferBefore: 0, bufferAfter: 0, bookings: 'one' as const };
  world = await startHolding([
    general(LINK, { notice: 60, bufferAfter: 15 }),
    general(LIMITED, { dailyLimit: 1 }),
    { ...general(ONE_OFF, {}), offer: { kind: 'specific', rule } },
  ]);
});

const refusal = (code: string) => expect.objectContaining({ code });

describe('A hold', () => {
  test('carries the buffers of its link, on all links of the host', async () => {
    await world.hold(LINK, at('04:15'));
    expect(await world.starts(LIMITED)).not.toContain(at('04:45'));
    expect(await world.starts(LIMITED)).toContain(at('05:15'));
    // The other way round: what ends sooner than a quarter of an hour before it.
    expect(await world.starts(LINK)).not.toContain(at('03:45'));
  });

  test('keeps notice as it was when it was made, and nothing that has begun', async () => {
    world.time.now = at('02:15');
    const { hold } = await world.hold(LINK, at('03:15'));
    world.time.now = at('02:24');
    await expect(world.hold(LINK, at('03:15'))).rejects.toEqual(refusal('not_offered'));
    expect(await world.hold(LINK, at('03:15'), hold)).toMatchObject({ hold });
    world.time.now = at('02:33');
    expect(await world.book(LINK, at('03:15'), hold)).toMatchObject({ state: 'confirmed' });

    world.time.now = at('03:45');
    const late = await world.hold(LINK, at('04:45'));
    world.time.now = at('03:55');
    await expect(world.hold(LINK, at('04:45'), late.hold)).rejects.toEqual(refusal('not_offered'));

    world.time.now = at('04:10');
    const soon = await world.hold(LIMITED, at('04:15'));
    world.time.now = at('04:16');
    await expect(world.book(LIMITED, at('04:15'), soon.hold)).rejects.toEqual(refusal('not_offered'));
  });

  test('counts towards the daily limit of its link, but not for its own guest', async () => {
    const { hold } = await world.hold(LIMITED, at('04:15'));
    expect(await world.starts(LIMITED)).toEqual([]);
    await expect(world.book(LIMITED, at('09:15'))).rejects.toEqual(refusal('slot_taken'));
    expect((await world.hold(LIMITED, at('09:15'), hold)).hold).toBe(hold);
    expect(await world.book(LIMITED, at('09:15'), hold)).toMatchObject({ state: 'confirmed' });
  });

  test('of a one-off link blocks its own time alone, and is worth nothing once the link is booked', async () => {
    const { hold } = await world.hold(ONE_OFF, at('06:15'));
    expect(await world.starts(ONE_OFF)).toEqual([at('08:15')]);
    await world.book(ONE_OFF, at('08:15'));
    await expect(world.hold(ONE_OFF, at('06:15'), hold)).rejects.toEqual(refusal('link_closed'));
    await expect(world.book(ONE_OFF, at('06:15'), hold)).rejects.toEqual(refusal('link_closed'));
  });

  test.each(['that it has', 'that its page has chosen'])(
    'is one, whatever its guest asks for at once by the id %s',
    async kind => {
      const hold = kind === 'that it has' ? (await world.hold(LINK, at('03:15'))).hold : '7kPzQ3vRw9sTx2uYb5nC4e';
      const wanted = ['03:15', '04:15', '05:15', '06:15', '07:15', '08:15'];
      const replies = await Promise.all([...wanted, ...wanted].map(clock => world.hold(LINK, at(clock), hold)));
      expect(new Set(replies.map(reply => reply.hold))).toEqual(new Set([hold]));
      expect((await world.claims()).map(({ id }) => id)).toEqual([hold]);
    },
  );

  test('is one guest’s, of many who ask at once', async () => {
    const asked = Array.from({ length: 40 }, (_, guest) => world.hold(LINK, at('05:15'), null, `192.0.2.${guest}`));
    const replies = await Promise.allSettled(asked);
    expect(replies.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const reply of replies) if (reply.status === 'rejected') expect(reply.reason).toEqual(refusal('slot_taken'));
    expect(await world.claims()).toHaveLength(1);
  });

  test('stands in the calendar without its guest’s address', async () => {
    await world.hold(LINK, at('05:15'));
    const [claim] = await world.claims();
    expect(claim?.visitor).toMatch(/^[\w-]{22}$/);
    expect(JSON.stringify(claim)).not.toContain('192.0.2');
  });
});

describe('Somebody else’s hold', () => {
  test('is in the way of a guest who moves a meeting, or takes a cancellation back', async () => {
    const booking = await world.book(LINK, at('04:15'));
    await world.hold(LINK, at('05:15'));
    await expect(createMove(world.deps)(booking, at('05:15'))).rejects.toEqual(refusal('slot_taken'));
    const cancelled = await createCancel(world.deps)(booking, 'guest', '');
    await world.hold(LINK, at('04:15'));
    await expect(createUndo(world.deps)(cancelled)).rejects.toEqual(refusal('slot_taken'));
    world.time.now += 9.5 * MINUTE;
    await expect(createUndo(world.deps)(cancelled)).rejects.toEqual(refusal('slot_taken'));
    world.time.now += MINUTE / 2;
    expect(await createUndo(world.deps)(cancelled)).toMatchObject({ state: 'confirmed' });
  });

  test('isn’t in the way of the host, whose meeting then is in the way of it', async () => {
    const booking = await world.book(LINK, at('04:15'));
    const { hold } = await world.hold(LINK, at('05:15'));
    const moved = await createChange(world.deps)(booking.id, booking.sequence, { start: at('05:15') });
    expect(moved.start).toBe(at('05:15'));
    for (const attempt of [world.hold, world.book])
      await expect(attempt(LINK, at('05:15'), hold)).rejects.toEqual(refusal('slot_taken'));
    expect(await world.hold(LINK, at('06:15'), hold)).toMatchObject({ hold });
  });
});

describe('A process that dies while a hold becomes a booking', () => {
  test.each([
    [1, 'before'],
    [1, 'after'],
    [2, 'before'],
    [2, 'after'],
    [3, 'before'],
    [3, 'after'],
  ] as const)(
    'at its write %i, %s it takes effect, leaves a booking or a hold that ends by itself',
    async (write, when) => {
      const { hold } = await world.hold(LINK, at('05:15'));
      const process = beginProcess(world.store);
      process.stopAt(write, when);
      await expect(world.flowsOn(process.store).book(LINK, at('05:15'), hold)).rejects.toThrow();
      const claimed = write === 3 || (write === 2 && when === 'after');
      expect((await world.claims()).map(({ kind, start }) => [kind, start])).toEqual([
        [claimed ? 'booking' : 'hold', at('05:15')],
      ]);
      world.time.now += Math.max(INTENT_GRACE, 10 * MINUTE);
      for (const { id } of await world.store.bookings.liveOfLink(LINK)) await settle(world.deps, id);
      const live = await world.store.bookings.liveOfLink(LINK);
      expect(live.map(({ state }) => state)).toEqual(claimed ? ['confirmed'] : []);
      expect((await world.starts(LINK)).includes(at('05:15'))).toBe(!claimed);
    },
  );
});
