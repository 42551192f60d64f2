import { useLayoutEffect, useState } from 'preact/hooks';
import type { BookPage } from '../../server/http/guest/page.ts';
import { forget, recall, remember } from './memory.ts';

/** The last booking that was made from this tab. */
export interface OwnBooking {
  readonly start: string;
  readonly manageUrl: string;
}

const keyOf = (path: string): string => `booked ${path}`;

export const keepBooking = (path: string, booking: OwnBooking): void =>
  remember('session', keyOf(path), JSON.stringify(booking));

const keptBooking = (path: string): OwnBooking | null => {
  try {
    return JSON.parse(recall('session', keyOf(path)) ?? 'null');
  } catch {
    return null;
  }
};

/** Whether both name one instant: addresses may write it in another way. */
export const isSame = (one: string | null, other: string): boolean =>
  one !== null && Date.parse(one) === Date.parse(other);

/**
 * The guest's own booking, where going back leads to its time: `restored` is called where the browser brings the page
 * back as it was left. A time that the server says is free was given back since.
 */
export const useOwnBooking = ({ path, start }: BookPage, shown: string | null, restored: () => void) => {
  const [own, setOwn] = useState<OwnBooking | null>(null);
  const [asked, setAsked] = useState<string | null>(null);

  useLayoutEffect(() => {
    const kept = keptBooking(path);
    if (kept && isSame(start, kept.start)) forget('session', keyOf(path));
    else setOwn(kept);
    setAsked(new URLSearchParams(location.search).get('start'));
  }, [path, start]);

  useLayoutEffect(() => {
    const look = ({ persisted }: PageTransitionEvent): void => {
      if (!persisted) return;
      setOwn(keptBooking(path));
      restored();
    };
    addEventListener('pageshow', look);
    return () => removeEventListener('pageshow', look);
  });

  return own && isSame(shown ?? asked, own.start) ? own : null;
};
