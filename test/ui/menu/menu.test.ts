import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { LinkReply, NextTimesReply } from '../../../server/http/host/schema.ts';
import { installAs, userIn } from '../app/people.ts';
import { apiOf, type OwnApi } from '../availability/host.ts';
import { openModal, surfaceIn } from '../main-job/host.ts';
import { createStage, faultsOf, overflowOf, picture, type Stage } from '../main-job/stage.ts';

/** The menu beside the composer, in the floating window and in the modal, with the real product behind it. */

vi.setConfig({ testTimeout: 60_000 });

const soon = { timeout: 10_000, interval: 50 };

let stage: Stage;
let crm: string;
let api: OwnApi;
/** Asha in Kathmandu, whose browser is English. */
let host: Page;
let general: LinkReply;
let picked: LinkReply;
/** Signed: one a start. */
let pickedUrls: readonly string[];

/** 04:15 UTC is 10:00 in Kathmandu and, in winter, 00:45 in St John's. */
const picks = [20, 21].map(days => {
  const date = Temporal.Now.plainDateISO('UTC').add({ days });
  return { date, start: `${date}T04:15:00.000Z`, end: `${date}T05:00:00.000Z` };
});

beforeAll(async () => {
  stage = await createStage();
  const { sandbox } = stage.demo;
  crm = sandbox.origin;
  const user = userIn(sandbox, 'Asia/Kathmandu');
  host = await stage.visitor();
  await installAs(host, crm, user);
  api = apiOf(stage.demo, user);
  const [link] = await api.links();
  if (!link) throw new Error('No default link');
  general = link;
  picked = await api.add('Contract review', {
    offer: {
      kind: 'specific',
      rule: {
        zone: 'Asia/Kathmandu',
        times: picks.map(({ start, end }) => [start, end]),
        bufferBefore: 0,
        bufferAfter: 0,
        bookings: 'each',
      },
    },
  });
  pickedUrls = ((await api.ask('GET', `/api/links/${picked.slug}/next`)) as NextTimesReply).urls;
});
afterAll(() => stage?.close());

const openPanel = async (): Promise<Frame> => {
  await host.goto(`${crm}/deal/1`);
  const panel = await surfaceIn(host, '.panel-frame');
  await panel.locator('.links').first().waitFor();
  return panel;
};

const openWindow = async (): Promise<Frame> => {
  await host.goto(`${crm}/mail`);
  await host.getByRole('button', { name: 'Apps' }).click();
  await host.locator('[data-open-window]').click();
  const window = await surfaceIn(host, '.window-frame');
  await window.locator('.links').first().waitFor();
  return window;
};

const button = (frame: Frame, name: string | RegExp) =>
  frame.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
const flyout = (frame: Frame) => frame.getByRole('region', { name: 'Specific times' });
const focusedName = (frame: Frame) =>
  frame.evaluate(() => {
    const { activeElement: focused } = document;
    return focused?.getAttribute('aria-label') ?? focused?.textContent ?? '';
  });

const composer = () => host.getByRole('textbox', { name: 'Message', exact: true });
const paste = async (): Promise<string> => {
  await composer().fill('');
  await composer().focus();
  await host.keyboard.press('Control+V');
  return composer().innerHTML();
};
const pastePlain = async (): Promise<string> => {
  await host.getByLabel('Plain text', { exact: true }).check();
  await host.keyboard.press('Control+V');
  return host.getByLabel('Message as plain text').inputValue();
};

