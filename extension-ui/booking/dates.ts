/** Arithmetic on civil dates, `YYYY-MM-DD`, without any zone. A month is named by its first day. */

const dayMs = 86_400_000;

/** UTC midnight of the date: only a number to count with or to hand to a formatter that is set to UTC. */
export const utcMidnight = (date: string): number => Date.parse(`${date}T00:00:00Z`);

const dateOf = (utcMidnightMs: number): string => new Date(utcMidnightMs).toISOString().slice(0, 10);

export const addDays = (date: string, days: number): string => dateOf(utcMidnight(date) + days * dayMs);

export const monthOf = (date: string): string => `${date.slice(0, 7)}-01`;

export const addMonths = (month: string, months: number): string => {
  const first = new Date(utcMidnight(month));
  return dateOf(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + months, 1));
};

export const lastDate = (month: string): string => addDays(addMonths(month, 1), -1);

/** 1 is Monday, 7 is Sunday. */
const weekday = (date: string): number => new Date(utcMidnight(date)).getUTCDay() || 7;

/** Five weeks, or six where the month needs them, so that the table hardly changes its height; dates of other months are null. */
export const weeksOf = (month: string, firstDay: number): (string | null)[][] => {
  const start = addDays(month, -((weekday(month) - firstDay + 7) % 7));
  const length = addDays(start, 35) <= lastDate(month) ? 6 : 5;
  return Array.from({ length }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => {
      const date = addDays(start, week * 7 + day);
      return monthOf(date) === month ? date : null;
    }),
  );
};
