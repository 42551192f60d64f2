import './popup.css';
import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

const MARGIN = 4;
const HIGHEST = 296;
/** Two rows: where there is less below, there has to be more above. */
const LOWEST = 80;

/** Under the input, or above it where there is more room; never beyond the surface's edges. */
const place = (list: HTMLElement, input: HTMLElement): void => {
  const { left, top, bottom, width } = input.getBoundingClientRect();
  const below = innerHeight - bottom - 2 * MARGIN;
  const above = top - 2 * MARGIN;
  const isBelow = below >= Math.min(HIGHEST, list.scrollHeight) || below >= Math.max(above, LOWEST);
  const height = Math.min(HIGHEST, isBelow ? below : above);
  const set = (name: string, value: number | 'auto') =>
    list.style.setProperty(name, value === 'auto' ? value : `${value}px`);
  set('left', left);
  set('width', Math.min(width, innerWidth - left - MARGIN));
  set('max-height', height);
  set('top', isBelow ? bottom + MARGIN : 'auto');
  set('bottom', isBelow ? 'auto' : innerHeight - top + MARGIN);
};

/** The list of a combobox, a `popover="manual"` of class `popup`, its entries `popup-option`: shown at its input while it is open; `content` is what makes its height. */
export const usePopup = (
  list: RefObject<HTMLElement | null>,
  input: RefObject<HTMLElement | null>,
  isOpen: boolean,
  content: unknown,
): void => {
  useEffect(() => {
    const popup = list.current;
    const anchor = input.current;
    if (!isOpen || !popup || !anchor) return;
    popup.showPopover();
    const replace = () => place(popup, anchor);
    replace();
    // A press on the list leaves the focus in the input, and so the list open.
    const keepFocus = (event: Event) => event.preventDefault();
    popup.addEventListener('mousedown', keepFocus);
    addEventListener('resize', replace);
    // Whatever scrolls around the input takes the list along.
    document.addEventListener('scroll', replace, { capture: true, passive: true });
    return () => {
      popup.removeEventListener('mousedown', keepFocus);
      removeEventListener('resize', replace);
      document.removeEventListener('scroll', replace, { capture: true });
      if (popup.isConnected) popup.hidePopover();
    };
  }, [list, input, isOpen]);
  useEffect(() => {
    if (isOpen && list.current && input.current) place(list.current, input.current);
  }, [list, input, isOpen, content]);
};
