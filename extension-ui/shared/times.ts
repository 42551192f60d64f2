const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs more than using it some hundred times. */
const format = (locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  formats.set(key, made);
  return made;
};

/** The date, `YYYY-MM-DD`, on which an instant falls in a zone. */
export const dateOf = (instant: number, zone: string): string =>
  format('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(instant);

/** `Tuesday 1 December`, without the year: what is shown lies near. */
export const dayName = (date: string, locale: string): string =>
  format(locale, { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long' }).format(Date.parse(date));

export const timeOfDay = (instant: number, zone: string, locale: string): string =>
  format(locale, { timeZone: zone, timeStyle: 'short' }).format(instant);

/** `9:00 – 9:30 AM`, as the locale writes a range. */
export const timeRange = (start: number, end: number, zone: string, locale: string): string =>
  format(locale, { timeZone: zone, timeStyle: 'short' }).formatRange(start, end);

/** `2 – 5 Mar`; of one day its date alone. */
export const dayRange = (first: number, last: number, zone: string, locale: string): string =>
  format(locale, { timeZone: zone, day: 'numeric', month: 'short' }).formatRange(first, last);

export const moment = (instant: number, zone: string, locale: string): string =>
  format(locale, { timeZone: zone, dateStyle: 'medium', timeStyle: 'short' }).format(instant);

export const minutesLong = (minutes: number, locale: string): string =>
  new Intl.NumberFormat(locale, { style: 'unit', unit: 'minute', unitDisplay: 'short' }).format(minutes);

export interface Day<T> {
  readonly date: string;
  readonly items: readonly T[];
}

/** By the date in the zone, in the order given. */
export const byDay = <T>(items: readonly T[], startOf: (item: T) => number, zone: string): Day<T>[] => {
  const days = new Map<string, T[]>();
  for (const item of items) {
    const date = dateOf(startOf(item), zone);
    days.set(date, [...(days.get(date) ?? []), item]);
  }
  return [...days].map(([date, of]) => ({ date, items: of }));
};

/** The reader's own variety of a language where the browser names one, so that the clock has its 12 or 24 hours. */
export const localeFor = (language: string, preferred: readonly string[]): string => {
  const base = language.split('-')[0];
  return preferred.find(locale => locale.split('-')[0] === base) ?? language;
};
