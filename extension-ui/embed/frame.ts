import type { EmbedOptions } from './options.ts';
import { type FrameMessage, frameMessageOf, type PrefillMessage } from './protocol.ts';

export interface BookingFrame {
  readonly element: HTMLIFrameElement;
  remove(): void;
}

export interface FrameOptions extends EmbedOptions {
  readonly title: string;
  /** Where events of the booking page are dispatched; they bubble. */
  readonly tellAt: EventTarget;
  /** Before its event is dispatched. */
  readonly hear: (message: FrameMessage) => void;
}

const tell = (target: EventTarget, { type, ...detail }: FrameMessage): void => {
  if (type === 'scheduler:height' || type === 'scheduler:escape') return;
  target.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail }));
};

/** A frame for the booking page. It isn't in the page yet. */
export const createFrame = (address: URL, { title, prefill, tellAt, hear }: FrameOptions): BookingFrame => {
  const element = document.createElement('iframe');
  element.src = address.href;
  element.title = title;

  let wasShown = false;
  const listen = ({ source, origin, data }: MessageEvent): void => {
    if (!element.isConnected) {
      // Whoever takes the frame out of the page needn't say so to us; one that isn't there yet is waited for.
      if (wasShown) removeEventListener('message', listen);
      return;
    }
    wasShown = true;
    // The window is the frame's whatever it shows by now; only its origin says that it is still ours.
    if (source !== element.contentWindow || origin !== address.origin) return;
    const message = frameMessageOf(data);
    if (!message) return;
    if (message.type === 'scheduler:loaded' && prefill) {
      const handed: PrefillMessage = { type: 'scheduler:prefill', prefill };
      element.contentWindow?.postMessage(handed, address.origin);
    }
    hear(message);
    tell(tellAt, message);
  };
  addEventListener('message', listen);

  return {
    element,
    remove: () => {
      removeEventListener('message', listen);
      element.remove();
    },
  };
};
