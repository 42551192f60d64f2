import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Mail } from '../../sandbox/mailbox/mailbox.ts';
import { installAs, userIn } from '../app/people.ts';
import { entryOf, mailTo } from '../main-job/mails.ts';
import { createStage, picture, type Stage } from '../main-job/stage.ts';
import { activitiesFor, type Booked, bookAt, dragDown, freeStarts, meetingIn, openCalendar, startOf } from './acts.ts';

/** A host in Kathmandu changes meetings in the Scheduler calendar: each change reaches the CRM and the guest, once. */

vi.setConfig({ testTimeout: 60_000 });

const soon = { timeout: 10_000, interval: 50 };
const HOUR = 3_600_000;

let stage: Stage;
let crm: string;
let host: Page;
let user: number;
/** Free starts at different times of working days, from next week on. */
let starts: string[];

beforeAll(async () => {
  stage = await createStage();
  crm = stage.demo.sandbox.origin;
  user = userIn(stage.demo.sandbox, 'Asia/Kathmandu');
  host = await stage.visitor();
  await installAs(host, crm, user);
});
afterAll(() => stage?.close());

beforeEach(async () => {
  starts = (await freeStarts(stage.demo, user)).filter(start => {
    const { hour, minute } = Temporal.Instant.from(start).toZonedDateTimeISO('Asia/Kathmandu');
    return hour === 13 && minute === 0;
  });
});

const book = (name: string, more?: object): Promise<Booked> => bookAt(stage.demo, user, starts[0] ?? '', name, more);

const written = async (guest: string) => {
  await expect.poll(() => activitiesFor(stage.demo, guest).length, soon).toBe(1);
  const [activity] = activitiesFor(stage.demo, guest);
  if (!activity) throw new Error(`${guest} has no activity`);
  return activity;
};

const writesOf = (activity: number): number =>
  stage.demo.sandbox.requests.of('PATCH', `/api/v2/activities/${activity}`).length;

/** Mails about changes; the confirmation isn't one. */
const changeMails = (email: string): Mail[] =>
  stage.demo.mailbox.mails(email).filter(({ subject }) => !subject.startsWith('Booked: '));

/** The calendar with the guest's meeting open. */
const opened = async (guest: string, { start }: Booked): Promise<Frame> => {
  const frame = await openCalendar(host, crm);
  await (await meetingIn(frame, { guest, start })).click();
  await frame.getByRole('heading', { name: guest }).waitFor();
  return frame;
};

test('moves a meeting by dragging it, once it is saved', async () => {
  const { start, email } = await book('Nora Quill');
  const { id: activity } = await written('Nora Quill');
  const frame = await openCalendar(host, crm);
  const item = await meetingIn(frame, { guest: 'Nora Quill', start });
  await dragDown(host, item, 60);
  const bar = frame.getByRole('region', { name: 'New time' });
  await bar.getByText('Nora Quill gets a mail about the new time.').waitFor();
  expect(await bar.textContent()).toMatch(/13:00–13:30.*→.*14:00–14:30/);
  await picture(host, 'calendar-01-moved');
  expect(changeMails(email)).toEqual([]);

  await host.keyboard.press('Escape');
  await bar.waitFor({ state: 'detached' });
  expect(await item.getAttribute('aria-label')).toContain('13:00 – 13:30');

  await dragDown(host, item, 60);
  const save = bar.getByRole('button', { name: 'Save' });
  await save.dblclick();
  await frame.getByText('Saved. Nora Quill gets a mail.').waitFor();
  await bar.waitFor({ state: 'detached' });
  const moved = Date.parse(start) + HOUR;
  const told = await mailTo(stage.demo.mailbox, email, /^New time: /);
  expect(entryOf(told)).toMatchObject({ method: 'REQUEST', sequence: 1, start: moved, end: moved + HOUR / 2 });
  await expect.poll(async () => Date.parse(startOf(await written('Nora Quill'))), soon).toBe(moved);
  expect(await item.getAttribute('aria-label')).toContain('14:00 – 14:30');
  expect(await freeStarts(stage.demo, user)).toContain(start);
  expect(changeMails(email)).toHaveLength(1);
  expect(writesOf(activity)).toBe(1);
});

