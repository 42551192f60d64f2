import type { Crm, Mailer, Store } from '../server/ports.ts';

/** What a process does to the world, so that it can be stopped at any step of its own. */

export interface Process {
  readonly store: Store;
  /** Names of the writes that were begun, in order. */
  readonly writes: readonly string[];
  /** The nth write from now on, counted from 1, is the last that the process does; `after`: it still takes effect. */
  stopAt(write: number, when: 'before' | 'after'): void;
  readonly stopped: boolean;
  around<Part extends Crm | Mailer>(part: Part): Part;
}

const WRITES =
  /^(hosts|companies|links|calendars|activities|bookings|events|people|leases|tombstones)\.(put|update|remove|insert|replace|raise|removeOfHost|removeOfCompany|prune|take|release)$/;

const isMethod = (value: unknown): value is (...given: unknown[]) => unknown => typeof value === 'function';

/** The same part, each of whose methods goes through `call`. */
const wrapped = <Part extends object>(part: Part, call: (method: string, run: () => unknown) => unknown): Part =>
  Object.fromEntries(
    Object.entries(part).map(([name, value]) => [
      name,
      isMethod(value) ? (...given: unknown[]) => call(name, () => value(...given)) : value,
    ]),
  ) as Part;

/** A process on this store, which stays as it is for whoever comes after. */
export const beginProcess = (kept: Store): Process => {
  const writes: string[] = [];
  let last: { readonly write: number; readonly when: 'before' | 'after' } | null = null;
  let stopped = false;

  const over = () => new Error('This process has stopped');

  const write = async (name: string, run: () => unknown): Promise<unknown> => {
    writes.push(name);
    if (!last || writes.length < last.write) return run();
    stopped = true;
    if (last.when === 'after') await run();
    throw over();
  };

  const parts = Object.entries(kept).map(([name, part]) => {
    if (isMethod(part)) return [name, part];
    const guarded = wrapped(part as object, (method, run) => {
      if (stopped) return Promise.reject(over());
      const full = `${name}.${method}`;
      return WRITES.test(full) ? write(full, run) : run();
    });
    return [name, guarded];
  });

  return {
    store: Object.fromEntries(parts) as Store,
    writes,
    stopAt(count, when) {
      last = { write: writes.length + count, when };
    },
    get stopped() {
      return stopped;
    },
    around: part =>
      wrapped(part, (_, run) => {
        if (stopped) throw over();
        return run();
      }),
  };
};
