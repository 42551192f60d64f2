import { atMost, type Figure, number } from './figures.ts';
import { fill, sqlitePlace } from './places.ts';
import { freePort, memoryOf, startBare, startLoad, startProduct } from './processes.ts';
import { requireAll, slotsPath } from './replies.ts';

/** Resident memory of the server with a thousand hosts of two hundred activities each, after serving all of them. */

const HOSTS = 1000;
const ACTIVITIES = 200;
const TARGET = 200;

export const benchMemory = async (stack: AsyncDisposableStack): Promise<Figure[]> => {
  const nowhere = await freePort();
  const load = await startLoad(stack);
  const bare = await startBare(stack);
  const place = await sqlitePlace(stack);
  const { slugs } = await fill(place, nowhere, { hosts: HOSTS, activities: ACTIVITIES, bookings: 0 });
  const server = await startProduct(stack, place.where, nowhere);
  const atFirst = await memoryOf(server.pid);
  const paths = (origin: 'bare' | 'product') =>
    slugs.map(slug => ({ path: origin === 'bare' ? '/constant/8000' : slotsPath(slug, 'Asia/Kathmandu') }));
  const plan = { kind: 'closed', connections: 8, seconds: 30 } as const;
  requireAll(200, await load.run({ ...plan, origin: bare.origin, requests: paths('bare') }), 'Memory, bare route');
  const outcome = await load.run({ ...plan, origin: server.origin, requests: paths('product') });
  requireAll(200, outcome, 'Memory');
  const served = outcome.latencies.length;
  if (served < HOSTS) throw new Error(`Only ${served} of ${HOSTS} hosts were served in ${plan.seconds} s`);
  const [after, fixed] = await Promise.all([memoryOf(server.pid), memoryOf(bare.pid)]);
  return [
    { name: 'resident when started, MB', measured: number(atFirst.now) },
    atMost(
      `resident after a month of each of ${HOSTS} hosts (${HOSTS * ACTIVITIES} activities), MB`,
      after.now,
      TARGET,
      fixed.now,
    ),
    ...(after.most === null || fixed.most === null
      ? []
      : [atMost('the most it was, MB', after.most, TARGET, fixed.most)]),
  ];
};
