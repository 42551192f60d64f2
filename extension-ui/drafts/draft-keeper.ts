import { type ReadonlySignal, signal } from '@preact/signals';
import type { DraftReply } from '../../server/http/host/schema.ts';
import type { Api } from '../shared/api.ts';

/** As long as somebody who types rests between two words. */
const WAIT_MS = 400;
const AGAIN_MS = 5_000;

type Form = Readonly<Record<string, unknown>>;

/** `waiting`: not on the server yet; `failed`: it will be tried again. */
export type Keeping = 'nothing' | 'waiting' | 'kept' | 'failed';

export interface Unsent {
  /** null: that there is nothing to keep. */
  readonly form: Form | null;
  /** Instant in ms. */
  readonly typedAt: number;
}

/** Keeps what is being typed on the server: a frame of another site has no storage of its own. */
export interface DraftKeeper {
  readonly state: ReadonlySignal<Keeping>;
  /** In a moment; of several the last counts. null: there is nothing to keep, so that what was kept is dropped. */
  keep(form: Form | null): void;
  /** What failed is tried again at once. */
  again(): void;
  /** At once, whatever is under way: the page or the view is being left. What fails is tried again as long as the page is there. */
  leave(): void;
  /** What the server hasn't got yet; null: it has everything. */
  unsent(): Unsent | null;
  /** Resolves when there is no draft any more, or the server couldn't be asked. */
  drop(): Promise<void>;
}

export const createDraftKeeper = (
  api: Pick<Api, 'saveDraft' | 'dropDraft'>,
  name: string,
  waitMs = WAIT_MS,
): DraftKeeper => {
  const state = signal<Keeping>('nothing');
  let next: Unsent | null = null;
  let newest: Unsent | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let working: Promise<void> | null = null;

  const send = async (wanted: Unsent): Promise<void> => {
    if (wanted.form) await api.saveDraft(name, wanted.form);
    else await api.dropDraft(name);
    if (newest === wanted) newest = null;
  };

  /** What was dropped or typed over meanwhile isn't sent any more. */
  const fail = (wanted: Unsent) => {
    if (newest !== wanted && !next) return;
    next ??= wanted;
    state.value = 'failed';
    later(AGAIN_MS);
  };

  const work = async (): Promise<void> => {
    while (next) {
      const wanted = next;
      next = null;
      try {
        await send(wanted);
        if (!next) state.value = wanted.form ? 'kept' : 'nothing';
      } catch {
        fail(wanted);
        return;
      }
    }
  };

  const begin = (): Promise<void> => {
    clearTimeout(timer);
    working ??= work().finally(() => {
      working = null;
    });
    return working;
  };

  const later = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void begin(), ms);
  };

  return {
    state,
    keep: form => {
      next = { form, typedAt: Date.now() };
      newest = next;
      if (state.value !== 'failed') state.value = 'waiting';
      later(waitMs);
    },
    again: () => {
      if (state.value === 'failed') void begin();
    },
    leave: () => {
      if (!working) return void begin();
      clearTimeout(timer);
      const wanted = next;
      next = null;
      if (wanted) send(wanted).catch(() => fail(wanted));
    },
    unsent: () => newest,
    drop: async () => {
      next = null;
      newest = null;
      clearTimeout(timer);
      await working;
      next = null;
      clearTimeout(timer);
      await api.dropDraft(name).catch(() => undefined);
      state.value = 'nothing';
    },
  };
};

const keepers = new WeakMap<object, Map<string, DraftKeeper>>();

/** The one keeper of that name: what it couldn't send yet outlives the view in which it was typed. */
export const draftKeeperOf = (
  api: Pick<Api, 'saveDraft' | 'dropDraft'>,
  name: string,
  waitMs = WAIT_MS,
): DraftKeeper => {
  const known = keepers.get(api) ?? new Map<string, DraftKeeper>();
  keepers.set(api, known);
  const keeper = known.get(name) ?? createDraftKeeper(api, name, waitMs);
  known.set(name, keeper);
  return keeper;
};

/** The newest there is, be it on the server or still here. */
export const newestDraft = async (
  api: Pick<Api, 'draft' | 'saveDraft' | 'dropDraft'>,
  name: string,
): Promise<DraftReply | null> => {
  const unsent = draftKeeperOf(api, name).unsent();
  if (!unsent) return api.draft(name);
  return unsent.form && { form: unsent.form, savedAt: new Date(unsent.typedAt).toISOString() };
};
