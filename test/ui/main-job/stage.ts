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

const beyondOf = async (frame: Page | Frame): Promise<string[]> => {
  const beyond = await overflowOf(frame);
  return beyond > 0 ? [`${beyond} px beyond the right edge`] : [];
};

/** What axe-core finds wrong, `but` for these rules of its, and what lies beyond the right edge. */
export const faultsOf = async (frame: Page | Frame, but: readonly string[] = []): Promise<string[]> => {
  const beyond = await beyondOf(frame);
  return [...(await axeFaults(frame, but)), ...beyond];
};

/** At the narrowest and the widest axe judges too; between them pages say the same in the same colours, and only have to fit. */
export const faultsAt = (frame: Page | Frame, width: number): Promise<string[]> =>
  width <= 320 || width >= 1280 ? faultsOf(frame) : beyondOf(frame);
