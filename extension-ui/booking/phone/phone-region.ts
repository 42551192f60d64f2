import { modernName } from '../../shared/zones/zones.ts';
import { callingCodes } from './calling-codes.ts';

const known: ReadonlySet<string> = new Set(callingCodes.map(({ region }) => region));

const isKnown = (region: string | undefined): region is string => region !== undefined && known.has(region);

const zonesOf = (region: string): readonly string[] => {
  const locale: Intl.Locale & { getTimeZones?: () => string[] | undefined } = new Intl.Locale(`und-${region}`);
  return locale.getTimeZones?.() ?? [];
};

const regionOfZone = (zone: string | null): string | undefined =>
  [...known].find(region => zonesOf(region).some(own => modernName(own) === zone));

/**
 * Where the guest's number is likely to be of: as the page's language is spoken where that is the guest's own variety of it, else where
 * the clock is, else where most speak the language.
 */
export const likelyRegion = (locale: string, own: readonly string[], zone: string | null): string => {
  const spoken = new Intl.Locale(locale);
  const candidates = [own.includes(locale) ? spoken.region : undefined, regionOfZone(zone), spoken.maximize().region];
  return candidates.find(isKnown) ?? 'GB';
};
