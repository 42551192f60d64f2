import { atMost, type Figure, number, quantile } from './figures.ts';
import { sqlitePlace } from './places.ts';
import { freePort, startBare, startProduct } from './processes.ts';

/** From the start of the process to the first 200 on /health. */

const TIMES = 5;
const TARGET = 1000;

export const benchStartUp = async (stack: AsyncDisposableStack): Promise<Figure[]> => {
  const nowhere = await freePort();
  const place = await sqlitePlace(stack);
  const measured: number[] = [];
  const fixed: number[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    for (const start of [() => startBare(stack), () => startProduct(stack, place.where, nowhere)]) {
      const server = await start();
      (measured.length < fixed.length ? measured : fixed).push(server.readyAfter);
      await server.close();
    }
  }
  const first = await startProduct(stack, place.where, nowhere, { NODE_DISABLE_COMPILE_CACHE: '1' });
  const median = (samples: readonly number[]) => quantile(samples, 0.5);
  return [
    atMost(`npm start on SQLite, median of ${TIMES}, ms`, median(measured), TARGET, median(fixed)),
    {
      name: 'the first start after installing, nothing compiled yet, ms',
      measured: number(first.readyAfter),
      baseline: number(median(fixed)),
      times: first.readyAfter / median(fixed),
    },
  ];
};
