import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** The first heading of a view, which a screen reader then reads out. */
const focusHeading = (main: HTMLElement): boolean => {
  const heading = main.querySelector<HTMLElement>('h1, h2');
  if (!heading) return false;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  return true;
};

/** Whoever goes to another view begins at its heading, also where that is read only later; the view that is shown first takes nothing. */
export const useFocusOnView = (main: RefObject<HTMLElement | null>, key: string): void => {
  const shown = useRef(key);
  useLayoutEffect(() => {
    const element = main.current;
    if (!element || shown.current === key) return;
    shown.current = key;
    window.scrollTo(0, 0);
    // A part may have put the focus into a field of its own already.
    if (element.contains(document.activeElement) && document.activeElement !== element) return;
    if (focusHeading(element)) return;
    element.focus({ preventScroll: true });
    const observer = new MutationObserver(() => {
      if (document.activeElement !== element || focusHeading(element)) observer.disconnect();
    });
    observer.observe(element, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [main, key]);
};
