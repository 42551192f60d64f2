import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { SandboxActivity, SandboxDeal, SandboxPerson } from '../sandbox/company.ts';
import type { Mailbox } from '../sandbox/mailbox/mailbox.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { book, choose, enhanced } from './main-job/guest.ts';
import { askToInstall, install, openActivity, openModal, surfaceIn } from './main-job/host.ts';
import { addressIn, entryOf, mailTo } from './main-job/mails.ts';
import { createStage, faultsOf, picture, type Stage } from './main-job/stage.ts';
import { meetingIn } from './scheduler-calendar/acts.ts';

/** From the Marketplace to the freed time, in a real browser, checked in the CRM's data and in the mails that arrived. */

// A story has many steps, and other tests run beside it.
vi.setConfig({ testTimeout: 60_000 });

let stage: Stage;
let sandbox: Sandbox;
let mailbox: Mailbox;
let crm: string;
/** The host's browser, signed in to the CRM as Katarzyna in Warsaw. */
let host: Page;
let hostEmail: string;
let deal: SandboxDeal;
let person: SandboxPerson;
let guestEmail: string;
/** The booking page, as it was pasted. */
let bookingPage: string;

beforeAll(async () => {
  stage = await createStage();
  ({ sandbox, mailbox } = stage.demo);
  crm = sandbox.origin;
  host = await stage.visitor();
  const found = [...sandbox.company.deals.values()].find(({ status }) => status === 'open');
  const known = sandbox.company.persons.get(found?.person_id ?? 0);
  const [user] = sandbox.company.users;
  if (!(found && known && user)) throw new Error('The sample has a user, and an open deal with a person');
  [deal, person] = [found, known];
  guestEmail = known.emails[0]?.value ?? '';
  hostEmail = user.email;
});
afterAll(() => stage?.close());

const soon = { timeout: 10_000, interval: 50 };

const userIn = (zone: string): number => {
  const user = sandbox.company.users.find(({ timezone_name }) => timezone_name === zone);
  if (!user) throw new Error(`Nobody is in ${zone}`);
  return user.id;
};

/** Activities of the CRM that the app wrote for this guest, deleted ones among them. */
const activitiesFor = (guest: string): SandboxActivity[] =>
  [...sandbox.company.activities.values()].filter(({ subject }) => subject.endsWith(`– ${guest}`));

const activityFor = async (guest: string): Promise<SandboxActivity> => {
  await expect.poll(() => activitiesFor(guest).length, soon).toBe(1);
  const [activity] = activitiesFor(guest);
  if (!activity) throw new Error(`${guest} has no activity`);
  return activity;
};

const startOf = ({ due_date, due_time }: SandboxActivity): string => `${due_date}T${due_time}.000Z`;

const clockIn = (zone: string, start: string): string =>
  Temporal.Instant.from(start).toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' });

/** `GMT-3:30` */
const offsetIn = (zone: string, start: string): string =>
  `GMT${Temporal.Instant.from(start).toZonedDateTimeISO(zone).offset.replace(/^(.)0/, '$1').replace(':00', '').replace('-', '−')}`;

/** `4:30 AM`, with whatever space stands in it, as `04:30`. */
const asClock = (label: string): string => {
  const [, hour = '', minute = '', half = ''] = /^(\d+):(\d+)\s(AM|PM)$/.exec(label) ?? [];
  return `${String((Number(hour) % 12) + (half === 'PM' ? 12 : 0)).padStart(2, '0')}:${minute}`;
};

/** A range names the half of the day once, at its end. */
const withoutHalf = (label: string): string => label.replace(/\s[AP]M$/, '');

const newfoundland = { timezoneId: 'America/St_Johns', locale: 'en-US' } as const;

const isOffered = async (page: Page, start: string): Promise<boolean> => {
  const date = Temporal.Instant.from(start).toZonedDateTimeISO('America/St_Johns').toPlainDate();
  await page.goto(`${bookingPage}?date=${date}&month=${date.toString().slice(0, 7)}&zone=America%2FSt_Johns`);
  return (await page.locator(`[data-start="${start}"]`).count()) === 1;
};

test('installs from the Marketplace and ends on the settings page in the CRM', async () => {
  await host.goto(crm);
  await picture(host, '01-start');
  await host.goto(`${crm}/marketplace?user=${userIn('Europe/Warsaw')}`);
  await picture(host, '02-marketplace');
  await askToInstall(host, crm, userIn('Europe/Warsaw'));
  await picture(host, '03-consent');

  const settings = await install(host, crm, userIn('Europe/Warsaw'));
  await settings.getByText('Katarzyna Sowa').waitFor();
  await picture(host, '04-settings', true);
  expect(await faultsOf(settings)).toEqual([]);
  expect(sandbox.installed(userIn('Europe/Warsaw'))).toBe(true);
  expect(sandbox.company.webhooks.size).toBe(1);
});

