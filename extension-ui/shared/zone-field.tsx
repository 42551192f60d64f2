import './zone-field.css';
import { useEffect, useId, useMemo, useRef, useState } from 'preact/hooks';
import { Field, type FieldControl, type FieldOptions } from './field.tsx';
import { usePopup } from './popup.ts';
import { useSession } from './session.ts';
import { citiesIn } from './zone-name.ts';
import type { ZoneEntry } from './zones/search.ts';
import { wallAt } from './zones/wall.ts';
import { useZoneWords } from './zones/words.ts';
import { cityName, modernName, offsetLabel } from './zones/zones.ts';

interface ZoneOptions extends FieldOptions {
  /** An IANA name, perhaps an old one. */
  readonly value: string;
  /** Told the modern name. */
  readonly onChange: (zone: string) => void;
  /** Offsets are those of this instant. */
  readonly at: number;
}

type Search = typeof import('./zones/search.ts');

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 6, PageUp: -6 };

interface InputOptions extends Omit<ZoneOptions, keyof FieldOptions> {
  readonly label: string;
  readonly control: FieldControl;
}

const ZoneInput = ({ label, value, onChange, at, control }: InputOptions) => {
  const { locale, zone: own } = useSession();
  const words = useZoneWords();
  const cities = citiesIn(locale.value);
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  /** null: closed, and the input shows what is chosen. */
  const [typed, setTyped] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const [search, setSearch] = useState<Search | 'failed' | null>(null);
  const isOpen = typed !== null;

  const chosen = modernName(value);
  const entries = useMemo(() => {
    if (!isOpen || search === null || search === 'failed') return [];
    const all = search.zoneEntries({ locale: locale.value, cities }, at);
    return search.withFirst(all, [chosen, own.value]);
  }, [isOpen, search, locale.value, cities, at, chosen, own.value]);
  const query = typed?.trim() ?? '';
  const found = useMemo<readonly ZoneEntry[]>(
    () => (search === null || search === 'failed' ? [] : search.searchZones(entries, query)),
    [search, entries, query],
  );
  const isListed = isOpen && found.length > 0;
  const problem = isOpen && search === 'failed' ? words.failed : null;
  const nothing = isOpen && search !== null && search !== 'failed' && found.length === 0 ? words.none(query) : null;

  const open = (text: string) => {
    setTyped(text);
    setActive(0);
    if (search === null || search === 'failed') import('./zones/search.ts').then(setSearch, () => setSearch('failed'));
  };
  const close = () => setTyped(null);
  const choose = ({ zone }: ZoneEntry) => {
    close();
    if (zone !== chosen) onChange(zone);
  };

  usePopup(list, input, isOpen, found);
  useEffect(() => {
    list.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' });
  }, [active, found]);

  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key];
    const entry = found[active];
    if (step !== undefined && !isOpen) open('');
    else if (step !== undefined) setActive(Math.max(0, Math.min(found.length - 1, active + step)));
    else if (!isOpen) return;
    else if (event.key === 'Enter' && entry) choose(entry);
    else if (event.key === 'Escape') close();
    else return;
    // Escape closes the list alone, not the dialog that the field may be in.
    event.preventDefault();
    event.stopPropagation();
  };

  const shown = `${cityName(value, cities) ?? chosen} · ${offsetLabel(wallAt(value, at).offsetMinutes)}`;
  return (
    <>
      <input
        {...control}
        ref={input}
        type="text"
        role="combobox"
        class="zone-input"
        autoComplete="off"
        autoCapitalize="off"
        spellcheck={false}
        aria-expanded={isListed}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isListed && found[active] ? `${id}-${active}` : undefined}
        placeholder={isOpen ? words.search : undefined}
        value={typed ?? shown}
        onInput={event => open(event.currentTarget.value)}
        onClick={() => {
          if (!isOpen) open('');
        }}
        onFocus={event => event.currentTarget.select()}
        onBlur={close}
        onKeyDown={onKeyDown}
      />
      <p class="unseen" aria-live="polite">
        {problem ?? nothing ?? (query && search ? words.found(found.length) : '')}
      </p>
      <div ref={list} popover="manual" class="popup zone-popup">
        {(problem ?? nothing) && (
          <p class="zone-none" aria-hidden="true">
            {problem ?? nothing}
          </p>
        )}
        <div id={`${id}-list`} role="listbox" aria-label={label}>
          {isOpen &&
            found.map((entry, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the combobox's
              <div
                key={entry.zone}
                id={`${id}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={entry.zone === chosen}
                class="popup-option zone-option"
                {...(index === active ? { 'data-active': '' } : {})}
                onClick={() => choose(entry)}
              >
                <span class="zone-city">
                  {entry.city}
                  <span class="muted">
                    {[entry.zone === modernName(own.value) && words.yours, entry.note].filter(Boolean).join(' · ')}
                  </span>
                </span>
                <span class="muted">{offsetLabel(entry.offsetMinutes)}</span>
              </div>
            ))}
        </div>
      </div>
    </>
  );
};

/** A zone, chosen by search on city, country, abbreviation or offset. */
export const ZoneField = ({ value, onChange, at, ...field }: ZoneOptions) => (
  <Field {...field}>
    {control => <ZoneInput label={field.label} value={value} onChange={onChange} at={at} control={control} />}
  </Field>
);
