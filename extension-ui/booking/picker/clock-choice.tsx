import { useSetting } from '../setting.ts';

/** Twelve or twenty-four hours; nothing to choose until the script runs, but its place is kept. */
export const ClockChoice = () => {
  const { texts, cycle, chooseCycle, enhanced } = useSetting();
  return (
    <fieldset class={enhanced ? 'clock' : 'clock clock-waiting'} aria-label={texts.clock}>
      {(['h12', 'h23'] as const).map(own => (
        <button key={own} type="button" aria-pressed={own === cycle} onClick={() => chooseCycle(own)}>
          {own === 'h12' ? texts.hours12 : texts.hours24}
        </button>
      ))}
    </fieldset>
  );
};
