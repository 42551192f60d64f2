import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { installAs, userIn } from '../app/people.ts';
import { createStage, faultsAt, faultsOf, picture, type Stage } from '../main-job/stage.ts';
import { apiOf, deed, inDays, type OwnApi, openAvailability } from './host.ts';

/** Manage availability and Share at every size, theme and language, looked at by axe; pictures are left for people. */

vi.setConfig({ testTimeout: 60_000 });

let stage: Stage;
let page: Page;
let api: OwnApi;

beforeAll(async () => {
  stage = await createStage();
  const { sandbox } = stage.demo;
  Object.assign(sandbox.company, { plan: 'growth', addons: [] });
  const user = userIn(sandbox, 'Asia/Kathmandu');
  page = await stage.visitor();
  await installAs(page, sandbox.origin, user);
  api = apiOf(stage.demo, user);
  const times: [string, string][] = [[inDays(2), inDays(2, 45)]];
  const rule = { zone: 'Asia/Kathmandu', times, bufferBefore: 0, bufferAfter: 0, bookings: 'one' as const };
  await api.add('Contract review', { offer: { kind: 'specific', rule } });
  // Held back by the plan, and says so.
  await api.add('Product demonstration for the whole buying team & friends');
});
afterAll(() => stage?.close());

const looks = async (frame: Frame, name: string): Promise<void> => {
  for (const theme of ['light', 'dark']) {
    await frame.locator(`html[data-theme=${theme}]`).waitFor();
    for (const width of [320, 400, 800, 1280]) {
      await page.setViewportSize({ width, height: 760 });
      expect([name, theme, width, await faultsAt(frame, width)]).toEqual([name, theme, width, []]);
      await picture(page, `${name}-${width}-${theme}`);
    }
    await page.setViewportSize({ width: 1280, height: 860 });
    await page.evaluate(() => document.querySelector<HTMLElement>('#theme-switch')?.click());
  }
};

const words = { en: ['Expand', 'Share'], pl: ['Rozwiń', 'Udostępnij'] } as const;

it.each(['en', 'pl'] as const)('nothing is wrong with them in %s', async language => {
  const [expand, share] = words[language];
  await api.ask('PATCH', '/api/me', { language });
  const frame = await openAvailability(page, stage.demo.sandbox.origin);
  const { name } = (await api.links()).at(-1)?.details ?? { name: '' };
  await deed(frame, expand, name).click();
  await frame.locator('.free-day').first().waitFor();
  await looks(frame, `availability-${language}`);

  await deed(frame, share, name).click();
  const dialog = frame.getByRole('dialog');
  await dialog.locator('.share-paper').waitFor();
  await looks(frame, `share-times-${language}`);
  for (const [at, way, shows] of [
    [1, 'website', '.share-code'],
    [2, 'code', '.share-qr img'],
  ] as const) {
    await dialog.locator('.segments').first().getByRole('radio').nth(at).check();
    await dialog.locator(shows).first().waitFor();
    await page.setViewportSize({ width: 320, height: 760 });
    expect([way, await faultsOf(frame)]).toEqual([way, []]);
    await picture(page, `share-${way}-${language}-320`);
    await page.setViewportSize({ width: 1280, height: 860 });
  }
});
