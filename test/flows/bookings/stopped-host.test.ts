import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openMongoStore } from '../../../server/adapters/mongo/store.ts';
import { openSqliteStore } from '../../../server/adapters/sqlite/store.ts';
import type { Booking } from '../../../server/domain/booking.ts';
import type { Store } from '../../../server/ports.ts';
import { openFakeStore } from '../../fakes/store.ts';
import { mongoUri } from '../../mongo/uri.ts';
import { startProduct, type TestProduct, WARSAW } from '../../product.ts';
import { expectAgreement, expectLetters, type Guest, stopEverywhere, type When } from '../stopped.ts';
import { expectWritten, type HostSide, hostSide } from './host-side.ts';

const HALINA = 'halina@narrow-gauge.example';

const describeStopped = (name: string, open: () => Store | Promise<Store>, whens: readonly When[], each: number) =>
  describe(`A process that dies at any step of what a host does, on ${name}`, () => {
    let store: Store;
    let at: TestProduct;
    let slug: string;
    let host: HostSide;
    beforeAll(async () => {
      store = await open();
      at = await startProduct({ store });
      slug = await at.slugOf((await at.install(WARSAW)).id);
      host = hostSide(at);
    });
    afterAll(async () => {
      await at.close();
      await store.close();
    });

    const start = ({ date }: Guest, clock: string) => `${date}T${clock}:00+02:00`;
    const bookingOf = async ({ key }: Guest): Promise<Booking> => {
      const found = await store.bookings.findByKey(slug, key);
      if (!found) throw new Error(`Nothing under the key ${key}`);
      return found;
    };
    const booked = async (guest: Guest) => {
      const reply = await at.book(slug, start(guest, '10:00'), { ...guest, colleagues: [`old-${guest.email}`] });
      expect(reply.status).toBe(201);
      await at.quiet();
    };
    const asked = (guest: Guest) => ({
      sequence: 0,
      start: start(guest, '10:30'),
      place: { kind: 'other', text: 'Rynek 3' },
      colleagues: [`new-${guest.email}`],
    });
    const run = async (guest: Guest, call: (id: string) => ReturnType<HostSide['cancel']>) => {
      const { id } = await bookingOf(guest);
      return call(id);
    };
    const clear = async (guest: Guest) => {
      const { id, state } = await bookingOf(guest);
      if (state === 'confirmed') expect((await host.cancel(id)).status).toBe(200);
      await at.quiet();
      await expectAgreement(at, await bookingOf(guest));
    };

    describe.each(whens)('%s the write takes effect', when => {
      test('has changed the meeting, all of it, or nothing; asked for again it is changed, once', async () => {
        const stops = await stopEverywhere(
          at,
          'change',
          when,
          {
            before: booked,
            run: guest => run(guest, id => host.change(id, asked(guest))),
            async after(guest) {
              const before = await bookingOf(guest);
              expect([0, 1]).toContain(before.sequence);
              await expectAgreement(at, before);
              await expectWritten(at, before.id);
              // The host never got an answer, and saves once more.
              const again = await host.change(before.id, asked(guest));
              expect([again.status, again.body.meeting.sequence]).toEqual([200, 1]);
              await at.quiet();
              const booking = await bookingOf(guest);
              expect(booking).toMatchObject({
                start: Date.parse(start(guest, '10:30')),
                end: Date.parse(start(guest, '11:00')),
                colleagues: [`new-${guest.email}`],
                meeting: { place: { text: 'Rynek 3' } },
              });
              await expectAgreement(at, booking);
              await expectWritten(at, booking.id);
              expectLetters(at, guest.email, booking.id, ['0.booked.guest', '1.moved.guest']);
              expectLetters(at, HALINA, booking.id, ['0.booked.host']);
              for (const who of ['old', 'new']) {
                const persons = [...at.sandbox.company.persons.values()];
                expect(persons.filter(({ emails }) => emails[0]?.value === `${who}-${guest.email}`)).toHaveLength(1);
              }
              await clear(guest);
            },
          },
          each,
        );
        expect(stops).toBeGreaterThan(10 / each);
      });

      test('has cancelled, or not; asked for again it is cancelled, once', async () => {
        const stops = await stopEverywhere(
          at,
          'host-cancel',
          when,
          {
            before: booked,
            run: guest => run(guest, id => host.cancel(id, 'Ill')),
            async after(guest) {
              const before = await bookingOf(guest);
              await expectAgreement(at, before);
              expect((await host.cancel(before.id, 'Ill')).body.state).toBe('cancelled');
              await at.quiet();
              const booking = await bookingOf(guest);
              expect(booking).toMatchObject({
                state: 'cancelled',
                sequence: 1,
                cancelled: { by: 'host', reason: 'Ill' },
              });
              await expectAgreement(at, booking);
              expectLetters(at, guest.email, booking.id, ['0.booked.guest', '1.cancelled.guest']);
              expectLetters(at, HALINA, booking.id, ['0.booked.host']);
              expect(await at.starts(slug, guest.date)).toContain(new Date(booking.start).toISOString());
            },
          },
          each,
        );
        expect(stops).toBeGreaterThan(8 / each);
      });
    });
  });

describeStopped('a store in memory', openFakeStore, ['before', 'after'], 1);

const folder = mkdtempSync(join(tmpdir(), 'meeting-scheduler-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
describeStopped('SQLite', () => openSqliteStore({ file: join(folder, 'scheduler.db') }), ['after'], 2);

const uri = mongoUri('stopped-host');
describe.skipIf(uri === null)('with a server', () => {
  describeStopped('MongoDB', () => openMongoStore({ uri: uri ?? '' }), ['before'], 6);
});
