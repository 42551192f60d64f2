import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/** Room that is left below (px). */
const BELOW = 12;

/** Tells an element's style, as `--fill`, how high it can be to end where the window does. */
export const useFill = (element: RefObject<HTMLElement | null>): void => {
  useLayoutEffect(() => {
    const filled = element.current;
    if (!filled) return;
    const measure = () => {
      const top = filled.getBoundingClientRect().top + scrollY;
      filled.style.setProperty('--fill', `${Math.floor(innerHeight - top - BELOW)}px`);
    };
    // What stands above may come and go.
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    addEventListener('resize', measure);
    measure();
    return () => {
      observer.disconnect();
      removeEventListener('resize', measure);
    };
  }, [element]);
};
