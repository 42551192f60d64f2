import { useState } from 'preact/hooks';
import type { AllDayItem } from './grid-item.ts';
import { ALL_DAY, type Stop } from './stops.ts';
import { useWeekWords } from './words.ts';

interface RowOptions {
  readonly dates: readonly string[];
  readonly items: readonly AllDayItem[];
  readonly stop: Stop;
  readonly onOpen: ((id: string) => void) | null;
}

/** So many stand there before the rest is asked for. */
const FEW = 2;

export const AllDayRow = ({ dates, items, stop, onOpen }: RowOptions) => {
  const words = useWeekWords();
  const [opened, setOpened] = useState(false);
  // Whoever comes by keyboard sees what they are on.
  const all = opened || stop.minutes === ALL_DAY;
  return (
    <>
      <div class="week-all-day-label">{words.allDay}</div>
      {dates.map(date => {
        const own = items.filter(item => item.date === date);
        const shown = all ? own : own.slice(0, FEW);
        return (
          <div key={date} class="week-all-day">
            {shown.map(item => {
              const focused = stop.kind === 'item' && stop.id === item.id && stop.date === date;
              return (
                <button
                  key={item.id}
                  type="button"
                  tabIndex={focused ? 0 : -1}
                  class={`week-item ${item.kind}${item.busy ? '' : ' not-busy'}${item.openable ? ' openable' : ''}`}
                  aria-label={[
                    words.kinds[item.kind],
                    item.title,
                    words.allDay,
                    ...(item.busy ? [] : [words.notBusy]),
                  ].join(', ')}
                  title={item.title}
                  onClick={() => {
                    if (item.openable) onOpen?.(item.id);
                  }}
                >
                  <span class="week-item-title" dir="auto">
                    {item.title}
                  </span>
                </button>
              );
            })}
            {own.length > shown.length && (
              <button type="button" tabIndex={-1} class="link-button" onClick={() => setOpened(true)}>
                {words.more(own.length - shown.length)}
              </button>
            )}
          </div>
        );
      })}
    </>
  );
};
