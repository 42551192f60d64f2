import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DAY } from '../../../server/domain/interval.ts';
import { openFakeStore } from '../../fakes/store.ts';
import { startProduct, type TestProduct, WARSAW } from '../../product.ts';
import { createDice } from '../../sandbox/sample-calendar.ts';
import { expectAgreement } from '../stopped.ts';
import { type Act, clocks, expectToldOnce, losses, settleDown, upkeep, workingDay } from '../stories.ts';
import { expectWritten, type HostSide, hostSide } from './host-side.ts';

/** Host and guest, here and in the CRM, at one meeting at once, with answers and webhooks that are lost: in the end all agree. */

let at: TestProduct;
let slug: string;
let host: HostSide;

beforeAll(async () => {
  at = await startProduct({ store: openFakeStore() });
  slug = await at.slugOf((await at.install(WARSAW)).id);
  host = hostSide(at);
});
afterAll(() => at.close());

const people = ['ola@ferns.example', 'jan@ferns.example', 'iga@ferns.example'];
const places = ['Rynek 3', 'Online', ''];

/** `steps`: what was done, for whoever has to find out. */
const play = async (seed: number, steps: string[]): Promise<{ id: string; email: string }> => {
  const dice = createDice(seed + 1_000);
  const date = workingDay(seed);
  at.advance(Math.max(0, Date.parse(date) - 5 * DAY - at.now()));
  await at.reconcile();
  const email = `host-seed-${seed}@ferns.example`;
  const booked = await at.book(slug, `${date}T08:00:00Z`, { email, colleagues: people.slice(0, dice(3)) });
  expect(booked.status).toBe(201);
  const { id, manageUrl } = booked.body;
  const clock = () => clocks[dice(clocks.length)] ?? '08:00';
  const place = () => places[dice(places.length)] ?? '';
  const invited = () => people.filter(() => dice(2) === 0);
  const underWay: Promise<unknown>[] = [];
  const change = async (body: object) => {
    const { sequence } = await at.booking(id);
    underWay.push(host.change(id, { sequence, ...body }));
    return `host: ${JSON.stringify(body)}`;
  };
  const activity = () => at.activities(id).at(-1);

  const acts: readonly Act[] = [
    () => change({ colleagues: invited() }),
    () => change({ colleagues: invited(), start: `${date}T${clock()}:00Z` }),
    () => change({ place: { kind: 'other', text: place() } }),
    () => change({ start: `${date}T${clock()}:00Z`, description: place() }),
    () => {
      const to = clock();
      underWay.push(at.act(manageUrl, 'move', `${date}T${to}:00Z`));
      return `guest moves to ${to}`;
    },
    () => {
      if (dice(6) > 0) return 'nobody cancels';
      underWay.push(dice(2) === 0 ? host.cancel(id, 'Ill') : at.act(manageUrl, 'cancel'));
      return 'host or guest cancels';
    },
    () => {
      underWay.push(at.act(manageUrl, 'undo'));
      return 'guest undoes';
    },
    () => {
      const to = clock();
      const found = activity();
      if (found) at.sandbox.edit.updateActivity(WARSAW, found.id, { due_time: to });
      return `in the CRM: ${to}`;
    },
    () => {
      const value = place();
      const found = activity();
      if (found) at.sandbox.edit.updateActivity(WARSAW, found.id, { location: value === '' ? null : { value } });
      return `in the CRM: ${value}`;
    },
    ...losses(at, dice),
    ...upkeep(at),
  ];
  for (let step = 0; step < 16; step += 1) {
    at.advance(3_000);
    steps.push((await acts[dice(acts.length)]?.()) ?? '');
  }
  await Promise.all(underWay);
  return { id, email };
};

const seeds = Array.from({ length: 25 }, (_, seed) => seed);

describe('Whatever host and guest do to a meeting, here and in the CRM', () => {
  test.each(seeds)('all sides agree in the end (%i)', async seed => {
    const steps: string[] = [];
    const { id, email } = await play(seed, steps);
    at.sandbox.faults.clear();
    await settleDown(at);
    try {
      const booking = await at.booking(id);
      await expectAgreement(at, booking);
      if (booking.state === 'confirmed') await expectWritten(at, id);
      expectToldOnce(at, email, booking);
    } catch (cause) {
      throw new Error(steps.join('\n'), { cause });
    }
  });
});
