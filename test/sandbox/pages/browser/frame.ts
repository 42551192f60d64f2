import type { PageContext, Surface } from './context.ts';
import { clampSize, type Size } from './size.ts';
import { currentTheme } from './theme.ts';

/** One running iframe of the app. */
export interface Frame {
  /** The runtime token that the iframe gets as `?id=` and sends with every message; empty once it was given up. */
  readonly id: string;
  readonly surface: Surface;
  /** Resource and view that it was opened for; a modal that it opens inherits them. */
  readonly query: Query;
  readonly element: HTMLIFrameElement;
  initialized(): void;
  resize(size: Size): void;
  listen(event: string, port: MessagePort): void;
  /** Posts `data` to whoever listens to the event. */
  emit(event: string, data?: object): void;
  remove(): void;
}

export type Query = Readonly<Record<string, string>>;

/** Pipedrive's: an iframe that hasn't called `initialize` by then isn't shown. */
const INITIALIZE_WITHIN = 10_000;

const frames = new Set<Frame>();

export const frameOf = (source: MessageEventSource | null, id: unknown): Frame | undefined =>
  [...frames].find(frame => frame.id !== '' && frame.id === id && frame.element.contentWindow === source);

export const emitToAll = (event: string, data: object): void => {
  for (const frame of frames) frame.emit(event, data);
};

export const signedToken = async (): Promise<string> => {
  const reply = await fetch('/host/token');
  if (!reply.ok) throw new Error('No token for this user');
  return ((await reply.json()) as { token: string }).token;
};

const frameAddress = (surface: Surface, context: PageContext, id: string, token: string, query: Query): string => {
  const url = new URL(surface.url);
  const all = { ...query, userId: `${context.user.id}`, companyId: `${context.companyId}`, id, token };
  for (const [name, value] of Object.entries(all)) url.searchParams.set(name, value);
  url.searchParams.set('theme', currentTheme());
  return url.href;
};

const showFailure = (holder: HTMLElement, retry: () => void): void => {
  const message = document.createElement('div');
  message.className = 'frame-failure';
  message.setAttribute('role', 'alert');
  message.innerHTML = '<strong>Something went wrong</strong><span>The app didn’t answer in time.</span>';
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Try again';
  button.addEventListener('click', retry);
  message.append(button);
  holder.replaceChildren(message);
};

export interface FrameOptions {
  readonly context: PageContext;
  readonly surface: Surface;
  /** Gets the iframe as its only child and the size that the app asks for. */
  readonly holder: HTMLElement;
  readonly title: string;
  readonly query?: Query;
}

export const openFrame = ({ context, surface, holder, title, query = {} }: FrameOptions): Frame => {
  const listeners = new Map<string, MessagePort[]>();
  let id = '';
  let element = document.createElement('iframe');
  let deadline: ReturnType<typeof setTimeout> | undefined;

  const settle = (state: 'ready' | 'failed') => {
    clearTimeout(deadline);
    holder.dataset.state = state;
    holder.removeAttribute('aria-busy');
  };
  const fail = () => {
    settle('failed');
    id = '';
    showFailure(holder, start);
  };
  const start = () => {
    id = crypto.randomUUID();
    listeners.clear();
    element = document.createElement('iframe');
    element.title = title;
    holder.dataset.state = 'loading';
    holder.setAttribute('aria-busy', 'true');
    holder.replaceChildren(element);
    deadline = setTimeout(fail, INITIALIZE_WITHIN);
    signedToken().then(token => {
      element.src = frameAddress(surface, context, id, token, query);
    }, fail);
  };

  const frame: Frame = {
    get id() {
      return id;
    },
    get element() {
      return element;
    },
    surface,
    query,
    initialized: () => settle('ready'),
    resize(size) {
      const { width, height } = clampSize(surface.kind, size, { width: innerWidth, height: innerHeight });
      if (width !== undefined) holder.style.width = `${width}px`;
      if (height !== undefined) holder.style.height = `${height}px`;
    },
    listen(event, port) {
      listeners.set(event, [...(listeners.get(event) ?? []), port]);
    },
    emit(event, data) {
      for (const port of listeners.get(event) ?? []) port.postMessage(data ? { data } : {});
    },
    remove() {
      clearTimeout(deadline);
      frames.delete(frame);
      holder.replaceChildren();
    },
  };
  holder.classList.add('frame-holder');
  frames.add(frame);
  start();
  return frame;
};
