/** Arithmetic on civil dates, `YYYY-MM-DD`, without any zone. */

const DAY_MS = 86_400_000;

/** UTC midnight of the date: only a number to count with or to hand to a formatter that is set to UTC. */
export const utcMidnight = (date: string): number => Date.parse(`${date}T00:00:00Z`);

export const dateAt = (utcMidnightMs: number): string => new Date(utcMidnightMs).toISOString().slice(0, 10);

export const addDays = (date: string, days: number): string => dateAt(utcMidnight(date) + days * DAY_MS);

export const daysBetween = (from: string, to: string): number => (utcMidnight(to) - utcMidnight(from)) / DAY_MS;

/** Both inclusive. */
export const datesBetween = (from: string, to: string): string[] =>
  Array.from({ length: daysBetween(from, to) + 1 }, (_, days) => addDays(from, days));

/** 1 is Monday, 7 is Sunday. */
export const weekdayOf = (date: string): number => new Date(utcMidnight(date)).getUTCDay() || 7;

/** 1 is Monday. Browsers without week data get Monday, but for the languages whose first variety starts otherwise. */
export const firstDayOf = (locale: string): number => {
  const known: Intl.Locale & { getWeekInfo?: () => { firstDay: number }; weekInfo?: { firstDay: number } } =
    new Intl.Locale(locale);
  const info = known.getWeekInfo?.() ?? known.weekInfo;
  return info?.firstDay ?? { en: 7, 'en-US': 7, 'pt-BR': 7, ar: 6 }[locale] ?? 1;
};

/** How many days of its week come before the date. */
export const daysIntoWeek = (date: string, firstDay: number): number => (weekdayOf(date) - firstDay + 7) % 7;

/** The first date of the week that the date lies in. */
export const weekOf = (date: string, firstDay: number): string => addDays(date, -daysIntoWeek(date, firstDay));

/** First dates of the weeks that a period touches; both dates inclusive. */
export const weeksBetween = (from: string, to: string, firstDay: number): string[] => {
  const weeks: string[] = [];
  for (let week = weekOf(from, firstDay); week <= to; week = addDays(week, 7)) weeks.push(week);
  return weeks;
};
