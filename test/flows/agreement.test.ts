import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DAY } from '../../server/domain/interval.ts';
import { openFakeStore } from '../fakes/store.ts';
import { startProduct, type TestProduct, WARSAW } from '../product.ts';
import { createDice } from '../sandbox/sample-calendar.ts';
import { expectAgreement } from './stopped.ts';
import { type Act, clocks, expectToldOnce, losses, settleDown, upkeep, workingDay } from './stories.ts';

/** Guest and host at one meeting at once, with a CRM that loses answers and webhooks: in the end all agree. */

let at: TestProduct;
let slug: string;

beforeAll(async () => {
  at = await startProduct({ store: openFakeStore() });
  slug = await at.slugOf((await at.install(WARSAW)).id);
});
afterAll(() => at.close());

/** What a seed does to one meeting; the steps that it took, for whoever has to find out. */
const play = async (seed: number): Promise<{ id: string; email: string; steps: string[] }> => {
  const dice = createDice(seed);
  const date = workingDay(seed);
  at.advance(Math.max(0, Date.parse(date) - 5 * DAY - at.now()));
  await at.reconcile();
  const email = `seed-${seed}@ferns.example`;
  const reply = await at.book(slug, `${date}T08:00:00Z`, { email });
  expect(reply.status).toBe(201);
  const { id, manageUrl } = reply.body;
  const clock = () => clocks[dice(clocks.length)] ?? '08:00';
  const steps: string[] = [];
  const activity = () => [...at.sandbox.company.activities.values()].findLast(({ note }) => note.includes(id));
  const underWay: Promise<unknown>[] = [];

  const acts: readonly Act[] = [
    () => {
      const to = clock();
      underWay.push(at.act(manageUrl, 'move', `${date}T${to}:00Z`));
      return `guest moves to ${to}`;
    },
    () => {
      underWay.push(at.act(manageUrl, 'cancel'));
      return 'guest cancels';
    },
    () => {
      underWay.push(at.act(manageUrl, 'undo'));
      return 'guest undoes';
    },
    () => {
      const to = clock();
      const found = activity();
      if (found && !found.is_deleted) at.sandbox.edit.updateActivity(WARSAW, found.id, { due_time: to });
      return `host moves to ${to}`;
    },
    () => {
      const found = activity();
      if (found && dice(2) === 0) at.sandbox.edit.deleteActivity(WARSAW, found.id);
      return 'host may delete';
    },
    async () => {
      // Restored while a new one is being written, there would be two, by the host’s own hand.
      await at.quiet();
      const found = activity();
      if (found?.is_deleted) at.sandbox.edit.restoreActivity(WARSAW, found.id);
      return 'host restores';
    },
    ...losses(at, dice),
    ...upkeep(at),
  ];
  for (let step = 0; step < 14; step += 1) {
    at.advance(3_000);
    steps.push((await acts[dice(acts.length)]?.()) ?? '');
  }
  await Promise.all(underWay);
  return { id, email, steps };
};

/** The last three found faults once. */
const seeds = [...Array.from({ length: 27 }, (_, seed) => seed), 32, 54, 92];

describe('Whatever guest, host and network do to a meeting', () => {
  test.each(seeds)('all sides agree in the end (%i)', async seed => {
    const { id, email, steps } = await play(seed);
    at.sandbox.faults.clear();
    await settleDown(at);
    try {
      const booking = await at.booking(id);
      await expectAgreement(at, booking);
      expectToldOnce(at, email, booking);
    } catch (cause) {
      throw new Error(steps.join('\n'), { cause });
    }
  });
});
