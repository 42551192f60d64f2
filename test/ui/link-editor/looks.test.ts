import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { installAs, openApp, userIn } from '../app/people.ts';
import { createStage, faultsAt, picture, type Stage } from '../main-job/stage.ts';
import { at, detail, editorIn, errorAt, fillNumber, goOn, openSettings, rule, save, setWindow, soon } from './acts.ts';

/** Refusals at their fields, and how the editor looks at every size, in both themes and languages; on the full page. */

vi.setConfig({ testTimeout: 60_000 });

let stage: Stage;
let page: Page;

const open = async (zone: string, locale: string): Promise<void> => {
  const { sandbox } = stage.demo;
  page = await stage.visitor({ locale });
  const user = userIn(sandbox, zone);
  await installAs(page, sandbox.origin, user);
  await openApp(page, stage, user, '/app/links/new');
  await editorIn(page);
};

beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage?.close());

const settled = (place: string, sentence: string) => expect.poll(() => errorAt(page, place), soon).toBe(sentence);
const focusedPlace = () =>
  page.evaluate(() => document.activeElement?.closest('[data-place]')?.getAttribute('data-place'));

const sizes = [
  [320, 700],
  [400, 700],
  [800, 700],
  [1280, 860],
] as const;

/** Both themes, every size, with a picture of each for people. */
const look = async (name: string) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expect.poll(() => page.locator('html').getAttribute('data-theme'), soon).toBe(colorScheme);
    for (const [width, height] of sizes) {
      await page.setViewportSize({ width, height });
      expect(await faultsAt(page, width), `${name}, ${colorScheme}, ${width}`).toEqual([]);
      await picture(page, `link-editor-${name}-${colorScheme}-${width}`);
    }
  }
};