describe('beside the composer', () => {
  it('tells links with general availability from those with specific times', async () => {
    const panel = await openPanel();
    const list = panel.getByRole('region', { name: 'General availability' });
    expect(await list.getByRole('listitem').count()).toBe(1);
    expect(await flyout(panel).count()).toBe(0);
    await picture(host, 'menu-panel');
    expect(await faultsOf(panel)).toEqual([]);
  });

  it('shows the one-off links while the pointer is on Pick times, each with a gear that opens its times', async () => {
    const panel = await openPanel();
    await button(panel, 'Pick times').hover();
    await flyout(panel).getByText('Contract review').waitFor();
    await picture(host, 'menu-panel-hover');
    // It unfolds between its own way and the next: nothing lies under it.
    const [list, next] = [await flyout(panel).boundingBox(), await button(panel, 'Manage availability').boundingBox()];
    expect((list?.y ?? 0) + (list?.height ?? 0)).toBeLessThanOrEqual(next?.y ?? 0);
    expect(await faultsOf(panel)).toEqual([]);
    await button(panel, 'Edit times: Contract review').hover();
    await flyout(panel).getByText('Contract review').waitFor();
    await panel.getByRole('heading', { level: 1 }).hover();
    await flyout(panel).waitFor({ state: 'hidden' });

    await button(panel, 'Pick times').hover();
    await button(panel, 'Edit times: Contract review').click();
    const modal = await surfaceIn(host, '.modal-frame');
    await modal.getByText('Contract review').first().waitFor();
    await expect.poll(() => modal.locator('[aria-current=page]').textContent(), soon).toBe('Pick times');
  });

  it('does the same by touch, with the button beside it', async () => {
    const page = await stage.visitor({ hasTouch: true });
    await page.goto(`${crm}/?user=${userIn(stage.demo.sandbox, 'Asia/Kathmandu')}`);
    await page.goto(`${crm}/deal/1`);
    const panel = await surfaceIn(page, '.panel-frame');
    const count = button(panel, 'Specific times: Show 1 link');
    await count.tap();
    await flyout(panel).getByText('Contract review').waitFor();
    expect(await count.getAttribute('aria-expanded')).toBe('true');
    await count.tap();
    await flyout(panel).waitFor({ state: 'hidden' });
    await count.tap();
    await button(panel, 'Edit times: Contract review').tap();
    await (await surfaceIn(page, '.modal-frame')).getByText('Contract review').first().waitFor();
  });

  it('does the same by keyboard alone, and Escape puts it away', async () => {
    const panel = await openPanel();
    await button(panel, /^Copy with next times/).focus();
    await host.keyboard.press('Tab');
    expect(await focusedName(panel)).toBe('Pick times');
    await flyout(panel).getByText('Contract review').waitFor();
    await host.keyboard.press('Escape');
    await flyout(panel).waitFor({ state: 'hidden' });
    expect(await focusedName(panel)).toBe('Pick times');
    await host.keyboard.press('Tab');
    expect(await focusedName(panel)).toBe('Specific times: Show 1 link');
    await flyout(panel).getByText('Contract review').waitFor();
    const passed: string[] = [];
    for (let step = 0; step < 5; step += 1) {
      await host.keyboard.press('Tab');
      passed.push(await focusedName(panel));
    }
    expect(passed[0]).toMatch(/^Copy link: Contract review/);
    expect(passed.slice(1)).toEqual([
      'Copy personal link: Contract review',
      'Copy web address: Contract review',
      'Copy with next times: Contract review',
      'Edit times: Contract review',
    ]);
    await host.keyboard.press('Escape');
    await flyout(panel).waitFor({ state: 'hidden' });
    expect(await focusedName(panel)).toBe('Specific times: Show 1 link');
    await host.keyboard.press('Tab');
    expect(await focusedName(panel)).toBe('Manage availability');
  });

  it.each([
    ['Manage availability', 'Manage availability'],
    ['Calendar', 'Calendar'],
    ['Pick times', 'Pick times'],
  ])('leads to %s in a modal', async (name, shown) => {
    const panel = await openPanel();
    await button(panel, name).click();
    const modal = await surfaceIn(host, '.modal-frame');
    await expect.poll(() => modal.locator('[aria-current=page]').textContent(), soon).toBe(shown);
  });

  it('follows Pipedrive’s theme at once', async () => {
    const panel = await openPanel();
    const canvas = () => panel.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const before = await canvas();
    await host.getByRole('button', { name: 'Light or dark' }).click();
    await expect.poll(canvas, soon).not.toBe(before);
    await button(panel, 'Specific times: Show 1 link').click();
    await flyout(panel).getByText('Contract review').waitFor();
    await picture(host, 'menu-panel-dark');
    expect(await faultsOf(panel)).toEqual([]);
    await host.getByRole('button', { name: 'Light or dark' }).click();
    await expect.poll(canvas, soon).toBe(before);
  });
});

