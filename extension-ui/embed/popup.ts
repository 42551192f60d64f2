import { createFrame } from './frame.ts';
import type { EmbedOptions } from './options.ts';
import { wordsAt } from './words.ts';

export interface Popup {
  close(): void;
}

/** In a shadow tree with a sheet of its own: the site's rules don't reach it, and no policy forbids it as it does inline styles. */
const rules = `
dialog{box-sizing:border-box;width:min(68rem,100vw - 3rem);max-width:none;height:fit-content;max-height:calc(100dvh - 3rem);margin:auto;padding:0;border:0;border-radius:16px;overflow:hidden;background:Canvas;color:CanvasText}
dialog[open]{display:flex;flex-direction:column}
dialog::backdrop{background:rgb(0 0 0/.55)}
button{align-self:flex-end;min-height:44px;margin:4px;padding:0 16px;border:0;border-radius:10px;background:none;color:inherit;font:600 15px system-ui,sans-serif;cursor:pointer}
button:hover{text-decoration:underline}
button:focus-visible{outline:3px solid;outline-offset:-3px}
iframe{height:640px;min-height:0;margin:0 12px 12px;border:0}
@media(max-width:599px){dialog{width:100vw;height:100dvh;max-height:none;border-radius:0}iframe{flex:1;margin:0}}
@media(prefers-reduced-motion:no-preference){dialog{animation:show .15s}@keyframes show{from{opacity:0}}}`;

/** Keeps the page behind where it is, without a shift where its scroll bar takes room. */
const holdPage = (): (() => void) => {
  const { style, clientWidth } = document.documentElement;
  const { overflow, scrollbarGutter } = style;
  style.scrollbarGutter = innerWidth > clientWidth ? 'stable' : scrollbarGutter;
  style.overflow = 'hidden';
  return () => void Object.assign(style, { overflow, scrollbarGutter });
};

/** On the backdrop, which is the dialog's as its bar and its margins are. */
const isBeside = (dialog: HTMLElement, { clientX, clientY }: MouseEvent): boolean => {
  const { left, right, top, bottom } = dialog.getBoundingClientRect();
  return clientX < left || clientX >= right || clientY < top || clientY >= bottom;
};

let shown: Popup | null = null;

/** Shows the booking page over the page. `trigger` is what was clicked, if anything was: it gets the focus back and the events. */
export const showPopup = (address: URL, options: EmbedOptions, trigger?: HTMLElement): Popup => {
  shown?.close();
  const words = wordsAt(trigger ?? document.body);
  const title = options.title ?? words.title;
  let chosen = false;
  const frame = createFrame(address, {
    ...options,
    title,
    tellAt: trigger ?? document,
    hear: message => {
      if (message.type === 'scheduler:height') frame.element.style.height = `${message.height}px`;
      if (message.type === 'scheduler:slot-selected') chosen = true;
      if (message.type === 'scheduler:escape') end();
    },
  });

  const dialog = document.createElement('dialog');
  dialog.ariaLabel = title;
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = words.close;
  button.onclick = () => end();
  dialog.append(button, frame.element);

  const place = document.createElement('div');
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  const root = place.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [sheet];
  root.append(dialog);
  document.body.append(place);

  const release = holdPage();
  const end = (): void => {
    if (!place.isConnected) return;
    dialog.close();
    release();
    frame.remove();
    place.remove();
    trigger?.focus({ preventScroll: true });
  };
  // A click beside it is soon done by mistake: what was begun isn't lost by that.
  dialog.onclick = event => {
    if (event.target === dialog && !chosen && isBeside(dialog, event)) end();
  };
  dialog.onclose = end;
  dialog.showModal();
  shown = { close: end };
  return shown;
};
