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
  const city = zone.slice(zone.lastIndexOf('/') + 1);
  const shown = modernCities[city] ?? city.replaceAll('_', ' ');
  return name.includes(shown) ? name : `${name} (${shown})`;
};
