import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { installAs, openApp, userIn } from '../app/people.ts';
import { mailTo } from '../main-job/mails.ts';
import { createStage, faultsOf, picture, type Stage } from '../main-job/stage.ts';
import { activitiesFor, type Booked, bookAt, dragDown, freeStarts, meetingIn, startOf } from './acts.ts';

/** What else can happen to a host in Kathmandu who has the calendar open. */

vi.setConfig({ testTimeout: 60_000 });

const soon = { timeout: 10_000, interval: 50 };
const HOUR = 3_600_000;

let stage: Stage;
let crm: string;
let user: number;
/** Signed in to the full page. */
let app: Page;

beforeAll(async () => {
  stage = await createStage();
  crm = stage.demo.sandbox.origin;
  user = userIn(stage.demo.sandbox, 'Asia/Kathmandu');
  app = await stage.visitor();
  await installAs(app, crm, user);
  await openApp(app, stage, user, '/app/calendar');
});
afterAll(() => stage?.close());

/** At 13:00 of the next free working day. */
const book = async (name: string, more?: object): Promise<Booked> => {
  const start = (await freeStarts(stage.demo, user)).find(one => {
    const { hour, minute } = Temporal.Instant.from(one).toZonedDateTimeISO('Asia/Kathmandu');
    return hour === 13 && minute === 0;
  });
  const booked = await bookAt(stage.demo, user, start ?? '', name, more);
  await expect.poll(() => activitiesFor(stage.demo, name).length, soon).toBe(1);
  return booked;
};

const activityOf = (guest: string) => {
  const [activity] = activitiesFor(stage.demo, guest);
  if (!activity) throw new Error(`${guest} has no activity`);
  return activity;
};

const openMeeting = async (page: Page, { id }: Booked, guest: string): Promise<void> => {
  await page.goto(`${stage.demo.appOrigin}/app/meetings/${id}`);
  await page.getByRole('heading', { name: guest }).waitFor();
};

const edit = (page: Page) => page.getByRole('button', { name: 'Edit', exact: true }).click();
const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click();

test('a link leads to the week of its meeting, with the drawer open, and says all of it', async () => {
  const booked = await book('Oona Vale', { notes: 'Second door.\nRing twice.', colleagues: ['pim@harbour.example'] });
  await openMeeting(app, booked, 'Oona Vale');
  const drawer = app.getByRole('dialog');
  await drawer.getByText('Activity is up to date').waitFor();
  const text = await drawer.textContent();
  const guestClock = Temporal.Instant.from(booked.start).toZonedDateTimeISO('America/St_Johns').toPlainTime();
  expect(text).toMatch(/13:00–13:30/);
  expect(text).toContain(guestClock.toString({ smallestUnit: 'minute' }));
  expect(text).toContain('Newfoundland Time');
  expect(text).toContain('Second door.\nRing twice.');
  expect(text).toContain('pim@harbour.example');
  await expect.poll(() => drawer.textContent(), soon).toMatch(/Confirmation to the guest ?Sent/);
  expect(await drawer.getByRole('link', { name: booked.email }).getAttribute('href')).toBe(`mailto:${booked.email}`);
  await app.keyboard.press('Escape');
  await app.waitForURL('**/app/calendar');
  await app.locator('.week-item.meeting', { hasText: 'Oona Vale' }).waitFor();
});

test('says kindly that a meeting isn’t there, and shows the calendar all the same', async () => {
  await app.goto(`${stage.demo.appOrigin}/app/meetings/01JDM0000000000000000000ZZ`);
  await app.getByRole('heading', { name: 'This meeting isn’t here' }).waitFor();
  expect(await faultsOf(app)).toEqual([]);
  await picture(app, 'calendar-10-unknown');
  await app.getByRole('button', { name: 'Close', exact: true }).click();
  await app.locator('.week-body').waitFor();
});

test('keeps what was typed where another tab was quicker, and lets the host choose', async () => {
  const booked = await book('Ivo Tarn');
  await openMeeting(app, booked, 'Ivo Tarn');
  const other = await app.context().newPage();
  await openMeeting(other, booked, 'Ivo Tarn');
  await edit(app);
  await app.getByLabel('Description').fill('Mine');
  await edit(other);
  await other.getByLabel('Description').fill('Theirs');
  await save(other);
  await other.getByText('Saved. Ivo Tarn gets a mail.').waitFor();

  await save(app);
  await app.getByText('This meeting was changed in the meantime').waitFor();
  expect(await app.getByLabel('Description').inputValue()).toBe('Mine');
  expect(await app.getByRole('alert').textContent()).toContain('Theirs');
  expect(await faultsOf(app)).toEqual([]);
  await picture(app, 'calendar-11-stale');
  await app.getByRole('button', { name: 'Show theirs' }).click();
  expect(await app.getByLabel('Description').inputValue()).toBe('Theirs');

  await other.close();
  await app.getByLabel('Description').fill('Both');
  await save(app);
  await app.getByText('Saved. Ivo Tarn gets a mail.').waitFor();
  await expect.poll(() => activityOf('Ivo Tarn').public_description, soon).toContain('Both');
  expect(stage.demo.mailbox.mails(booked.email).filter(({ subject }) => subject.startsWith('Updated: '))).toHaveLength(
    2,
  );
});