describe('copied times', () => {
  const clock = (start: string, zone: string) =>
    Temporal.Instant.from(start).toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' });
  const dayIn = (start: string, zone: string) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'long', day: 'numeric', month: 'long' }).format(
      Date.parse(start),
    );

  const copyPicked = async (panel: Frame) => {
    await button(panel, 'Specific times: Show 1 link').click();
    await button(panel, 'Copy with next times: Contract review').click();
    await host.locator('.snackbar', { hasText: '2 times copied' }).waitFor();
  };

  it('are in the host’s own zone, which is named', async () => {
    const panel = await openPanel();
    await panel.getByText('Times are copied in Nepal Time (Kathmandu)').waitFor();
    await copyPicked(panel);
    const html = await paste();
    expect(html).toContain('Nepal Time (Kathmandu)');
    for (const [index, { start }] of picks.entries()) {
      expect(html).toContain(`href="${pickedUrls[index]}"`);
      expect(html).toContain(dayIn(start, 'Asia/Kathmandu'));
    }
    expect(html.match(/>10:00<\/a>/g)).toHaveLength(2);
  });

  it('are in the zone that the host chooses, by search, and stay in it when the surface is opened again', async () => {
    const panel = await openPanel();
    await button(panel, 'Change the time zone of copied times').click();
    await panel.getByRole('combobox', { name: 'Time zone of copied times' }).fill('st john');
    await panel
      .getByRole('option', { name: /John’s/ })
      .first()
      .click();
    await panel.getByText(/^Times are copied in Newfoundland Time/).waitFor();
    expect(await focusedName(panel)).toBe('Change the time zone of copied times');
    await copyPicked(panel);

    const html = await paste();
    const plain = await pastePlain();
    for (const [index, { start }] of picks.entries()) {
      const label = clock(start, 'America/St_Johns');
      expect(label).not.toBe('10:00');
      expect(html).toContain(dayIn(start, 'America/St_Johns'));
      expect(html).toMatch(new RegExp(`href="${RegExp.escape(pickedUrls[index] ?? '')}"[^>]*>${label}</a>`));
      expect(plain).toContain(`${label}: ${pickedUrls[index]}`);
      expect(plain).toContain(dayIn(start, 'America/St_Johns'));
    }
    expect(html).toContain('Newfoundland Time (St. John’s)');
    expect(plain).toContain('Time zone: Newfoundland Time (St. John’s)');
    expect(plain).not.toContain('<');

    const again = await openPanel();
    await again.getByText(/^Times are copied in Newfoundland Time/).waitFor();
    await button(again, 'Use my zone').click();
    await again.getByText(/^Times are copied in Nepal Time/).waitFor();
    expect(await button(again, 'Use my zone').count()).toBe(0);
    expect(await focusedName(again)).toBe('Change the time zone of copied times');
  });

  it('are chosen by keyboard alone', async () => {
    const panel = await openPanel();
    await button(panel, 'Change the time zone of copied times').focus();
    await host.keyboard.press('Enter');
    await panel.getByRole('combobox').waitFor();
    await expect.poll(() => panel.evaluate(() => document.activeElement?.getAttribute('role')), soon).toBe('combobox');
    await host.keyboard.type('warsaw');
    await panel
      .getByRole('option', { name: /Warsaw/ })
      .first()
      .waitFor();
    await host.keyboard.press('Enter');
    await panel.getByText('Times are copied in Central European Time (Warsaw)').waitFor();
  });
});

describe('in other places', () => {
  it('opens its times and copies its link in the floating window too', async () => {
    const window = await openWindow();
    await button(window, /^Copy link: /)
      .first()
      .click();
    await expect.poll(paste, soon).toContain(`href="${general.url}"`);
    await picture(host, 'menu-window');
    expect(await faultsOf(window)).toEqual([]);
    await button(window, 'Pick times').hover();
    await flyout(window).getByText('Contract review').waitFor();
  });

  it.each([320, 400, 800, 1280])('is the workspace’s first view, both kinds at once, at %i px', async width => {
    await host.setViewportSize({ width: 1280, height: 860 });
    const modal = await openModal(host, crm);
    await modal.locator('.links').nth(1).waitFor();
    await host.setViewportSize({ width, height: 860 });
    await expect.poll(() => overflowOf(modal), soon).toBe(0);
    const heads = await modal.getByRole('heading', { level: 2 }).allTextContents();
    expect(heads).toEqual(['General availability', 'Specific times']);
    await button(modal, 'Edit times: Contract review').waitFor();
    await picture(host, `menu-modal-${width}`);
    expect(await faultsOf(modal)).toEqual([]);
    await host.setViewportSize({ width: 1280, height: 860 });
  });
});

describe('a link that is switched off', () => {
  it('is switched on where an active one is copied; offline says that it is', async () => {
    const spare = await api.add('Spare', { active: false });
    const panel = await openPanel();
    await picture(host, 'menu-switch-on');
    await button(panel, 'Switch on: Spare').click();
    await button(panel, 'Switch on: Spare').waitFor({ state: 'hidden' });
    const read = (await api.links()).find(({ slug }) => slug === spare.slug);
    expect(read?.active).toBe(true);

    await host.context().setOffline(true);
    await panel.getByRole('alert').getByText('No connection: this is what was last read.').waitFor();
    await host.context().setOffline(false);
    await panel.getByRole('alert').waitFor({ state: 'hidden' });
    await api.ask('DELETE', `/api/links/${spare.slug}`);
  });
});
