import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openMongoStore } from '../../server/adapters/mongo/store.ts';
import { openSqliteStore } from '../../server/adapters/sqlite/store.ts';
import type { Booking } from '../../server/domain/booking.ts';
import type { Store } from '../../server/ports.ts';
import { openFakeStore } from '../fakes/store.ts';
import { mongoUri } from '../mongo/uri.ts';
import { startProduct, type TestProduct, WARSAW } from '../product.ts';
import { expectAgreement, expectLetters, expectNoOverlap, type Guest, stopEverywhere, type When } from './stopped.ts';

/** `each`: stopped at every so many writes. */
const describeStopped = (name: string, open: () => Store | Promise<Store>, whens: readonly When[], each: number) =>
  describe(`A process that dies at any step, on ${name}`, () => {
    let store: Store;
    let at: TestProduct;
    let host: string;
    let slug: string;
    beforeAll(async () => {
      store = await open();
      at = await startProduct({ store });
      host = (await at.install(WARSAW)).id;
      slug = await at.slugOf(host);
    });
    afterAll(async () => {
      await at.close();
      await store.close();
    });

    const tokens = new Map<string, string>();
    const start = ({ date }: Guest, clock: string) => `${date}T${clock}:00+02:00`;
    const instant = (guest: Guest, clock: string) => Date.parse(start(guest, clock));
    const book = (guest: Guest) => at.book(slug, start(guest, '10:00'), guest);

    const bookingOf = async ({ key }: Guest): Promise<Booking> => {
      const found = await store.bookings.findByKey(slug, key);
      if (!found) throw new Error(`Nothing under the key ${key}`);
      return found;
    };
    const manageUrl = ({ key }: Guest): string => {
      const url = tokens.get(key);
      if (!url) throw new Error(`${key} wasn’t booked`);
      return url;
    };
    const booked = async (guest: Guest) => {
      const reply = await book(guest);
      expect(reply.status).toBe(201);
      tokens.set(guest.key, reply.body.manageUrl);
      await at.quiet();
    };
    /** Ends every run: the day is empty again for another guest. */
    const clear = async (guest: Guest) => {
      const { state } = await bookingOf(guest);
      if (state === 'confirmed') await at.act(manageUrl(guest), 'cancel');
      await at.quiet();
      await expectAgreement(at, await bookingOf(guest));
      await expectNoOverlap(at, host);
    };

    describe.each(whens)('%s the write takes effect', when => {
      test('has booked, or left nothing', async () => {
        const stops = await stopEverywhere(
          at,
          'book',
          when,
          {
            run: book,
            async after(guest) {
              const left = await store.bookings.findByKey(slug, guest.key);
              if (!left)
                expect(await at.starts(slug, guest.date)).toContain(new Date(instant(guest, '10:00')).toISOString());
              expect(at.mails(guest.email).length > 0).toBe(left !== null);
              // The guest tries again under the same key.
              const again = await book(guest);
              expect(again.status).toBe(left ? 200 : 201);
              tokens.set(guest.key, again.body.manageUrl);
              await at.quiet();
              const booking = await bookingOf(guest);
              expect(booking).toMatchObject({ state: 'confirmed', sequence: 0, start: instant(guest, '10:00') });
              await expectAgreement(at, booking);
              expectLetters(at, guest.email, booking.id, ['0.booked.guest']);
              expectLetters(at, 'halina@narrow-gauge.example', booking.id, ['0.booked.host']);
              const persons = [...at.sandbox.company.persons.values()];
              expect(persons.filter(({ emails }) => emails[0]?.value === guest.email)).toHaveLength(1);
              await clear(guest);
            },
          },
          each,
        );
        expect(stops).toBeGreaterThan(15 / each);
      });

      test('has moved the meeting, or not', async () => {
        const stops = await stopEverywhere(
          at,
          'move',
          when,
          {
            before: booked,
            // Half an hour later: the old and the new time don’t overlap; and the guest is shown what became of it.
            run: guest => at.act(manageUrl(guest), 'move', start(guest, '10:30')),
            async after(guest) {
              const booking = await bookingOf(guest);
              const moved = booking.sequence === 1;
              expect(booking).toMatchObject({ state: 'confirmed', start: instant(guest, moved ? '10:30' : '10:00') });
              await expectAgreement(at, booking);
              const mails = (who: string) => [`0.booked.${who}`, ...(moved ? [`1.moved.${who}`] : [])];
              expectLetters(at, guest.email, booking.id, mails('guest'));
              expectLetters(at, 'halina@narrow-gauge.example', booking.id, mails('host'));
              const free = await at.starts(slug, guest.date);
              const left = new Date(instant(guest, moved ? '10:00' : '10:30')).toISOString();
              expect(free).toContain(left);
              expect(free).not.toContain(new Date(booking.start).toISOString());
              await clear(guest);
            },
          },
          each,
        );
        expect(stops).toBeGreaterThan(10 / each);
      });

      test('has cancelled, or not', async () => {
        const stops = await stopEverywhere(
          at,
          'cancel',
          when,
          {
            before: booked,
            run: guest => at.act(manageUrl(guest), 'cancel'),
            async after(guest) {
              const booking = await bookingOf(guest);
              const cancelled = booking.state === 'cancelled';
              await expectAgreement(at, booking);
              const mails = (who: string) => [`0.booked.${who}`, ...(cancelled ? [`1.cancelled.${who}`] : [])];
              expectLetters(at, guest.email, booking.id, mails('guest'));
              expectLetters(at, 'halina@narrow-gauge.example', booking.id, mails('host'));
              const free = await at.starts(slug, guest.date);
              expect(free.includes(new Date(booking.start).toISOString())).toBe(cancelled);
              await clear(guest);
            },
          },
          each,
        );
        expect(stops).toBeGreaterThan(8 / each);
      });

      test('has taken a cancellation back, or not', async () => {
        const stops = await stopEverywhere(
          at,
          'undo',
          when,
          {
            async before(guest) {
              await booked(guest);
              await at.act(manageUrl(guest), 'cancel');
              await at.quiet();
            },
            run: guest => at.act(manageUrl(guest), 'undo'),
            async after(guest) {
              const booking = await bookingOf(guest);
              const restored = booking.state === 'confirmed';
              expect(booking.sequence).toBe(restored ? 2 : 1);
              await expectAgreement(at, booking);
              const mails = (who: string) => [
                `0.booked.${who}`,
                `1.cancelled.${who}`,
                ...(restored ? [`2.restored.${who}`] : []),
              ];
              expectLetters(at, guest.email, booking.id, mails('guest'));
              expectLetters(at, 'halina@narrow-gauge.example', booking.id, mails('host'));
              await clear(guest);
            },
          },
          each,
        );
        expect(stops).toBeGreaterThan(10 / each);
      });
    });
  });

describeStopped('a store in memory', openFakeStore, ['before', 'after'], 1);

const folder = mkdtempSync(join(tmpdir(), 'meeting-scheduler-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
describeStopped('SQLite', () => openSqliteStore({ file: join(folder, 'scheduler.db') }), ['after'], 2);

const uri = mongoUri('stopped');
describe.skipIf(uri === null)('with a server', () => {
  describeStopped('MongoDB', () => openMongoStore({ uri: uri ?? '' }), ['before'], 6);
});
