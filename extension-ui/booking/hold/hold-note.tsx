import { useEffect, useState } from 'preact/hooks';
import { clockText, fill } from '../format.ts';
import { type Setting, useSetting } from '../setting.ts';
import type { Hold } from './holding.ts';

/** `1:45`. */
const leftText = (ms: number): string => {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

/** Looks at the clock once a second while something is about to end. */
const useSecondHand = (isRunning: boolean): number => {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!isRunning) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [isRunning]);
  return now;
};

const textOf = (hold: Hold, zone: string, now: number, setting: Setting): string => {
  const { texts } = setting;
  if (hold.state === 'held') return fill(setting, texts.held, { time: clockText(setting, zone, hold.until) });
  if (hold.state === 'ending') return fill(setting, texts.holdEnding, { left: leftText(hold.until - now) });
  if (hold.state === 'unheld') return texts.unheld;
  return hold.state === 'ended' ? texts.holdEnded : '';
};

/** Until when the time is held. Seconds that pass are seen; what is read out is that the last minutes have begun, and the end. */
export const HoldNote = ({ hold, zone }: { hold: Hold; zone: string }) => {
  const setting = useSetting();
  const { texts } = setting;
  const now = useSecondHand(hold.state === 'ending');
  const announced = { none: '', unheld: '', held: '', ending: texts.holdLastMinutes, ended: texts.holdEnded }[
    hold.state
  ];
  return (
    <>
      <p aria-hidden={announced !== ''}>{textOf(hold, zone, now, setting)}</p>
      <p class="unseen" role="status">
        {announced}
      </p>
    </>
  );
};
