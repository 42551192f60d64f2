import type { Language } from '../../domain/link.ts';

/** Node reports and lists zones under old names; and identifiers lack accents. Last part of the identifier → city. */
const modern: Readonly<Record<string, string>> = {
  Asmera: 'Asmara',
  Ashkhabad: 'Ashgabat',
  Asuncion: 'Asunción',
  Bogota: 'Bogotá',
  Calcutta: 'Kolkata',
  Cancun: 'Cancún',
  Chongqing: 'Shanghai',
  Chungking: 'Shanghai',
  Coral_Harbour: 'Atikokan',
  Curacao: 'Curaçao',
  Dacca: 'Dhaka',
  DumontDUrville: 'Dumont d’Urville',
  El_Aaiun: 'Laayoune',
  Enderbury: 'Kanton',
  Faeroe: 'Faroe Islands',
  Faroe: 'Faroe Islands',
  Fort_Wayne: 'Indianapolis',
  Godthab: 'Nuuk',
  Ho_Chi_Minh: 'Ho Chi Minh City',
  Katmandu: 'Kathmandu',
  Kiev: 'Kyiv',
  Macao: 'Macau',
  Merida: 'Mérida',
  Noumea: 'Nouméa',
  Ponape: 'Pohnpei',
  Rangoon: 'Yangon',
  Reunion: 'Réunion',
  Saigon: 'Ho Chi Minh City',
  Sao_Paulo: 'São Paulo',
  Sao_Tome: 'São Tomé',
  St_Johns: 'St. John’s',
  Tel_Aviv: 'Jerusalem',
  Thimbu: 'Thimphu',
  Truk: 'Chuuk',
  Ujung_Pandang: 'Makassar',
  Ulan_Bator: 'Ulaanbaatar',
  Yap: 'Chuuk',
};

type Spellings = Readonly<Record<Exclude<Language, 'en'>, string>>;

const spellings = (pl: string, de: string, es: string, fr: string, pt: string, ar: string): Spellings => ({
  pl,
  de,
  es,
  fr,
  'pt-BR': pt,
  ar,
});

