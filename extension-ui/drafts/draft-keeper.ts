import { type ReadonlySignal, signal } from '@preact/signals';
import type { Api } from '../shared/api.ts';

/** As long as somebody who types rests between two words. */
const WAIT_MS = 400;
const AGAIN_MS = 5_000;

type Form = Readonly<Record<string, unknown>>;

/** `waiting`: not on the server yet; `failed`: it will be tried again. */
export type Keeping = 'nothing' | 'waiting' | 'kept' | 'failed';

/** Keeps what is being typed on the server: a frame of another site has no storage of its own. */
export interface DraftKeeper {
  readonly state: ReadonlySignal<Keeping>;
  /** In a moment; of several the last counts. null: there is nothing to keep, so that what was kept is dropped. */
  keep(form: Form | null): void;
  /** What failed is tried again at once. */
  again(): void;
  /** At once, whatever is under way: the page is being left. */
  leave(): void;
  /** Resolves when there is no draft any more, or the server couldn't be asked. */
  drop(): Promise<void>;
}

export const createDraftKeeper = (
  api: Pick<Api, 'saveDraft' | 'dropDraft'>,
  name: string,
  waitMs = WAIT_MS,
): DraftKeeper => {
  const state = signal<Keeping>('nothing');
  let next: { readonly form: Form | null } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let working: Promise<void> | null = null;

  const send = async (form: Form | null): Promise<void> => {
    if (form) await api.saveDraft(name, form);
    else await api.dropDraft(name);
  };

  const work = async (): Promise<void> => {
    while (next) {
      const wanted = next;
      next = null;
      try {
        await send(wanted.form);
        if (!next) state.value = wanted.form ? 'kept' : 'nothing';
      } catch {
        next ??= wanted;
        state.value = 'failed';
        later(AGAIN_MS);
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
      next = { form };
      if (state.value !== 'failed') state.value = 'waiting';
      later(waitMs);
    },
    again: () => {
      if (state.value === 'failed') void begin();
    },
    leave: () => {
      clearTimeout(timer);
      const wanted = next;
      next = null;
      if (wanted) void send(wanted.form).catch(() => undefined);
    },
    drop: async () => {
      next = null;
      clearTimeout(timer);
      await working;
      next = null;
      clearTimeout(timer);
      await api.dropDraft(name).catch(() => undefined);
      state.value = 'nothing';
    },
  };
};
