import { plain } from '../plain.ts';
import { abbreviations, alsoKnownAs } from './aliases.ts';
import { wallAt } from './wall.ts';
import { type Cities, cityName, englishCity, modernName, offeredZones } from './zones.ts';

/** Whose names zones are listed and found by. */
export interface Naming {
  readonly locale: string;
  readonly cities: Cities;
}

export interface ZoneEntry {
  readonly zone: string;
  readonly city: string;
  /** As the language calls the zone, often by its country; empty where that adds nothing to the city. */
  readonly note: string;
  /** At the instant the list was made for. */
  readonly offsetMinutes: number;
  /** Words that find it, without accents, each after a space. */
  readonly words: string;
  /** Those of them that are names in full: none that only make up the identifier. */
  readonly names: string;
}

const spaced = (text: string): string =>
  ` ${plain(text)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;

const zoneNote = (locale: string, zone: string, instant: number): string => {
  const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'shortGeneric' }).formatToParts(
    instant,
  );
  const name = parts.find(part => part.type === 'timeZoneName')?.value ?? '';
  return /[+−-]?\d|^[A-Z]{1,5}$/.test(name) ? '' : name;
};

export const zoneEntry = ({ locale, cities }: Naming, zone: string, instant: number): ZoneEntry => {
  const city = cityName(zone, cities) ?? zone;
  const name = zoneNote(locale, zone, instant);
  const note = name.includes(city) ? '' : name;
  const names = spaced([city, englishCity(zone), alsoKnownAs[zone], abbreviations[zone], name].join(' '));
  return {
    zone,
    city,
    note,
    offsetMinutes: wallAt(zone, instant).offsetMinutes,
    words: `${names}${spaced(zone).trimStart()}`,
    names,
  };
};

/** All zones from west to east, by name within one offset. */
export const zoneEntries = (naming: Naming, instant: number): ZoneEntry[] => {
  const { compare } = new Intl.Collator(naming.locale);
  return offeredZones()
    .map(zone => zoneEntry(naming, zone, instant))
    .sort((one, other) => one.offsetMinutes - other.offsetMinutes || compare(one.city, other.city));
};

/** `+5`, `GMT-3:30`, `utc 5:45`, `0530`: the sign may be missing where minutes are given. */
const offsetQuery = /^(?:gmt|utc)?\s*([+−-]?)\s*(\d{1,2})(?::?(\d{2}))?$/i;

const matchesOffset = (query: RegExpMatchArray, offsetMinutes: number): boolean => {
  const [, sign, hours, minutes] = query;
  const size = Math.abs(offsetMinutes);
  if (sign && offsetMinutes !== 0 && (sign === '+') !== offsetMinutes > 0) return false;
  return Math.floor(size / 60) === Number(hours) && (minutes === undefined || size % 60 === Number(minutes));
};

/** 0 is best: a city of that name, then any name that has the query as whole words, then a city that begins with it. */
const rankOf = ({ city, names }: ZoneEntry, words: string): number => {
  const whole = names.includes(`${words} `);
  if (spaced(city).startsWith(words)) return whole && spaced(city).startsWith(`${words} `) ? 0 : 2;
  return whole ? 1 : 3;
};

export const searchZones = (entries: readonly ZoneEntry[], typed: string): ZoneEntry[] => {
  const query = typed.trim();
  if (query === '') return [...entries];
  const byOffset = query.match(offsetQuery);
  if (byOffset) return entries.filter(entry => matchesOffset(byOffset, entry.offsetMinutes));
  const words = spaced(query).trimEnd();
  return entries
    .filter(entry => entry.words.includes(words))
    .map(entry => ({ entry, rank: rankOf(entry, words) }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ entry }) => entry);
};

/** The guest's and the host's zone first, without them twice. */
export const withFirst = (entries: readonly ZoneEntry[], zones: readonly string[]): ZoneEntry[] => {
  const names = [...new Set(zones.map(modernName))];
  const first = names.flatMap(name => entries.filter(({ zone }) => zone === name));
  return [...first, ...entries.filter(entry => !first.includes(entry))];
};