test('asks before what was typed is thrown away, and keeps it when the browser goes back', async () => {
  const booked = await book('Ada Fern');
  await app.goto(`${stage.demo.appOrigin}/app/calendar`);
  await (await meetingIn(app, { guest: 'Ada Fern', start: booked.start })).click();
  await app.getByRole('heading', { name: 'Ada Fern' }).waitFor();
  await edit(app);
  await app.getByLabel('Description').fill('Not saved');
  await app.keyboard.press('Escape');
  await app.getByRole('heading', { name: 'Discard what you changed?' }).waitFor();
  await app.getByRole('button', { name: 'Keep editing' }).click();
  await app.goBack();
  await app.waitForURL('**/app/calendar');
  await app.goForward();
  await expect.poll(() => app.getByLabel('Description').inputValue(), soon).toBe('Not saved');
  await app.getByRole('button', { name: 'Cancel', exact: true }).click();
  await app.getByRole('button', { name: 'Discard' }).click();
  await app.getByRole('button', { name: 'Edit', exact: true }).waitFor();
  expect(stage.demo.mailbox.mails(booked.email)).toHaveLength(1);
});

test('shows a move in the CRM, and a cancellation of the guest while the form is open', async () => {
  const booked = await book('Pim Wells');
  const { id, due_date } = activityOf('Pim Wells');
  stage.demo.sandbox.edit.updateActivity(user, id, { due_date, due_time: '09:15:00' });
  await mailTo(stage.demo.mailbox, booked.email, /^New time: /);
  await openMeeting(app, booked, 'Pim Wells');
  expect(await app.getByRole('dialog').textContent()).toMatch(/15:00–15:30/);
  expect(await app.getByRole('dialog').textContent()).toContain('Changed once');

  await edit(app);
  await app.getByLabel('Description').fill('Too late');
  stage.demo.sandbox.edit.deleteActivity(user, id);
  await mailTo(stage.demo.mailbox, booked.email, /^Cancelled: /);
  await save(app);
  await app.getByText('This meeting can’t be changed any more: it was cancelled or is over.').waitFor();
  expect(await app.getByLabel('Description').inputValue()).toBe('Too late');
  await app.getByRole('button', { name: 'Show theirs' }).click();
  await app.getByText(/^Cancelled on .*: its activity was deleted in Pipedrive$/).waitFor();
});

test('does once what is asked for again after its answer was lost', async () => {
  const booked = await book('Rosa Lind');
  const { id } = activityOf('Rosa Lind');
  await openMeeting(app, booked, 'Rosa Lind');
  const loseOne = (path: string) =>
    app.route(
      path,
      async route => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
  await edit(app);
  await app.getByLabel('Description').fill('Lost and found');
  await loseOne(`**/api/meetings/${booked.id}`);
  await save(app);
  await app.getByRole('alert').getByText('No connection').waitFor();
  expect(await app.getByLabel('Description').inputValue()).toBe('Lost and found');
  await save(app);
  await app.getByText('Saved. Rosa Lind gets a mail.').waitFor();

  await app.getByRole('button', { name: 'Delete meeting' }).click();
  await loseOne('**/api/meetings/*/cancel');
  const question = app.getByRole('dialog', { name: 'Delete this meeting?' });
  await question.getByLabel('Message to the guest (optional)').fill('Another time.');
  await question.getByRole('button', { name: 'Delete meeting' }).click();
  await question.getByRole('alert').getByText('No connection').waitFor();
  await question.getByRole('button', { name: 'Delete meeting' }).click();
  await app.getByText('Deleted. Rosa Lind gets a mail.').waitFor();
  await expect.poll(() => stage.demo.sandbox.company.activities.get(id)?.is_deleted, soon).toBe(true);
  const told = await mailTo(stage.demo.mailbox, booked.email, /^Cancelled: /);
  expect(told.text).toContain('Another time.');
  expect(stage.demo.mailbox.mails(booked.email).map(({ subject }) => subject.split(':')[0])).toEqual([
    'Cancelled',
    'Updated',
    'Booked',
  ]);
});

test('shows times and takes changes while Pipedrive is down, and says what waits', async () => {
  const booked = await book('Nora Quill');
  const { sandbox, mailbox } = stage.demo;
  const mend = sandbox.faults.fail(
    { path: '/api/v2/*', times: Number.POSITIVE_INFINITY },
    { kind: 'status', status: 503 },
  );
  const mendOne = sandbox.faults.fail(
    { path: '/api/v2/activities/*', times: Number.POSITIVE_INFINITY },
    { kind: 'status', status: 503 },
  );
  await app.goto(`${stage.demo.appOrigin}/app/calendar`);
  await app.getByText('Pipedrive doesn’t answer: activities are shown without their subjects.').waitFor();
  const item = await meetingIn(app, { guest: 'Nora Quill', start: booked.start });
  expect(await app.locator('.week-item.activity').count()).toBeGreaterThan(0);
  await dragDown(app, item, 60);
  await app.getByRole('region', { name: 'New time' }).getByRole('button', { name: 'Save' }).click();
  await mailTo(mailbox, booked.email, /^New time: /);
  await item.click();
  await app.getByText('Waiting to be written').waitFor();
  await expect
    .poll(() => app.getByRole('dialog').textContent(), soon)
    .toMatch(/Pipedrive (doesn’t|didn’t) answer\. · \d attempt/);
  expect(await faultsOf(app)).toEqual([]);
  await picture(app, 'calendar-12-waiting');

  mend();
  mendOne();
  await app.getByRole('button', { name: 'Try now' }).click();
  await app.getByText('Activity is up to date').waitFor();
  expect(Date.parse(startOf(activityOf('Nora Quill')))).toBe(Date.parse(booked.start) + HOUR);
});
