import type { Browser, BrowserContextOptions } from 'playwright-core';
import { weekdays } from '../server/domain/rule.ts';
import { addDays, dateIn } from '../server/domain/zone.ts';
import { browserPath, startBrowser } from '../test/ui/chromium.ts';
import { atMost, type Figure, number, quantile } from './figures.ts';
import { fill, type Place, sqlitePlace } from './places.ts';
import { endWith, freePort, startBare, startProduct } from './processes.ts';
import { readStarts, slotsPath } from './replies.ts';

/** What a guest on a slow phone waits for: the pages in Chromium, loaded for the first time, on a slow network and a slow processor. */

const LOADS = 10;
const CPU_SLOWDOWN = 4;
const LATENCY = 400;
/** 400 kbit/s. */
const BYTES_A_SECOND = 50_000;

const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 3,
  hasTouch: true,
  isMobile: true,
  locale: 'en-GB',
  // Not the host's: the script draws the times anew.
  timezoneId: 'Asia/Kathmandu',
};

interface Kind {
  readonly name: string;
  /** Of the so manieth load. */
  readonly path: (load: number) => string;
  /** What the guest came for. */
  readonly shows: string;
  /** Only there once the script has taken over; absent where it changes nothing that can be seen. */
  readonly enhanced?: string;
}

interface Load {
  /** All times in milliseconds since the navigation began. */
  readonly visible: number;
  readonly largest: number;
  readonly shift: number;
  readonly enhanced: number | null;
  /** Bytes over the network, compressed, without headers, until then. */
  readonly html: number;
  readonly script: number;
  readonly style: number;
}

/** Runs in the page before its own scripts; kept in `performance` for whoever asks later. */
const watch = ({ shows, enhanced }: { shows: string; enhanced: string | undefined }): void => {
  const entries: { largest: number; shift: number } = { largest: 0, shift: 0 };
  new PerformanceObserver(list => {
    for (const { startTime } of list.getEntries()) entries.largest = startTime;
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) entries.shift += (entry as PerformanceEntry & { value: number }).value;
  }).observe({ type: 'layout-shift', buffered: true });
  Object.assign(window, { seen: entries });

  const note = (mark: string, selector: string): void => {
    const look = (): void => {
      if (performance.getEntriesByName(mark).length > 0) return;
      if (!document.querySelector(selector)) return void requestAnimationFrame(look);
      // Frames are only drawn once the style sheet is there; the next task comes after the paint.
      const channel = new MessageChannel();
      channel.port1.onmessage = () => performance.mark(mark);
      channel.port2.postMessage(null);
    };
    requestAnimationFrame(look);
  };
  note('shown to the guest', shows);
  if (enhanced) note('taken over', enhanced);
};

const load = async (browser: Browser, origin: string, kind: Kind, nth: number): Promise<Load> => {
  const context = await browser.newContext(phone);
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    const bytes: Record<string, number> = {};
    const types = new Map<string, string>();
    const heads = new Map<string, number>();
    session.on('Network.responseReceived', ({ requestId, type, response }) => {
      types.set(requestId, type);
      heads.set(requestId, response.encodedDataLength);
    });
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const type = types.get(requestId) ?? 'Other';
      bytes[type] = (bytes[type] ?? 0) + encodedDataLength - (heads.get(requestId) ?? 0);
    });
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: LATENCY,
      downloadThroughput: BYTES_A_SECOND,
      uploadThroughput: BYTES_A_SECOND,
    });
    await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
    await page.addInitScript(watch, { shows: kind.shows, enhanced: kind.enhanced });
    const reply = await page.goto(`${origin}${kind.path(nth)}`, { waitUntil: 'load' });
    if (reply?.status() !== 200) throw new Error(`The page “${kind.name}” was answered ${reply?.status()}`);
    const mark = kind.enhanced ? 'taken over' : 'shown to the guest';
    await page.waitForFunction(name => performance.getEntriesByName(name).length > 0, mark);
    const found = await page.evaluate(async () => {
      // Entries are handed to observers some frames after what they tell of.
      for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
      const { seen } = window as unknown as { seen: { largest: number; shift: number } };
      const at = (name: string): number | null => performance.getEntriesByName(name)[0]?.startTime ?? null;
      return { ...seen, visible: at('shown to the guest') ?? Number.NaN, enhanced: at('taken over') };
    });
    return { ...found, html: bytes.Document ?? 0, script: bytes.Script ?? 0, style: bytes.Stylesheet ?? 0 };
  } finally {
    await context.close();
  }
};

/** First day of the month after so many others. */
const monthAhead = (months: number): string =>
  Array.from({ length: months }).reduce<string>(
    date => `${addDays(`${date.slice(0, 7)}-28`, 4).slice(0, 7)}-01`,
    dateIn('UTC', Date.now()),
  );

