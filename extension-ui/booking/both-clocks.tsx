import { isSameClock } from '../shared/zones/wall.ts';
import { useSetting } from './setting.ts';
import { When } from './when.tsx';

interface BothClocksProps {
  readonly zone: string;
  readonly hostZone: string;
  readonly start: string;
  readonly end: string | undefined;
  /** What the time is, beside the host's; and alone, where that is the same. */
  readonly label: string;
  readonly alone: string;
  /** It no longer holds. */
  readonly isOff?: boolean;
}

/** A time by the guest's clock, and by the host's where that shows something else. */
export const BothClocks = ({ zone, hostZone, start, end, label, alone, isOff = false }: BothClocksProps) => {
  const { texts } = useSetting();
  const differ = !isSameClock(zone, hostZone, Date.parse(start));
  return (
    <dl class={isOff ? 'clocks clocks-off' : 'clocks'}>
      <div>
        <dt>{differ ? label : alone}</dt>
        <dd>
          <When zone={zone} start={start} end={end} />
        </dd>
      </div>
      {differ && (
        <div>
          <dt>{texts.hostTime}</dt>
          <dd>
            <When zone={hostZone} start={start} end={end} />
          </dd>
        </div>
      )}
    </dl>
  );
};
