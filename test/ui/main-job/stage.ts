import type { BrowserContext, BrowserContextOptions, Frame, Page } from 'playwright-core';
import { type Demo, type DemoOptions, startDemo } from '../../sandbox/assembly.ts';
import { axeFaults } from '../axe.ts';
import { startBrowser } from '../chromium.ts';
import { leavePicture } from '../pictures.ts';

/** The product, the CRM, the mailbox and a browser; pictures for people where they are asked for. */

export interface Stage {
  readonly demo: Demo;
  /** A person with a browser of their own. */
  visitor(options?: BrowserContextOptions): Promise<Page>;
  close(): Promise<void>;
}

export const createStage = async (options: DemoOptions = {}): Promise<Stage> => {
  const [demo, browser] = await Promise.all([startDemo(options), startBrowser()]);
  const contexts: BrowserContext[] = [];
  return {
    demo,
    async visitor(own = {}) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: 'en-GB', ...own });
      // Sooner than the test's own limit, so that what was waited for is named.
      context.setDefaultTimeout(25_000);
      contexts.push(context);
      return context.newPage();
    },
    async close() {
      await Promise.all(contexts.map(context => context.close()));
      await browser.close();
      await demo.close();
    },
  };
};

export const picture = (page: Page, name: string, fullPage = false): Promise<void> =>
  leavePicture(page, `main-job/${name}`, fullPage);

/** How many pixels lie beyond the right edge. */
export const overflowOf = (frame: Page | Frame): Promise<number> =>
  frame.evaluate(() => document.documentElement.scrollWidth - innerWidth);

/** What axe-core finds wrong, `but` for these rules of its, and what lies beyond the right edge. */
export const faultsOf = async (frame: Page | Frame, but: readonly string[] = []): Promise<string[]> => {
  const beyond = await overflowOf(frame);
  const found = await axeFaults(frame, but);
  return beyond > 0 ? [...found, `${beyond} px beyond the right edge`] : found;
};
