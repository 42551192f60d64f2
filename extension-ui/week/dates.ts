import { addDays } from '../shared/times.ts';

/** 1 for Monday to 7 for Sunday, as the locale begins its weeks; Monday where the browser can't tell. */
export const firstDayOf = (locale: string): number => {
  const known: Intl.Locale & { getWeekInfo?: () => { firstDay: number } } = new Intl.Locale(locale);
  return known.getWeekInfo?.().firstDay ?? 1;
};

/** How many days a grid of that width (px) can show legibly. */
export const daysFor = (width: number): 1 | 3 | 7 => {
  if (width < 300) return 1;
  return width < 500 ? 3 : 7;
};

/** The week that the date lies in, or as many days from the date on as the width (px) has room for. */
export const datesFor = (width: number, date: string, locale: string): string[] => {
  const days = daysFor(width);
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  const first = days === 7 ? addDays(date, -((weekday - firstDayOf(locale) + 7) % 7)) : date;
  return Array.from({ length: days }, (_, at) => addDays(first, at));
};
