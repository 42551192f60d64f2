import { expect } from 'vitest';
import { openSqliteStore } from '../../server/adapters/sqlite/store.ts';
import type { Store } from '../../server/ports.ts';
import { startProduct, type TestProduct, WARSAW } from '../product.ts';

/** A store in which a test acts in the middle of what the product is at, and what has to hold whatever the order was. */

type Part = Exclude<keyof Store, 'check' | 'close'>;
/** Such as `calendars.replace`. */
export type Step = { [Name in Part]: `${Name}.${keyof Store[Name] & string}` }[Part];
type Given<At extends Step> = At extends `${infer Name extends Part}.${infer Method}`
  ? Method extends keyof Store[Name]
    ? Store[Name][Method] extends (...given: infer Words) => unknown
      ? Words
      : never
    : never
  : never;

interface Interruption {
  readonly step: string;
  readonly when: 'before' | 'after';
  readonly fits: (given: readonly unknown[]) => boolean;
  readonly act: () => Promise<void>;
}

/**
 * Does `act` once, at the next such step that `fits`; whoever is at that step waits for it. `after`: the step has taken effect.
 * @returns whether it has come to that
 */
export type Interrupt = <At extends Step>(
  when: 'before' | 'after',
  step: At,
  act: () => Promise<void>,
  fits?: (given: Given<At>) => boolean,
) => () => boolean;

export interface Interrupted {
  readonly store: Store;
  readonly interrupt: Interrupt;
  /** Nothing is interrupted any more. */
  readonly calm: () => void;
}

export const interrupted = (kept: Store): Interrupted => {
  const ahead: Interruption[] = [];
  const met = new Set<Interruption>();

  const reach = async (when: Interruption['when'], step: string, given: readonly unknown[]): Promise<void> => {
    const index = ahead.findIndex(next => next.when === when && next.step === step && next.fits(given));
    const [next] = index < 0 ? [] : ahead.splice(index, 1);
    if (!next) return;
    met.add(next);
    await next.act();
  };

  const around = (name: string, part: Store[Part]) =>
    Object.fromEntries(
      Object.entries(part).map(([method, run]: [string, (...given: unknown[]) => Promise<unknown>]) => [
        method,
        async (...given: unknown[]) => {
          await reach('before', `${name}.${method}`, given);
          const answer = await run(...given);
          await reach('after', `${name}.${method}`, given);
          return answer;
        },
      ]),
    );

  const parts = Object.entries(kept).map(([name, part]) => [
    name,
    typeof part === 'function' ? part : around(name, part as Store[Part]),
  ]);

  return {
    store: Object.fromEntries(parts) as Store,
    interrupt: (when, step, act, fits = () => true) => {
      const next: Interruption = { when, step, act, fits: fits as Interruption['fits'] };
      ahead.push(next);
      return () => met.has(next);
    },
    calm: () => void ahead.splice(0),
  };
};

/** Monday after the clocks went forward in Warsaw. */
export const DATE = '2026-03-30';
export const HALINA = 'halina@narrow-gauge.example';
export const local = (clock: string, date = DATE) => `${date}T${clock}:00+02:00`;
export const instant = (clock: string, date = DATE) => Date.parse(local(clock, date));
/** As the CRM wants it. */
export const due = (at: number) => {
  const iso = new Date(at).toISOString();
  return { due_date: iso.slice(0, 10), due_time: iso.slice(11, 16) };
};

export interface Meeting {
  readonly id: string;
  readonly manageUrl: string;
  readonly activity: number;
  readonly email: string;
}

/** The product on SQLite, with one host, and a store that can be interrupted. */
export interface Race {
  readonly at: TestProduct;
  readonly host: string;
  readonly slug: string;
  readonly interrupt: Interrupt;
  readonly calm: () => void;
  /** A booking with its activity. */
  meet(clock: string, email?: string): Promise<Meeting>;
  /** What the host does in the CRM, two seconds after whatever was before: its stamps are whole seconds. */
  edit(activity: number, change: Parameters<TestProduct['sandbox']['edit']['updateActivity']>[2]): Promise<void>;
  isFree(clock: string, date?: string): Promise<boolean>;
  /** Kinds of the mails about a meeting, oldest first, each with its SEQUENCE. */
  told(meeting: Pick<Meeting, 'id' | 'email'>, who: 'guest' | 'host'): string[];
  /** While somebody else holds the lease, nobody works the booking's effects off. Answers a function that gives it back. */
  holdDelivery(booking: string): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

export const beginRace = async (): Promise<Race> => {
  const kept = openSqliteStore({ file: ':memory:' });
  const { store, interrupt, calm } = interrupted(kept);
  const at = await startProduct({ store });
  const host = (await at.install(WARSAW)).id;
  const slug = await at.slugOf(host);
  await at.quiet();
  return {
    at,
    host,
    slug,
    interrupt,
    calm,

    async meet(clock, email = 'zoe@ferns.example') {
      const reply = await at.book(slug, local(clock), { email, zone: 'America/St_Johns' });
      expect(reply.status).toBe(201);
      await at.quiet();
      const { id, manageUrl } = reply.body;
      const [activity] = at.activities(id);
      if (!activity) throw new Error('The activity wasn’t written');
      return { id, manageUrl, activity: activity.id, email };
    },

    async edit(activity, change) {
      at.advance(2_000);
      at.sandbox.edit.updateActivity(WARSAW, activity, change);
      await at.quiet();
    },

    isFree: async (clock, date) =>
      (await at.starts(slug, date ?? DATE)).includes(new Date(instant(clock, date)).toISOString()),

    told: ({ id, email }, who) =>
      at
        .mails(who === 'guest' ? email : HALINA)
        .flatMap(({ messageId }) => messageId?.match(new RegExp(`^<${id}\\.(.*)\\.${who}@`))?.[1] ?? []),

    async holdDelivery(booking) {
      const name = `deliver:${booking}`;
      const until = Number.MAX_SAFE_INTEGER;
      if (!(await kept.leases.take(name, 'somebody else', at.now(), until))) throw new Error('Somebody is at it');
      return () => kept.leases.release(name, 'somebody else');
    },

    async close() {
      await at.close();
      await kept.close();
    },
  };
};

/** No two confirmed bookings of a host overlap, each has one claim at its time, and there is no other claim. */
export const expectSound = async (at: TestProduct, host: string): Promise<void> => {
  const confirmed = (await at.store.bookings.ofHost(host, 0, Number.MAX_SAFE_INTEGER)).filter(
    ({ state }) => state === 'confirmed',
  );
  const spans = (of: readonly { id: string; start: number; end: number }[]) =>
    of.map(({ id, start, end }) => ({ id, start, end })).sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1));
  expect(spans(await at.claims(host))).toEqual(spans(confirmed));
  const inOrder = spans(confirmed);
  for (const [index, { start }] of inOrder.entries())
    expect(inOrder[index - 1]?.end ?? 0, 'the end of the meeting before').toBeLessThanOrEqual(start);
};