/** Cities that are spelt differently in our languages; others keep the name of the identifier. */
const spelt: Readonly<Record<string, Spellings>> = {
  Amsterdam: spellings('Amsterdam', 'Amsterdam', 'Ámsterdam', 'Amsterdam', 'Amsterdã', 'أمستردام'),
  Athens: spellings('Ateny', 'Athen', 'Atenas', 'Athènes', 'Atenas', 'أثينا'),
  Berlin: spellings('Berlin', 'Berlin', 'Berlín', 'Berlin', 'Berlim', 'برلين'),
  Brussels: spellings('Bruksela', 'Brüssel', 'Bruselas', 'Bruxelles', 'Bruxelas', 'بروكسل'),
  Bucharest: spellings('Bukareszt', 'Bukarest', 'Bucarest', 'Bucarest', 'Bucareste', 'بوخارست'),
  Budapest: spellings('Budapeszt', 'Budapest', 'Budapest', 'Budapest', 'Budapeste', 'بودابست'),
  'Buenos Aires': spellings(
    'Buenos Aires',
    'Buenos Aires',
    'Buenos Aires',
    'Buenos Aires',
    'Buenos Aires',
    'بوينس آيرس',
  ),
  Cairo: spellings('Kair', 'Kairo', 'El Cairo', 'Le Caire', 'Cairo', 'القاهرة'),
  Casablanca: spellings('Casablanca', 'Casablanca', 'Casablanca', 'Casablanca', 'Casablanca', 'الدار البيضاء'),
  Chicago: spellings('Chicago', 'Chicago', 'Chicago', 'Chicago', 'Chicago', 'شيكاغو'),
  Copenhagen: spellings('Kopenhaga', 'Kopenhagen', 'Copenhague', 'Copenhague', 'Copenhague', 'كوبنهاغن'),
  Dubai: spellings('Dubaj', 'Dubai', 'Dubái', 'Dubaï', 'Dubai', 'دبي'),
  Dublin: spellings('Dublin', 'Dublin', 'Dublín', 'Dublin', 'Dublin', 'دبلن'),
  Istanbul: spellings('Stambuł', 'Istanbul', 'Estambul', 'Istanbul', 'Istambul', 'إسطنبول'),
  Jerusalem: spellings('Jerozolima', 'Jerusalem', 'Jerusalén', 'Jérusalem', 'Jerusalém', 'القدس'),
  Kathmandu: spellings('Katmandu', 'Kathmandu', 'Katmandú', 'Katmandou', 'Catmandu', 'كاتماندو'),
  Kolkata: spellings('Kolkata', 'Kolkata', 'Calcuta', 'Kolkata', 'Calcutá', 'كولكاتا'),
  Kyiv: spellings('Kijów', 'Kyjiw', 'Kiev', 'Kyiv', 'Kiev', 'كييف'),
  Lisbon: spellings('Lizbona', 'Lissabon', 'Lisboa', 'Lisbonne', 'Lisboa', 'لشبونة'),
  London: spellings('Londyn', 'London', 'Londres', 'Londres', 'Londres', 'لندن'),
  'Los Angeles': spellings('Los Angeles', 'Los Angeles', 'Los Ángeles', 'Los Angeles', 'Los Angeles', 'لوس أنجلوس'),
  Madrid: spellings('Madryt', 'Madrid', 'Madrid', 'Madrid', 'Madri', 'مدريد'),
  'Mexico City': spellings('Meksyk', 'Mexiko-Stadt', 'Ciudad de México', 'Mexico', 'Cidade do México', 'مكسيكو'),
  Moscow: spellings('Moskwa', 'Moskau', 'Moscú', 'Moscou', 'Moscou', 'موسكو'),
  'New York': spellings('Nowy Jork', 'New York', 'Nueva York', 'New York', 'Nova York', 'نيويورك'),
  Paris: spellings('Paryż', 'Paris', 'París', 'Paris', 'Paris', 'باريس'),
  Prague: spellings('Praga', 'Prag', 'Praga', 'Prague', 'Praga', 'براغ'),
  Riyadh: spellings('Rijad', 'Riad', 'Riad', 'Riyad', 'Riad', 'الرياض'),
  Rome: spellings('Rzym', 'Rom', 'Roma', 'Rome', 'Roma', 'روما'),
  'São Paulo': spellings('São Paulo', 'São Paulo', 'São Paulo', 'São Paulo', 'São Paulo', 'ساو باولو'),
  Shanghai: spellings('Szanghaj', 'Shanghai', 'Shanghái', 'Shanghai', 'Xangai', 'شنغهاي'),
  Singapore: spellings('Singapur', 'Singapur', 'Singapur', 'Singapour', 'Singapura', 'سنغافورة'),
  Stockholm: spellings('Sztokholm', 'Stockholm', 'Estocolmo', 'Stockholm', 'Estocolmo', 'ستوكهولم'),
  Sydney: spellings('Sydney', 'Sydney', 'Sídney', 'Sydney', 'Sydney', 'سيدني'),
  Tokyo: spellings('Tokio', 'Tokio', 'Tokio', 'Tokyo', 'Tóquio', 'طوكيو'),
  Vienna: spellings('Wiedeń', 'Wien', 'Viena', 'Vienne', 'Viena', 'فيينا'),
  Warsaw: spellings('Warszawa', 'Warschau', 'Varsovia', 'Varsovie', 'Varsóvia', 'وارسو'),
  Zurich: spellings('Zurych', 'Zürich', 'Zúrich', 'Zurich', 'Zurique', 'زيورخ'),
};

/** The city that people know a zone by; null for zones that are a mere offset, such as `Etc/GMT+5`. */
export const cityOfZone = (zone: string, language: Language): string | null => {
  if (/^(?:Etc\/|UTC$|GMT|UCT$|Zulu$|Universal$|Greenwich$|[+-])/.test(zone)) return null;
  const last = zone.split('/').at(-1) ?? zone;
  const city = modern[last] ?? last.replaceAll('_', ' ');
  return language === 'en' ? city : (spelt[city]?.[language] ?? city);
};
