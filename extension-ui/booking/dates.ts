import { addDays, dateAt, utcMidnight, weekdayOf } from '../shared/dates.ts';

/** Months of civil dates, `YYYY-MM-DD`. A month is named by its first day. */

export const monthOf = (date: string): string => `${date.slice(0, 7)}-01`;

export const addMonths = (month: string, months: number): string => {
  const first = new Date(utcMidnight(month));
  return dateAt(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + months, 1));
};

export const lastDate = (month: string): string => addDays(addMonths(month, 1), -1);

/** Five weeks, or six where the month needs them, so that the table hardly changes its height; dates of other months are null. */
export const weeksOf = (month: string, firstDay: number): (string | null)[][] => {
  const start = addDays(month, -((weekdayOf(month) - firstDay + 7) % 7));
  const length = addDays(start, 35) <= lastDate(month) ? 6 : 5;
  return Array.from({ length }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => {
      const date = addDays(start, week * 7 + day);
      return monthOf(date) === month ? date : null;
    }),
  );
};
