import type { RefObject } from 'preact';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { detectZone } from '../../shared/zones/zones.ts';
import { Icon } from '../icons.tsx';
import { useSetting } from '../setting.ts';
import { callingCodes, countryCode } from './calling-codes.ts';
import { inRegion, internationalPhone } from './phone-numbers.ts';
import { likelyRegion } from './phone-region.ts';

export interface PhoneCountryProps {
  /** Of the question. */
  readonly id: string;
  /** Region chosen before. */
  readonly kept: string | undefined;
  readonly input: RefObject<HTMLInputElement | null>;
}

interface Choice {
  readonly region: string;
  readonly label: string;
}

const choicesIn = (language: string): readonly Choice[] => {
  const names = new Intl.DisplayNames([language], { type: 'region' });
  const { compare } = new Intl.Collator(language);
  return [...new Set(callingCodes.map(({ region }) => region))]
    .map(region => ({ region, name: names.of(region) ?? region }))
    .sort((one, other) => compare(one.name, other.name))
    .map(({ region, name }) => ({ region, label: `${name} \u2066+${countryCode(region)}\u2069` }));
};

/** Puts another text into the field as if it had been typed: the form hears of it. */
const write = (input: HTMLInputElement, text: string): void => {
  if (input.value === text) return;
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
};

/**
 * The country beside a telephone number, which becomes international when its field is left or the form is sent. The field is the page's own, so that
 * nothing typed, filled in by the browser or kept from before is lost where this one comes later, or never.
 */
export const PhoneCountry = ({ id, kept, input }: PhoneCountryProps) => {
  const { texts, language, locale } = useSetting();
  const choices = useMemo(() => choicesIn(language), [language]);
  const [region, setRegion] = useState(() => {
    const likely = kept || likelyRegion(locale, navigator.languages, detectZone());
    return input.current ? internationalPhone(input.current.value, likely).region : likely;
  });
  const latest = useRef(region);
  latest.current = region;

  useLayoutEffect(() => {
    const field = input.current;
    if (!field) return;
    const complete = (): void => {
      const phone = internationalPhone(field.value, latest.current);
      setRegion(phone.region);
      write(field, phone.text);
    };
    // A whole number that is pasted or filled in says its country at once, before the field is left.
    const look = (): void => {
      if (/^(?:\+|00)\d/.test(field.value.trim())) setRegion(internationalPhone(field.value, latest.current).region);
    };
    // What was kept through a reload hasn't been left since.
    const { form } = field;
    form?.addEventListener('submit', complete, true);
    field.addEventListener('change', complete);
    field.addEventListener('input', look);
    return () => {
      form?.removeEventListener('submit', complete, true);
      field.removeEventListener('change', complete);
      field.removeEventListener('input', look);
    };
  }, [input]);

  return (
    <div class="phone-country">
      <span aria-hidden="true" dir="ltr">
        {`${region} +${countryCode(region)}`}
      </span>
      <Icon of="down" />
      <select
        name={`country.${id}`}
        aria-label={texts.phoneCountry}
        autoComplete="off"
        onChange={({ currentTarget: { value } }) => {
          setRegion(value);
          if (input.current) write(input.current, inRegion(input.current.value, region, value));
        }}
      >
        {choices.map(choice => (
          <option key={choice.region} value={choice.region} selected={choice.region === region}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  );
};
