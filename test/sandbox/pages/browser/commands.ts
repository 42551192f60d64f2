import type { PageContext, Surface } from './context.ts';
import { askConfirmation, type Confirmation, showSnackbar } from './dialogs.ts';
import type { FloatingWindow } from './floating-window.ts';
import { type Frame, type Query, signedToken } from './frame.ts';
import { closeModal, isModal, openModal } from './modal.ts';
import type { Size } from './size.ts';

/** The SDK's commands by their wire names. A thrown error's message goes back to the app as `{ error }`. */

export interface Desk {
  readonly context: PageContext;
  readonly window: FloatingWindow | undefined;
}

export type Args = Readonly<Record<string, unknown>>;
type Command = (frame: Frame, args: Args, desk: Desk) => object | Promise<object>;

const text = (args: Args, name: string): string => {
  const value = args[name];
  if (typeof value !== 'string' || value === '') throw new Error(`Missing parameter: ${name}`);
  return value;
};

const optionalText = (args: Args, name: string): string | undefined =>
  typeof args[name] === 'string' ? args[name] : undefined;

const object = (value: unknown): Args | undefined =>
  typeof value === 'object' && value !== null ? (value as Args) : undefined;

const size = (args: Args): Size => ({
  width: typeof args.width === 'number' ? args.width : undefined,
  height: typeof args.height === 'number' ? args.height : undefined,
});

const modalSurface = (context: PageContext, action: string): Surface => {
  const surface = context.surfaces.find(
    ({ kind, id, name }) => kind === 'custom_modal' && (id === action || name === action),
  );
  if (!surface) throw new Error(`No custom modal has the id or name ${action}`);
  return surface;
};

const floatingWindow = (desk: Desk): FloatingWindow => {
  if (!desk.window) throw new Error('This app has no floating window');
  return desk.window;
};

const lists: Readonly<Record<string, string>> = {
  deals: '/deals',
  contacts: '/persons',
  organizations: '/organizations',
};
const records: Readonly<Record<string, string>> = {
  deals: '/deal',
  contacts: '/person',
  organizations: '/organization',
};

const redirectAddress = (args: Args, context: PageContext): string => {
  const view = text(args, 'view');
  if (view === 'settings') {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(object(args.context) ?? {})) query.set(name, String(value));
    return `/settings/marketplace/app/${context.clientId}/app-settings${query.size > 0 ? `?${query}` : ''}`;
  }
  const base = args.id === undefined ? lists[view] : records[view];
  if (!base) throw new Error(`The stand-in has no view ${view}`);
  return args.id === undefined ? base : `${base}/${encodeURIComponent(String(args.id))}`;
};

const commands: Readonly<Record<string, Command>> = {
  initialize(frame, args) {
    frame.resize(size(object(args.size) ?? {}));
    frame.initialized();
    return {};
  },
  resize(frame, args) {
    frame.resize(size(args));
    return {};
  },
  async get_signed_token() {
    return { data: { token: await signedToken() } };
  },
  show_snackbar(_frame, args) {
    const link = object(args.link);
    showSnackbar({
      message: text(args, 'message'),
      link: link && { url: text(link, 'url'), label: text(link, 'label') },
    });
    return {};
  },
  async show_confirmation(_frame, args) {
    const ask: Confirmation = {
      title: text(args, 'title'),
      description: optionalText(args, 'description'),
      okText: optionalText(args, 'okText'),
      cancelText: optionalText(args, 'cancelText'),
      okColor: optionalText(args, 'okColor'),
    };
    return { data: { confirmed: await askConfirmation(ask) } };
  },
  async open_modal(frame, args, { context }) {
    const type = text(args, 'type');
    if (type !== 'custom_modal') throw new Error(`The stand-in opens no modal of type ${type}`);
    const surface = modalSurface(context, text(args, 'action_id'));
    const data = object(args.data);
    const query: Query = data ? { ...frame.query, data: JSON.stringify(data) } : frame.query;
    await openModal({ context, surface, query, opener: frame });
    return { data: { status: 'closed' } };
  },
  close_modal(frame) {
    if (!isModal(frame)) throw new Error('Only a custom modal can close itself');
    // Its port has to carry the reply before the frame goes.
    setTimeout(closeModal);
    return {};
  },
  redirect_to(_frame, args, { context }) {
    location.assign(redirectAddress(args, context));
    return {};
  },
  show_floating_window(_frame, args, desk) {
    floatingWindow(desk).show('command', object(args.context));
    return {};
  },
  hide_floating_window(_frame, args, desk) {
    floatingWindow(desk).hide('command', object(args.context));
    return {};
  },
  set_notification(_frame, args, desk) {
    const count = Number(args.number ?? 0);
    if (!Number.isInteger(count) || count < 0) throw new Error('number has to be a whole number');
    floatingWindow(desk).notify(count);
    return {};
  },
  get_metadata: () => ({ data: { windowHeight: innerHeight, windowWidth: innerWidth } }),
};

/** `set_focus_mode` alone has a bare boolean for its arguments. */
const setFocusMode = (on: unknown, desk: Desk): object => {
  const window = floatingWindow(desk);
  if (typeof on !== 'boolean') throw new Error('Focus mode is true or false');
  if (!window.visible) throw new Error('The floating window isn’t visible');
  window.focus(on);
  return {};
};

/** Always an object: the SDK waits for ever after anything else. */
export const answer = async (frame: Frame, command: string, args: unknown, desk: Desk): Promise<object> => {
  try {
    if (command === 'set_focus_mode') return setFocusMode(args, desk);
    const run = Object.hasOwn(commands, command) ? commands[command] : undefined;
    if (!run) throw new Error(`Unknown command: ${command}`);
    return await run(frame, object(args) ?? {}, desk);
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
};
