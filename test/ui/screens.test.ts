import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { changeLink, defaultLink, type OwnLink, trashLink } from './main-job/api.ts';
import { choose, enhanced } from './main-job/guest.ts';
import { install, openModal, surfaceIn } from './main-job/host.ts';
import { mailTo } from './main-job/mails.ts';
import { createStage, faultsOf, overflowOf, picture, type Stage } from './main-job/stage.ts';

/** Each page in its sizes, themes, languages and states: nothing overflows and axe finds nothing; pictures are left for people. */

let stage: Stage;
let crm: string;
let host: Page;
let link: OwnLink;
let warsaw: number;
let newYork: number;
let kathmandu: number;

// Pictures and axe take their time where other tests run beside this one.
vi.setConfig({ testTimeout: 60_000 });

const DAY = 86_400_000;
const dateIn = (days: number): string => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

beforeAll(async () => {
  stage = await createStage();
  const { sandbox } = stage.demo;
  crm = sandbox.origin;
  [warsaw = 0, newYork = 0, kathmandu = 0] = sandbox.company.users.map(({ id }) => id);
  host = await stage.visitor();
  await install(host, crm, warsaw);
  link = await defaultLink(stage.demo, warsaw);
});
afterAll(() => stage?.close());

const clean = async (page: Page, name: string, but: readonly string[] = []): Promise<void> => {
  await picture(page, name, true);
  expect([name, await faultsOf(page, but)]).toEqual([name, []]);
};

/** A mail is shown inside a page of its reader's mail program, which has the landmarks. */
const pagesOnly = ['landmark-one-main', 'region'];

/** axe judges the first width: the others are looked at for what doesn't fit. */
const resized = async (page: Page, name: string, [first, ...others]: readonly number[]): Promise<void> => {
  if (first === undefined) return;
  await page.setViewportSize({ width: first, height: 860 });
  await clean(page, `${name}-${first}`);
  for (const width of others) {
    await page.setViewportSize({ width, height: 860 });
    await picture(page, `${name}-${width}`, true);
    expect([name, width, await overflowOf(page)]).toEqual([name, width, 0]);
  }
};

test.each([
  ['light', [320, 800, 1280], { colorScheme: 'light', locale: 'en-US' }],
  ['dark', [1280], { colorScheme: 'dark', locale: 'en-GB' }],
  ['pl', [320], { colorScheme: 'light', locale: 'pl-PL' }],
  ['ar', [320, 1280], { colorScheme: 'light', locale: 'ar-EG' }],
] as const)('the booking page, the details and the meeting: %s', async (name, widths, options) => {
  const guest = await stage.visitor({ timezoneId: 'Asia/Kathmandu', ...options });
  await guest.goto(link.url);
  await enhanced(guest);
  await guest.locator('.time').first().waitFor();
  await resized(guest, `screen-book-${name}`, widths);
  await choose(guest, { day: 1, time: 1 });
  await resized(guest, `screen-details-${name}`, widths);
  await guest.locator('#field-name').fill('Asha Rai');
  await guest.locator('#field-email').fill(`asha.${name}@peaks.example`);
  await guest.locator('.details form button[type=submit]').click();
  await guest.locator('.mark').waitFor();
  await resized(guest, `screen-booked-${name}`, widths);
  await guest.locator('a[href$="move=1"]').click();
  await guest.locator('.time').first().waitFor();
  await resized(guest, `screen-move-${name}`, widths);
  await guest.goto(guest.url().replace(/\?.*/, '?cancel=1'));
  await guest.locator('#reason').waitFor();
  await resized(guest, `screen-cancel-${name}`, widths.slice(0, 1));
  await guest.locator('.cancelling button').click();
  await guest.locator('input[value=undo]').waitFor({ state: 'attached' });
  await resized(guest, `screen-cancelled-${name}`, widths.slice(0, 1));
});

