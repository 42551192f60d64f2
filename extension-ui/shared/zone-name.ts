import { polishCities } from './zones/polish-cities.ts';
import { type Cities, cityName } from './zones/zones.ts';

/** Names of cities in the language of a surface. */
export const citiesIn = (locale: string): Cities => (locale.startsWith('pl') ? polishCities : {});

/**
 * For people: `Central European Time (Warsaw)`; of zones without a city, such as UTC, the name alone. A name may depend on
 * the year: `at` is an instant near the times that are named.
 */
export const zoneName = (zone: string, locale: string, at: number): string => {
  // Of `Buenos Aires, Argentina` the city alone: the country is in the name of the zone.
  const city = cityName(zone, citiesIn(locale))?.split(',')[0];
  const timeZoneName = city === undefined ? 'long' : 'longGeneric';
  const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName }).formatToParts(at);
  const name = parts.find(part => part.type === 'timeZoneName')?.value ?? zone;
  return city === undefined || name.includes(city) ? name : `${name} (${city})`;
};