/** The pages of one guest, who books a meeting to have one. */
const kindsOf = async (origin: string, slug: string, busiest: string): Promise<Kind[]> => {
  const [start] = await readStarts(origin, slotsPath(slug, 'Asia/Kathmandu'));
  const reply = await fetch(`${origin}/b/${slug}/bookings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': 'bench-guest-page' },
    body: JSON.stringify({ start, name: 'Asha Rai', email: 'asha@client.example', zone: 'Asia/Kathmandu' }),
  });
  if (reply.status !== 201) throw new Error(`The booking was answered ${reply.status}`);
  const { manageUrl } = (await reply.json()) as { manageUrl: string };
  const manage = new URL(manageUrl, origin).pathname;
  const free = await readStarts(origin, slotsPath(slug, 'Asia/Kathmandu'));
  const clock = '.clock:not(.clock-waiting)';
  return [
    { name: 'picker', path: () => `/b/${slug}?month=${monthAhead(1)}`, shows: '[data-start]', enhanced: clock },
    {
      name: 'picker, full month',
      path: () => `/b/${busiest}?month=${monthAhead(2)}`,
      shows: '[data-start]',
      enhanced: clock,
    },
    {
      name: 'details',
      // Each load holds its time; hours apart, none is in the way of another.
      path: nth => `/b/${slug}?start=${free[nth * 12]}`,
      shows: '[name=email]',
      enhanced: 'form[novalidate]',
    },
    { name: 'confirmation', path: () => `${manage}?booked=1`, shows: '.clocks' },
    { name: 'manage', path: () => manage, shows: '.clocks' },
    { name: 'move', path: () => `${manage}?move=1&month=${monthAhead(1)}`, shows: '[data-start]', enhanced: clock },
  ];
};

const figuresOf = ({ name }: Kind, loads: readonly Load[], bare: readonly Load[]): Figure[] => {
  const p95 = (samples: readonly number[]) => quantile(samples, 0.95);
  const of = (field: keyof Load, from = loads): number[] =>
    from.map(load => load[field]).filter(value => value !== null);
  const most = (field: keyof Load): number => Math.max(...of(field)) / 1000;
  const enhanced = of('enhanced');
  return [
    atMost(`${name}: shown after, ms, p95`, p95(of('visible')), 2000, p95(of('visible', bare))),
    atMost(`${name}: largest contentful paint, ms, p95`, p95(of('largest')), 2500, p95(of('largest', bare))),
    atMost(`${name}: layout shift, the most`, Math.max(...of('shift')), 0.02),
    atMost(`${name}: HTML over the network, compressed, kB`, most('html'), 30),
    atMost(`${name}: script over the network until it has taken over, compressed, kB`, most('script'), 20),
    {
      name: `${name}: p50 of shown / largest / script has taken over, ms; style, kB`,
      measured: `${['visible', 'largest'].map(field => number(quantile(of(field as keyof Load), 0.5))).join(' / ')}${
        enhanced.length > 0 ? ` / ${number(quantile(enhanced, 0.5))}` : ''
      }; ${number(most('style'))}`,
    },
  ];
};

/** From now on a month has as many starts as it can have: every quarter of an hour, day and night. */
const fillMonths = async (place: Place, slug: string): Promise<void> => {
  const store = await place.open();
  try {
    const link = await store.links.find(slug);
    if (link?.offer.kind !== 'general') throw new Error(`There is no link ${slug}`);
    const weekly = Object.fromEntries(weekdays.map(weekday => [weekday, [['00:00', '24:00'] as const]]));
    const rule = { ...link.offer.rule, weekly, bufferBefore: 0, bufferAfter: 0, step: 15, horizonDays: null };
    const { version } = link;
    await store.links.replace({ ...link, version: version + 1, offer: { kind: 'general', rule } }, version);
  } finally {
    await store.close();
  }
};

export const benchGuestPage = async (stack: AsyncDisposableStack): Promise<Figure[]> => {
  if (!browserPath()) {
    console.log('No Chromium here: how soon a guest sees the pages is left out.\n');
    return [];
  }
  const nowhere = await freePort();
  const place = await sqlitePlace(stack);
  const { slugs } = await fill(place, nowhere, { hosts: 2, activities: 200, bookings: 8 });
  const [slug = '', busiest = ''] = slugs;
  await fillMonths(place, busiest);
  const server = await startProduct(stack, place.where, nowhere);
  const bare = await startBare(stack);
  const browser = await startBrowser();
  await endWith(stack, () => browser.close());

  const figures: Figure[] = [];
  for (const kind of await kindsOf(server.origin, slug, busiest)) {
    const loads: Load[] = [];
    const fixed: Load[] = [];
    // The first load warms the server up and says how many bytes the bare page needs.
    const { html, style } = await load(browser, server.origin, kind, LOADS);
    const plain: Kind = { name: 'bare', path: () => `/page/${html + style}`, shows: '[data-start]' };
    for (let number = 0; number < LOADS; number += 1) {
      loads.push(await load(browser, server.origin, kind, number));
      fixed.push(await load(browser, bare.origin, plain, number));
    }
    figures.push(...figuresOf(kind, loads, fixed));
  }
  return figures;
};