test('copies the default link beside the composer and pastes it, as rich text and as plain text', async () => {
  await host.goto(`${crm}/deal/${deal.id}`);
  const panel = await surfaceIn(host, '.panel-frame');
  const link = panel.getByRole('button', { name: /^Kopiuj link: Spotkanie/ });
  await link.waitFor();
  await picture(host, '05-deal');
  expect(await faultsOf(panel)).toEqual([]);
  await link.click();
  await host.locator('.snackbar', { hasText: 'Skopiowano „Spotkanie”' }).waitFor();

  const rich = host.getByRole('textbox', { name: 'Message', exact: true });
  await rich.focus();
  await host.keyboard.press('Control+V');
  bookingPage = (await rich.locator('a').getAttribute('href')) ?? '';
  expect(bookingPage).toMatch(/^http:\/\/localhost:\d+\/b\/[1-9A-HJ-NP-Za-km-z]{12}$/);
  expect(await rich.textContent()).toContain('Spotkanie · 30 min');
  await picture(host, '06-pasted');

  await host.getByLabel('Subject').fill('Shall we talk?');
  await host.getByRole('button', { name: 'Send' }).click();
  const mail = await mailTo(mailbox, guestEmail, /^Shall we talk/);
  expect(mail.html).toContain(`href="${bookingPage}"`);

  await host.getByLabel('Plain text', { exact: true }).check();
  await host.keyboard.press('Control+V');
  const plain = await host.getByLabel('Message as plain text').inputValue();
  expect(plain).toContain(bookingPage);
  expect(plain).not.toContain('<');
  await picture(host, '07-pasted-plain');
});

test('shows the links in the floating window on the Mail tab', async () => {
  await host.goto(`${crm}/mail`);
  await host.getByRole('button', { name: 'Apps' }).click();
  await host.locator('[data-open-window]').click();
  const window = await surfaceIn(host, '.window-frame');
  await window.getByRole('button', { name: /^Kopiuj link: Spotkanie/ }).click();
  await host.getByRole('textbox', { name: 'Message', exact: true }).focus();
  await host.keyboard.press('Control+V');
  await expect.poll(() => host.locator(`[contenteditable] a[href="${bookingPage}"]`).count(), soon).toBe(1);
  await picture(host, '08-mail-tab');
  expect(await faultsOf(window)).toEqual([]);
});

test('books in the guest’s zone; the meeting is one activity, is told by mail, and is freed when the host deletes it', async () => {
  const guest = await stage.visitor(newfoundland);
  await guest.goto(bookingPage);
  await guest.getByText(/^Times in St\. John’s time, GMT−[23]:30/).waitFor();
  await enhanced(guest);
  await picture(guest, '10-booking-page');
  expect(await faultsOf(guest)).toEqual([]);
  const order = await guest.locator('h1, .time').allInnerTexts();
  expect(order[0]).toBe('Spotkanie');
  expect(order.length).toBeGreaterThan(1);

  const { start, label } = await choose(guest, { day: 1, time: 2 });
  expect(asClock(label)).toBe(clockIn('America/St_Johns', start));
  await picture(guest, '11-details');
  expect(await faultsOf(guest)).toEqual([]);
  await book(guest, person.name, guestEmail);
  const manage = new URL(guest.url());
  manage.search = '';
  const clocks = await guest.locator('.clocks').textContent();
  expect(clocks).toContain(withoutHalf(label));
  expect(clocks).toContain(`St. John’s time, ${offsetIn('America/St_Johns', start)}`);
  expect(clocks).toContain(`Warsaw time, ${offsetIn('Europe/Warsaw', start)}`);
  await picture(guest, '12-confirmed');
  expect(await faultsOf(guest)).toEqual([]);

  const activity = await activityFor(person.name);
  expect(activity).toMatchObject({
    subject: `Spotkanie – ${person.name}`,
    owner_id: userIn('Europe/Warsaw'),
    deal_id: deal.id,
    participants: [{ person_id: person.id, primary: true }],
    attendees: [],
    duration: '00:30:00',
    busy: true,
    done: false,
  });
  expect(startOf(activity)).toBe(start);
  expect(activity.note).toMatch(new RegExp(`<a href="${stage.demo.appOrigin}/app/meetings/[0-9A-Z]{26}">`));
  expect(sandbox.requests.of('POST', '/api/v2/activities')).toHaveLength(1);
  expect(sandbox.requests.of('POST', '/api/v2/persons')).toHaveLength(0);

  const confirmation = await mailTo(mailbox, guestEmail, /^Booked: /);
  expect(confirmation.text).toContain(withoutHalf(label));
  expect(confirmation.text).toContain(`St. John’s time (${offsetIn('America/St_Johns', start)})`);
  expect(confirmation.replyTo).toContain(`<${hostEmail}>`);
  const booked = entryOf(confirmation);
  const startAt = Date.parse(start);
  expect(booked).toMatchObject({ method: 'REQUEST', sequence: 0, start: startAt, end: startAt + 30 * 60_000 });
  const note = await mailTo(mailbox, hostEmail, /^Umówiono: /);
  expect(note.text).toContain(clockIn('Europe/Warsaw', start));
  expect(note.text).toContain(guestEmail);
  expect(note.calendars).toEqual([]);

  const second = await stage.visitor(newfoundland);
  expect(await isOffered(second, start)).toBe(false);

  const modal = await openModal(host, crm);
  await modal.getByRole('button', { name: 'Kalendarz', exact: true }).click();
  await (
    await meetingIn(modal, { guest: person.name, start, zone: 'Europe/Warsaw', next: 'Następny tydzień' })
  ).waitFor();
  await picture(host, '13-activities-modal');
  expect(await faultsOf(modal)).toEqual([]);

  await openActivity(host, crm, activity.subject);
  await picture(host, '14-activity');
  await host.getByRole('button', { name: 'Delete' }).click();
  await host.getByText('This activity is deleted.').waitFor();
  const cancellation = await mailTo(mailbox, guestEmail, /^Cancelled: /);
  expect(entryOf(cancellation)).toEqual({ ...booked, method: 'CANCEL', sequence: 1 });
  await guest.goto(manage.href);
  await guest.getByRole('heading', { name: 'The meeting is cancelled' }).waitFor();
  await guest.getByText('Your host has cancelled it.').waitFor();
  await picture(guest, '15-cancelled');
  expect(await faultsOf(guest)).toEqual([]);
  expect(await isOffered(second, start)).toBe(true);
  await picture(second, '16-free-again');
  expect(activitiesFor(person.name)).toHaveLength(1);
});

