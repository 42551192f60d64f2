import type { Frame, Page } from 'playwright-core';

/** What a salesperson does in the CRM, by clicking. */

/** The app's frame in `holder`, once the SDK is initialised. */
export const surfaceIn = async (page: Page, holder: string): Promise<Frame> => {
  const element = await page.waitForSelector(`${holder}[data-state=ready] iframe`);
  const frame = await element.contentFrame();
  if (!frame) throw new Error(`Nothing is loaded in ${holder}`);
  return frame;
};

/** From the Marketplace to the consent screen. */
export const askToInstall = async (page: Page, crm: string, user: number): Promise<void> => {
  await page.goto(`${crm}/marketplace?user=${user}`);
  await page.getByRole('link', { name: 'Install now' }).click();
  await page.getByRole('heading', { name: /^Allow Meeting scheduler to use/ }).waitFor();
};

export const install = async (page: Page, crm: string, user: number): Promise<Frame> => {
  await askToInstall(page, crm, user);
  await page.getByRole('button', { name: 'Allow and install' }).click();
  await page.waitForURL(`${crm}/settings/marketplace/app/**`);
  return surfaceIn(page, '.settings-frame');
};

/** Opens the activity with this subject from the Activities tab. */
export const openActivity = async (page: Page, crm: string, subject: string): Promise<void> => {
  await page.goto(`${crm}/activities`);
  await page.getByRole('link', { name: subject, exact: true }).click();
  await page.getByRole('heading', { name: subject, exact: true }).waitFor();
};

/** The app's modal over the Activities tab, opened for the first row. */
export const openModal = async (page: Page, crm: string): Promise<Frame> => {
  await page.goto(`${crm}/activities`);
  await page.locator('table.activities tbody input').first().check();
  await page.getByRole('button', { name: 'Actions' }).click();
  await page.locator('#list-actions').getByRole('button', { name: 'Meeting scheduler' }).click();
  return surfaceIn(page, '.modal-frame');
};
