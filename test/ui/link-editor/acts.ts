import type { Frame, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { deed, openAvailability } from '../availability/host.ts';

/** What a host does in the editor of general availability; in English, unless a name is given. */

export const soon = { timeout: 10_000, interval: 50 };

export type Surface = Frame | Page;

export const editorIn = async <T extends Surface>(surface: T): Promise<T> => {
  await surface.locator('.link-editor').waitFor();
  return surface;
};

/** The first step, with what is stored: what an earlier test typed is set aside. */
const begun = async (frame: Frame): Promise<Frame> => {
  await editorIn(frame);
  const discard = frame.getByRole('button', { name: /^(Discard|Start anew)$/ });
  if ((await discard.count()) > 0) {
    await discard.click();
    await frame.getByRole('button', { name: 'Availability', exact: true }).click();
  }
  await frame.locator('.picture:not(.outdated) .picture-count').waitFor();
  return frame;
};

/** In the modal over the Activities tab. */
export const openNew = async (page: Page, crm: string): Promise<Frame> => {
  const frame = await openAvailability(page, crm);
  await frame.getByRole('button', { name: 'Add availability' }).first().click();
  await frame.locator('.link-editor, .continue-or-not').first().waitFor();
  const anew = frame.locator('.continue-or-not').getByRole('button', { name: 'Start anew' });
  if ((await anew.count()) > 0) await anew.click();
  return begun(frame);
};

export const reopenLink = async (page: Page, crm: string, link: string): Promise<Frame> => {
  const frame = await openAvailability(page, crm);
  await deed(frame, 'Edit', link).click();
  return editorIn(frame);
};

export const openLink = async (page: Page, crm: string, link: string): Promise<Frame> =>
  begun(await reopenLink(page, crm, link));

/** Where the server's field is shown. */
export const at = (surface: Surface, place: string): Locator => surface.locator(`[data-place="${place}"]`).first();
export const rule = (surface: Surface, field: string): Locator => at(surface, `offer.rule.${field}`);
export const detail = (surface: Surface, field: string): Locator => at(surface, `details.${field}`);

export const fillNumber = (holder: Locator, value: number): Promise<void> =>
  holder.locator('input[type=number]').fill(String(value));

export const setWindow = async (holder: Locator, index: number, from: string, to: string): Promise<void> => {
  const fields = holder.locator('.window').nth(index).locator('.time-input');
  await fields.nth(0).fill(from);
  await fields.nth(1).fill(to);
  await fields.nth(1).blur();
};

export const openSettings = async (surface: Surface): Promise<void> => {
  const fold = surface.locator('.time-settings');
  if ((await fold.getAttribute('open')) === null) await fold.locator('summary').click();
};

export const goOn = async (surface: Surface, name = 'Continue to meeting details'): Promise<void> => {
  await surface.getByRole('button', { name }).click();
  await detail(surface, 'name').waitFor();
};

export const save = (surface: Surface): Promise<void> =>
  surface.getByRole('button', { name: 'Save', exact: true }).click();

export const errorAt = (surface: Surface, place: string): Promise<string | null> =>
  at(surface, place).locator('.field-error').first().textContent();

/** The times of the picture, by the headings of its days. */
export const pictured = (surface: Surface): Promise<string[]> =>
  surface
    .locator('.picture-day')
    .evaluateAll(days =>
      days.map(day =>
        [
          day.querySelector('h4')?.textContent,
          ...[...day.querySelectorAll('.picture-times > li')].map(time => time.textContent),
        ].join(' '),
      ),
    );

/** With the Tab key alone, to the control of this name. */
export const tabTo = async (page: Page, surface: Surface, name: string): Promise<void> => {
  const focused = () =>
    surface.evaluate(() => {
      const found = document.activeElement;
      const label = found instanceof HTMLElement && 'labels' in found ? (found as HTMLInputElement).labels?.[0] : null;
      return found?.getAttribute('aria-label') ?? label?.textContent ?? found?.textContent ?? '';
    });
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    if ((await focused()) === name) return;
  }
  expect.fail(`The Tab key never came to “${name}”`);
};
