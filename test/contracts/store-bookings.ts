import { describe, expect, it } from 'vitest';
import { type ActivityEffect, INTENT_GRACE, type Intent } from '../../server/domain/booking.ts';
import { HOUR } from '../../server/domain/interval.ts';
import type { Store } from '../../server/ports.ts';
import { mailEffect, NOON, sampleBooking } from './store-samples.ts';

const intent: Intent = { kind: 'book', since: NOON, by: 'guest', start: NOON + 24 * HOUR, end: NOON + 25 * HOUR };

const activityEffect: ActivityEffect = {
  kind: 'activity',
  state: 'doing',
  dueAt: NOON + 5_000,
  attempts: 2,
  error: 'unanswered',
  unansweredSince: NOON,
};

export const bookingContract = (store: () => Store): void => {
  describe('bookings', () => {
    const insert = async (...changes: Parameters<typeof sampleBooking>[0][]) => {
      for (const change of changes) expect(await store().bookings.insert(sampleBooking(change))).toBe(true);
    };
    const idsOf = (bookings: readonly { id: string }[]) => bookings.map(({ id }) => id);

    it('come back as they were inserted', async () => {
      const booking = sampleBooking({
        intent,
        effects: [activityEffect, mailEffect({ before: { start: NOON, end: NOON + HOUR }, why: 'overlap' })],
        crm: {
          activity: 1001,
          agreed: { start: NOON, end: NOON + HOUR, location: '', publicDescription: 'Text' },
          person: 5,
          deal: 6,
          organization: null,
        },
        cancelled: { at: NOON, by: 'crm', reason: '' },
      });
      await insert(booking);
      expect(await store().bookings.find(booking.id)).toEqual(booking);
      expect(await store().bookings.find('01JDEXAMPLE0000000000000AB')).toBeNull();
      expect(await store().bookings.findByKey(booking.link, booking.idempotencyKey)).toEqual(booking);
      expect(await store().bookings.findByActivity(42, 1001)).toEqual(booking);
      expect(await store().bookings.waiting(NOON + HOUR, 10)).toEqual([booking]);
    });

    it('are copied in and out', async () => {
      const booking = sampleBooking();
      await insert(booking);
      Object.assign(booking.guest, { name: 'changed' });
      Object.assign((await store().bookings.find(booking.id))?.crm ?? {}, { activity: 1 });
      expect(await store().bookings.find(booking.id)).toEqual(sampleBooking());
    });

    it('are known by effects that were given up, of their host, the newest first', async () => {
      const givenUp = [mailEffect(), { ...activityEffect, state: 'given_up' as const }];
      await insert(
        { id: 'a', idempotencyKey: 'a', effects: givenUp },
        { id: 'b', idempotencyKey: 'b', effects: [activityEffect], notes: '"state":"given_up"' },
        { id: 'c', idempotencyKey: 'c', effects: givenUp },
        { id: 'd', idempotencyKey: 'd', effects: givenUp, host: '42:70' },
      );
      expect(idsOf(await store().bookings.givenUpOfHost('42:7', 10))).toEqual(['c', 'a']);
      expect(idsOf(await store().bookings.givenUpOfHost('42:7', 1))).toEqual(['c']);
      await store().bookings.replace(sampleBooking({ id: 'c', idempotencyKey: 'c', version: 2 }), 1);
      expect(idsOf(await store().bookings.givenUpOfHost('42:7', 10))).toEqual(['a']);
    });

    it('tell which of some links have a confirmed one, whenever it is', async () => {
      await insert(
        { id: 'a', idempotencyKey: 'a', link: 'one', start: 0, end: HOUR },
        { id: 'b', idempotencyKey: 'b', link: 'one' },
        { id: 'c', idempotencyKey: 'c', link: 'two', state: 'pending' },
        { id: 'd', idempotencyKey: 'd', link: 'three', state: 'cancelled' },
        { id: 'e', idempotencyKey: 'e', link: 'four' },
        { id: 'f', idempotencyKey: 'f', link: 'five' },
      );
      const booked = await store().bookings.bookedAmong(['one', 'two', 'three', 'four', 'absent']);
      expect(booked.sort()).toEqual(['four', 'one']);
      expect(await store().bookings.bookedAmong([])).toEqual([]);
    });

    it('never take an id twice, nor an idempotency key of one link', async () => {
      await insert({ id: 'a', idempotencyKey: 'key' });
      const { bookings } = store();
      expect(await bookings.insert(sampleBooking({ id: 'a', idempotencyKey: 'other' }))).toBe(false);
      expect(await bookings.insert(sampleBooking({ id: 'b', idempotencyKey: 'key' }))).toBe(false);
      expect(await bookings.insert(sampleBooking({ id: 'c', idempotencyKey: 'key', link: 'another' }))).toBe(true);
      expect(await bookings.insert(sampleBooking({ id: 'd', idempotencyKey: 'KEY' }))).toBe(true);
      expect(await bookings.find('b')).toBeNull();
      expect((await bookings.findByKey('another', 'key'))?.id).toBe('c');
      expect(await bookings.findByKey('another', 'KEY')).toBeNull();
    });

    it('let exactly one of 50 requests with one idempotency key through', async () => {
      const made = await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          store().bookings.insert(sampleBooking({ id: `id-${index}`, idempotencyKey: 'one' })),
        ),
      );
      expect(made.filter(Boolean)).toHaveLength(1);
      expect((await store().bookings.findByKey('4fWqZ8mXbT2c', 'one'))?.id).toBe(`id-${made.indexOf(true)}`);
    });

    it('are replaced only while the version is the one that was read', async () => {
      await insert({ id: 'a' });
      const next = sampleBooking({ id: 'a', version: 2, state: 'cancelled' });
      expect(await store().bookings.replace(next, 1)).toBe(true);
      expect(await store().bookings.replace(sampleBooking({ id: 'a', version: 2 }), 1)).toBe(false);
      expect(await store().bookings.replace(sampleBooking({ id: 'absent', version: 2 }), 1)).toBe(false);
      expect(await store().bookings.find('a')).toEqual(next);
      expect(await store().bookings.find('absent')).toBeNull();
    });

    it('let exactly one of 50 writers through at each version', async () => {
      await insert({ id: 'a' });
      for (let version = 1; version < 4; version++) {
        const won = await Promise.all(
          Array.from({ length: 50 }, (_, writer) =>
            store().bookings.replace(
              sampleBooking({ id: 'a', version: version + 1, notes: `writer ${writer}` }),
              version,
            ),
          ),
        );
        expect(won.filter(Boolean)).toHaveLength(1);
        const winner = `writer ${won.indexOf(true)}`;
        expect(await store().bookings.find('a')).toMatchObject({ version: version + 1, notes: winner });
      }
    });

    it('are found by their activity in their company, also when it came later', async () => {
      await insert({ id: 'a' }, { id: 'b', host: '4:2' });
      const crm = { activity: 9, agreed: null, person: null, deal: null, organization: null };
      await store().bookings.replace(sampleBooking({ id: 'a', version: 2, crm }), 1);
      await store().bookings.replace(sampleBooking({ id: 'b', host: '4:2', version: 2, crm }), 1);
      expect((await store().bookings.findByActivity(42, 9))?.id).toBe('a');
      expect((await store().bookings.findByActivity(4, 9))?.id).toBe('b');
      expect(await store().bookings.findByActivity(42, 10)).toBeNull();
      expect(await store().bookings.findByActivity(421, 9)).toBeNull();
    });

    it('wait for the sweep by their earliest open effect or the end of an intent’s grace, earliest first', async () => {
      await insert(
        { id: 'idle' },
        {
          id: 'settled',
          effects: [mailEffect({ state: 'done', dueAt: 0 }), mailEffect({ state: 'given_up', dueAt: 0 })],
        },
        { id: 'second', effects: [mailEffect({ dueAt: NOON + 9 }), mailEffect({ to: 'host', dueAt: NOON + 2 })] },
        { id: 'first', effects: [activityEffect, mailEffect({ dueAt: NOON + 1 })] },
        { id: 'third', intent, effects: [mailEffect({ dueAt: NOON + INTENT_GRACE + 1 })] },
      );
      const waiting = async (now: number, limit = 10) => idsOf(await store().bookings.waiting(now, limit));
      expect(await waiting(NOON)).toEqual([]);
      expect(await waiting(NOON + 1)).toEqual(['first']);
      expect(await waiting(NOON + 2)).toEqual(['first', 'second']);
      expect(await waiting(NOON + INTENT_GRACE - 1)).toEqual(['first', 'second']);
      expect(await waiting(NOON + INTENT_GRACE)).toEqual(['first', 'second', 'third']);
      expect(await waiting(NOON + HOUR, 2)).toEqual(['first', 'second']);
    });

    it('stop waiting once a replacement has nothing open, and wait again when it has', async () => {
      await insert({ id: 'a', effects: [mailEffect()] });
      await store().bookings.replace(sampleBooking({ id: 'a', version: 2 }), 1);
      expect(await store().bookings.waiting(NOON + HOUR, 10)).toEqual([]);
      await store().bookings.replace(sampleBooking({ id: 'a', version: 3, effects: [mailEffect({ dueAt: 5 })] }), 2);
      expect(idsOf(await store().bookings.waiting(5, 10))).toEqual(['a']);
    });

    it('show a host those with open effects, due or not, and no others', async () => {
      await insert(
        { id: 'idle' },
        { id: 'intent', intent },
        { id: 'given-up', effects: [mailEffect({ state: 'given_up' })] },
        { id: 'later', effects: [mailEffect({ dueAt: NOON + 99 * HOUR })] },
        { id: 'doing', effects: [mailEffect({ state: 'done' }), activityEffect] },
        { id: 'other', host: '42:70', effects: [mailEffect()] },
      );
      expect(idsOf(await store().bookings.waitingOfHost('42:7', 10))).toEqual(['doing', 'later']);
      expect(await store().bookings.waitingOfHost('42:7', 1)).toHaveLength(1);
    });

    it('of a link are live while pending or confirmed', async () => {
      await insert(
        { id: 'a', state: 'pending' },
        { id: 'b', state: 'confirmed', start: NOON - 48 * HOUR, end: NOON - 47 * HOUR },
        { id: 'c', state: 'cancelled' },
        { id: 'd', state: 'dropped' },
        { id: 'e', state: 'confirmed', link: 'another' },
      );
      expect(idsOf(await store().bookings.liveOfLink('4fWqZ8mXbT2c')).sort()).toEqual(['a', 'b']);
    });

    it('of a host are listed by start where they overlap the range, confirmed or cancelled', async () => {
      const at = (from: number, to: number) => ({ start: NOON + from * HOUR, end: NOON + to * HOUR });
      await insert(
        { id: 'late', ...at(3, 4) },
        { id: 'early', ...at(-1, 1), state: 'cancelled' },
        { id: 'long', ...at(-9, 9) },
        { id: 'ended', ...at(-1, 0) },
        { id: 'after', ...at(5, 6) },
        { id: 'pending', ...at(1, 2), state: 'pending' },
        { id: 'dropped', ...at(1, 2), state: 'dropped' },
        { id: 'other', ...at(1, 2), host: '42:70' },
      );
      const found = await store().bookings.ofHost('42:7', NOON, NOON + 5 * HOUR);
      expect(idsOf(found)).toEqual(['long', 'early', 'late']);
    });

    it('are counted while they are confirmed and not over, for one host', async () => {
      const [start, end] = [NOON - HOUR, NOON];
      await insert(
        { id: 'a', start, end },
        { id: 'b', start, end: end + 1 },
        { id: 'c' },
        { id: 'd', start: NOON + 4 * 366 * 24 * HOUR, end: NOON + 5 * 366 * 24 * HOUR },
        { id: 'e', state: 'cancelled' },
        { id: 'f', state: 'pending' },
        { id: 'g', state: 'dropped' },
        { id: 'h', host: '42:70' },
      );
      expect(await store().bookings.countFuture('42:7', NOON)).toBe(3);
      expect(await store().bookings.countFuture('42:70', NOON)).toBe(1);
      expect(await store().bookings.countFuture('42:8', NOON)).toBe(0);
    });

    it('that were dropped are pruned by when they were made, and no others', async () => {
      const states = ['pending', 'confirmed', 'cancelled'] as const;
      await insert(
        ...states.map(state => ({ id: state, state, createdAt: NOON - 1 })),
        { id: 'old', state: 'dropped', createdAt: NOON - 1 },
        { id: 'young', state: 'dropped', createdAt: NOON },
      );
      await store().bookings.pruneDropped(NOON);
      for (const id of [...states, 'young']) expect(await store().bookings.find(id)).not.toBeNull();
      expect(await store().bookings.find('old')).toBeNull();
      expect(await store().bookings.insert(sampleBooking({ id: 'again', idempotencyKey: 'old' }))).toBe(true);
    });

    it('leave with their host, and others stay', async () => {
      await insert({ id: 'a', effects: [mailEffect()] }, { id: 'b' }, { id: 'c', host: '42:70' });
      await store().bookings.removeOfHost('42:7');
      expect(await store().bookings.find('a')).toBeNull();
      expect(await store().bookings.waiting(NOON + HOUR, 10)).toEqual([]);
      expect(await store().bookings.findByKey('4fWqZ8mXbT2c', 'b')).toBeNull();
      expect((await store().bookings.find('c'))?.id).toBe('c');
    });
  });
};
