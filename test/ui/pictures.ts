import { fileURLToPath } from 'node:url';
import type { Locator, Page } from 'playwright-core';

/** For people to look at, under `screenshots/`, where `PICTURES=true` asks for them: no test depends on one, and each costs a third of a second. */
export const leavePicture = async (of: Page | Locator, name: string, fullPage = false): Promise<void> => {
  if (process.env.PICTURES !== 'true') return;
  const path = fileURLToPath(new URL(`../../screenshots/${name}.png`, import.meta.url));
  await of.screenshot({ path, animations: 'disabled', ...(fullPage && { fullPage }) });
};
