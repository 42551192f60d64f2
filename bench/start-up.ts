import { atMost, type Figure, quantile } from './figures.ts';
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
  const median = (samples: readonly number[]) => quantile(samples, 0.5);
  return [atMost(`server/main.ts on SQLite, median of ${TIMES}, ms`, median(measured), TARGET, median(fixed))];
};
