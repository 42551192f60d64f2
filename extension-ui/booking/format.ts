import { utcMidnight } from '../shared/dates.ts';
import { isRepeated, wallAt } from '../shared/zones/wall.ts';
import { cityName, offsetLabel } from '../shared/zones/zones.ts';

import type { HourCycle, Setting } from './setting.ts';
import type { Plural } from './texts/catalogue.ts';

type Voice = Pick<Setting, 'texts' | 'language' | 'locale' | 'cycle'>;

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Gregorian dates and Latin digits everywhere: they stand beside offsets and addresses, and `ar-SA` would mean another calendar. */
const formatter = (locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = locale + JSON.stringify(options);
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, { calendar: 'gregory', numberingSystem: 'latn', ...options });
  formatters.set(key, made);
  return made;
};

/** What the locale's readers expect of a clock. */
export const usualCycle = (locale: string): HourCycle =>
  formatter(locale, { hour: 'numeric' }).resolvedOptions().hourCycle?.startsWith('h1') ? 'h12' : 'h23';

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** Fills the blanks of a text; what reads in the other direction is isolated, so that it can't reorder its surroundings. */
export const fill = (voice: Voice, text: string, blanks: Readonly<Record<string, string | number>>): string =>
  text
    .replaceAll(/\{(\w+)\}/g, (blank, name: string) => {
      const value = String(blanks[name] ?? blank);
      return voice.language === 'ar' || rightToLeft.test(value) ? `\u2068${value}\u2069` : value;
    })
    // A blank may end in the full stop of `p.m.`.
    .replace(/\.\.$/, '.');

const rules = new Map<string, Intl.PluralRules>();

const pluralRules = (locale: string): Intl.PluralRules => {
  const known = rules.get(locale) ?? new Intl.PluralRules(locale);
  rules.set(locale, known);
  return known;
};

export const fillPlural = (voice: Voice, plural: Plural, n: number): string =>
  fill(voice, plural[pluralRules(voice.locale).select(n)] ?? plural.other, { n });

export const timeText = (voice: Voice, zone: string, instant: number): string =>
  formatter(voice.locale, { timeZone: zone, hour: 'numeric', minute: '2-digit', hourCycle: voice.cycle }).format(
    instant,
  );

/** A time inside a sentence. */
export const clockText = (voice: Voice, zone: string, instant: number): string => {
  const time = timeText(voice, zone, instant);
  return voice.language === 'de' && voice.cycle === 'h23' ? `${time} Uhr` : time;
};

const offsetText = (zone: string, instant: number): string => offsetLabel(wallAt(zone, instant).offsetMinutes);

/** Names the days too where the end falls on another one, and the offsets where clocks change in between. */
export const timeRangeText = (voice: Voice, zone: string, start: number, end: number): string => {
  const [from, to] = [offsetText(zone, start), offsetText(zone, end)];
  if (from !== to) return `${timeText(voice, zone, start)} ${from} – ${timeText(voice, zone, end)} ${to}`;
  return formatter(voice.locale, {
    timeZone: zone,
    hour: 'numeric',
    minute: '2-digit',
    hourCycle: voice.cycle,
  }).formatRange(start, end);
};

/** What tells a time apart that clocks show twice; null: they don't, or the text of its range says it already. */
export const tellingOffset = (zone: string, start: number, end?: string): string | null => {
  const offset = offsetText(zone, start);
  const isSaid = end !== undefined && offsetText(zone, Date.parse(end)) !== offset;
  return !isSaid && isRepeated(zone, start) ? offset : null;
};

/** French and Brazilian dates count the first of a month. */
const firsts: Readonly<Record<string, string>> = { fr: '1er ', 'pt-BR': '1º ' };

const withFirst = ({ language }: Voice, date: string): string =>
  date.replace(/\b1 /, first => firsts[language] ?? first);

/** `Tuesday 1 December`, without the year. */
export const dayText = (voice: Voice, date: string): string =>
  withFirst(
    voice,
    formatter(voice.locale, { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long' }).format(
      utcMidnight(date),
    ),
  );

export const dayOfInstantText = (voice: Voice, zone: string, instant: number): string =>
  withFirst(
    voice,
    formatter(voice.locale, {
      timeZone: zone,
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
    }).format(instant),
  );

export const monthText = (voice: Voice, month: string): string =>
  formatter(voice.locale, { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(utcMidnight(month));

export const weekdayText = (voice: Voice, date: string, width: 'long' | 'short' | 'narrow'): string =>
  formatter(voice.locale, { timeZone: 'UTC', weekday: width }).format(utcMidnight(date));

/** `45 minutes`, `1 hour`, `1 hr 30 min`. */
export const lengthText = (voice: Voice, minutes: number): string => {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const width = hours > 0 && rest > 0 ? 'short' : 'long';
  const unit = (unit: 'hour' | 'minute', n: number): string =>
    new Intl.NumberFormat(voice.locale, { style: 'unit', unit, unitDisplay: width, numberingSystem: 'latn' }).format(n);
  const parts = [hours > 0 && unit('hour', hours), (rest > 0 || hours === 0) && unit('minute', rest)];
  return parts.filter(part => part !== false).join(' ');
};

export const cityText = (voice: Voice, zone: string): string | null => cityName(zone, voice.texts.cities);

/** Which clock the times are by, with the offset of that instant. */
export const zoneText = (voice: Voice, zone: string, instant: number, use: 'times' | 'clock'): string => {
  const offset = offsetText(zone, instant);
  const city = cityText(voice, zone);
  if (city === null) return use === 'times' ? fill(voice, voice.texts.offsetOfTimes, { offset }) : offset;
  return fill(voice, use === 'times' ? voice.texts.zoneOfTimes : voice.texts.cityTime, { city, offset });
};
