import { createUseWords } from '../session.ts';
import { pluralIn } from '../words/plural.ts';
import type { Widened } from '../words/words.ts';

const english = pluralIn('en');
const polish = pluralIn('pl');

const en = {
  search: 'Search by city, country or offset, such as GMT+1',
  found: (count: number) => english(count, { one: '# time zone found', other: '# time zones found' }),
  none: (typed: string) => `Nothing is called “${typed}”. Try a large city nearby, or an offset such as +1.`,
  yours: 'Your time zone',
  failed: 'The list of time zones couldn’t be loaded. Try again.',
};

const pl: Widened<typeof en> = {
  search: 'Szukaj po mieście, kraju lub przesunięciu, np. GMT+1',
  found: count =>
    polish(count, {
      one: 'Znaleziono # strefę czasową',
      few: 'Znaleziono # strefy czasowe',
      other: 'Znaleziono # stref czasowych',
    }),
  none: typed => `Nie ma strefy „${typed}”. Wpisz duże miasto w pobliżu albo przesunięcie, np. +1.`,
  yours: 'Twoja strefa czasowa',
  failed: 'Nie udało się wczytać listy stref. Spróbuj ponownie.',
};

export const useZoneWords = createUseWords<Widened<typeof en>>({ en, pl });