test('mails to the guest and to the host', async () => {
  const { mailbox } = stage.demo;
  const reader = await stage.visitor({ viewport: { width: 720, height: 900 } });
  const cases = [
    ['booked', 'asha.light@peaks.example', /^Booked/],
    ['cancelled', 'asha.light@peaks.example', /^Cancelled/],
    ['booked-ar', 'asha.ar@peaks.example', /./],
    ['host', 'katarzyna.sowa@borealis-pack.example', /^Umówiono/],
  ] as const;
  for (const [name, to, subject] of cases) {
    const { html } = await mailTo(mailbox, to, subject);
    await reader.setContent(html ?? '');
    await reader.setViewportSize({ width: 720, height: 860 });
    await clean(reader, `mail-${name}-720`, pagesOnly);
    await reader.setViewportSize({ width: 320, height: 860 });
    await picture(reader, `mail-${name}-320`, true);
    expect([name, await overflowOf(reader)]).toEqual([name, 0]);
  }
  await reader.emulateMedia({ colorScheme: 'dark' });
  await clean(reader, 'mail-host-dark', pagesOnly);
  await reader.setViewportSize({ width: 1280, height: 860 });
  await reader.goto(mailbox.origin);
  await clean(reader, 'inbox-dark');
});

test('the CRM and the surfaces in dark', async () => {
  await host.goto(crm);
  await host.getByRole('button', { name: 'Light or dark' }).click();
  await host.goto(`${crm}/deal/1`);
  const panel = await surfaceIn(host, '.panel-frame');
  await panel.locator('.links').waitFor();
  await picture(host, 'crm-deal-dark');
  expect(await faultsOf(panel)).toEqual([]);
  const modal = await openModal(host, crm);
  await modal.locator('.links').waitFor();
  await picture(host, 'crm-modal-dark');
  expect(await faultsOf(modal)).toEqual([]);
  await host.goto(`${crm}/settings/marketplace/app/${stage.demo.sandbox.app.clientId}/app-settings`);
  const settings = await surfaceIn(host, '.settings-frame');
  await settings.locator('.links').waitFor();
  await picture(host, 'crm-settings-dark');
  expect(await faultsOf(settings)).toEqual([]);
  await host.goto(`${crm}/activities?view=calendar`);
  await picture(host, 'crm-calendar-dark');
});

test('surfaces while they load, and when they can’t', async () => {
  let release = () => {};
  const held = new Promise<void>(resolve => {
    release = resolve;
  });
  await host.route('**/api/**', async route => {
    await held;
    await route.abort();
  });
  await host.goto(`${crm}/deal/1`);
  const panel = await surfaceIn(host, '.panel-frame');
  await panel.getByText('Loading').waitFor({ state: 'attached' });
  await picture(host, 'crm-deal-loading');
  expect(await faultsOf(panel)).toEqual([]);
  release();
  await panel.getByRole('alert').waitFor();
  await picture(host, 'crm-deal-failed');
  expect(await faultsOf(panel)).toEqual([]);
  await host.unroute('**/api/**');
  await panel.getByRole('button', { name: 'Try again' }).click();
  await panel.locator('.links').waitFor();
});

test('a link whose calendar is full, unknown, switched off or withdrawn says so', async () => {
  const { sandbox } = stage.demo;
  for (let day = 0; day < 64; day += 1) {
    sandbox.edit.createActivity(kathmandu, {
      subject: 'Away',
      type: 'task',
      owner_id: kathmandu,
      due_date: dateIn(day),
      busy: true,
    });
  }
  const guest = await stage.visitor({ timezoneId: 'America/St_Johns', locale: 'en-US' });
  await install(await stage.visitor(), crm, kathmandu);
  const full = await defaultLink(stage.demo, kathmandu);
  await guest.goto(full.url);
  await enhanced(guest);
  await guest.getByText('There are no free times at the moment.').waitFor();
  await resized(guest, 'state-full', [320, 1280]);

  sandbox.faults.fail(
    { path: '/api/v2/activities', userId: newYork, times: Number.POSITIVE_INFINITY },
    { kind: 'status', status: 500 },
  );
  await install(await stage.visitor(), crm, newYork);
  const unknown = await defaultLink(stage.demo, newYork);
  await guest.goto(unknown.url);
  await guest.getByRole('heading', { name: 'Free times can’t be shown right now' }).waitFor();
  await clean(guest, 'state-unknown');

  await changeLink(stage.demo, kathmandu, full, { active: false });
  await guest.goto(full.url);
  await guest.getByRole('heading', { name: 'This booking link is switched off' }).waitFor();
  await clean(guest, 'state-inactive');
  await trashLink(stage.demo, kathmandu, full);
  await guest.goto(full.url);
  await guest.getByRole('heading', { name: 'This booking link has been withdrawn' }).waitFor();
  await clean(guest, 'state-gone');
  await guest.goto(`${stage.demo.appOrigin}/b/123456789abc`);
  await guest.getByRole('heading', { name: 'This booking link doesn’t exist' }).waitFor();
  await clean(guest, 'state-missing');
});
