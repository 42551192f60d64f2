import { dayOfInstantText, timeRangeText, timeText, zoneText } from './format.ts';
import { useSetting } from './setting.ts';

interface WhenProps {
  readonly zone: string;
  readonly start: string;
  /** Unknown where lengths differ and the month isn't loaded. */
  readonly end: string | undefined;
}

/** One time in full: day, clock times and whose clock it is. */
export const When = ({ zone, start, end }: WhenProps) => {
  const setting = useSetting();
  const startAt = Date.parse(start);
  return (
    <time class="when" dateTime={start}>
      <span class="when-day">{dayOfInstantText(setting, zone, startAt)}</span>
      <bdi class="when-time">
        {end ? timeRangeText(setting, zone, startAt, Date.parse(end)) : timeText(setting, zone, startAt)}
      </bdi>
      <span class="when-zone">{zoneText(setting, zone, startAt, 'clock')}</span>
    </time>
  );
};
