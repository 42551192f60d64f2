import './toast.css';
import { type ReadonlySignal, signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext, useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { IconButton } from './button.tsx';
import { CloseIcon } from './icons.tsx';
import { SessionContext } from './session.ts';

export interface Toast {
  readonly text: string;
  /** Shown as well as said; what is only said has been made visible elsewhere. */
  readonly shown: boolean;
  readonly action?: { readonly label: string; readonly act: () => void };
}

export interface Toasts {
  readonly current: ReadonlySignal<Toast | null>;
  say(text: string): void;
  /** It goes away after `lasting` ms. */
  show(text: string, action?: Toast['action'], lasting?: number): void;
  /** It stays, since somebody reads it or is about to answer. */
  hold(): void;
  /** It lasts as long again as it did at first. */
  release(): void;
  clear(): void;
}

const SHOWN_MS = 10_000;

/** One at a time: the next takes the place of the last. */
export const createToasts = (): Toasts => {
  const current = signal<Toast | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let shownMs = SHOWN_MS;
  const release = () => {
    clearTimeout(timer);
    timer = setTimeout(() => (current.value = null), shownMs);
  };
  const put = (toast: Toast, lasting: number) => {
    current.value = toast;
    shownMs = lasting;
    release();
  };
  return {
    current,
    say: text => put({ text, shown: false }, SHOWN_MS),
    show: (text, action, lasting = SHOWN_MS) => put({ text, shown: true, ...(action ? { action } : {}) }, lasting),
    hold: () => clearTimeout(timer),
    release,
    clear: () => {
      clearTimeout(timer);
      current.value = null;
    },
  };
};

export const ToastContext = createContext<Toasts>(createToasts());
export const useToasts = (): Toasts => useContext(ToastContext);

/** Room between a toast and what is around it (px). */
const AROUND = 8;

/** What sticks to the end of the window leaves it room: `--toast` is how much. */
const useRoom = (toast: Toast | null) => {
  const region = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const height = toast?.shown ? (region.current?.offsetHeight ?? 0) + AROUND : 0;
    document.documentElement.style.setProperty('--toast', `${height}px`);
  }, [toast]);
  return region;
};

/** What Escape closes first. */
const OPEN = 'dialog[open], :popover-open';

/** Escape takes away what is shown, where nothing else is there for it to close. */
const useEscape = (isShown: boolean, close: () => void): void => {
  useEffect(() => {
    if (!isShown) return;
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector(OPEN)) return;
      event.preventDefault();
      close();
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [isShown]);
};

/** Stands in the page from the start: a screen reader only hears changes of a region that it knows. */
export const ToastRegion = () => {
  const toasts = useToasts();
  const words = useContext(SessionContext)?.words.value;
  const toast = toasts.current.value;
  const action = toast?.action;
  const region = useRoom(toast);
  /** Where the focus was before it came here. */
  const before = useRef<EventTarget | null>(null);
  const holds = () => region.current?.matches(':hover, :focus-within') ?? false;
  const close = () => {
    const hadFocus = region.current?.contains(document.activeElement);
    toasts.clear();
    if (hadFocus && before.current instanceof HTMLElement) before.current.focus();
  };
  useEscape(toast?.shown ?? false, close);
  // The next one takes the place of the last under the same pointer.
  useEffect(() => {
    if (toast?.shown && holds()) toasts.hold();
  }, [toast]);
  return (
    <div
      ref={region}
      class={toast?.shown ? 'toast' : 'unseen'}
      role="status"
      onPointerEnter={toasts.hold}
      onPointerLeave={() => {
        if (!region.current?.matches(':focus-within')) toasts.release();
      }}
      onFocusIn={({ relatedTarget }) => {
        if (!(relatedTarget instanceof Node && region.current?.contains(relatedTarget))) before.current = relatedTarget;
        toasts.hold();
      }}
      onFocusOut={() => {
        if (!region.current?.matches(':hover')) toasts.release();
      }}
    >
      {toast && <span>{toast.text}</span>}
      {action && (
        <button
          type="button"
          class="link-button"
          onClick={() => {
            close();
            action.act();
          }}
        >
          {action.label}
        </button>
      )}
      {toast?.shown && words && (
        <IconButton label={words.close} onClick={close}>
          <CloseIcon />
        </IconButton>
      )}
    </div>
  );
};
