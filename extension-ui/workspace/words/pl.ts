import type { Widened } from '../../shared/words/words.ts';
import type { en } from './en.ts';

export const pl: Widened<typeof en> = {
  navigation: 'Widoki',
  links: 'Linki',
  newTab: 'otwiera się w nowej karcie',
  partFailed: 'Nie udało się wczytać tej części',
  partFailedHint: 'Nic nie zginęło. Sprawdź połączenie i spróbuj ponownie.',
};
