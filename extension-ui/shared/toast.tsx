import './toast.css';
import { type ReadonlySignal, signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

export interface Toast {
  readonly text: string;
  /** Shown as well as said; what is only said has been made visible elsewhere. */
  readonly shown: boolean;
  readonly action?: { readonly label: string; readonly act: () => void };
}

export interface Toasts {
  readonly current: ReadonlySignal<Toast | null>;
  say(text: string): void;
  /** With `lasting` what asks for something goes away after so many ms; without, it stays until it is answered. */
  show(text: string, action?: Toast['action'], lasting?: number): void;
  clear(): void;
}

const SHOWN_MS = 8_000;

/** One at a time: the next takes the place of the last. Those that ask for something stay until they are answered. */
export const createToasts = (): Toasts => {
  const current = signal<Toast | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const put = (toast: Toast, lasting?: number) => {
    clearTimeout(timer);
    current.value = toast;
    const shownMs = toast.action ? lasting : SHOWN_MS;
    if (shownMs !== undefined) timer = setTimeout(() => (current.value = null), shownMs);
  };
  return {
    current,
    say: text => put({ text, shown: false }),
    show: (text, action, lasting) => put({ text, shown: true, ...(action ? { action } : {}) }, lasting),
    clear: () => {
      current.value = null;
    },
  };
};

export const ToastContext = createContext<Toasts>(createToasts());
export const useToasts = (): Toasts => useContext(ToastContext);

/** Stands in the page from the start: a screen reader only hears changes of a region that it knows. */
export const ToastRegion = () => {
  const toasts = useToasts();
  const toast = toasts.current.value;
  const action = toast?.action;
  return (
    <div class={toast?.shown ? 'toast' : 'unseen'} role="status">
      {toast && <span>{toast.text}</span>}
      {action && (
        <button
          type="button"
          class="link-button"
          onClick={() => {
            toasts.clear();
            action.act();
          }}
        >
          {action.label}
        </button>
      )}
    </div>
  );
};
