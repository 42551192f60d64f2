import type { Page } from 'playwright-core';

/** What a guest does on the booking page. */

export interface Choice {
  /** ISO 8601 with Z. */
  readonly start: string;
  /** As the page shows it. */
  readonly label: string;
}

/** Once the script has taken over, the guest's own zone is shown. */
export const enhanced = (page: Page): Promise<void> => page.locator('.clock:not(.clock-waiting)').waitFor();

/** Opens the nth day that has times, and chooses its nth time. */
export const choose = async (
  page: Page,
  { day, time }: { day: number; time: number },
  shows = 'text=Your details',
): Promise<Choice> => {
  await page.locator('.day-free').nth(day).click();
  const link = page.locator('.time').nth(time);
  const [start, label] = [await link.getAttribute('data-start'), await link.textContent()];
  if (!start || !label) throw new Error('A time says no instant');
  await link.click();
  await page.locator(shows).first().waitFor();
  return { start, label };
};

export const book = async (page: Page, name: string, email: string): Promise<void> => {
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('E-mail', { exact: true }).fill(email);
  await page.getByRole('button', { name: 'Book the meeting' }).click();
  await page.getByRole('heading', { name: 'You’re booked' }).waitFor();
};
