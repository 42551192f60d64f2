import { type BookingFrame, createFrame } from './frame.ts';
import type { EmbedOptions } from './options.ts';
import { wordsAt } from './words.ts';

/** In px, until the page says its height: enough for most, so that what stands below hardly moves. */
const RESERVED = 640;

const frames = new WeakMap<Element, BookingFrame>();

export const hasFrame = (container: Element): boolean => frames.has(container);

/** Shows the booking page in place of what the container holds, as high as its content. */
export const showInline = (container: HTMLElement, address: URL, options: EmbedOptions): BookingFrame => {
  frames.get(container)?.remove();
  const frame = createFrame(address, {
    ...options,
    title: options.title ?? wordsAt(container).title,
    tellAt: container,
    hear: message => {
      if (message.type === 'scheduler:height') {
        container.style.minHeight = '0';
        element.style.height = `${message.height}px`;
      }
      // The form was longer than the confirmation, which stands above what is in view now.
      if (message.type === 'scheduler:booked' && element.getBoundingClientRect().top < 0) element.scrollIntoView();
    },
  });
  const { element } = frame;
  element.loading = 'lazy';
  Object.assign(element.style, { display: 'block', width: '100%', height: `${RESERVED}px`, border: '0' });
  container.replaceChildren(element);
  const shown: BookingFrame = {
    element,
    remove: () => {
      frame.remove();
      frames.delete(container);
    },
  };
  frames.set(container, shown);
  return shown;
};