test('changes time, place, description and guests in the form, as one change', async () => {
  const booked = await book('Ivo Tarn', { colleagues: ['pim@harbour.example'] });
  const { start, email } = booked;
  const { id: activity } = await written('Ivo Tarn');
  const other = new Date(Date.parse(start) + 1.5 * HOUR).toISOString();
  stage.demo.sandbox.edit.createActivity(user, {
    owner_id: user,
    subject: 'Harbour visit',
    type: 'meeting',
    due_date: other.slice(0, 10),
    due_time: other.slice(11, 16),
    duration: '00:30',
    busy: true,
  });
  await expect.poll(() => freeStarts(stage.demo, user), soon).not.toContain(other);
  const frame = await opened('Ivo Tarn', booked);
  await frame.getByRole('button', { name: 'Edit', exact: true }).click();
  await frame.getByLabel('From', { exact: true }).fill('14:15');
  expect(await frame.getByLabel('To', { exact: true }).inputValue()).toBe('14:45');
  await frame.getByText('It lies over something else:').waitFor();
  await frame.getByText('Harbour visit').last().waitFor();
  await frame.getByLabel('Location').selectOption({ label: 'Video call' });
  await frame.getByLabel('Link to the video call').fill('https://meet.example/ivo');
  await frame.getByLabel('Description').fill('About <b>the harbour</b>.');
  await frame.getByRole('button', { name: 'Remove pim@harbour.example' }).click();
  await frame.getByLabel('Add a guest by e-mail').fill('not an address');
  await frame.getByRole('button', { name: 'Save', exact: true }).click();
  await frame.getByText('This isn’t a valid e-mail address.').waitFor();
  await picture(host, 'calendar-02-refused');
  await frame.getByLabel('Add a guest by e-mail').fill('ada@harbour.example');
  await frame.getByRole('button', { name: 'Save', exact: true }).dblclick();
  await frame.getByText(/^Saved\. Ivo Tarn gets a mail\. It now lies over (one|\d) other entr(y|ies)\.$/).waitFor();

  const moved = Date.parse(start) + 1.25 * HOUR;
  const told = await mailTo(stage.demo.mailbox, email, /^New time and place: /);
  expect(entryOf(told)).toMatchObject({ sequence: 1, start: moved, end: moved + HOUR / 2 });
  expect(told.text).toContain('https://meet.example/ivo');
  await expect.poll(async () => (await written('Ivo Tarn')).location?.value, soon).toBe('https://meet.example/ivo');
  const now = await written('Ivo Tarn');
  expect(startOf(now)).toBe(new Date(moved).toISOString());
  expect(now.public_description).toContain('About <b>the harbour</b>.');
  const emailsOf = (persons: readonly { person_id: number }[]) =>
    persons.flatMap(({ person_id }) => stage.demo.sandbox.company.persons.get(person_id)?.emails.map(one => one.value));
  await expect
    .poll(async () => emailsOf((await written('Ivo Tarn')).participants), soon)
    .toEqual([email, 'ada@harbour.example']);
  // What was typed is text here as well.
  await frame.getByText('About <b>the harbour</b>.').waitFor();
  expect(await frame.getByRole('link', { name: 'https://meet.example/ivo' }).getAttribute('rel')).toContain('noopener');
  expect(changeMails(email)).toHaveLength(1);
  expect(writesOf(activity)).toBe(1);
  await picture(host, 'calendar-03-saved');
});

test('deletes a meeting with a message, once, and offers its time again', async () => {
  const booked = await book('Ada Fern');
  const { start, email } = booked;
  const { id: activity } = await written('Ada Fern');
  expect(await freeStarts(stage.demo, user)).not.toContain(start);
  const frame = await opened('Ada Fern', booked);
  await frame.getByRole('button', { name: 'Delete meeting' }).click();
  const question = frame.getByRole('dialog', { name: 'Delete this meeting?' });
  await question.getByLabel('Message to the guest (optional)').fill('I am ill, sorry.');
  await picture(host, 'calendar-04-trash');
  await question.getByRole('button', { name: 'Delete meeting' }).dblclick();
  await frame.getByText('Deleted. Ada Fern gets a mail.').waitFor();
  expect(await frame.locator('.week-item.meeting', { hasText: 'Ada Fern' }).count()).toBe(0);
  const told = await mailTo(stage.demo.mailbox, email, /^Cancelled: /);
  expect(entryOf(told).method).toBe('CANCEL');
  expect(told.text).toContain('I am ill, sorry.');
  await expect.poll(() => stage.demo.sandbox.company.activities.get(activity)?.is_deleted, soon).toBe(true);
  expect(await freeStarts(stage.demo, user)).toContain(start);
  expect(changeMails(email)).toHaveLength(1);

  await frame.getByLabel('Show cancelled').check();
  await (await meetingIn(frame, { guest: 'Ada Fern', start })).click();
  await frame.getByText(/^Cancelled by you on/).waitFor();
  await frame.getByText('I am ill, sorry.').waitFor();
  expect(await frame.getByRole('button', { name: 'Edit', exact: true }).count()).toBe(0);
});

test('does by keyboard alone what the mouse does', async () => {
  const { start, email } = await book('Pim Wells');
  const { id: activity } = await written('Pim Wells');
  const frame = await openCalendar(host, crm);
  const item = await meetingIn(frame, { guest: 'Pim Wells', start });
  await frame.locator('.week-scroll [tabindex="0"]').focus();
  const focused = () => frame.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
  for (let step = 0; step < 40 && !(await focused()).includes('Pim Wells'); step += 1)
    await host.keyboard.press('Control+ArrowDown');
  expect(await focused()).toContain('Pim Wells');
  await host.keyboard.press('Alt+ArrowDown');
  await host.keyboard.press('Alt+ArrowDown');
  await frame.getByRole('region', { name: 'New time' }).waitFor();
  const save = frame.getByRole('region', { name: 'New time' }).getByRole('button', { name: 'Save' });
  for (let step = 0; step < 6; step += 1) {
    if (await save.evaluate(button => button === document.activeElement)) break;
    await host.keyboard.press('Tab');
  }
  await host.keyboard.press('Enter');
  const told = await mailTo(stage.demo.mailbox, email, /^New time: /);
  expect(entryOf(told).start).toBe(Date.parse(start) + HOUR / 2);

  await item.focus();
  await host.keyboard.press('Enter');
  await frame.getByRole('heading', { name: 'Pim Wells' }).waitFor();
  const press = async (name: string) => {
    const button = frame.getByRole('dialog').last().getByRole('button', { name, exact: true });
    for (let step = 0; step < 20 && !(await button.evaluate(one => one === document.activeElement)); step += 1)
      await host.keyboard.press('Tab');
    await host.keyboard.press('Enter');
  };
  await press('Delete meeting');
  await frame.getByRole('dialog', { name: 'Delete this meeting?' }).waitFor();
  await press('Delete meeting');
  await expect.poll(() => stage.demo.sandbox.company.activities.get(activity)?.is_deleted, soon).toBe(true);
  await mailTo(stage.demo.mailbox, email, /^Cancelled: /);
});
