import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, BrowserContextOptions, Frame, Page } from 'playwright-core';
import { type Demo, type DemoOptions, startDemo } from '../../sandbox/assembly.ts';
import { startBrowser } from '../chromium.ts';

/** The product, the CRM, the mailbox and a browser; whoever looks at a page leaves a picture of it for people. */

const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pictures = fileURLToPath(new URL('../../../screenshots/main-job/', import.meta.url));

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

export const picture = async (page: Page, name: string, fullPage = false): Promise<void> => {
  await page.screenshot({ path: `${pictures}${name}.png`, fullPage, animations: 'disabled' });
};

/** How many pixels lie beyond the right edge. */
export const overflowOf = (frame: Page | Frame): Promise<number> =>
  frame.evaluate(() => document.documentElement.scrollWidth - innerWidth);

/** What axe-core finds wrong, `but` for these rules of its, and what lies beyond the right edge. */
export const faultsOf = async (frame: Page | Frame, but: readonly string[] = []): Promise<string[]> => {
  await frame.evaluate(axeSource);
  const beyond = await overflowOf(frame);
  const found = await frame.evaluate(async but => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const rules = Object.fromEntries(but.map(id => [id, { enabled: false }]));
    // A page inside the frame is looked at by itself.
    const { violations } = await axe.run(document, { iframes: false, rules });
    return violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.html}`));
  }, but);
  return beyond > 0 ? [...found, `${beyond} px beyond the right edge`] : found;
};
