import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Frame, Page } from 'playwright-core';

const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds wrong in this document alone, once its transitions are over; `but` for these rules of its. */
export const axeFaults = async (frame: Page | Frame, but: readonly string[] = []): Promise<string[]> => {
  if (!(await frame.evaluate(() => 'axe' in window))) await frame.evaluate(source);
  return frame.evaluate(async but => {
    // Half-way from one colour to another, or half-transparent, is no look of the page's.
    for (const animation of document.getAnimations()) {
      if (animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY) animation.finish();
    }
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const rules = Object.fromEntries(but.map(id => [id, { enabled: false }]));
    // A page in a frame of this one is looked at by itself.
    const { violations } = await axe.run(document, { iframes: false, rules, resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.html}`));
  }, but);
};
