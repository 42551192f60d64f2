import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSqliteStore } from '../../../server/adapters/sqlite/store.ts';
import { DAY, HOUR, MINUTE } from '../../../server/domain/interval.ts';
import { defaultRule } from '../../../server/domain/rule.ts';
import { settingsOf } from '../../../server/domain/settings.ts';
import { startProduct, WARSAW } from '../../product.ts';
import { hostSide } from '../bookings/host-side.ts';
import { beginRace, instant, local, type Meeting, type Race } from '../interrupted.ts';

let race: Race;
beforeEach(async () => {
  race = await beginRace();
});
afterEach(() => race.close());

/** On the way to an instant the sweep runs every half hour, and at the end. */
const goTo = async (at: number) => {
  while (race.at.now() < at) {
    race.at.advance(Math.min(HOUR / 2, at - race.at.now()));
    await race.at.product.delivery.sweep(200);
    await race.at.product.delivery.drained();
  }
};
const told = (meeting: Pick<Meeting, 'id' | 'email'>) => race.told(meeting, 'guest');
const reminded = (meeting: Meeting) => told(meeting).filter(mail => mail.includes('reminder'));

describe('A guest', () => {
  test('is reminded a day and an hour before, once each, in their zone and language, without another calendar file', async () => {
    const { at } = race;
    const reply = await at.book(race.slug, local('10:00'), { zone: 'America/St_Johns', language: 'de' });
    const meeting = { id: reply.body.id, email: 'zoe@ferns.example' };
    await at.quiet();
    await goTo(instant('10:00') - DAY - MINUTE);
    expect(told(meeting)).toEqual(['0.booked']);
    await goTo(instant('10:00') - DAY);
    expect(told(meeting)).toEqual(['0.booked', '0.reminder.day']);
    await goTo(instant('10:00') - HOUR - MINUTE);
    expect(told(meeting)).toEqual(['0.booked', '0.reminder.day']);
    await goTo(instant('12:00'));
    expect(told(meeting)).toEqual(['0.booked', '0.reminder.day', '0.reminder.hour']);
    expect(race.told(meeting, 'host')).toEqual(['0.booked']);
    const mail = at.mails(meeting.email).at(-1);
    expect(mail?.subject).toContain('Erinnerung');
    // 08:00Z, and 2½ hours less in St John’s.
    expect(mail?.text).toContain('05:30');
    expect(mail?.text).toContain('/m/');
    expect(mail?.calendars).toEqual([]);
    expect(await at.booking(meeting.id)).toMatchObject({ sequence: 0, reminders: [] });
  });

  test('isn’t reminded of what was nearer already when it was booked', async () => {
    const { at } = race;
    const link = await at.store.links.find(race.slug);
    const rule = { ...defaultRule('Europe/Warsaw'), notice: 0 };
    if (link)
      await at.store.links.replace(
        { ...link, version: link.version + 1, offer: { kind: 'general', rule } },
        link.version,
      );
    at.advance(instant('10:00') - DAY / 2 - at.now());
    await at.reconcile();
    const today = await race.meet('10:00');
    at.advance(instant('09:00') + 10 * MINUTE - at.now());
    await at.reconcile();
    const soon = await race.meet('09:30', 'max@ferns.example');
    await goTo(instant('12:00'));
    expect([reminded(today), reminded(soon)]).toEqual([['0.reminder.hour'], []]);
  });

  test('is reminded of the time that the meeting was moved to, and not of the one before, nor of one that is cancelled', async () => {
    const { at } = race;
    const host = hostSide(at);
    const meeting = await race.meet('10:00');
    const cancelled = await race.meet('11:00', 'max@ferns.example');
    await goTo(instant('10:00') - DAY);
    expect(reminded(meeting)).toEqual(['0.reminder.day']);
    expect((await host.cancel(cancelled.id)).status).toBe(200);
    const later = instant('10:00', '2026-04-02');
    await host.change(meeting.id, { sequence: 0, start: new Date(later).toISOString() });
    // The place alone changes nothing about when.
    await host.change(meeting.id, { sequence: 1, place: { kind: 'other', text: 'Rynek 3' } });
    await goTo(instant('12:00'));
    expect([reminded(meeting), reminded(cancelled)]).toEqual([['0.reminder.day'], []]);
    await goTo(later);
    expect(reminded(meeting)).toEqual(['0.reminder.day', '2.reminder.day', '2.reminder.hour']);
    expect(at.mails(meeting.email).at(-1)?.text).toContain('Rynek 3');
  });

  test('isn’t reminded where the host doesn’t want it', async () => {
    const { at } = race;
    const meeting = await race.meet('10:00');
    const host = await at.store.hosts.find(race.host);
    if (!host) throw new Error('No host');
    await at.store.hosts.update(race.host, { settings: { ...settingsOf(host), reminders: false } });
    await goTo(instant('09:30'));
    expect(told(meeting)).toEqual(['0.booked']);
    expect((await at.booking(meeting.id)).effects.filter(({ state }) => state !== 'done')).toEqual([]);
  });

  test('gets one reminder, and in time, where the server was down when both were due, and none when it is too late', async () => {
    const meeting = await race.meet('10:00');
    const late = await race.meet('11:00', 'max@ferns.example');
    race.at.advance(instant('09:30') - race.at.now());
    await race.at.sweep();
    expect([reminded(meeting), reminded(late)]).toEqual([['0.reminder.hour'], []]);
    await race.at.restart();
    race.at.advance(instant('11:30') - race.at.now());
    await race.at.sweep();
    expect([reminded(meeting), reminded(late)]).toEqual([['0.reminder.hour'], []]);
  });

  test.each([
    ['twelve hours and a minute', 12 * HOUR + MINUTE, ['0.reminder.day', '0.reminder.hour']],
    ['twelve hours', 12 * HOUR, ['0.reminder.hour']],
  ])('isn’t told the day before what is %s away when the server is back', async (_, away, mails) => {
    const meeting = await race.meet('10:00');
    race.at.advance(instant('10:00') - away - race.at.now());
    await race.at.sweep();
    await goTo(instant('10:00'));
    expect(reminded(meeting)).toEqual(mails);
  });

  test('of a meeting that got longer is reminded when they would have been, once each', async () => {
    const { at } = race;
    const host = hostSide(at);
    const meeting = await race.meet('10:00');
    // Decided a moment before the reminder is due, and made a moment after it was sent.
    race.interrupt(
      'before',
      'bookings.replace',
      async () => {
        at.advance(2_000);
        await at.product.delivery.sweep(200);
      },
      ([{ sequence }]) => sequence === 1,
    );
    at.advance(instant('10:00') - DAY - 1_000 - at.now());
    expect((await host.change(meeting.id, { sequence: 0, end: local('10:45'), start: local('10:00') })).status).toBe(
      200,
    );
    await goTo(instant('10:00'));
    expect(reminded(meeting)).toEqual(['0.reminder.day', '1.reminder.hour']);
  });

  test('is told of a move at once, though a reminder couldn’t be sent, which then isn’t any more', async () => {
    const { at } = race;
    const meeting = await race.meet('10:00');
    at.mailbox.fail({ kind: 'refuse', code: 451 });
    await goTo(instant('10:00') - DAY + 2 * MINUTE);
    expect((await at.booking(meeting.id)).effects).toContainEqual(
      expect.objectContaining({ mail: 'reminder', state: 'due', error: 'mail_unavailable' }),
    );
    at.mailbox.fail(null);
    await hostSide(at).change(meeting.id, { sequence: 0, start: local('15:00') });
    await at.quiet();
    expect(told(meeting)).toEqual(['0.booked', '1.moved']);
    await goTo(instant('15:00') - DAY);
    expect(told(meeting)).toEqual(['0.booked', '1.moved', '1.reminder.day']);
  });
});

