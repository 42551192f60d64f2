/**
 * The script for websites, `/embed.js`. Nothing else is needed, and a policy without `unsafe-inline` doesn't mind it:
 * `script-src` and `frame-src` have to name our origin.
 *
 * @example
 * <div data-scheduler="https://meet.example.com/b/7kQx2mNpR4sT"></div>
 * <a href="https://meet.example.com/b/7kQx2mNpR4sT" data-scheduler-popup>Book a meeting</a>
 * <button data-scheduler-popup="https://meet.example.com/b/7kQx2mNpR4sT" data-name="Anna Nowak">Book a meeting</button>
 * <script src="https://meet.example.com/embed.js" async></script>
 *
 * `data-name`, `data-email` and `data-answer-<question>` fill empty fields. The element, or `document` for what was opened by script,
 * gets `scheduler:loaded`, `scheduler:slot-selected` and `scheduler:booked`, the latter two with `detail: { start, end }`.
 *
 * @example
 * MeetingScheduler.inline(element, url, { prefill: { name, email, answers: { q1: 'Yes' } } }).remove();
 * MeetingScheduler.open(url, { prefill }).close();
 * MeetingScheduler.scan(); // for elements that were added later
 */
import { frameAddress } from './address.ts';
import { hasFrame, showInline } from './inline.ts';
import { type EmbedOptions, optionsOf } from './options.ts';
import { showPopup } from './popup.ts';

const POPUP = 'data-scheduler-popup';

const start = (origin: string): void => {
  const addressOf = (url: string): URL => frameAddress(url, origin, location.search);

  const inline = (container: HTMLElement, url: string, options: EmbedOptions = {}) => {
    const { remove } = showInline(container, addressOf(url), options);
    return { remove };
  };
  const open = (url: string, options: EmbedOptions = {}) => showPopup(addressOf(url), options);

  const scan = (): void => {
    for (const container of document.querySelectorAll<HTMLElement>('[data-scheduler]')) {
      if (hasFrame(container)) continue;
      try {
        inline(container, container.dataset.scheduler ?? '', optionsOf(container));
      } catch (error) {
        console.error(error);
      }
    }
    for (const trigger of document.querySelectorAll(`[${POPUP}]`)) trigger.ariaHasPopup = 'dialog';
  };

  document.addEventListener('click', event => {
    const { target, button, ctrlKey, metaKey, shiftKey, altKey, defaultPrevented } = event;
    const trigger = target instanceof Element && target.closest<HTMLElement>(`[${POPUP}]`);
    // A link that is opened in another tab or window stays one.
    if (!trigger || defaultPrevented || button !== 0 || ctrlKey || metaKey || shiftKey || altKey) return;
    const url = trigger.getAttribute(POPUP) || trigger.getAttribute('href');
    const address = addressOf(url ?? '');
    event.preventDefault();
    showPopup(address, optionsOf(trigger), trigger);
  });

  Object.assign(window, { MeetingScheduler: { inline, open, scan } });
  scan();
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', scan);
};

const own = document.currentScript;
// A page that includes the script twice has one of it.
if (own instanceof HTMLScriptElement && !('MeetingScheduler' in window)) start(new URL(own.src).origin);
