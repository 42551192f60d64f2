import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect } from 'preact/hooks';

const LEAST_PX = 360;
const MARGIN_PX = 12;

/** Gives an element the height that is left below it in the window, so that it scrolls inside instead of the page. */
export const useRoomBelow = (element: RefObject<HTMLElement | null>): void => {
  useLayoutEffect(() => {
    const resize = () => {
      const own = element.current;
      if (!own) return;
      const top = own.getBoundingClientRect().top + scrollY;
      own.style.setProperty('height', `${Math.max(LEAST_PX, innerHeight - top - MARGIN_PX)}px`);
    };
    resize();
    const observer = new ResizeObserver(resize);
    observer.observe(document.body);
    window.addEventListener('resize', resize);
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', resize);
    };
  }, [element]);
};

export const useMedia = (query: string): boolean => {
  const fits = useSignal(matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query);
    const look = () => {
      fits.value = list.matches;
    };
    list.addEventListener('change', look);
    return () => list.removeEventListener('change', look);
  }, [query]);
  return fits.value;
};

const TICK_MS = 20_000;

/** Epoch milliseconds, moved on while the calendar is open. */
export const useNow = (): number => {
  const now = useSignal(Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      now.value = Date.now();
    }, TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now.value;
};
