import type { DraftWords } from './words.ts';

export const pl: DraftWords = {
  takeMine: 'Zachowaj moje',
  showTheirs: 'Pokaż tamte',
};
