import type { Language } from '../../server/domain/link.ts';
import { cityText } from './format.ts';
import type { PlainZoneForm } from './setting.ts';
import type { Catalogue } from './texts/catalogue.ts';
import { wallAt } from './wall.ts';
import { modernName, offeredZones, offsetLabel } from './zones.ts';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, character => escapes[character] ?? '');

/**
 * Chooses a zone by a plain GET. Written as a string since the script never renders it: some 420 options stay out of the
 * bundle and out of hydration.
 */
export const plainZoneForm = (form: PlainZoneForm, language: Language, texts: Catalogue): string => {
  const voice = { language, texts, locale: language, cycle: 'h23' } as const;
  const shown = modernName(form.zone);
  const zones = offeredZones().includes(shown) ? offeredZones() : [shown, ...offeredZones()];
  const options = zones
    .map(zone => ({ zone, city: cityText(voice, zone) ?? zone, offset: wallAt(zone, form.instant).offsetMinutes }))
    .sort((one, other) => one.offset - other.offset || one.city.localeCompare(other.city, language))
    .map(
      ({ zone, city, offset }) =>
        `<option value="${escaped(zone)}"${zone === shown ? ' selected' : ''}>${escaped(`${offsetLabel(offset)} ${city}`)}`,
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
