import { setTimeout as pause } from 'node:timers/promises';
import { Failure } from '../failure.ts';
import type { Clock, Store } from '../ports.ts';

export interface LeaseDeps {
  readonly store: Store;
  readonly clock: Clock;
}

export interface LeaseTerms {
  readonly name: string;
  /** How long it outlives a process that died; it is prolonged while the work goes on. Milliseconds. */
  readonly length: number;
}

/** A lease that is held. */
export interface Held {
  /** Asks for it once more, before something that must not be done twice. @throws Failure('busy') where somebody else has it by now */
  confirm(): Promise<void>;
}

const POLL = 50;

/**
 * Does `work` if nobody else, in this process or another, is at work of that name, and prolongs the lease until it is done.
 * @returns null where somebody else is at it
 */
export const holdingLease = async <T>(
  { store, clock }: LeaseDeps,
  { name, length }: LeaseTerms,
  work: (held: Held) => Promise<T>,
): Promise<{ readonly value: T } | null> => {
  const holder = crypto.randomUUID();
  const take = () => store.leases.take(name, holder, clock.now(), clock.now() + length);
  if (!(await take())) return null;
  // One that can't be prolonged in time is noticed by `confirm`.
  const prolonging = setInterval(() => void take().catch(() => {}), length / 3);
  try {
    return {
      value: await work({
        confirm: async () => {
          if (!(await take())) throw new Failure('busy', { detail: `lease ${name} was lost` });
        },
      }),
    };
  } finally {
    clearInterval(prolonging);
    await store.leases.release(name, holder);
  }
};

/**
 * The same, but waits for its turn, a little longer than a lease outlives its process, then throws Failure('busy'). `instead` is
 * asked before each try: what it answers makes the work needless.
 */
export const underLease = async <T>(
  deps: LeaseDeps,
  terms: LeaseTerms,
  work: (held: Held) => Promise<T>,
  instead: () => Promise<T | null> = async () => null,
): Promise<T> => {
  // Counted in polls: the clock that is passed in decides about leases, not about how long anybody really waits.
  for (let waited = 0; waited <= terms.length + 1_000; waited += POLL) {
    const before = await instead();
    if (before !== null) return before;
    const done = await holdingLease(deps, terms, async held => (await instead()) ?? (await work(held)));
    if (done) return done.value;
    await pause(POLL);
  }
  throw new Failure('busy', { detail: `lease ${terms.name}` });
};
