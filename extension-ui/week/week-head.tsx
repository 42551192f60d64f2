import { dayName } from '../shared/times.ts';
import { citiesIn } from '../shared/zone-name.ts';
import { cityName } from '../shared/zones/zones.ts';
import { AllDayRow } from './all-day-row.tsx';
import type { AllDayItem } from './grid-item.ts';
import { headOf } from './labels.ts';
import type { Stop } from './stops.ts';
import { useWeekWords } from './words.ts';

interface HeadOptions {
  readonly zone: string;
  readonly otherZone: string | null;
  readonly locale: string;
  readonly dates: readonly string[];
  readonly today: string;
  readonly allDay: readonly AllDayItem[];
  readonly stop: Stop;
  readonly onDay: ((date: string) => void) | null;
  readonly onOpen: ((id: string) => void) | null;
}

const cityOf = (zone: string, locale: string): string => cityName(zone, citiesIn(locale))?.split(',')[0] ?? zone;

/** Stays above the hours: whose clocks they are, the days, and what lasts all day. */
export const WeekHead = ({ zone, otherZone, locale, dates, today, allDay, stop, onDay, onOpen }: HeadOptions) => {
  const words = useWeekWords();
  return (
    <div class="week-head" data-head>
      <div class="week-corner" aria-hidden="true">
        {otherZone && (
          <>
            <span class="week-hour-other">{cityOf(otherZone, locale)}</span>
            <span>{cityOf(zone, locale)}</span>
          </>
        )}
      </div>
      {dates.map(date => {
        const { weekday, day } = headOf(date, locale);
        const name = dayName(date, locale);
        const text = (
          <>
            <span aria-hidden="true">{weekday}</span> <b aria-hidden="true">{day}</b>
            <span class="unseen">{date === today ? `${name}, ${words.today}` : name}</span>
          </>
        );
        const kind = date === today ? 'week-day-head today' : 'week-day-head';
        return onDay ? (
          <button key={date} type="button" class={kind} onClick={() => onDay(date)}>
            {text}
          </button>
        ) : (
          <div key={date} class={kind}>
            {text}
          </div>
        );
      })}
      {allDay.length > 0 && <AllDayRow dates={dates} items={allDay} stop={stop} onOpen={onOpen} />}
    </div>
  );
};
