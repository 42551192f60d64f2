import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { installAs, userIn } from '../app/people.ts';
import { apiOf, type OwnApi } from '../availability/host.ts';
import { surfaceIn } from '../main-job/host.ts';
import { createStage, faultsOf, picture, type Stage } from '../main-job/stage.ts';

/** Which links are active by the plan, chosen on the settings page; the stand-in plays the plans. */

vi.setConfig({ testTimeout: 60_000 });

const soon = { timeout: 10_000, interval: 50 };

let stage: Stage;
let crm: string;
let api: OwnApi;
let host: Page;

beforeAll(async () => {
  stage = await createStage({ hasMovableClock: true });
  const { sandbox } = stage.demo;
  crm = sandbox.origin;
  const user = userIn(sandbox, 'Asia/Kathmandu');
  host = await stage.visitor();
  await installAs(host, crm, user);
  api = apiOf(stage.demo, user);
  await api.add('Demo');
});
afterAll(() => stage?.close());

const open = async (page = host): Promise<Frame> => {
  await page.goto(`${crm}/settings/marketplace/app/${stage.demo.sandbox.app.clientId}/app-settings`);
  const frame = await surfaceIn(page, '.settings-frame');
  await frame.locator('.cards').waitFor();
  return frame;
};

const said = (frame: Frame, text: string | RegExp) =>
  frame.getByRole('status').getByText(text).waitFor({ state: 'attached' });

const play = (plan: 'lite' | 'growth' | 'premium', addons: string[] = []) =>
  Object.assign(stage.demo.sandbox.company, { plan, addons });

/** The page has the plan read when it is asked to, a while after the app did so last. */
const compared = async (frame: Frame, allows: string | RegExp): Promise<void> => {
  await stage.demo.advance(60_000);
  await frame.getByRole('button', { name: 'Check plan and activities' }).click();
  const links = frame.getByRole('region', { name: 'Your booking links' });
  await expect.poll(() => links.textContent(), soon).toMatch(allows);
};
const bookable = (frame: Frame, name: string) =>
  frame.getByRole('switch', { name: `Guests can book from “${name}”`, exact: true });
const active = async () => (await api.links()).filter(link => link.active).map(({ details }) => details.name);

test('on Growth lets the host choose the one, in one step', async () => {
  play('growth');
  const frame = await open();
  await compared(frame, /One active link/);
  await expect.poll(active, soon).toHaveLength(1);
  const [first = ''] = await active();
  const second = first === 'Demo' ? 'Meeting' : 'Demo';
  await frame.getByText('Your plan allows one at a time: switching one on switches the other off.').waitFor();
  await expect.poll(() => bookable(frame, first).isChecked(), soon).toBe(true);
  await picture(host, 'settings-growth', true);

  await bookable(frame, second).click();
  await said(frame, `“${second}” is switched on, “${first}” is switched off.`);
  expect(await bookable(frame, second).isChecked()).toBe(true);
  expect(await bookable(frame, first).isChecked()).toBe(false);
  expect(await active()).toEqual([second]);

  await bookable(frame, first).focus();
  await host.keyboard.press('Space');
  await said(frame, `“${first}” is switched on, “${second}” is switched off.`);
  expect(await active()).toEqual([first]);
});

test('on Growth refuses the other of two tabs that switch at once, and says which one is active', async () => {
  const mine = await open();
  await bookable(mine, 'Meeting').waitFor();
  for (const name of await active()) {
    await bookable(mine, name).click();
    await expect.poll(() => bookable(mine, name).isChecked(), soon).toBe(false);
  }
  const theirs = await host.context().newPage();
  const other = await open(theirs);
  await bookable(other, 'Demo').waitFor();
  await Promise.all([bookable(mine, 'Meeting').click(), bookable(other, 'Demo').click()]);
  const refusal = /is active, and your plan allows only one\./;
  await expect
    .poll(async () => (await mine.getByText(refusal).count()) + (await other.getByText(refusal).count()), soon)
    .toBe(1);
  expect(await active()).toHaveLength(1);
  await theirs.close();
});

test('on Lite says why the default link is off, and what lifts that', async () => {
  play('lite');
  const frame = await open();
  await compared(frame, /The Lite plan allows no active link/);
  await expect.poll(active, soon).toEqual([]);
  await frame.getByText(/so your default link is switched off too\. The LeadBooster add-on or a higher plan/).waitFor();
  await bookable(frame, 'Meeting').click();
  await frame
    .getByText(/^The Lite plan has no active link with general availability, so guests can’t book from one/)
    .waitFor();
  expect(await bookable(frame, 'Meeting').isChecked()).toBe(false);
  await picture(host, 'settings-lite', true);
  expect(await faultsOf(frame)).toEqual([]);

  await host.goto(`${crm}/deal/1`);
  const panel = await surfaceIn(host, '.panel-frame');
  await panel.getByText(/^The Lite plan has no active link with general availability/).waitFor();
});

test('with LeadBooster lets any number be active, on Lite too', async () => {
  play('lite', ['leadbooster_v2']);
  const frame = await open();
  await compared(frame, /LeadBooster add-on[\s\S]*Any number of active links/);
  // Pressed again at once it says so, and reads nothing.
  await frame.getByRole('button', { name: 'Check plan and activities' }).click();
  await frame.getByText(/^Read a moment ago\. You can have it read again in \d+ seconds?\.$/).waitFor();
  // The other one its host had switched off.
  await frame.getByText('Your earlier plan had switched off 1 link; your plan now allows it.').waitFor();
  await picture(host, 'settings-held-back', true);
  await frame.getByRole('button', { name: 'Switch it on' }).click();
  await frame.getByText(/^Your earlier plan/).waitFor({ state: 'hidden' });
  const [back = ''] = await active();
  expect(await active()).toEqual([back]);
  const other = bookable(frame, back === 'Demo' ? 'Meeting' : 'Demo');
  await other.click();
  await expect.poll(() => other.isChecked(), soon).toBe(true);
  expect((await active()).toSorted()).toEqual(['Demo', 'Meeting']);
});
