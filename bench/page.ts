import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { atMost, type Figure, timing } from './figures.ts';
import { fill, sqlitePlace } from './places.ts';
import { freePort, startBare, startLoad, startProduct } from './processes.ts';
import { requireAll } from './replies.ts';

/** What a guest's browser, and the composer's frame, have to load first, and how long the page takes to render. */

const client = resolve(import.meta.dirname, '../dist/client');
const ROUNDS = 5;
const REQUESTS = 60;

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

/** Files that these need before they run: what they import only later isn't among them. */
const filesOf = (manifest: Readonly<Record<string, Chunk>>, entries: readonly string[]): Set<string> => {
  const files = new Set<string>();
  const visit = (name: string): void => {
    const chunk = manifest[name];
    if (!chunk) throw new Error(`The build has no ${name}`);
    if (files.has(chunk.file)) return;
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
    for (const other of chunk.imports ?? []) visit(other);
  };
  for (const entry of entries) visit(entry);
  return files;
};

const kilobytes = (content: string | Buffer): number => gzipSync(content).length / 1000;

const sizeOf = async (manifest: Readonly<Record<string, Chunk>>, ...entries: readonly string[]): Promise<number> => {
  const files = [...filesOf(manifest, entries)];
  const sizes = await Promise.all(files.map(async file => kilobytes(await readFile(join(client, file)))));
  return sizes.reduce((sum, size) => sum + size, 0);
};

export const benchPage = async (stack: AsyncDisposableStack): Promise<Figure[]> => {
  const nowhere = await freePort();
  const load = await startLoad(stack);
  const bare = await startBare(stack);
  const place = await sqlitePlace(stack);
  const { slugs } = await fill(place, nowhere, { hosts: 50, activities: 200, bookings: 8 });
  const server = await startProduct(stack, place.where, nowhere);

  const reply = await fetch(`${server.origin}/b/${slugs[0]}`);
  const html = await reply.text();
  if (reply.status !== 200 || !html.includes('<form')) throw new Error(`The booking page answered ${reply.status}`);

  const manifest = JSON.parse(await readFile(join(client, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>;
  const rendered: number[] = [];
  const fixed: number[] = [];
  const plan = { kind: 'closed', connections: 1, seconds: 10 } as const;
  const constant = `/constant/${Buffer.byteLength(html)}`;
  for (let round = 0; round <= ROUNDS; round += 1) {
    const paths = Array.from({ length: REQUESTS }, (_, index) => ({ path: `/b/${slugs[index % slugs.length]}` }));
    const pages = await load.run({ ...plan, origin: server.origin, requests: paths });
    requireAll(200, pages, 'Booking page');
    const constants = await load.run({ ...plan, origin: bare.origin, requests: paths.map(() => ({ path: constant })) });
    requireAll(200, constants, 'Booking page, bare route');
    // The first round is for warming up.
    if (round === 0) continue;
    rendered.push(...pages.latencies);
    fixed.push(...constants.latencies);
  }
  const begun = ['booking/client.tsx', 'booking/book-view.tsx'];
  return [
    atMost('first HTML of the booking page, kB gzipped', kilobytes(html), 30),
    atMost(
      'its script to choose a time, kB gzipped',
      await sizeOf(manifest, ...begun, 'booking/picker/picker.tsx'),
      20,
    ),
    atMost(
      'its script to fill in the form, kB gzipped',
      await sizeOf(manifest, ...begun, 'booking/form/details.tsx'),
      20,
    ),
    atMost('composer, script and style, kB gzipped', await sizeOf(manifest, 'composer/index.html'), 45),
    timing('GET /b/:slug, one after another', rendered, fixed),
  ];
};
