import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { HOUR } from '../server/domain/interval.ts';
import { type Figure, number, timing } from './figures.ts';
import type { Request } from './load.ts';
import { bothPlaces, fill, type Place } from './places.ts';
import { freePort, startBare, startLoad, startProduct } from './processes.ts';
import { readStarts, requireAll, slotsPath } from './replies.ts';
import type { Seeded } from './seed.ts';

/** Bookings of fifty hosts as fast as they come, and afterwards whether any host was given away twice. */

const HOSTS = 50;
const CONNECTIONS = 16;
const SECONDS = 6;
const WARM_UP = 100;
const REPLY_BYTES = 250;

/** Starts that can be booked one after another: an hour apart covers length and buffers. */
const apart = (starts: readonly string[]): string[] => {
  let last = Number.NEGATIVE_INFINITY;
  return starts.filter(start => {
    if (Date.parse(start) - last < HOUR) return false;
    last = Date.parse(start);
    return true;
  });
};

/** Host by host and by turns, so that neighbours in time are different hosts. */
const bookingRequests = async (origin: string, slugs: readonly string[]): Promise<Request[]> => {
  const byHost = await Promise.all(
    slugs.map(async slug => apart(await readStarts(origin, slotsPath(slug, 'Asia/Kathmandu')))),
  );
  const most = Math.max(...byHost.map(starts => starts.length));
  return Array.from({ length: most }, (_, turn) => turn).flatMap(turn =>
    slugs.flatMap((slug, host): Request[] => {
      const start = byHost[host]?.[turn];
      if (start === undefined) return [];
      const guest = { name: `Guest ${turn}`, email: `guest${turn}.${host}@client.example`, zone: 'America/St_Johns' };
      return [{ path: `/b/${slug}/bookings`, key: `bench-${turn}`, body: JSON.stringify({ start, ...guest }) }];
    }),
  );
};

/** @throws if two claims of a host overlap, or there aren't as many as were promised */
const verify = async (place: Place, { hosts, claims }: Seeded, booked: number): Promise<void> => {
  const store = await place.open();
  try {
    let found = 0;
    for (const host of hosts) {
      const calendar = await store.calendars.find(host);
      const sorted = (calendar?.claims ?? []).toSorted((a, b) => a.start - b.start);
      found += sorted.length;
      for (const [index, claim] of sorted.entries()) {
        const before = sorted[index - 1];
        if (before && before.end > claim.start) throw new Error(`${place.name}: two claims of host ${host} overlap`);
      }
    }
    if (found !== hosts.length * claims + booked)
      throw new Error(
        `${place.name}: ${booked} bookings were promised, ${found - hosts.length * claims} claims are there`,
      );
  } finally {
    await store.close();
  }
};

/** Milliseconds of single commits to a file as the product opens it: what a booking on SQLite is made of. */
const commits = async (): Promise<number[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'scheduler-bench-'));
  const database = new DatabaseSync(join(folder, 'commits.db'));
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE lines (text TEXT)');
    const insert = database.prepare('INSERT INTO lines VALUES (?)');
    return Array.from({ length: 300 }, () => {
      const begun = performance.now();
      insert.run('x'.repeat(1000));
      return performance.now() - begun;
    });
  } finally {
    database.close();
    await rm(folder, { recursive: true });
  }
};

export const benchBookings = async (stack: AsyncDisposableStack): Promise<Figure[]> => {
  const nowhere = await freePort();
  const load = await startLoad(stack);
  const bare = await startBare(stack);
  const figures: Figure[] = [];

  for (const place of await bothPlaces(stack)) {
    const seeded = await fill(place, nowhere, { hosts: HOSTS, activities: 20, bookings: 8 });
    const server = await startProduct(stack, place.where, nowhere);
    const requests = await bookingRequests(server.origin, seeded.slugs);
    const closed = { kind: 'closed', connections: CONNECTIONS } as const;
    const constant: Request[] = Array.from({ length: 50_000 }, () => ({
      path: `/constant/${REPLY_BYTES}`,
      body: requests[0]?.body ?? '{}',
    }));
    const warm = { ...closed, origin: server.origin, requests: requests.slice(0, WARM_UP), seconds: SECONDS };
    const warmed = await load.run(warm);
    requireAll(201, warmed, `Bookings, ${place.name}`);
    const fixed = await load.run({ ...closed, origin: bare.origin, requests: constant, seconds: 2 });
    requireAll(201, fixed, 'Bookings, bare route');
    const commitsBefore = await commits();
    const outcome = await load.run({ ...warm, requests: requests.slice(WARM_UP) });
    requireAll(201, outcome, `Bookings, ${place.name}`);
    const commit = [...commitsBefore, ...(await commits())];
    await server.close();
    const booked = outcome.latencies.length;
    await verify(place, seeded, warmed.latencies.length + booked);
    const rate = booked / outcome.seconds;
    const bareRate = fixed.latencies.length / fixed.seconds;
    figures.push(
      {
        name: `${place.name}: bookings a second (${booked} of ${HOSTS} hosts, all 201, no two claims overlap)`,
        measured: number(rate),
        baseline: number(bareRate),
        times: rate / bareRate,
      },
      timing(`${place.name}: each, ${CONNECTIONS} at a time`, outcome.latencies, fixed.latencies),
    );
    if (place.name === 'SQLite')
      figures.push(timing('SQLite: the same beside one synced commit', outcome.latencies, commit));
  }
  return figures;
};
