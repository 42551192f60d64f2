/** Browsers still name some zones by the old spelling of their city; people know them by the new one. */
const modernCities: Readonly<Record<string, string>> = {
  Calcutta: 'Kolkata',
  Katmandu: 'Kathmandu',
  Kiev: 'Kyiv',
  Godthab: 'Nuuk',
  Rangoon: 'Yangon',
  Saigon: 'Ho Chi Minh City',
  Asmera: 'Asmara',
  Faeroe: 'Faroe',
  Dacca: 'Dhaka',
  Thimbu: 'Thimphu',
  St_Johns: 'St. John’s',
};

/** Cities that Polish spells otherwise, among those that hosts are likely to be in. */
const polishCities: Readonly<Record<string, string>> = {
  Athens: 'Ateny',
  Belgrade: 'Belgrad',
  Brussels: 'Bruksela',
  Bucharest: 'Bukareszt',
  Budapest: 'Budapeszt',
  Copenhagen: 'Kopenhaga',
  Dubai: 'Dubaj',
  Istanbul: 'Stambuł',
  Kathmandu: 'Katmandu',
  Kolkata: 'Kalkuta',
  Kyiv: 'Kijów',
  Lisbon: 'Lizbona',
  London: 'Londyn',
  Madrid: 'Madryt',
  'New York': 'Nowy Jork',
  Paris: 'Paryż',
  Prague: 'Praga',
  Riga: 'Ryga',
  Rome: 'Rzym',
  Singapore: 'Singapur',
  Stockholm: 'Sztokholm',
  Tokyo: 'Tokio',
  Vienna: 'Wiedeń',
  Vilnius: 'Wilno',
  Warsaw: 'Warszawa',
  Zurich: 'Zurych',
};

const cityIn = (zone: string, locale: string): string => {
  const last = zone.slice(zone.lastIndexOf('/') + 1);
  const city = modernCities[last] ?? last.replaceAll('_', ' ');
  return (locale.startsWith('pl') && polishCities[city]) || city;
};

/**
 * For people: `Central European Time (Warsaw)`; of zones without a city, such as UTC, the name alone. A name may depend on
 * the year: `at` is an instant near the times that are named.
 */
export const zoneName = (zone: string, locale: string, at: number): string => {
  const hasCity = zone.includes('/') && !zone.startsWith('Etc/');
  const timeZoneName = hasCity ? 'longGeneric' : 'long';
  const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName }).formatToParts(at);
  const name = parts.find(part => part.type === 'timeZoneName')?.value ?? zone;
  if (!hasCity) return name;
  const shown = cityIn(zone, locale);
  return name.includes(shown) ? name : `${name} (${shown})`;
};
