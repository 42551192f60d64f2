import type { Interval } from '../../domain/interval.ts';
import type { Language } from '../../domain/link.ts';
import { cityOfZone } from './cities.ts';
import { words } from './words/catalogue.ts';

/** A meeting's time as people read it, all in one zone. */
export interface SpokenTime {
  readonly date: string;
  readonly time: string;
  /** The zone by its city and offset. */
  readonly zone: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** English as it is read where the zone is, as on the guest’s page: by twelve hours and months first in America alone. */
const localeIn = (language: string, zone: string): string =>
  language === 'en' && !zone.startsWith('America/') ? 'en-GB' : language;

/** Ranges have two digits for every hour there, which single times have only where they are asked to. */
const TWO_DIGITS = new Set(['en-GB', 'pl', 'de', 'fr', 'pt-BR']);

const hourIn = (locale: string): Intl.DateTimeFormatOptions => (TWO_DIGITS.has(locale) ? { hour: '2-digit' } : {});

const format = (language: string, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = `${language} ${zone} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known) return known;
  const locale = localeIn(language, zone);
  const hour = options.hour === undefined ? {} : hourIn(locale);
  const made = new Intl.DateTimeFormat(locale, { ...options, ...hour, timeZone: zone });
  // Zones and languages are few, but guests choose them.
  if (formats.size >= 500) formats.clear();
  formats.set(key, made);
  return made;
};

/** Narrow and thin spaces, which some mail programs show as boxes, become plain ones. */
const plainSpaces = (text: string): string => text.replace(/[\u00a0\u2009\u202f]/g, ' ');

const LONG_DATE = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
const SHORT_DATE = { weekday: 'short', day: 'numeric', month: 'short' } as const;
const TIME = { hour: 'numeric', minute: '2-digit' } as const;

/** French says the first of a month as an ordinal, which its formats don't. */
const said = (format: Intl.DateTimeFormat, at: number, language: Language): string =>
  format
    .formatToParts(at)
    .map(({ type, value }) => (language === 'fr' && type === 'day' && value === '1' ? '1er' : value))
    .join('');

/** `GMT+5:45`, or `GMT−5` with a minus sign; the same in every language, so that nothing depends on a locale's own name for it. */
const offsetAt = (at: number, zone: string): string => {
  const part = format('en', zone, { timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName');
  const [, sign = '+', hours = '0', minutes = '00'] = /([+-])(\d+):(\d\d)/.exec(part?.value ?? '') ?? [];
  if (Number(hours) === 0 && minutes === '00') return 'GMT';
  return `GMT${sign === '-' ? '−' : '+'}${Number(hours)}${minutes === '00' ? '' : `:${minutes}`}`;
};

const spokenZone = (zone: string, offset: string | null, language: Language): string => {
  const city = cityOfZone(zone, language);
  if (city !== null) return words[language].zone(city, offset);
  return offset === null || offset === 'GMT' ? 'UTC' : offset;
};

/**
 * Where the clock changes during the meeting, both times carry their offset, since they can read the same
 * (01:30Z–02:30Z on the last Sunday of October is 2:30–2:30 in Warsaw).
 */
export const spokenTime = ({ start, end }: Interval, zone: string, language: Language): SpokenTime => {
  const longDate = format(language, zone, LONG_DATE);
  const time = format(language, zone, TIME);
  const offsets = [offsetAt(start, zone), offsetAt(end, zone)] as const;
  const oneDay = longDate.format(start) === longDate.format(end);
  const oneOffset = offsets[0] === offsets[1];
  const last = oneDay ? time.format(end) : said(format(language, zone, { ...SHORT_DATE, ...TIME }), end, language);
  const range = oneOffset
    ? oneDay
      ? time.formatRange(start, end)
      : `${time.format(start)} – ${last}`
    : `${time.format(start)} (${offsets[0]}) – ${last} (${offsets[1]})`;
  return {
    date: plainSpaces(said(longDate, start, language)),
    time: plainSpaces(range),
    zone: spokenZone(zone, oneOffset ? offsets[0] : null, language),
  };
};

/** A start in few words, for subjects. */
export const spokenStart = (start: number, zone: string, language: Language): string =>
  plainSpaces(said(format(language, zone, { ...SHORT_DATE, ...TIME }), start, language));
