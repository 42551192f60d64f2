import type { Frame, Page } from 'playwright-core';
import type { LinkReply } from '../server/http/host/schema.ts';
import { installAs, userIn } from '../test/ui/app/people.ts';
import { apiOf } from '../test/ui/availability/host.ts';
import { browserPath } from '../test/ui/chromium.ts';
import { surfaceIn } from '../test/ui/main-job/host.ts';
import { createStage } from '../test/ui/main-job/stage.ts';
import { atMost, type Figure, quantile } from './figures.ts';
import { endWith } from './processes.ts';

/** How soon a host sees their links beside the composer, in Chromium, with 50 links, and how soon a copy of one is confirmed. */

const LINKS = 50;
const VISITS = 20;
/** The first visits are for warming up: servers, disk and the browser's own caches. */
const WARM = 3;

interface Seen {
  /** Milliseconds from the frame's load event to the frame in which links are painted; negative: before it. */
  readonly afterLoad: number;
  /** From the beginning of the frame's navigation. */
  readonly afterStart: number;
}

/** Runs in every frame before its own scripts, and notes when the first link is painted. */
const watchLinks = () => {
  const look = new MutationObserver(() => {
    if (!document.querySelector('.links .link')) return;
    look.disconnect();
    requestAnimationFrame(() => {
      // The next task comes after the paint.
      const channel = new MessageChannel();
      channel.port1.onmessage = () => performance.mark('links');
      channel.port2.postMessage(null);
    });
  });
  look.observe(document, { childList: true, subtree: true });
};

const seen = async (frame: Frame): Promise<Seen> => {
  await frame.waitForFunction(() => performance.getEntriesByName('links').length > 0);
  await frame.waitForFunction(() => document.readyState === 'complete');
  return frame.evaluate(() => {
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    const at = performance.getEntriesByName('links')[0]?.startTime ?? Number.NaN;
    return { afterStart: at, afterLoad: at - (navigation?.loadEventStart ?? 0) };
  });
};

/** From the click itself, which has to be a person's: a script's copies nothing. */
const copied = async (frame: Frame): Promise<number> => {
  const link = frame.locator('.links .link-main').first();
  await link.evaluate(element => {
    let begun = 0;
    element.addEventListener('click', ({ timeStamp }) => (begun = timeStamp), { capture: true, once: true });
    new MutationObserver((_, observer) => {
      if (!document.querySelector('.link-copied')) return;
      observer.disconnect();
      requestAnimationFrame(() => performance.measure('copied', { start: begun, end: performance.now() }));
    }).observe(document.body, { childList: true, subtree: true });
  });
  await link.click();
  await frame.waitForFunction(() => performance.getEntriesByName('copied').length > 0);
  return frame.evaluate(() => performance.getEntriesByName('copied')[0]?.duration ?? Number.NaN);
};

const visit = async (page: Page, deal: string): Promise<Frame> => {
  await page.goto(deal);
  return surfaceIn(page, '.panel-frame');
};

export const benchComposer = async (stack: AsyncDisposableStack): Promise<Figure[]> => {
  if (!browserPath()) {
    console.log('No Chromium here: how soon the composer shows its links is left out.\n');
    return [];
  }
  const stage = await createStage();
  await endWith(stack, () => stage.close());
  const { sandbox } = stage.demo;
  const user = userIn(sandbox, 'Asia/Kathmandu');
  const page = await stage.visitor();
  await installAs(page, sandbox.origin, user);
  const api = apiOf(stage.demo, user);
  for (let number = (await api.links()).length; number < LINKS; number += 1) {
    const added: LinkReply = await api.add(`Link ${number}`);
    if (!added.slug) throw new Error('A link wasn’t added');
  }
  await page.addInitScript(watchLinks);
  const views: Seen[] = [];
  const copies: number[] = [];
  for (let number = 0; number < WARM + VISITS; number += 1) {
    const frame = await visit(page, `${sandbox.origin}/deal/1`);
    const found = await seen(frame);
    const took = await copied(frame);
    if (number < WARM) continue;
    views.push(found);
    copies.push(took);
  }
  const p95 = (samples: readonly number[]) => quantile(samples, 0.95);
  return [
    atMost(
      `composer, ${LINKS} links painted after the frame’s load, ms, p95`,
      p95(views.map(view => view.afterLoad)),
      300,
    ),
    {
      name: 'the same since the frame’s navigation began, ms, p95',
      measured: p95(views.map(view => view.afterStart)).toFixed(0),
    },
    atMost(`copying one of ${LINKS} links until it is confirmed, ms, p95`, p95(copies), 100),
  ];
};
