import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { searchZones, withFirst, type ZoneEntry, zoneEntries } from '../../shared/zones/search.ts';
import { detectZone, modernName, offsetLabel } from '../../shared/zones/zones.ts';
import { fillPlural, timeText } from '../format.ts';
import { type Setting, useSetting } from '../setting.ts';
import type { ZoneChooserProps } from './zone-chooser.tsx';

const sourceOf = ({ texts }: Setting, { zone }: ZoneEntry, device: string | null, hostZone: string): string => {
  if (zone === device) return texts.yourZone;
  return zone === modernName(hostZone) ? texts.hostZone : '';
};

/** A combobox whose list is always open: it lives in a disclosure of its own. */
export const ZoneSearchPanel = ({
  zone,
  hostZone,
  instant,
  choose,
  close,
}: ZoneChooserProps & { close: () => void }) => {
  const setting = useSetting();
  const { texts } = setting;
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const device = useMemo(detectZone, []);
  const entries = useMemo(
    () =>
      withFirst(zoneEntries({ locale: setting.locale, cities: setting.texts.cities }, instant), [
        ...(device ? [device] : []),
        hostZone,
      ]),
    [setting, instant, device, hostZone],
  );
  const found = useMemo(() => searchZones(entries, typed), [entries, typed]);

  useEffect(() => input.current?.focus(), []);
  useEffect(() => list.current?.children[active]?.scrollIntoView({ block: 'nearest' }), [active]);

  const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 6, PageUp: -6 };
  const press = (event: KeyboardEvent): void => {
    const step = steps[event.key];
    const entry = found[active];
    if (step) setActive(Math.max(0, Math.min(found.length - 1, active + step)));
    else if (event.key === 'Enter' && entry) choose(entry.zone);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
  };

  return (
    <div class="zone-search">
      <label for="zone-search">{texts.searchZone}</label>
      <input
        ref={input}
        id="zone-search"
        type="text"
        role="combobox"
        autoComplete="off"
        autoCapitalize="off"
        spellcheck={false}
        aria-expanded="true"
        aria-controls="zone-list"
        aria-autocomplete="list"
        aria-activedescendant={found[active] ? `zone-${active}` : undefined}
        value={typed}
        onInput={event => {
          setTyped(event.currentTarget.value);
          setActive(0);
          list.current?.scrollTo(0, 0);
        }}
        onKeyDown={press}
      />
      <p class="unseen" aria-live="polite">
        {typed && fillPlural(setting, texts.zonesFound, found.length)}
      </p>
      {found.length === 0 && <p class="zone-none">{texts.noZoneFound}</p>}
      <div ref={list} id="zone-list" role="listbox" aria-label={texts.changeZone} hidden={found.length === 0}>
        {found.map((entry, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the combobox's
          <div
            key={entry.zone}
            id={`zone-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={entry.zone === modernName(zone)}
            class={index === active ? 'zone-option zone-active' : 'zone-option'}
            onClick={() => choose(entry.zone)}
          >
            <span class="zone-city">
              <bdi>{entry.city}</bdi>
              <span class="quiet">
                {[sourceOf(setting, entry, device, hostZone), entry.note].filter(Boolean).join(' · ')}
              </span>
            </span>
            <span class="zone-offset">
              <bdi>{offsetLabel(entry.offsetMinutes)}</bdi>
              <bdi class="quiet">{timeText(setting, entry.zone, Date.now())}</bdi>
            </span>
          </div>
        ))}
      </div>
    </div>
  );
};
