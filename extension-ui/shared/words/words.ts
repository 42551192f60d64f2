import { en } from './en.ts';
import { pl } from './pl.ts';

/** A catalogue: a key that one language lacks doesn't compile. */
export type Words = Widened<typeof en>;

/** The shape of a catalogue whose texts any other language may fill. */
export type Widened<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...given: never[]) => string
      ? T[K]
      : Widened<T[K]>;
};

const catalogues = { en, pl } satisfies Record<string, Words>;
export type SurfaceLanguage = keyof typeof catalogues;

/** The first of the given languages (BCP 47) that surfaces speak, else English. */
export const surfaceLanguage = (wanted: readonly string[]): SurfaceLanguage => {
  for (const language of wanted) {
    const base = language.toLowerCase().split('-')[0];
    if (base === 'en' || base === 'pl') return base;
  }
  return 'en';
};

export const wordsIn = (language: SurfaceLanguage): Words => catalogues[language];
