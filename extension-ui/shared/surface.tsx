import './tokens.css';
import './surface.css';
import { effect, signal } from '@preact/signals';
import { type ComponentType, render } from 'preact';
import { createApi } from './api.ts';
import { type Bridge, BridgeFailure, connectBridge, type Size } from './bridge.ts';
import { Button } from './button.tsx';
import { BlankState } from './notice.tsx';
import { createSession, type Session, SessionContext } from './session.ts';
import { Skeleton } from './skeleton.tsx';
import { createToasts, ToastContext, ToastRegion } from './toast.tsx';
import { surfaceLanguage, wordsIn } from './words/words.ts';

interface SurfaceOptions {
  readonly view: ComponentType;
  /** Asked of Pipedrive when it begins. */
  readonly size: Size;
  /** Let the frame be as high as its content, within these limits. */
  readonly fit?: { readonly least: number; readonly most: number };
}

type Connection = { readonly session: Session } | { readonly failed: BridgeFailure['kind'] } | null;

const languages = navigator.languages;

const Unconnected = ({ failed }: { failed: BridgeFailure['kind'] | null }) => {
  const words = wordsIn(surfaceLanguage(languages));
  if (failed === null) {
    return (
      <>
        <header class="header">
          <h1>{words.meetingScheduler}</h1>
        </header>
        <Skeleton label={words.loading} rows={4} />
      </>
    );
  }
  return (
    <main>
      <BlankState
        title={failed === 'outside' ? words.outside : words.silent}
        hint={failed === 'outside' ? words.outsideHint : words.silentHint}
      >
        {failed === 'silent' && (
          <Button kind="primary" onClick={() => location.reload()}>
            {words.reload}
          </Button>
        )}
      </BlankState>
    </main>
  );
};

const followHeight = (bridge: Bridge, content: HTMLElement, { least, most }: { least: number; most: number }): void => {
  let last = 0;
  new ResizeObserver(() => {
    const height = Math.max(least, Math.min(most, Math.ceil(content.getBoundingClientRect().height)));
    if (height !== last) bridge.resize({ height });
    last = height;
  }).observe(content);
};

const open = async ({ size, fit }: SurfaceOptions, content: HTMLElement): Promise<Session> => {
  const bridge = await connectBridge(size);
  const session = createSession({
    bridge,
    api: createApi({ token: bridge.token, fetch: window.fetch.bind(window) }),
    preferred: languages,
    now: () => performance.now(),
  });
  window.addEventListener('online', session.reload);
  effect(() => {
    document.documentElement.dataset.theme = bridge.theme.value;
  });
  effect(() => {
    document.documentElement.lang = session.language.value;
    document.title = session.words.value.meetingScheduler;
  });
  if (fit) followHeight(bridge, content, fit);
  return session;
};

/** Begins at once: Pipedrive hides a frame that hasn't answered within 10 s. */
export const mountSurface = (options: SurfaceOptions): void => {
  const content = document.getElementById('surface');
  if (!content) throw new Error('The page has no #surface.');
  const connection = signal<Connection>(null);
  const toasts = createToasts();
  const View = options.view;

  const Root = () => {
    const state = connection.value;
    if (state === null || 'failed' in state) return <Unconnected failed={state?.failed ?? null} />;
    return (
      <SessionContext.Provider value={state.session}>
        <ToastContext.Provider value={toasts}>
          <View />
          <ToastRegion />
        </ToastContext.Provider>
      </SessionContext.Provider>
    );
  };

  render(<Root />, content);
  open(options, content).then(
    session => {
      connection.value = { session };
    },
    (error: unknown) => {
      connection.value = { failed: error instanceof BridgeFailure ? error.kind : 'silent' };
    },
  );
};
