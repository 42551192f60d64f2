import './tokens.css';
import './surface.css';
import { effect, type Signal, signal } from '@preact/signals';
import { type ComponentType, render } from 'preact';
import { type Api, createApi } from './api.ts';
import { tokenAuthority } from './authority.ts';
import { type Bridge, BridgeFailure, connectBridge, type Size } from './bridge.ts';
import { Button } from './button.tsx';
import { BlankState } from './notice.tsx';
import { createSession, type Session, SessionContext } from './session.ts';
import { Skeleton } from './skeleton.tsx';
import { createToasts, ToastContext, ToastRegion, type Toasts } from './toast.tsx';
import { type View, viewOf } from './view.ts';
import { surfaceLanguage, wordsIn } from './words/words.ts';

/** What a surface is connected to: Pipedrive's page around it, or its own full page. */
export interface Connected {
  readonly bridge: Bridge;
  readonly api: Api;
  /** The view that is shown here; null: views open in a modal. */
  readonly view: Signal<View> | null;
}

interface SurfaceOptions {
  readonly view: ComponentType;
  /** Throws `BridgeFailure`. */
  readonly connect: () => Promise<Connected>;
  /** Let the frame be as high as its content, within these limits. */
  readonly fit?: { readonly least: number; readonly most: number };
  /** Of the document; a frame's is never seen. */
  readonly title?: (session: Session) => string;
}

/** The custom modal of `manifest.json` that holds the workspace. */
const WORKSPACE = 'scheduler-activities';

/** A surface inside Pipedrive; `size` is asked of Pipedrive when it begins. */
export const inPipedrive =
  (size: Size, shows: 'itself' | 'views'): SurfaceOptions['connect'] =>
  async () => {
    const bridge = await connectBridge(size);
    return {
      bridge,
      api: createApi({ authority: tokenAuthority(bridge.token), fetch: window.fetch.bind(window) }),
      view: shows === 'views' ? signal(viewOf(bridge.data)) : null,
    };
  };

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

const AGAIN_MS = 3_000;

/** A network that has just come back may not carry the first request yet: it is asked again until one gets through. */
const keepAsking = ({ bridge, me, links, reload }: Session): void => {
  effect(() => {
    const failed = [me, links].some(({ failure }) => failure.value?.code === 'offline');
    if (!failed || !bridge.visible.value || !navigator.onLine) return;
    const timer = setTimeout(reload, AGAIN_MS);
    return () => clearTimeout(timer);
  });
};

const open = async (
  { connect, fit, title }: SurfaceOptions,
  content: HTMLElement,
  toasts: Toasts,
): Promise<Session> => {
  const { bridge, api, view } = await connect();
  const session: Session = createSession({
    bridge,
    api,
    preferred: languages,
    now: () => performance.now(),
    going: view
      ? { to: 'here', view }
      : { to: 'modal', action: WORKSPACE, failed: () => toasts.show(session.words.value.failed) },
  });
  window.addEventListener('online', session.reload);
  keepAsking(session);
  window.addEventListener('focus', session.turnTo);
  document.documentElement.addEventListener('pointerenter', session.turnTo);
  effect(() => {
    document.documentElement.dataset.theme = bridge.theme.value;
  });
  effect(() => {
    document.documentElement.lang = session.language.value;
    document.title = title?.(session) ?? session.words.value.meetingScheduler;
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
  open(options, content, toasts).then(
    session => {
      connection.value = { session };
    },
    (error: unknown) => {
      connection.value = { failed: error instanceof BridgeFailure ? error.kind : 'silent' };
    },
  );
};
