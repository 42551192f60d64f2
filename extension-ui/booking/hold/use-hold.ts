import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { BookPage } from '../../../server/http/guest/page.ts';
import type { Problem } from '../../../server/http/problem-schema.ts';
import type { Deeds } from '../form/use-booking.ts';
import type { Hold, Holder } from './holding.ts';

const signsOfLife = ['input', 'keydown', 'pointerdown', 'pointermove', 'visibilitychange'] as const;

export interface HoldControl extends Pick<Holder, 'pause' | 'resume' | 'release'> {
  readonly hold: Hold;
}

/**
 * Holds the time whose details are being filled in, from the form's opening until it is left, whichever way. `gone` is called where the
 * time turns out to be somebody else's. A preview holds nothing.
 */
export const useHold = (
  page: BookPage,
  deeds: Deeds | null,
  start: string | null,
  gone: (deeds: Deeds, problem: Problem) => void,
): HoldControl => {
  const { path, preview } = page;
  const [hold, setHold] = useState<Hold>({ state: 'none' });
  const holder = useRef<Holder | null>(null);
  const paused = useRef(false);
  const latest = useRef({ start, gone });
  latest.current = { start, gone };

  useLayoutEffect(() => {
    if (preview || !deeds) return;
    const { createHolder, ownHoldsOf, releaseByBeacon, releaseHold } = deeds;
    let release = releaseHold;
    const made = createHolder({
      ...ownHoldsOf({ path }),
      now: () => Date.now(),
      release: hold => release({ path }, hold),
      isVisible: () => document.visibilityState === 'visible',
      tell: setHold,
      gone: problem => latest.current.gone(deeds, problem),
    });
    holder.current = made;
    if (paused.current) made.pause();

    const notice = (): void => {
      if (document.visibilityState === 'visible') made.active();
    };
    const leave = (): void => {
      release = releaseByBeacon;
      made.release();
    };
    const comeBack = ({ persisted }: PageTransitionEvent): void => {
      if (!persisted) return;
      release = releaseHold;
      if (latest.current.start) made.hold(latest.current.start);
    };
    for (const sign of signsOfLife) document.addEventListener(sign, notice, { passive: true });
    addEventListener('pagehide', leave);
    addEventListener('pageshow', comeBack);
    return () => {
      for (const sign of signsOfLife) document.removeEventListener(sign, notice);
      removeEventListener('pagehide', leave);
      removeEventListener('pageshow', comeBack);
      made.release();
      holder.current = null;
    };
  }, [path, preview, deeds]);

  useLayoutEffect(() => {
    if (start) holder.current?.hold(start);
  }, [start, path, preview, deeds]);

  return {
    hold,
    pause: () => {
      paused.current = true;
      holder.current?.pause();
    },
    resume: () => {
      paused.current = false;
      holder.current?.resume();
    },
    release: () => holder.current?.release(),
  };
};
