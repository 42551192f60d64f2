import { instantAt } from '../shared/zones/instant.ts';
import { wallAt } from '../shared/zones/wall.ts';
import { clock, hourLabels } from './labels.ts';
import { useWeekWords } from './words.ts';

interface ScaleOptions {
  readonly zone: string;
  readonly otherZone: string | null;
  readonly dates: readonly string[];
  readonly locale: string;
}

const NOON_MINUTES = 12 * 60;

/** How far the other zone's clock is ahead at noon of a date. */
const aheadOn = (date: string, zone: string, other: string): number => {
  const noon = instantAt(zone, date, NOON_MINUTES);
  return wallAt(other, noon).offsetMinutes - wallAt(zone, noon).offsetMinutes;
};

/** The hours beside the days; with another zone its clock at the same instants, as on the first of the days. */
export const HourScale = ({ zone, otherZone, dates, locale }: ScaleOptions) => {
  const words = useWeekWords();
  const first = dates[0] ?? '';
  const differs = otherZone !== null && new Set(dates.map(date => aheadOn(date, zone, otherZone))).size > 1;
  return (
    <div class="week-hours" aria-hidden="true" title={differs ? words.otherOffset : undefined}>
      {hourLabels(locale).map((hour, at) => (
        <div key={hour} class="week-hour" style={{ top: `${at * 60}px` }}>
          {otherZone && (
            <span class="week-hour-other">
              {clock(instantAt(zone, first, at * 60), otherZone, locale)}
              {differs && '*'}
            </span>
          )}
          <span>{hour}</span>
        </div>
      ))}
    </div>
  );
};
