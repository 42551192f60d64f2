import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Language } from '../../server/domain/link.ts';
import type { Catalogue } from './texts/catalogue.ts';

export type HourCycle = 'h12' | 'h23';

/** What every part of a page is written and formatted by. */
export interface Setting {
  readonly language: Language;
  readonly texts: Catalogue;
  /** BCP 47; a guess from the page's language and zone at first, then the guest's own variety of it, such as `en-GB`. */
  readonly locale: string;
  readonly cycle: HourCycle;
  readonly chooseCycle: (cycle: HourCycle) => void;
  /** False on the server and until the script runs: pages then work by links and forms alone. */
  readonly enhanced: boolean;
  /** Server only: the form that chooses a zone without script, as HTML. */
  readonly plainZoneForm?: (form: PlainZoneForm) => string;
}

export interface PlainZoneForm {
  readonly action: string;
  /** Kept on submitting. */
  readonly fields: Readonly<Record<string, string>>;
  readonly zone: string;
  /** Offsets are shown as they are then. */
  readonly instant: number;
}

export const SettingContext = createContext<Setting | null>(null);

export const useSetting = (): Setting => {
  const setting = useContext(SettingContext);
  if (!setting) throw new Error('A guest page is rendered inside its setting.');
  return setting;
};

export const directionOf = (language: Language): 'ltr' | 'rtl' => (language === 'ar' ? 'rtl' : 'ltr');
