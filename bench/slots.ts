import { DAY } from '../server/domain/interval.ts';
import { type Figure, number, timing } from './figures.ts';
import type { Outcome, Request } from './load.ts';
import { bothPlaces, fill, type Place } from './places.ts';
import { cpuOf, freePort, type Server, startBare, startLoad, startProduct } from './processes.ts';
import { readStarts, requireAll, slotsPath } from './replies.ts';
import { ZONES } from './seed.ts';

/**
 * A month of free starts over HTTP, a hundred times a second, of fifty hosts by turns. Every host's month has been asked for before, so
 * that what the mirror blocks is remembered; reading it, which the first request after a change does, stands apart.
 */

const PER_SECOND = 100;
const ROUNDS = 3;
const SECONDS = 5;
const TARGET_P99 = 20;

interface Side {
  readonly name: string;
  /** The store's query for a month of activities by itself. */
  readonly query: readonly number[];
  readonly server: Server;
  readonly requests: readonly Request[];
  readonly latencies: number[];
  cpu: number;
  answered: number;
}

const timeQuery = async (place: Place, hosts: readonly string[]): Promise<number[]> => {
  const store = await place.open();
  try {
    const samples: number[] = [];
    for (const host of [...hosts, ...hosts]) {
      const begun = performance.now();
      await store.activities.between(host, Date.now(), Date.now() + 31 * DAY);
      samples.push(performance.now() - begun);
    }
    // The first half is for warming up.
    return samples.slice(hosts.length);
  } finally {
    await store.close();
  }
};

export const benchSlots = async (stack: AsyncDisposableStack): Promise<Figure[]> => {
  const nowhere = await freePort();
  const load = await startLoad(stack);
  const bare = await startBare(stack);
  const sides: Side[] = [];
  const open = ({ server, requests }: Side, seconds: number): Promise<Outcome> =>
    load.run({ kind: 'open', origin: server.origin, requests, perSecond: PER_SECOND, seconds });

  let bytes = 0;
  for (const place of await bothPlaces(stack)) {
    const { slugs, hosts } = await fill(place, nowhere, { hosts: 50, activities: 200, bookings: 8 });
    const query = await timeQuery(place, hosts);
    const server = await startProduct(stack, place.where, nowhere);
    const requests = slugs.map((slug, index) => ({
      path: slotsPath(slug, ZONES[(index + 2) % ZONES.length] ?? 'UTC'),
    }));
    for (const { path } of requests) await readStarts(server.origin, path);
    const side: Side = { name: place.name, query, server, requests, latencies: [], cpu: 0, answered: 0 };
    const warm = await open(side, 2);
    bytes = Math.round(warm.bytes / warm.latencies.length);
    sides.push(side);
  }
  const fixed: Side = {
    name: 'bare route',
    query: [],
    server: bare,
    requests: [{ path: `/constant/${bytes}` }],
    latencies: [],
    cpu: 0,
    answered: 0,
  };
  await open(fixed, 1);

  // By turns, so that a minute in which the machine is busy with something else falls on all of them.
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const side of [fixed, ...sides]) {
      const cpu = await cpuOf(side.server.pid);
      const outcome = await open(side, SECONDS);
      requireAll(200, outcome, `Slots, ${side.name}`);
      side.latencies.push(...outcome.latencies);
      side.cpu += ((await cpuOf(side.server.pid)) ?? Number.NaN) - (cpu ?? Number.NaN);
      side.answered += outcome.latencies.length;
    }
  }
  const each = ({ cpu, answered }: Side) => cpu / answered;
  return sides.flatMap(side => {
    const name = `${side.name}: ${side.answered} of ${number(bytes / 1000)} kB, ${PER_SECOND} a second`;
    return [
      timing(`${side.name}: query for a month of activities alone`, side.query, fixed.latencies),
      timing(`${name}, latency`, side.latencies, fixed.latencies, TARGET_P99),
      ...(Number.isNaN(side.cpu)
        ? []
        : [
            {
              name: `${side.name}: CPU of the server for each, ms`,
              measured: number(each(side)),
              baseline: number(each(fixed)),
              times: each(side) / each(fixed),
            },
          ]),
    ];
  });
};
