import type { Api } from '../shared/api.ts';

/** So short that what was picked is kept when the frame is taken away a moment later. */
const WAIT_MS = 150;
const AGAIN_MS = 5_000;

type Form = Record<string, unknown>;

/** Keeps a form on the server as it changes: frames of other sites have no storage. Of several changes the last counts. */
export interface DraftKeeping {
  keep(form: Form): void;
  /** At once: the view is being left. */
  flush(): void;
  /** What is under way is waited for: it mustn't come back. Never rejects. */
  drop(): Promise<void>;
}

export const keepDraft = (api: Pick<Api, 'saveDraft' | 'dropDraft'>, name: string): DraftKeeping => {
  let next: Form | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let working: Promise<void> | null = null;

  const work = async (): Promise<void> => {
    while (next) {
      const form = next;
      next = null;
      try {
        await api.saveDraft(name, form);
      } catch {
        next ??= form;
        timer = setTimeout(flush, AGAIN_MS);
        return;
      }
    }
  };
  const flush = (): void => {
    clearTimeout(timer);
    working ??= work().finally(() => {
      working = null;
    });
  };

  return {
    keep: form => {
      next = form;
      clearTimeout(timer);
      timer = setTimeout(flush, WAIT_MS);
    },
    flush,
    drop: async () => {
      next = null;
      clearTimeout(timer);
      await working;
      next = null;
      clearTimeout(timer);
      await api.dropDraft(name).catch(() => undefined);
    },
  };
};
