import SDK, { Color, Command, Event as HostEvent, Modal, View } from '@pipedrive/app-extensions-sdk';
import { type ReadonlySignal, signal } from '@preact/signals';
import { type RecordInView, recordIn, recordInData } from './record-in-view.ts';
import { createTokens, type Tokens } from './tokens.ts';

/** What a surface may ask of Pipedrive's page around it. */
export interface Bridge {
  readonly theme: ReadonlySignal<Theme>;
  /** False while the window that holds the surface is closed or in the background. */
  readonly visible: ReadonlySignal<boolean>;
  readonly token: Tokens;
  /** What the surface stands beside; null where it stands by itself. A hint, never a proof. */
  readonly record: RecordInView | null;
  /** What whoever opened the modal passed on. */
  readonly data: Readonly<Partial<Record<string, string>>>;
  resize(size: Size): void;
  snackbar(message: string): void;
  /** Rejects where Pipedrive won't ask. */
  confirm(question: Question): Promise<boolean>;
  /** By the id in `manifest.json`; resolves when the modal is closed, rejects where Pipedrive won't open it. */
  openModal(action: string, data?: Readonly<Record<string, string>>): Promise<void>;
  redirect(target: Target, id?: number): void;
}

export type Theme = 'light' | 'dark';
export type Target = 'deals' | 'contacts' | 'settings';
export interface Size {
  readonly height?: number;
  readonly width?: number;
}
export interface Question {
  readonly title: string;
  readonly description: string;
  readonly okText: string;
  readonly cancelText: string;
}

export class BridgeFailure extends Error {
  override readonly name = 'BridgeFailure';
  /** `outside`: not in Pipedrive at all. `silent`: no answer. */
  readonly kind: 'outside' | 'silent';

  constructor(kind: 'outside' | 'silent') {
    super(kind);
    this.kind = kind;
  }
}

/** Pipedrive takes the frame away when nothing came in 10 s; the SDK itself waits for ever. */
const ANSWER_MS = 10_000;

const answered = <T>(reply: Promise<T>): Promise<T> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new BridgeFailure('silent')), ANSWER_MS);
  });
  return Promise.race([reply, silence]).finally(() => clearTimeout(timer));
};

/** Of a command whose failure changes nothing for the surface. */
const ignored = (reply: Promise<unknown>): void => {
  reply.catch(() => undefined);
};

const targets: Record<Target, View> = { deals: View.DEALS, contacts: View.CONTACTS, settings: View.SETTINGS };

/** The package is CommonJS: what its default import is depends on the bundler. */
const AppExtensionsSDK = SDK.default ?? SDK;

/** Texts alone: whatever else is in there nobody of ours has put there. */
const passedOn = (data: string | null): Bridge['data'] => {
  try {
    const given: unknown = JSON.parse(data ?? '{}');
    const entries = Object.entries(typeof given === 'object' && given !== null ? given : {});
    return Object.fromEntries(entries.filter(([, value]) => typeof value === 'string'));
  } catch {
    return {};
  }
};

/** Throws `BridgeFailure` where there is no Pipedrive around the page. */
export const connectBridge = async (size: Size): Promise<Bridge> => {
  const query = new URLSearchParams(location.search);
  if (window.parent === window || !query.get('id')) throw new BridgeFailure('outside');
  const sdk = new AppExtensionsSDK();
  const ready = answered(sdk.initialize({ size }));

  // After a change of theme the SDK's own `userSettings` is wrong: only what the callback is given counts.
  const theme = signal<Theme>(query.get('theme') === 'dark' ? 'dark' : 'light');
  sdk.listen(HostEvent.USER_SETTINGS_CHANGE, ({ data }) => {
    if (data) theme.value = data.theme === 'dark' ? 'dark' : 'light';
  });
  const shown = signal(true);
  const visible = signal(true);
  const look = () => {
    visible.value = shown.value && document.visibilityState === 'visible';
  };
  sdk.listen(HostEvent.VISIBILITY, ({ data }) => {
    if (data) shown.value = data.is_visible;
    look();
  });
  document.addEventListener('visibilitychange', look);

  await ready;
  const data = passedOn(query.get('data'));
  return {
    theme,
    visible,
    token: createTokens({
      signed: async () => (await answered(sdk.execute(Command.GET_SIGNED_TOKEN))).token,
      first: query.get('token'),
      now: () => performance.now(),
    }),
    record: recordInData(data) ?? recordIn(query),
    data,
    resize: wanted => ignored(sdk.execute(Command.RESIZE, wanted)),
    snackbar: message => ignored(sdk.execute(Command.SHOW_SNACKBAR, { message })),
    confirm: async question =>
      (await sdk.execute(Command.SHOW_CONFIRMATION, { ...question, okColor: Color.NEGATIVE })).confirmed,
    openModal: async (action, data) => {
      await sdk.execute(Command.OPEN_MODAL, {
        type: Modal.CUSTOM_MODAL,
        action_id: action,
        ...(data ? { data: { ...data } } : {}),
      });
    },
    redirect: (target, id) =>
      ignored(sdk.execute(Command.REDIRECT_TO, { view: targets[target], ...(id === undefined ? {} : { id }) })),
  };
};
