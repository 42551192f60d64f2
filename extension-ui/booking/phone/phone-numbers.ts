import { countryCode, regionOf } from './calling-codes.ts';

/** A number as it was typed, made international where the region says how. */
export interface Phone {
  readonly region: string;
  readonly text: string;
}

/** What people dial before a number of their own country, and nobody from abroad; elsewhere it is a nought. */
const trunkPrefixes: Readonly<Record<string, RegExp>> = {
  HU: /^06/,
  US: /^1/,
  CA: /^1/,
  // Numbers of their own may begin with an eight, too.
  RU: /^8(?=(?:\D*\d){10}$)/,
  KZ: /^8(?=(?:\D*\d){10}$)/,
};

/** Here noughts belong to the number. */
const withoutTrunk: ReadonlySet<string> = new Set(['BJ', 'CG', 'CI', 'GA', 'IT', 'SM', 'VA']);

/** As the server takes it; fewer digits are no number yet. */
const shape = /^\+?[\d\s().\-/]+$/;
const fewestDigits = 5;

const digitsOf = (text: string): string => text.replaceAll(/\D/g, '');

/** In threes, the last of four where one would be left over: `601 234 567`, `555 123 4567`. */
const grouped = (digits: string): string =>
  digits.replaceAll(/(\d{3})(?=\d{3})/g, '$1 ').replace(/ (\d{3})(\d)$/, ' $1$2');

/** The guest's own grouping, where there is one. */
const spaced = (national: string): string => {
  const text = national.replace(/^[-/.)\s]+/, '').trim();
  return /^\d+$/.test(text) ? grouped(text) : text;
};

const withoutPrefix = (national: string, region: string): string =>
  withoutTrunk.has(region) ? national : national.replace(/^\(0\)\s*/, '').replace(trunkPrefixes[region] ?? /^0/, '');

/** The rest of an international text after its first `count` digits. */
const afterDigits = (text: string, count: number): string => text.replace(new RegExp(`^(?:\\D*\\d){${count}}`), '');

/** `0048 …` and, in North America, `011 48 …` stand for `+48 …`. */
const asInternational = (text: string, region: string): string | null => {
  if (text.startsWith('+')) return text;
  if (text.startsWith('00')) return `+${text.slice(2)}`;
  return countryCode(region) === '1' && text.startsWith('011') ? `+${text.slice(3)}` : null;
};

/**
 * The number in international form, `+48 601 234 567`. One that is international already says its region; any other is one of
 * `region`. What isn't a number stays as it is.
 */
export const internationalPhone = (typed: string, region: string): Phone => {
  const text = typed.trim();
  if (!shape.test(text) || digitsOf(text).length < fewestDigits) return { region, text };
  const whole = asInternational(text, region);
  if (whole !== null) {
    const own = regionOf(digitsOf(whole), region);
    const code = own && countryCode(own);
    if (!code) return { region, text };
    const rest = afterDigits(whole, code.length).replace(/^\s*\(0\)/, '');
    return { region: own, text: `+${code} ${spaced(rest)}`.trim() };
  }
  const code = countryCode(region);
  if (!code) return { region, text };
  return { region, text: `+${code} ${spaced(withoutPrefix(text, region))}` };
};

/** The same number with the code of another region: the guest chose that instead. */
export const inRegion = (text: string, from: string, to: string): string => {
  const code = countryCode(from);
  const digits = digitsOf(text);
  const national = code && text.startsWith('+') && digits.startsWith(code) ? afterDigits(text, code.length) : text;
  return internationalPhone(national.replace(/^\+/, ''), to).text;
};
