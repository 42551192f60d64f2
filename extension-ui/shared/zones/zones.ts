/** Engines list these zones under names that were given up, and take the newer ones too: people are shown the newer. */
const renamed: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Catamarca': 'America/Argentina/Catamarca',
  'America/Coral_Harbour': 'America/Atikokan',
  'America/Cordoba': 'America/Argentina/Cordoba',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Jujuy': 'America/Argentina/Jujuy',
  'America/Louisville': 'America/Kentucky/Louisville',
  'America/Mendoza': 'America/Argentina/Mendoza',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Dacca': 'Asia/Dhaka',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Asia/Thimbu': 'Asia/Thimphu',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
  'Etc/UTC': 'UTC',
  'Etc/GMT': 'UTC',
  GMT: 'UTC',
};

export const modernName = (zone: string): string => renamed[zone] ?? zone;

let offered: readonly string[] | undefined;

/** Every zone there is, by modern name. */
export const offeredZones = (): readonly string[] => {
  offered ??= [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone').map(modernName)])];
  return offered;
};

/** Identifiers have neither accents nor apostrophes. */
const spelt: Readonly<Record<string, string>> = {
  Asuncion: 'Asunción',
  Bogota: 'Bogotá',
  Cancun: 'Cancún',
  Curacao: 'Curaçao',
  Ho_Chi_Minh: 'Ho Chi Minh City',
  Merida: 'Mérida',
  Noumea: 'Nouméa',
  Reunion: 'Réunion',
  Sao_Paulo: 'São Paulo',
  Sao_Tome: 'São Tomé',
  St_Johns: 'St. John’s',
};

/** The city that gives a zone its name in English; null for zones that are only an offset, such as `UTC` or `Etc/GMT+3`. */
export const englishCity = (zone: string): string | null => {
  const [area, ...names] = modernName(zone).split('/');
  if (names.length === 0 || area === 'Etc') return null;
  return names
    .reverse()
    .map(name => spelt[name] ?? name.replaceAll('_', ' '))
    .join(', ');
};

/** Names of cities that a language spells otherwise than English, by zone. */
export type Cities = Readonly<Record<string, string>>;

/** The same in the language that the names are of. */
export const cityName = (zone: string, cities: Cities): string | null => cities[modernName(zone)] ?? englishCity(zone);

/** `GMT+5:45`, `GMT−3:30`, `GMT`; with a real minus sign. */
export const offsetLabel = (offsetMinutes: number): string => {
  if (offsetMinutes === 0) return 'GMT';
  const size = Math.abs(offsetMinutes);
  const minutes = size % 60 === 0 ? '' : `:${String(size % 60).padStart(2, '0')}`;
  return `GMT${offsetMinutes < 0 ? '−' : '+'}${Math.floor(size / 60)}${minutes}`;
};

/** The zone of this device; null where the browser keeps it to itself. */
export const detectZone = (): string | null => {
  const found: string | undefined = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return found ? modernName(found) : null;
};