test('books and moves by plain forms, without script, and the activity follows', async () => {
  const guest = await stage.visitor({ ...newfoundland, javaScriptEnabled: false });
  await guest.goto(bookingPage);
  await picture(guest, '20-plain-booking-page');
  await guest.locator('details.zone summary').click();
  await guest.getByLabel('Change time zone').selectOption('America/St_Johns');
  await guest.getByRole('button', { name: 'Show' }).click();
  await guest.getByText(/^Times in St\. John’s time, GMT−[23]:30/).waitFor();
  const { start } = await choose(guest, { day: 2, time: 1 });
  await picture(guest, '21-plain-details');
  await book(guest, 'Nora Quill', 'nora.quill@harbour.example');
  await picture(guest, '22-plain-confirmed');
  const activity = await activityFor('Nora Quill');
  expect(startOf(activity)).toBe(start);
  const booked = await mailTo(mailbox, 'nora.quill@harbour.example', /^Booked: /);

  await guest.goto(addressIn(booked, `${stage.demo.appOrigin}/m/`));
  await guest.getByRole('link', { name: 'Move' }).click();
  await picture(guest, '23-plain-move');
  const { start: moved } = await choose(guest, { day: 4, time: 0 }, 'form.confirm');
  await picture(guest, '24-plain-move-confirm');
  await guest.getByRole('button', { name: 'Move the meeting' }).click();
  await guest.getByRole('heading', { name: 'Your meeting' }).first().waitFor();
  await expect.poll(async () => startOf(await activityFor('Nora Quill')), soon).toBe(moved);
  const told = await mailTo(mailbox, 'nora.quill@harbour.example', /^New time: /);
  expect(entryOf(told)).toMatchObject({
    method: 'REQUEST',
    uid: entryOf(booked).uid,
    sequence: 1,
    start: Date.parse(moved),
  });
});

test('moves the booking with its activity, and tells the guest', async () => {
  const guest = await stage.visitor(newfoundland);
  await guest.goto(bookingPage);
  await enhanced(guest);
  await choose(guest, { day: 3, time: 0 });
  await book(guest, 'Ivo Tarn', 'ivo.tarn@harbour.example');
  const manage = new URL(guest.url());
  manage.search = '';
  const { subject } = await activityFor('Ivo Tarn');
  const booked = entryOf(await mailTo(mailbox, 'ivo.tarn@harbour.example', /^Booked: /));

  await openActivity(host, crm, subject);
  await host.getByLabel('Time (empty: all day)').fill('07:15');
  await host.getByLabel('Minutes').fill('45');
  await host.getByRole('button', { name: 'Save' }).click();
  const told = await mailTo(mailbox, 'ivo.tarn@harbour.example', /^New time: /);
  const start = startOf(await activityFor('Ivo Tarn'));
  expect(clockIn('Europe/Warsaw', start)).toBe('07:15');
  expect(entryOf(told)).toEqual({
    ...booked,
    sequence: 1,
    start: Date.parse(start),
    end: Date.parse(start) + 45 * 60_000,
  });
  await guest.goto(manage.href);
  await guest.locator('.clocks', { hasText: 'Warsaw time' }).getByText('7:15').waitFor();
  await picture(guest, '30-moved-by-host');
});

test('says what to do when the host doesn’t allow the app', async () => {
  const other = await stage.visitor();
  await askToInstall(other, crm, userIn('Asia/Kathmandu'));
  await other.getByRole('button', { name: 'Cancel' }).click();
  await other.getByRole('heading', { name: 'Nothing was installed' }).waitFor();
  await picture(other, '40-not-allowed');
  expect(await faultsOf(other)).toEqual([]);
  expect(sandbox.installed(userIn('Asia/Kathmandu'))).toBe(false);
  await other.getByRole('link', { name: 'Start again' }).click();
  await other.getByRole('heading', { name: /^Allow Meeting scheduler to use/ }).waitFor();
});