describe('in English', () => {
  it('each refusal stands at its field, leads there, and goes when it is mended', async () => {
    await open('Asia/Kathmandu', 'en-GB');
    const weekly = rule(page, 'weekly.tue');
    for (const [from, to, sentence] of [
      ['9 o’clock', '17:00', 'Enter times such as 9:30 or 17:00. 24:00 can only be an end.'],
      ['09:00', '9', 'A time period can’t end when it begins. A whole day is 00:00 to 24:00.'],
    ] as const) {
      await setWindow(weekly, 0, from, to);
      await settled('offer.rule.weekly.tue', sentence);
    }
    await setWindow(weekly, 0, '9', '17');
    await page.getByRole('button', { name: 'Add a time period: Tuesday' }).click();
    await setWindow(weekly, 1, '16:30', '18:00');
    await settled('offer.rule.weekly.tue', 'Two time periods overlap.');
    await setWindow(weekly, 1, '17:00', '23:59');
    await expect.poll(() => weekly.locator('.field-error').count(), soon).toBe(0);
    await page.getByText('Until 23:59? The last minute of the day stays closed.').waitFor();
    await page.getByRole('button', { name: 'Use 24:00' }).click();
    expect(await weekly.locator('.time-input').nth(3).inputValue()).toBe('24:00');

    await rule(page, 'activeTo').locator('input').fill('2020-01-31');
    await settled('offer.rule.activeTo', 'This date has passed.');
    await rule(page, 'activeFrom').locator('input').fill('2096-02-01');
    await rule(page, 'activeTo').locator('input').fill('2096-01-31');
    await settled('offer.rule.activeTo', 'This is before the first date.');
    await page.getByRole('button', { name: 'Clear “From”' }).click();
    await page.getByRole('button', { name: 'Clear “To”' }).click();

    await openSettings(page);
    for (const [field, value, sentence] of [
      ['step', 4, 'Enter a whole number from 5 to 1,440.'],
      ['bufferBefore', 1441, 'Enter a whole number from 0 to 1,440.'],
      ['bufferAfter', 1.5, 'Enter a whole number from 0 to 1,440.'],
      ['notice', 9000, 'Enter a whole number from 0 to 8,760.'],
      ['notice', 2000, 'This is longer than guests can book ahead, so nothing could ever be booked.'],
      ['horizonDays', 731, 'Enter a whole number from 0 to 730.'],
    ] as const) {
      const before = await rule(page, field).locator('input[type=number]').inputValue();
      await fillNumber(rule(page, field), value);
      await settled(`offer.rule.${field}`, sentence);
      await rule(page, field).locator('input[type=number]').fill(before);
      await expect.poll(() => rule(page, field).locator('.field-error').count(), soon).toBe(0);
    }
    await rule(page, 'dailyLimit').getByLabel('Limit meetings per day').click();
    await rule(page, 'dailyLimit').locator('input[type=number]').fill('');
    await settled('offer.rule.dailyLimit', 'Enter a whole number from 1 to 100.');

    // Folded and out of sight: going on opens it and goes there.
    await page.locator('.time-settings summary').click();
    await page.getByRole('button', { name: 'Continue to meeting details' }).click();
    await expect.poll(focusedPlace, soon).toBe('offer.rule.dailyLimit');
    await page
      .getByRole('alert')
      .getByRole('button', { name: 'Meetings per day: Enter a whole number from 1 to 100.' })
      .waitFor();
    await look('refused');
    await rule(page, 'dailyLimit').getByLabel('Limit meetings per day').click();

    await goOn(page);
    await detail(page, 'name').locator('input').fill(' ');
    await page.getByRole('button', { name: 'Add a question' }).click();
    await page.getByRole('button', { name: 'Add a question' }).click();
    await page.locator('.question').nth(1).getByLabel('Answer').selectOption({ label: 'Choice' });
    await detail(page, 'description').locator('textarea').fill('x'.repeat(4001));
    await save(page);
    expect(await errorAt(page, 'details.name')).toBe('Enter a name.');
    expect(await errorAt(page, 'details.description')).toBe('This is too long: at most 4,000 characters.');
    expect(await errorAt(page, 'details.questions.0.label')).toBe('Enter the question.');
    expect(await errorAt(page, 'details.questions.1.choices')).toBe('Enter at least one choice.');
    expect(await focusedPlace()).toBe('details.name');
    await page.getByRole('button', { name: 'Question 2: Enter at least one choice.' }).click();
    await expect.poll(focusedPlace, soon).toBe('details.questions.1.choices');
    await look('details-refused');
  });

  it('hints tell of gaps that no guest can use, and mend them', async () => {
    await page.getByRole('button', { name: 'Back to availability' }).click();
    await page.locator('.duration label', { hasText: '45' }).click();
    const hint = page.locator('.hint', { hasText: 'After each meeting' });
    expect(await hint.textContent()).toMatch(/^After each meeting 15 mins stay unused: it takes 45 mins/);
    await hint.getByRole('button').click();
    await expect.poll(() => hint.count(), soon).toBe(0);
    await openSettings(page);
    expect(await rule(page, 'step').locator('input').inputValue()).toBe('15');
    await setWindow(rule(page, 'weekly.mon'), 0, '9', '17:10');
    await page.getByText('Mon 09:00–17:10: no meeting reaches the last 10 mins.').waitFor();
    await page.getByText('Times in your Google or Outlook calendar block bookings only when').waitFor();
    await page.getByText('What is booked never shifts the start times').waitFor();
  });
});

describe('in Polish', () => {
  it('speaks Polish in every part, refusals among them', async () => {
    await open('Europe/Warsaw', 'pl-PL');
    await page.getByRole('heading', { name: 'Dodaj dostępność' }).waitFor();
    await setWindow(rule(page, 'weekly.wed'), 0, '22:30', '2');
    await page.getByText('kończy się następnego dnia').waitFor();
    await rule(page, 'overrides').locator('.add-date input').fill('2096-12-24');
    await page.getByRole('button', { name: 'Dodaj datę' }).click();
    await openSettings(page);
    await fillNumber(rule(page, 'step'), 2000);
    await settled('offer.rule.step', 'Wpisz liczbę całkowitą od 5 do 1440.');
    await page.getByRole('button', { name: 'Przejdź do szczegółów spotkania' }).click();
    await page.getByRole('alert').getByText('Jeszcze nie zapisano: 1 rzecz do poprawienia').waitFor();
    await look('pl');
    await fillNumber(rule(page, 'step'), 30);
    await goOn(page, 'Przejdź do szczegółów spotkania');
    await page.getByRole('button', { name: 'Dodaj pytanie' }).click();
    await page.getByRole('button', { name: '+ Dodaj stopkę' }).click();
    await page.locator('.rich-text:focus').waitFor();
    await page.keyboard.type('Do zobaczenia');
    await at(page, 'details.footer').getByText('Tak zobaczą ją goście').waitFor();
    await look('details-pl');
  });
});
