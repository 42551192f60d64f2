import type { ComponentChildren } from 'preact';
import { isSameClock } from '../../shared/zones/wall.ts';
import { isPlainClick } from '../address.ts';
import { useSetting } from '../setting.ts';
import { When } from '../when.tsx';

interface ChosenTimeProps {
  readonly zone: string;
  readonly hostZone: string;
  /** The page came before it was known whether the clocks differ: the host's has its place either way, so that nothing moves. */
  readonly mayDiffer: boolean;
  /** null: the time wanted is gone. */
  readonly start: string | null;
  readonly end: string | undefined;
  /** Not to be had any more. */
  readonly isGone: boolean;
  readonly pickerHref: string;
  readonly close: () => void;
  readonly children: ComponentChildren;
}

/** The time that is being booked, by the guest's clock and by the host's where that shows something else. */
export const ChosenTime = (props: ChosenTimeProps) => {
  const { zone, hostZone, mayDiffer, start, end, isGone, pickerHref, close, children } = props;
  const { texts } = useSetting();
  const differ = start !== null && !isSameClock(zone, hostZone, Date.parse(start));
  return (
    <div class={isGone ? 'chosen chosen-off' : 'chosen'}>
      <p class="chosen-label" id="chosen-label">
        {texts.yourTime}
      </p>
      {start && (
        <div class="chosen-clocks">
          <When zone={zone} start={start} end={end} />
          {(differ || mayDiffer) && (
            <p class="chosen-host">
              {differ && (
                <>
                  <span class="chosen-label">{texts.hostTime}</span>
                  <When zone={hostZone} start={start} end={end} />
                </>
              )}
            </p>
          )}
        </div>
      )}
      <a
        class="button button-quiet"
        href={pickerHref}
        onClick={event => {
          if (!isPlainClick(event)) return;
          event.preventDefault();
          close();
        }}
      >
        {texts.changeTime}
      </a>
      {children}
    </div>
  );
};
