import { useLayoutEffect, useMemo, useState } from 'preact/hooks';
import type { GuestPage } from '../../server/http/guest/page.ts';
import { usualCycle } from './format.ts';
import { recall, remember } from './memory.ts';
import { book, manage, message, reminders } from './parts.ts';
import { type HourCycle, type Setting, SettingContext } from './setting.ts';
import type { Catalogue } from './texts/catalogue.ts';

export interface GuestAppProps {
  readonly page: GuestPage;
  readonly texts: Catalogue;
  readonly plainZoneForm?: Setting['plainZoneForm'];
}

/** The first guess, which the server makes too: English as it is read where the page's zone is. */
const likelyLocale = (page: GuestPage): string => {
  if (page.language !== 'en' || page.kind === 'message') return page.language;
  const zone = page.kind === 'book' ? (page.zone ?? page.hostZone) : page.zone;
  return zone.startsWith('America/') ? 'en-US' : 'en-GB';
};

/** The guest's variety of the page's language, for clock and week: `en-GB` where the page is in `en`. */
const ownVariety = (language: string): string | undefined =>
  navigator.languages.find(own => own === language || own.startsWith(`${language}-`));

const View = ({ page }: { page: GuestPage }) => {
  if (page.kind === 'book') return <book.View page={page} />;
  if (page.kind === 'manage') return <manage.View page={page} />;
  if (page.kind === 'reminders') return <reminders.View page={page} />;
  return <message.View page={page} />;
};

/** The first rendering equals the server's; what only the browser knows comes right after it, before the next paint. */
export const GuestApp = ({ page, texts, plainZoneForm }: GuestAppProps) => {
  const { language } = page;
  const [enhanced, setEnhanced] = useState(false);
  const [locale, setLocale] = useState(() => likelyLocale(page));
  const [chosen, setChosen] = useState<HourCycle | null>(null);

  useLayoutEffect(() => {
    const kept = recall('device', 'clock');
    if (kept === 'h12' || kept === 'h23') setChosen(kept);
    setLocale(likely => ownVariety(language) ?? likely);
    setEnhanced(true);
  }, [language]);

  const setting = useMemo<Setting>(
    () => ({
      language,
      texts,
      locale,
      cycle: chosen ?? usualCycle(locale),
      chooseCycle: cycle => {
        setChosen(cycle);
        remember('device', 'clock', cycle);
      },
      enhanced,
      ...(plainZoneForm && { plainZoneForm }),
    }),
    [language, texts, locale, chosen, enhanced, plainZoneForm],
  );
  return (
    <SettingContext.Provider value={setting}>
      <View page={page} />
    </SettingContext.Provider>
  );
};
