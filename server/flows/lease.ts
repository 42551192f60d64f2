import { Failure } from '../failure.ts';
import type { Clock, Store } from '../ports.ts';

export interface LeaseDeps {
  readonly store: Store;
  readonly clock: Clock;
}

export interface LeaseTerms {
  readonly name: string;
  /** After this long others may take it: longer than the work can take, unless its process died. Milliseconds. */
  readonly length: number;
}

const POLL = 50;

const pause = (milliseconds: number) => new Promise<void>(done => setTimeout(done, milliseconds));

/**
 * Does `work` while nobody else, in this process or another, does work of that name. Waits for its turn, a little longer
 * than a lease lasts, then throws Failure('busy'). `instead` is asked before each try: what it answers makes the work needless.
 */
export const underLease = async <T>(
  { store, clock }: LeaseDeps,
  { name, length }: LeaseTerms,
  work: () => Promise<T>,
  instead: () => Promise<T | null> = async () => null,
): Promise<T> => {
  const holder = crypto.randomUUID();
  // Counted in polls: the clock that is passed in decides about leases, not about how long anybody really waits.
  for (let waited = 0; waited <= length + 1_000; waited += POLL) {
    const done = await instead();
    if (done !== null) return done;
    const now = clock.now();
    if (await store.leases.take(name, holder, now, now + length)) {
      try {
        return (await instead()) ?? (await work());
      } finally {
        await store.leases.release(name, holder);
      }
    }
    await pause(POLL);
  }
  throw new Failure('busy', { detail: `lease ${name}` });
};
