import { addDays, datesBetween, firstDayOf, weekOf } from '../shared/dates.ts';

/** How many days a grid of that width (px) can show legibly. */
export const daysFor = (width: number): 1 | 3 | 7 => {
  if (width < 300) return 1;
  return width < 500 ? 3 : 7;
};

/** The week that the date lies in, or as many days from the date on as the width (px) has room for. */
export const datesFor = (width: number, date: string, locale: string): string[] => {
  const days = daysFor(width);
  const first = days === 7 ? weekOf(date, firstDayOf(locale)) : date;
  return datesBetween(first, addDays(first, days - 1));
};
