import { expect } from 'vitest';
import type { Booking } from '../../server/domain/booking.ts';
import { HOUR, MINUTE } from '../../server/domain/interval.ts';
import type { JsonReply, TestProduct } from '../product.ts';

/** A process that is stopped at one of its writes, and what has to hold after another has taken over. */

/** One guest with one day for meetings of theirs. */
export interface Guest {
  readonly key: string;
  readonly email: string;
  readonly date: string;
}

export type When = 'before' | 'after';

const guestOf = (flow: string, index: number, date: string): Guest => ({
  key: `${flow}-${index}`,
  email: `${flow}-${index}@ferns.example`,
  date,
});

/** Working days from 2026-03-30 on, one for each run, going round. */
export const dateOf = (index: number): string =>
  Temporal.PlainDate.from('2026-03-30')
    .add({ days: Math.floor((index % 30) / 5) * 7 + ((index % 30) % 5) })
    .toString();

export interface Stopped {
  /** The flow, on a process that is to be stopped. Its reply may be an error. */
  readonly run: (guest: Guest) => Promise<JsonReply | null>;
  readonly before?: (guest: Guest) => Promise<void>;
  readonly after: (guest: Guest) => Promise<void>;
}

/**
 * Runs the flow once for each of its writes, stopping the process there, lets another process take over and work off what is left, and
 * asks for the invariants. Webhooks don't reach the product meanwhile: what is written is then the same every time.
 * @returns at how many writes it was stopped
 */
export const stopEverywhere = async (
  at: TestProduct,
  flow: string,
  when: When,
  { run, before, after }: Stopped,
  each = 1,
): Promise<number> => {
  let stops = 0;
  for (let write = 1; ; write += each) {
    const guest = guestOf(`${flow}-${when}`, write, dateOf(stops));
    await before?.(guest);
    at.deaf = true;
    at.process.stopAt(write, when);
    await run(guest);
    await at.product.delivery.drained();
    const isOver = !at.process.stopped;
    await at.restart();
    at.advance(3 * MINUTE);
    at.deaf = false;
    await at.workOff();
    await at.reconcile();
    await after(guest).catch(cause => {
      throw new Error(`Stopped ${when} write ${write} of ${flow}`, { cause });
    });
    if (isOver) return stops;
    stops += 1;
    if (stops > 60) throw new Error('It never ends');
    at.advance(HOUR / 4);
  }
};

/** How many mails of each Message-ID an address got, and of which kinds. */
export const letters = (at: TestProduct, address: string): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const { messageId } of at.mails(address)) {
    const id = messageId ?? '';
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
};

/** Of one address, exactly these mails of a booking, each at most once more under the same Message-ID. */
export const expectLetters = (at: TestProduct, address: string, booking: string, names: readonly string[]): void => {
  const counts = letters(at, address);
  const ours = [...counts].filter(([id]) => id.includes(booking));
  expect(ours.map(([id]) => id.slice(1, id.indexOf('@'))).sort()).toEqual(
    names.map(name => `${booking}.${name}`).sort(),
  );
  for (const [, count] of ours) expect(count).toBeLessThanOrEqual(2);
};

/** What holds of every booking once nothing waits: claim, activity and calendar say what the booking says. */
export const expectAgreement = async (at: TestProduct, booking: Booking): Promise<void> => {
  const live = booking.state === 'confirmed';
  expect(['confirmed', 'cancelled', 'dropped']).toContain(booking.state);
  expect(booking.intent).toBeNull();
  expect(booking.effects.filter(({ state }) => state !== 'done')).toEqual([]);
  const claims = (await at.claims(booking.host)).filter(({ id }) => id === booking.id);
  const span = ({ start, end }: { start: number; end: number }) => ({ start, end });
  expect(claims.map(span)).toEqual(live ? [span(booking)] : []);
  const activities = at.activities(booking.id);
  const starts = activities.map(({ due_date, due_time }) => Date.parse(`${due_date}T${due_time}Z`));
  expect(starts).toEqual(live ? [booking.start] : []);
  expect(booking.crm.activity).toBe(live ? activities[0]?.id : booking.crm.activity);
  expect(await at.store.activities.find(`${at.sandbox.company.id}:${activities[0]?.id ?? 0}`)).toBeNull();
};

/** That no two claims of a host overlap. */
export const expectNoOverlap = async (at: TestProduct, host: string): Promise<void> => {
  const claims = [...(await at.claims(host))].sort((a, b) => a.start - b.start);
  for (const [index, { start }] of claims.entries()) expect(claims[index - 1]?.end ?? 0).toBeLessThanOrEqual(start);
};