describe('A reminder', () => {
  test.each(['before', 'after'] as const)(
    'isn’t lost, nor another mail, where the process dies at any write, %s it takes effect',
    async when => {
      const store = openSqliteStore({ file: ':memory:' });
      const at = await startProduct({ store });
      try {
        const slug = await at.slugOf((await at.install(WARSAW)).id);
        let stopped = true;
        for (let write = 1; stopped; write += 1) {
          const date = Temporal.PlainDate.from('2026-03-30').add({ weeks: write }).toString();
          const start = Date.parse(`${date}T10:00:00+02:00`);
          at.advance(start - 10 * DAY - at.now());
          await at.reconcile();
          const email = `reminded-${write}@ferns.example`;
          const reply = await at.book(slug, new Date(start).toISOString(), { email });
          expect(reply.status).toBe(201);
          await at.workOff();
          at.advance(start - DAY - at.now());
          at.process.stopAt(write, when);
          await at.product.delivery.sweep(200).catch(() => {});
          await at.product.delivery.drained();
          stopped = at.process.stopped;
          await at.restart();
          at.advance(3 * MINUTE);
          await at.workOff();
          const ids = at.mails(email).map(({ messageId }) => messageId?.match(/\.(\d\..*)@/)?.[1]);
          // A mail whose fate a crash left unknown is sent again, under the same id.
          expect([...new Set(ids)]).toEqual(['0.booked.guest', '0.reminder.day.guest']);
          expect(ids.length).toBeLessThanOrEqual(3);
          expect(write).toBeLessThan(30);
          expect((await at.booking(reply.body.id)).reminders).toMatchObject([{ ahead: 'hour' }]);
        }
      } finally {
        await at.close();
        await store.close();
      }
    },
  );
});
