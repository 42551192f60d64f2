import type { Locator, Page } from 'playwright-core';

/** What a guest does on the booking page, in whatever language it is shown. */

export interface Choice {
  /** ISO 8601 with Z. */
  readonly start: string;
  /** As the page shows it. */
  readonly label: string;
}

/** Once the script has taken over, the guest's own zone is shown. */
export const enhanced = (page: Page): Promise<void> => page.locator('.clock:not(.clock-waiting)').waitFor();

/** At the end of a month the next one has to be opened for as many. */
const freeDay = async (page: Page, index: number): Promise<Locator> => {
  const here = await page.locator('.day-free').count();
  if (index < here) return page.locator('.day-free').nth(index);
  const shown = await page.locator('[data-date]').first().getAttribute('data-date');
  const following = Temporal.PlainDate.from(shown ?? '')
    .add({ months: 1 })
    .toString()
    .slice(0, 7);
  await page.locator('.month a.step').last().click();
  const day = page.locator(`.day-free[data-date^="${following}"]`).nth(index - here);
  await day.waitFor();
  return day;
};

/** Opens the nth day that has times, and chooses its nth time; both count from 0. Day 0 may be almost over. */
export const choose = async (
  page: Page,
  { day, time }: { day: number; time: number },
  shows = '#details-heading',
): Promise<Choice> => {
  const free = await freeDay(page, day);
  const date = await free.getAttribute('data-date');
  await free.click();
  await page.locator(`[data-date="${date}"][aria-current=true]`).waitFor();
  const link = page.locator('.time').nth(time);
  const [start, label] = [await link.getAttribute('data-start'), await link.textContent()];
  if (!start || !label) throw new Error('A time says neither instant nor label');
  await link.click();
  await page.locator(shows).waitFor();
  return { start, label };
};

/** In English. */
export const book = async (page: Page, name: string, email: string): Promise<void> => {
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('E-mail', { exact: true }).fill(email);
  await page.getByRole('button', { name: 'Book the meeting' }).click();
  await page.getByRole('heading', { name: 'You’re booked' }).waitFor();
};
