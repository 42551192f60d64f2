import { describe, expect, it } from 'vitest';
import { callingCodes, countryCode } from '../../../extension-ui/booking/phone/calling-codes.ts';
import { inRegion, internationalPhone } from '../../../extension-ui/booking/phone/phone-numbers.ts';
import { likelyRegion } from '../../../extension-ui/booking/phone/phone-region.ts';

describe('a telephone number', () => {
  it.each([
    ['601234567', 'PL', '+48 601 234 567'],
    ['601-234-567', 'PL', '+48 601-234-567'],
    ['0171 2345678', 'DE', '+49 171 2345678'],
    ['(0)171 2345678', 'DE', '+49 171 2345678'],
    ['020 7946 0958', 'GB', '+44 20 7946 0958'],
    ['06 1234 5678', 'IT', '+39 06 1234 5678'],
    ['06 30 123 4567', 'HU', '+36 30 123 4567'],
    ['8 912 345-67-89', 'RU', '+7 912 345-67-89'],
    ['800 123 45 67', 'RU', '+7 800 123 45 67'],
    ['1 (415) 555-2671', 'US', '+1 (415) 555-2671'],
    ['4155552671', 'US', '+1 415 555 2671'],
    ['876 555 1234', 'JM', '+1 876 555 1234'],
  ])('%s of %s is %s', (typed, region, text) => {
    expect(internationalPhone(typed, region)).toEqual({ region, text });
  });

  it.each([
    ['+48601234567', 'DE', 'PL', '+48 601 234 567'],
    ['0048 601 234 567', 'DE', 'PL', '+48 601 234 567'],
    ['011 48 601 234 567', 'US', 'PL', '+48 601 234 567'],
    ['+49 (0)30 1234567', 'PL', 'DE', '+49 30 1234567'],
    ['+1 (416) 555-0123', 'CA', 'CA', '+1 (416) 555-0123'],
    ['+1 416 555 0123', 'CA', 'CA', '+1 416 555 0123'],
    ['+1 416 555 0123', 'PL', 'US', '+1 416 555 0123'],
    ['+1 876 555 1234', 'PL', 'JM', '+1 876 555 1234'],
    ['+7 701 234 5678', 'PL', 'KZ', '+7 701 234 5678'],
    ['+977 1 5970000', 'PL', 'NP', '+977 1 5970000'],
  ])('%s says by itself, beside %s, that it is of %s', (typed, chosen, region, text) => {
    expect(internationalPhone(typed, chosen)).toEqual({ region, text });
  });

  it.each(['', '12', 'call me', '601 234 567 ext. 5', '+999 123 456'])('“%s” stays as it was typed', typed => {
    expect(internationalPhone(typed, 'PL')).toEqual({ region: 'PL', text: typed });
  });

  it('is the same where it is completed again', () => {
    for (const { region } of callingCodes) {
      const once = internationalPhone('601234567', region);
      expect(internationalPhone(once.text, once.region).text).toBe(once.text);
      expect(once.text).toMatch(/^\+?[\d\s().\-/]{5,30}$/);
      expect(once.text.startsWith(`+${countryCode(region)} `)).toBe(true);
    }
  });

  it('goes with the country that is chosen for it', () => {
    expect(inRegion('+48 601 234 567', 'PL', 'NP')).toBe('+977 601 234 567');
    expect(inRegion('601 234 567', 'PL', 'NP')).toBe('+977 601 234 567');
    expect(inRegion('', 'PL', 'NP')).toBe('');
  });
});

describe('the country that is offered first', () => {
  it.each([
    ['en-GB', ['en-GB', 'en'], 'Europe/Warsaw', 'GB'],
    ['en-GB', ['pl'], 'Europe/Warsaw', 'PL'],
    ['pl', ['pl'], 'Asia/Kathmandu', 'NP'],
    ['pl', ['pl'], null, 'PL'],
    ['pt-BR', ['pt-BR'], 'Europe/Lisbon', 'BR'],
  ] as const)('in %s, spoken as %j, on the clock of %s, is %s', (locale, own, zone, region) => {
    expect(likelyRegion(locale, own, zone)).toBe(region);
  });
});
