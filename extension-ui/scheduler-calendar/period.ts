import { addDays, weekOf } from '../shared/dates.ts';

/** `list`: what is coming up, four weeks from a date on. */
export type Mode = 'day' | 'week' | 'list';

/** Dates, both inclusive. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

const LIST_DAYS = 28;

export const periodOf = (mode: Mode, date: string, firstWeekday: number): Period => {
  if (mode === 'day') return { from: date, to: date };
  if (mode === 'list') return { from: date, to: addDays(date, LIST_DAYS - 1) };
  const from = weekOf(date, firstWeekday);
  return { from, to: addDays(from, 6) };
};

const lengths: Readonly<Record<Mode, number>> = { day: 1, week: 7, list: LIST_DAYS };

export const stepped = (mode: Mode, date: string, by: 1 | -1): string => addDays(date, by * lengths[mode]);

/** The date that a week is entered on: today or the first, so that a day or a list begun from there leaves out nothing to come. */
export const entered = ({ from, to }: Period, today: string): string => (from <= today && today <= to ? today : from);

/** `30 November – 6 December 2026`, as the locale writes it. */
export const periodTitle = ({ from, to }: Period, locale: string): string => {
  const format = new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    ...(from === to ? { weekday: 'long' } : {}),
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  return from === to ? format.format(Date.parse(from)) : format.formatRange(Date.parse(from), Date.parse(to));
};
