import { type Figure, number, timing } from './figures.ts';
import type { Outcome, Request } from './load.ts';
import { bothPlaces, fill } from './places.ts';
import { cpuOf, freePort, type Server, startBare, startLoad, startProduct } from './processes.ts';
import { readStarts, requireAll, slotsPath } from './replies.ts';
import { ZONES } from './seed.ts';

/** A month of free starts over HTTP, a hundred times a second, of fifty hosts by turns. */

const PER_SECOND = 100;
const ROUNDS = 3;
const SECONDS = 5;
const TARGET_P99 = 20;

interface Side {
  readonly name: string;
  readonly server: Server;
  readonly requests: readonly Request[];
  readonly latencies: number[];
  cpu: number;
  answered: number;
}

export const benchSlots = async (stack: AsyncDisposableStack): Promise<Figure[]> => {
  const nowhere = await freePort();
  const load = await startLoad(stack);
  const bare = await startBare(stack);
  const sides: Side[] = [];
  const open = (side: Pick<Side, 'server' | 'requests'>, seconds: number): Promise<Outcome> =>
    load.run({ kind: 'open', origin: side.server.origin, requests: side.requests, perSecond: PER_SECOND, seconds });

  let bytes = 0;
  for (const place of await bothPlaces(stack)) {
    const { slugs } = await fill(place, nowhere, { hosts: 50, activities: 200, bookings: 8 });
    const server = await startProduct(stack, place.where, nowhere);
    const requests = slugs.map((slug, index) => ({
      path: slotsPath(slug, ZONES[(index + 2) % ZONES.length] ?? 'UTC'),
    }));
    for (const { path } of requests) await readStarts(server.origin, path);
    const warm = await open({ server, requests }, 2);
    bytes = Math.round(warm.bytes / warm.latencies.length);
    sides.push({ name: place.name, server, requests, latencies: [], cpu: 0, answered: 0 });
  }
  const fixed: Side = {
    name: 'bare route',
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
  return sides.flatMap(side => [
    timing(
      `${side.name}: ${side.answered} requests of ${number(bytes / 1000)} kB, latency`,
      side.latencies,
      fixed.latencies,
      TARGET_P99,
    ),
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
  ]);
};
