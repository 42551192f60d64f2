import { availableParallelism, loadavg } from 'node:os';
import { buildIfStale } from '../extension-ui/build.ts';
import { benchBookings } from './bookings.ts';
import { benchComposer } from './composer.ts';
import { benchEngine } from './engine.ts';
import { type Figure, table, verdict } from './figures.ts';
import { benchGuestPage } from './guest-page.ts';
import { benchMemory } from './memory.ts';
import { benchPage } from './page.ts';
import { benchSlots } from './slots.ts';
import { benchStartUp } from './start-up.ts';

/**
 * `npm run bench`, or some parts of it: `npm run bench -- engine page`. Ends with 0 when it ran, whatever it found; a target
 * that isn't met is printed as MISSED.
 */

interface Part {
  readonly title: string;
  readonly run: (stack: AsyncDisposableStack) => Promise<Figure[]>;
}

const parts: Readonly<Record<string, Part>> = {
  engine: { title: 'Slot engine; baseline: a fixed loop of arithmetic', run: benchEngine },
  slots: {
    title: 'GET /b/:slug/slots at 100 a second; baseline: a bare fastify route under the same load',
    run: benchSlots,
  },
  bookings: { title: 'POST /b/:slug/bookings; baseline: a bare fastify route', run: benchBookings },
  memory: { title: 'Memory; baseline: a process with a bare fastify route', run: benchMemory },
  'start-up': { title: 'Start; baseline: a process with a bare fastify route', run: benchStartUp },
  composer: { title: 'Composer in Chromium, in the CRM’s page', run: benchComposer },
  'guest-page': {
    title: 'Guest pages on a slow phone, 400 kbit/s and 4 × slower; baseline: a bare page with as many bytes',
    run: benchGuestPage,
  },
  page: { title: 'Pages; baseline: a bare fastify route with as many bytes', run: benchPage },
};

const underWay = new Set<AsyncDisposableStack>();

const runPart = async ({ title, run }: Part): Promise<Figure[]> => {
  const stack = new AsyncDisposableStack();
  underWay.add(stack);
  try {
    const figures = await run(stack);
    console.log(table(title, figures));
    return figures;
  } finally {
    await stack.disposeAsync();
    underWay.delete(stack);
  }
};

const stop = (): void => {
  // What is still being measured fails as its servers go, which tells nobody anything.
  process.on('uncaughtException', () => {});
  process.on('unhandledRejection', () => {});
  void Promise.allSettled([...underWay].map(stack => stack.disposeAsync())).then(() => process.exit(1));
};
process.once('SIGINT', stop);
process.once('SIGTERM', stop);

const chosen = process.argv.slice(2);
const unknown = chosen.filter(name => !Object.hasOwn(parts, name));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}: choose from ${Object.keys(parts).join(', ')}.`);
  process.exit(1);
}

await buildIfStale();
const begun = performance.now();
const load = () =>
  loadavg()
    .slice(0, 1)
    .map(value => value.toFixed(1))
    .join();
console.log(`Node ${process.version}, ${availableParallelism()} processors, load before it ${load()}`);
console.log('Three figures in a cell are p50 / p95 / p99; × compares the medians.\n');

const found: Figure[] = [];
for (const [name, part] of Object.entries(parts)) {
  if (chosen.length === 0 || chosen.includes(name)) found.push(...(await runPart(part)));
}
const judged = found.filter(({ met }) => met !== undefined);
const seconds = Math.round((performance.now() - begun) / 1000);
console.log(
  `${judged.filter(({ met }) => met).length} of ${judged.length} targets met, in ${seconds} s; load after it ${load()}`,
);
for (const figure of judged.filter(({ met }) => !met))
  console.log(`${verdict(figure)}: ${figure.name}: ${figure.measured}, target ${figure.target}`);
