import type { Problem } from '../../../server/http/problem-schema.ts';

/** What the guest is told about the time that is being booked. Instants are by this device's clock. */
export type Hold =
  /** Nothing to be told: not asked for yet. */
  | { readonly state: 'none' }
  /** Not to be had, as far as is known. */
  | { readonly state: 'unheld' }
  | { readonly state: 'held' | 'ending'; readonly until: number }
  | { readonly state: 'ended' };

export type HoldOutcome =
  | {
      readonly kind: 'held';
      readonly hold: string;
      readonly until: number;
      /** It can't be renewed past this instant. */
      readonly latest: number;
    }
  /** The time is somebody else's or no longer offered, or nothing is on this link. */
  | { readonly kind: 'gone'; readonly problem: Problem }
  /** The page goes on without. */
  | { readonly kind: 'refused' }
  /** No reply that decides: what was asked for may be held. */
  | { readonly kind: 'unknown' };

export interface HolderDeps {
  readonly now: () => number;
  readonly ask: (start: string, hold: string) => Promise<HoldOutcome>;
  /** An id that nobody can guess, for a hold to come. */
  readonly newId: () => string;
  readonly release: (hold: string) => void;
  /** Id of what this guest holds, or may hold, at the start, also in another tab. */
  readonly kept: (start: string) => string | null;
  readonly keep: (hold: string, start: string, until: number) => void;
  readonly drop: (start: string) => void;
  readonly isVisible: () => boolean;
  readonly tell: (hold: Hold) => void;
  readonly gone: (problem: Problem) => void;
}

export interface Holder {
  /** From now on that start; what is held already moves there. */
  readonly hold: (start: string) => void;
  /** The guest is there. */
  readonly active: () => void;
  /** While a booking is under way nothing is asked for and nothing given back: it takes the hold. */
  readonly pause: () => void;
  readonly resume: () => void;
  readonly release: () => void;
}

/** As long as a hold lasts without being renewed. */
export const longestMs = 10 * 60_000;

const pauseBetween = 60_000;
const lastMinutes = 2 * 60_000;

/** Holds one time after another while the guest fills in the form. */
export const createHolder = ({ now, ...deps }: HolderDeps): Holder => {
  let wanted: string | null = null;
  let held: { readonly until: number; readonly latest: number } | null = null;
  let id: string | null = null;
  /** As far as is known here, the id holds something, or may. */
  let isLive = false;
  let asking = false;
  let paused = false;
  let askedAt = Number.NEGATIVE_INFINITY;
  let activeAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const giveBack = (): void => {
    if (isLive && !paused && !asking && id !== null) deps.release(id);
    if (!asking) isLive = false;
  };

  const mayRenew = (): boolean => held === null || held.until < held.latest;

  /** What another tab holds at the start is this guest's own as well. */
  const idFor = (known: string | null): string => {
    if (known !== null && known !== id) {
      giveBack();
      id = known;
    }
    id ??= deps.newId();
    return id;
  };

  /** Kept before the answer, which may be lost: a hold that nobody knows would be in this guest's own way. */
  const request = async (start: string): Promise<HoldOutcome> => {
    const known = deps.kept(start);
    const asked = idFor(known);
    asking = true;
    askedAt = now();
    if (known === null) deps.keep(asked, start, askedAt + longestMs);
    const outcome = await deps.ask(start, asked);
    asking = false;
    if (outcome.kind === 'held') {
      id = outcome.hold;
      deps.keep(id, start, outcome.until);
    }
    if (outcome.kind === 'held' || outcome.kind === 'unknown') isLive = true;
    else if (known === null || outcome.kind === 'gone') deps.drop(start);
    return outcome;
  };

  const ask = async (): Promise<void> => {
    if (asking || paused || wanted === null) return;
    const start = wanted;
    const outcome = await request(start);
    // Left in the meantime.
    if (wanted === null) return giveBack();
    if (wanted !== start) return ask();
    if (outcome.kind === 'held') held = outcome;
    if (outcome.kind === 'gone' && !paused) {
      held = null;
      wanted = null;
      deps.tell({ state: 'none' });
      deps.gone(outcome.problem);
    } else if (outcome.kind !== 'held' && held === null) deps.tell({ state: 'unheld' });
    look();
  };

  /** Tells how things stand, and looks again when they change by themselves. */
  const look = (): void => {
    clearTimeout(timer);
    if (!held) return;
    const left = held.until - now();
    if (left <= 0) {
      held = null;
      deps.tell({ state: 'ended' });
      return;
    }
    const isEnding = left <= lastMinutes;
    deps.tell({ state: isEnding ? 'ending' : 'held', until: held.until });
    timer = setTimeout(look, isEnding ? left : left - lastMinutes);
    if (isEnding && activeAt > askedAt && mayRenew() && deps.isVisible()) void ask();
  };

  return {
    hold: start => {
      if (wanted === start) return;
      wanted = start;
      held = null;
      clearTimeout(timer);
      deps.tell({ state: 'none' });
      void ask();
    },
    active: () => {
      activeAt = now();
      if (held && held.until <= activeAt) look();
      if (activeAt - askedAt >= pauseBetween && mayRenew()) void ask();
    },
    pause: () => {
      paused = true;
    },
    resume: () => {
      paused = false;
    },
    release: () => {
      clearTimeout(timer);
      held = null;
      wanted = null;
      giveBack();
    },
  };
};
