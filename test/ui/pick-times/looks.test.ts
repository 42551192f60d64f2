import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { installAs, openApp, userIn } from '../app/people.ts';
import { createStage, faultsOf, picture, type Stage } from '../main-job/stage.ts';
import { clickAt, mondayAhead, onlyActivities, showDate, soon } from './acts.ts';

/** Every width, theme and language of picking times, with warnings, another zone and the details open. */

vi.setConfig({ testTimeout: 60_000 });

const monday = mondayAhead('Asia/Kathmandu');
const tuesday = monday.add({ days: 1 });

let stage: Stage;
const pages = new Map<string, Page>();

/** Three picked times: one over a busy activity, all of them at night for a guest in St John's. */
const open = async (user: number, zone: string): Promise<Page> => {
  const page = await stage.visitor();
  onlyActivities(stage.demo.sandbox, user, zone, [
    { date: tuesday, time: '10:00', length: '01:00', subject: 'A call with a very long subject that nothing holds' },
    { date: tuesday, time: '10:30', length: '00:30', subject: 'At the same time' },
    { date: tuesday, time: '11:15', length: '00:15', subject: 'Quickly before lunch' },
    { date: tuesday, time: '12:00', length: '01:30', subject: 'Team planning' },
    { date: tuesday, time: '12:30', length: '00:40', subject: 'Agnieszka Wronakowska' },
    { date: monday.add({ days: 2 }), time: '13:00', length: '00:30', subject: 'Perhaps', busy: false },
  ]);
  await installAs(page, stage.demo.sandbox.origin, user);
  await openApp(page, stage, user, '/app/times');
  await page.locator('.week-day').first().waitFor();
  await showDate(page, tuesday);
  for (const time of ['09:00', '10:15', '14:00']) await clickAt(page, page, tuesday, time);
  await page.locator('.picked').nth(2).waitFor();
  const zoneField = page.getByRole('combobox', { name: /Time zone of the guest|Strefa czasowa gościa/ });
  await zoneField.click();
  await zoneField.fill('St. John');
  await page
    .getByRole('option', { name: /GMT−3:30|GMT−2:30/ })
    .first()
    .click();
  await page.locator('.week-hour-other').first().waitFor();
  return page;
};

/** Texts of the grid of which a line is neither whole nor hidden. */
const halfLines = (page: Page): Promise<string[]> =>
  page.locator('.week-item').evaluateAll(items =>
    items.flatMap(item => {
      const walker = document.createTreeWalker(item, NodeFilter.SHOW_TEXT);
      const cut: string[] = [];
      while (walker.nextNode()) {
        const range = document.createRange();
        range.selectNodeContents(walker.currentNode);
        for (const { top, bottom } of range.getClientRects()) {
          const middle = (top + bottom) / 2;
          // Of the line, what the letters fill.
          const [from, to] = [middle - 5, middle + 5];
          let [low, high] = [from, to];
          for (let box = walker.currentNode.parentElement; box && item.contains(box); box = box.parentElement) {
            if (getComputedStyle(box).overflowY === 'visible') continue;
            const clip = box.getBoundingClientRect();
            [low, high] = [Math.max(low, clip.top), Math.min(high, clip.bottom)];
          }
          if (high - low > 2 && high - low < to - from - 1) cut.push(walker.currentNode.nodeValue ?? '');
        }
      }
      return cut;
    }),
  );

beforeAll(async () => {
  stage = await createStage();
  const { sandbox } = stage.demo;
  pages.set('en', await open(userIn(sandbox, 'Asia/Kathmandu'), 'Asia/Kathmandu'));
  pages.set('pl', await open(userIn(sandbox, 'Europe/Warsaw'), 'Europe/Warsaw'));
});
afterAll(() => stage?.close());

describe.each(['en', 'pl'])('in %s', language => {
  test.each([
    [320, 'light'],
    [400, 'dark'],
    [800, 'light'],
    [1280, 'dark'],
    [1280, 'light'],
  ] as const)('nothing is wrong at %i px, %s', async (width, theme) => {
    const page = pages.get(language);
    if (!page) throw new Error(`Nothing is open in ${language}`);
    await page.emulateMedia({ colorScheme: theme });
    await page.setViewportSize({ width, height: 800 });
    await expect.poll(() => page.locator('html').getAttribute('data-theme'), soon).toBe(theme);
    const days = width < 500 ? (width < 400 ? 1 : 3) : 7;
    await expect.poll(() => page.locator('.week-day').count(), soon).toBe(days);
    await showDate(page, tuesday);
    await picture(page, `times-${language}-${width}-${theme}`);
    expect(await halfLines(page)).toEqual([]);
    expect(await faultsOf(page)).toEqual([]);
    await page.locator('.pick-details summary').click();
    await picture(page, `times-${language}-${width}-${theme}-details`, true);
    expect(await faultsOf(page)).toEqual([]);
    await page.locator('.pick-details summary').click();
  });
});
