import { type ReadonlySignal, signal } from '@preact/signals';
import { copy, type RichText } from './clipboard.ts';
import type { Session } from './session.ts';
import type { Toasts } from './toast.tsx';

const SHOWN_MS = 2_500;

/** What goes on the clipboard, each under a key of its own. */
export interface Clips<Key extends string> {
  /** Just copied; shown beside it for a moment. */
  readonly done: ReadonlySignal<Key | null>;
  /** `refused`: what is said where the browser didn't allow it, since the click lies too far back; a second click does it. */
  put(key: Key, content: RichText, sentence: string, refused?: string): Promise<void>;
}

export const createClips = <Key extends string>(session: Session, toasts: Toasts): Clips<Key> => {
  const done = signal<Key | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;

  const confirm = (key: Key, sentence: string) => {
    clearTimeout(timer);
    done.value = key;
    timer = setTimeout(() => (done.value = null), SHOWN_MS);
    toasts.say(sentence);
    session.bridge.snackbar(sentence);
  };

  const put: Clips<Key>['put'] = async (key, content, sentence, refused) => {
    if (await copy(content)) return confirm(key, sentence);
    const { copyFailed, copyNow } = session.words.value;
    toasts.show(refused ?? copyFailed, { label: copyNow, act: () => void put(key, content, sentence, refused) });
  };

  return { done, put };
};
