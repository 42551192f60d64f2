import type { Language } from '../../../server/domain/link.ts';
import { wallAt } from '../../shared/zones/wall.ts';
import { modernName, offeredZones, offsetLabel } from '../../shared/zones/zones.ts';
import { cityText } from '../format.ts';
import type { PlainZoneForm } from '../setting.ts';
import type { Catalogue } from '../texts/catalogue.ts';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, character => escapes[character] ?? '');

interface Option {
  readonly zone: string;
  /** Escaped. */
  readonly label: string;
}

const lists = new Map<string, readonly Option[]>();

/** Offsets change at quarters of an hour at most: within one, a list stays as it is. */
const quarterMs = 900_000;

/** Some days' worth in every language; beyond it the lists are made anew. */
const mostLists = 200;

/** All zones from west to east. Asking 420 clocks takes longer than the rest of a page, so lists are kept. */
const optionsAt = (instant: number, language: Language, texts: Catalogue): readonly Option[] => {
  const key = `${language} ${Math.floor(instant / quarterMs)}`;
  const known = lists.get(key);
  if (known) return known;
  const voice = { language, texts, locale: language, cycle: 'h23' } as const;
  const { compare } = new Intl.Collator(language);
  const options = offeredZones()
    .map(zone => ({ zone, city: cityText(voice, zone) ?? zone, offset: wallAt(zone, instant).offsetMinutes }))
    .sort((one, other) => one.offset - other.offset || compare(one.city, other.city))
    .map(({ zone, city, offset }) => ({ zone, label: escaped(`${offsetLabel(offset)} ${city}`) }));
  if (lists.size >= mostLists) lists.clear();
  lists.set(key, options);
  return options;
};

/**
 * Chooses a zone by a plain GET. Written as a string since the script never renders it: some 420 options stay out of the
 * bundle and out of hydration.
 */
export const plainZoneForm = (form: PlainZoneForm, language: Language, texts: Catalogue): string => {
  const shown = modernName(form.zone);
  const all = optionsAt(form.instant, language, texts);
  const listed = all.some(({ zone }) => zone === shown) ? all : [{ zone: shown, label: escaped(shown) }, ...all];
  const options = listed.map(
    ({ zone, label }) => `<option value="${escaped(zone)}"${zone === shown ? ' selected' : ''}>${label}`,
  );
  const fields = Object.entries(form.fields).map(
    ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
  );
  return (
    `<form method="get" action="${escaped(form.action)}" class="zone-plain">${fields.join('')}` +
    `<label for="zone-plain">${escaped(texts.changeZone)}</label>` +
    `<select id="zone-plain" name="zone">${options.join('')}</select>` +
    `<button class="button">${escaped(texts.show)}</button></form>`
  );
};
