import { type ParsedMail, simpleParser } from 'mailparser';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY, MINUTE } from '../../../server/domain/interval.ts';
import { settingsOf } from '../../../server/domain/settings.ts';
import { readCalendar } from '../../adapters/mail/inbox.ts';
import { openFakeStore } from '../../fakes/store.ts';
import { BEGIN, startProduct, type TestProduct, WARSAW } from '../../product.ts';
import { activityOf, type HostSide, hostSide } from '../bookings/host-side.ts';
import { HALINA, type Interrupted, interrupted } from '../interrupted.ts';

/** One meeting’s life around the night when Warsaw’s clocks go back, 2026-10-25; Kathmandu’s never change. */
const FRIDAY = '2026-10-23T10:00:00+02:00';
const MONDAY = '2026-10-26T10:00:00+01:00';
const TUESDAY = '2026-10-27T13:00:00+01:00';
const GUEST = 'zoe@ferns.example';
const ZONES = { [GUEST]: 'Asia/Kathmandu', [HALINA]: 'Europe/Warsaw' };

let kept: Interrupted;
let at: TestProduct;
let host: HostSide;
let slug: string;
beforeEach(async () => {
  kept = interrupted(openFakeStore());
  at = await startProduct({ store: kept.store });
  at.advance(Date.parse('2026-10-12T06:00:00Z') - BEGIN);
  const { id } = await at.install(WARSAW);
  host = hostSide(at);
  slug = await at.slugOf(id);
});
afterEach(() => at.close());

const months = 'January February March April May June July August September October November December'.split(' ');

/** The start that a text says, as somebody in `zone` takes it who knows nothing but the words. */
const instantRead = (text: string, zone: string): number => {
  const words = /^When: \w+, (\d+) (\w+) (\d{4}) · (\d\d):(\d\d)–\d\d:\d\d\n.*\((GMT\S*)\)$/m.exec(text);
  if (!words) throw new Error(`No time is told in ${text}`);
  const [, day, month = '', year, hour, minute, offset] = words;
  const date = { year: Number(year), month: months.indexOf(month) + 1, day: Number(day) };
  const read = Temporal.ZonedDateTime.from({ ...date, hour: Number(hour), minute: Number(minute), timeZone: zone });
  const [sign, hours, minutes] = [read.offset[0], Number(read.offset.slice(1, 3)), read.offset.slice(4)];
  expect(offset).toBe(`GMT${sign === '-' ? '−' : '+'}${hours}${minutes === '00' ? '' : `:${minutes}`}`);
  return read.epochMilliseconds;
};

interface Letter {
  readonly name: string;
  readonly subject: string;
  /** As the text says it. */
  readonly start: number;
  readonly text: string;
  readonly file: ReturnType<typeof readCalendar> | null;
}

const fileOf = ({ attachments }: ParsedMail): Letter['file'] => {
  const files = attachments.filter(({ contentType }) => /^(?:text\/calendar|application\/ics)$/.test(contentType));
  if (files.length === 0) return null;
  const [alternative, attached] = files.map(({ content }) => content.toString('utf8'));
  // Once for mail programs, once for people: both say the same.
  expect(files).toHaveLength(2);
  expect(attached?.trim()).toBe(alternative?.trim());
  return readCalendar(attached ?? '');
};

/** Every mail to an address so far, in the order in which they came, read by others’ libraries. */
const letters = async (recipient: keyof typeof ZONES): Promise<Letter[]> =>
  Promise.all(
    at.mails(recipient).map(async ({ raw }) => {
      const mail = await simpleParser(raw);
      const text = mail.text ?? '';
      expect(`${mail.subject} ${text} ${mail.html}`).not.toMatch(/\bUTC\b|\dZ\b/);
      expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
      const start = instantRead(text, ZONES[recipient] ?? '');
      return { name: mail.messageId ?? '', subject: mail.subject ?? '', start, text, file: fileOf(mail) };
    }),
  );

const shape = ({ name, start, file }: Letter) => ({
  name,
  start: new Date(start).toISOString(),
  ...(file && {
    file: [
      file.method,
      file.event.sequence,
      file.event.startDate.toJSDate().toISOString(),
      file.component.getFirstPropertyValue('status'),
    ],
  }),
});

