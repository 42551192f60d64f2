import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { addDays, firstDayOf } from '../../shared/dates.ts';
import { isPlainClick } from '../address.ts';
import { addMonths, lastDate, monthOf, weeksOf } from '../dates.ts';
import { dayText, fill, fillPlural, monthText, weekdayText } from '../format.ts';
import { Icon } from '../icons.tsx';
import { directionOf, useSetting } from '../setting.ts';

export interface CalendarProps {
  readonly month: string;
  readonly firstMonth: string;
  readonly lastMonth: string | null;
  readonly today: string;
  /** Free starts by date. */
  readonly days: ReadonlyMap<string, readonly string[]>;
  readonly opened: string | null;
  readonly busy: boolean;
  readonly dateHref: (date: string) => string;
  readonly monthHref: (month: string) => string;
  /** By pointer, the times that open may be out of sight; by key, the focus stays on the day. */
  readonly openDate: (date: string, byPointer: boolean) => void;
  /** Absent: another month is another page. */
  readonly openMonth?: ((month: string) => void) | undefined;
}

const MonthStep = ({ to, step, ...props }: { to: string | null; step: 'back' | 'forward' } & CalendarProps) => {
  const setting = useSetting();
  const { openMonth, monthHref } = props;
  if (!to) {
    return (
      <span class="step step-off" aria-hidden="true">
        <Icon of={step} />
      </span>
    );
  }
  const label = step === 'back' ? setting.texts.previousMonth : setting.texts.nextMonth;
  return (
    <a
      class="step"
      href={monthHref(to)}
      aria-label={fill(setting, label, { month: monthText(setting, to) })}
      onClick={event => {
        if (!openMonth || !isPlainClick(event)) return;
        event.preventDefault();
        openMonth(to);
      }}
    >
      <Icon of={step} />
    </a>
  );
};

/** Days from the focused one, by key; months for the page keys. */
const moves = (rtl: boolean): Readonly<Record<string, (date: string) => string>> => ({
  ArrowLeft: date => addDays(date, rtl ? 1 : -1),
  ArrowRight: date => addDays(date, rtl ? -1 : 1),
  ArrowUp: date => addDays(date, -7),
  ArrowDown: date => addDays(date, 7),
  Home: date => monthOf(date),
  End: date => lastDate(monthOf(date)),
  PageUp: date => addMonths(monthOf(date), -1),
  PageDown: date => addMonths(monthOf(date), 1),
});

/** A month as a table of links; with script a grid with one tab stop, walked by arrow keys. */
export const Calendar = (props: CalendarProps) => {
  const { month, firstMonth, lastMonth, today, days, opened, busy, dateHref, openDate, openMonth } = props;
  const setting = useSetting();
  const { enhanced, locale, language } = setting;
  const grid = useRef<HTMLTableElement>(null);
  const [walked, setWalked] = useState<string | null>(null);
  const focusWalked = useRef(false);

  const weeks = weeksOf(month, firstDayOf(locale));
  const firstFree = [...days.keys()].find(date => monthOf(date) === month);
  const tabStop = walked && monthOf(walked) === month ? walked : (opened ?? firstFree ?? month);

  useLayoutEffect(() => {
    if (!focusWalked.current) return;
    focusWalked.current = false;
    grid.current?.querySelector<HTMLElement>(`[data-date="${walked}"]`)?.focus();
  }, [walked]);

  const walk = (event: KeyboardEvent): void => {
    const from = event.target instanceof HTMLElement ? event.target.dataset.date : undefined;
    const to = from && moves(directionOf(language) === 'rtl')[event.key]?.(from);
    if (!to || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const toMonth = monthOf(to);
    if (toMonth !== month) {
      if (!openMonth || toMonth < firstMonth || (lastMonth && toMonth > lastMonth)) return;
      openMonth(toMonth);
    }
    focusWalked.current = true;
    setWalked(to);
  };

  const day = (date: string) => {
    const free = days.get(date)?.length ?? 0;
    const count = free > 0 ? fillPlural(setting, setting.texts.timesOfDay, free) : setting.texts.noTimesOfDay;
    const content = (
      <>
        <span aria-hidden="true">{Number(date.slice(8))}</span>
        <span class="unseen">{`${dayText(setting, date)}${language === 'ar' ? '،' : ','} ${count}`}</span>
      </>
    );
    const shared = { 'data-date': date, ...(enhanced && { tabIndex: date === tabStop ? 0 : -1 }) };
    if (free === 0) {
      return (
        <span class="day" {...shared}>
          {content}
        </span>
      );
    }
    return (
      <a
        class="day day-free"
        href={dateHref(date)}
        aria-current={date === opened ? 'true' : undefined}
        {...shared}
        onClick={event => {
          if (!isPlainClick(event)) return;
          event.preventDefault();
          setWalked(date);
          openDate(date, event.detail > 0);
        }}
      >
        {content}
      </a>
    );
  };

  const previous = addMonths(month, -1);
  const next = addMonths(month, 1);
  return (
    <section class={busy ? 'calendar calendar-busy' : 'calendar'} aria-labelledby="month" aria-busy={busy}>
      <div class="month">
        <MonthStep {...props} to={previous >= firstMonth ? previous : null} step="back" />
        <h3 id="month" aria-live="polite">
          {monthText(setting, month)}
        </h3>
        <MonthStep {...props} to={lastMonth === null || next <= lastMonth ? next : null} step="forward" />
      </div>
      <table ref={grid} aria-labelledby="month" role={enhanced ? 'grid' : undefined} onKeyDown={walk}>
        <thead>
          <tr>
            {Array.from({ length: 7 }, (_, index) => {
              const date = addDays(addDays('2024-01-01', firstDayOf(locale) - 1), index);
              return (
                <th scope="col" key={date}>
                  <span aria-hidden="true">{weekdayText(setting, date, language === 'ar' ? 'narrow' : 'short')}</span>
                  <span class="unseen">{weekdayText(setting, date, 'long')}</span>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week, row) => (
            <tr key={`${month}-${row}`}>
              {week.map((date, column) => (
                <td key={date ?? column} aria-current={date === today ? 'date' : undefined}>
                  {date && day(date)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};
