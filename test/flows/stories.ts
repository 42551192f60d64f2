import { expect } from 'vitest';
import type { Booking } from '../../server/domain/booking.ts';
import { MINUTE } from '../../server/domain/interval.ts';
import type { TestProduct } from '../product.ts';
import type { createDice } from '../sandbox/sample-calendar.ts';

/** What the stories share in which chance says what happens to one meeting. */

/** Does something and says what, for whoever has to find out. */
export type Act = () => string | Promise<string>;

/** Times that people change to, in UTC. */
export const clocks = ['08:00', '09:30', '11:00', '12:30', '14:00'];

/** A working day of its own for each meeting, from 2026-03-30 on. */
export const workingDay = (index: number): string =>
  Temporal.PlainDate.from('2026-03-30')
    .add({ days: Math.floor(index / 5) * 7 + (index % 5) })
    .toString();

/** Webhooks and answers of the CRM are lost or late. */
export const losses = (at: TestProduct, dice: ReturnType<typeof createDice>): readonly Act[] => [
  () => {
    at.sandbox.faults.misdeliver({}, { kind: dice(2) === 0 ? 'lose' : 'reorder' });
    return 'a webhook goes astray';
  },
  () => {
    const method = ['POST', 'PATCH', 'DELETE'][dice(3)] ?? 'POST';
    const kind = dice(2) === 0 ? 'timeout_after_effect' : 'timeout_before_effect';
    at.sandbox.faults.fail({ method, path: `/api/v2/activities${method === 'POST' ? '' : '/*'}` }, { kind });
    return `${method} ${kind}`;
  },
];

/** What goes on by itself. */
export const upkeep = (at: TestProduct): readonly Act[] => [
  async () => {
    await at.quiet();
    return 'quiet';
  },
  async () => {
    await at.sweep();
    return 'sweep';
  },
  async () => {
    await at.reconcile();
    return 'reconcile';
  },
];

/** Until whatever was begun is done or repaired. */
export const settleDown = async (at: TestProduct): Promise<void> => {
  for (let round = 0; round < 2; round += 1) {
    await at.quiet();
    at.advance(3 * MINUTE);
    await at.workOff();
    await at.reconcile();
  }
};

/** The guest was told each state of the meeting, in its order, once. */
export const expectToldOnce = (at: TestProduct, email: string, { sequence }: Booking): void => {
  const told = at.mails(email).map(({ messageId }) => Number(messageId?.split('.')[1]));
  expect(told).toEqual(Array.from({ length: sequence + 1 }, (_, state) => state));
};