const book = async () => {
  const reply = await at.book(slug, FRIDAY, { email: GUEST });
  expect(reply.status).toBe(201);
  await at.quiet();
  return reply.body as { readonly id: string; readonly manageUrl: string };
};

const iso = (start: string) => new Date(start).toISOString();

/** Mail, calendar file, booking and activity say one and the same start. */
const expectOneStart = async (id: string, start: string) => {
  const last = (await letters(GUEST)).at(-1);
  const activity = activityOf(at, id);
  expect({
    mail: new Date(last?.start ?? 0).toISOString(),
    file: last?.file?.event.startDate.toJSDate().toISOString(),
    booking: new Date((await at.booking(id)).start).toISOString(),
    activity: iso(`${activity.due_date}T${activity.due_time}Z`),
  }).toEqual({ mail: iso(start), file: iso(start), booking: iso(start), activity: iso(start) });
};

describe('The mails of a meeting’s life', () => {
  test('tell each change once, at one instant everywhere, by one entry in the guest’s calendar', async () => {
    const { id, manageUrl } = await book();
    await expectOneStart(id, FRIDAY);
    const act = async (action: 'cancel' | 'move' | 'undo', start?: string) => {
      expect((await at.act(manageUrl, action, start)).status).toBe(200);
      await at.quiet();
    };
    await act('move', MONDAY);
    await expectOneStart(id, MONDAY);
    const place = { kind: 'in_person', text: 'Rynek 3, Kraków' };
    await host.change(id, { sequence: 1, start: TUESDAY, place });
    await at.quiet();
    await expectOneStart(id, TUESDAY);
    await act('cancel');
    expect(at.activities(id)).toEqual([]);
    await act('undo');
    await expectOneStart(id, TUESDAY);
    expect((await host.cancel(id, 'Train strike')).status).toBe(200);
    await at.workOff();
    expect(at.activities(id)).toEqual([]);

    const name = (what: string) => `<${id}.${what}@meetings.example>`;
    const [friday, monday, tuesday] = [FRIDAY, MONDAY, TUESDAY].map(iso);
    const toGuest = await letters(GUEST);
    expect(toGuest.map(shape)).toEqual([
      { name: name('0.booked.guest'), start: friday, file: ['REQUEST', 0, friday, 'CONFIRMED'] },
      { name: name('1.moved.guest'), start: monday, file: ['REQUEST', 1, monday, 'CONFIRMED'] },
      { name: name('2.moved.guest'), start: tuesday, file: ['REQUEST', 2, tuesday, 'CONFIRMED'] },
      { name: name('3.cancelled.guest'), start: tuesday, file: ['CANCEL', 3, tuesday, 'CANCELLED'] },
      { name: name('4.restored.guest'), start: tuesday, file: ['REQUEST', 4, tuesday, 'CONFIRMED'] },
      { name: name('5.cancelled.guest'), start: tuesday, file: ['CANCEL', 5, tuesday, 'CANCELLED'] },
    ]);
    expect(new Set(toGuest.map(({ file }) => file?.event.uid))).toEqual(new Set([`${id}@127.0.0.1`]));
    expect(toGuest.map(({ subject }) => subject.split(':')[0])).toEqual([
      'Booked',
      'New time',
      'New time and place',
      'Cancelled',
      'On again',
      'Cancelled',
    ]);
    expect(toGuest[2]?.file?.event.location).toBe('Rynek 3, Kraków');
    expect(toGuest.map(({ text }) => text.includes('Train strike'))).toEqual([...Array(5).fill(false), true]);
    // Without a file: with calendar sync, a second entry would come back as a second activity.
    expect((await letters(HALINA)).map(shape)).toEqual([
      { name: name('0.booked.host'), start: friday },
      { name: name('1.moved.host'), start: monday },
      { name: name('3.cancelled.host'), start: tuesday },
      { name: name('4.restored.host'), start: tuesday },
    ]);
  });

  test('carry a file for the host who asks for it, which is published instead of asking the host', async () => {
    const [own] = await at.store.hosts.page(null, 1);
    if (!own) throw new Error('No host');
    await at.store.hosts.update(own.id, { settings: { ...settingsOf(own), calendarFile: true } });
    const { id, manageUrl } = await book();
    await at.act(manageUrl, 'move', MONDAY);
    await at.quiet();
    await at.act(manageUrl, 'cancel');
    await at.quiet();
    const files = (await letters(HALINA)).map(({ file }) => file);
    expect(files.map(file => [file?.method, file?.event.sequence, file?.event.uid])).toEqual([
      ['PUBLISH', 0, `${id}@127.0.0.1`],
      ['PUBLISH', 1, `${id}@127.0.0.1`],
      ['CANCEL', 2, `${id}@127.0.0.1`],
    ]);
  });

  test('keep their Message-ID where one is sent again after the process died before it could note it', async () => {
    const died = kept.interrupt(
      'before',
      'bookings.replace',
      async () => {
        at.process.stopAt(1, 'before');
        throw new Error('The machine is gone');
      },
      ([{ effects }]) => effects.some(({ kind, state }) => kind === 'mail' && state === 'done'),
    );
    const reply = await at.book(slug, FRIDAY, { email: GUEST });
    await at.quiet();
    expect(died()).toBe(true);
    await at.restart();
    at.advance(3 * MINUTE);
    await at.workOff();
    const sent = (await letters(GUEST)).map(shape);
    expect(sent.map(({ name }) => name)).toEqual(Array(2).fill(`<${reply.body.id}.0.booked.guest@meetings.example>`));
    expect(sent[1]).toEqual(sent[0]);
    expect((await letters(HALINA)).map(({ name }) => name)).toEqual([
      `<${reply.body.id}.0.booked.host@meetings.example>`,
    ]);
  });

  test('of what somebody else books by a personal link go to who booked, and name them to the host', async () => {
    const id = 'PersonaLink2zW8qR4kT7m';
    const guest = { name: 'Zoë O’Brien', email: GUEST };
    const whom = { person: 1, deal: null, organization: null, guest, language: null };
    await at.store.invitations.put({
      id,
      host: (await at.store.hosts.page(null, 1))[0]?.id ?? '',
      link: slug,
      ...whom,
      madeAt: at.now(),
    });
    const reply = await at.product.app.inject({
      method: 'POST',
      url: `/i/${id}/bookings`,
      headers: { 'idempotency-key': 'key-of-max' },
      payload: { start: FRIDAY, other: true, name: 'Max Ferns', email: 'max@ferns.example', zone: 'Asia/Kathmandu' },
    });
    expect(reply.statusCode).toBe(201);
    await at.quiet();
    expect(at.mails(GUEST)).toEqual([]);
    expect(at.mails('max@ferns.example').map(({ messageId }) => messageId)).toEqual([
      `<${reply.json().id}.0.booked.guest@meetings.example>`,
    ]);
    const [note] = await letters(HALINA);
    expect(note?.subject).toMatch(/^Booked: .* with Max Ferns, /);
    expect(note?.text).toContain('Max Ferns\n  max@ferns.example');
    expect(note?.text).not.toContain('Zoë');
  });

  test('say in a reminder where reminders end, and it is the last where the guest goes there', async () => {
    const { id, manageUrl } = await book();
    at.advance(Date.parse(FRIDAY) - DAY - at.now());
    await at.sweep();
    const reminder = at.mails(GUEST).at(-1);
    expect(reminder?.messageId).toBe(`<${id}.0.reminder.day.guest@meetings.example>`);
    const header = (name: string) => reminder?.headers.find(header => header.name === name)?.value;
    expect(header('List-Unsubscribe')).toBe(`<${manageUrl}/reminders>`);
    const [field = '', value = ''] = header('List-Unsubscribe-Post')?.split('=') ?? [];
    const click = await at.product.app.inject({
      method: 'POST',
      url: new URL(`${manageUrl}/reminders`).pathname,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ [field]: value }).toString(),
    });
    expect(click.statusCode).toBe(200);
    at.advance(DAY);
    await at.sweep();
    expect(at.mails(GUEST).at(-1)?.messageId).toBe(reminder?.messageId);
  });
});
