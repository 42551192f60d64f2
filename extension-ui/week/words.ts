import { createUseWords } from '../shared/session.ts';
import type { Widened } from '../shared/words/words.ts';
import { en } from './words/en.ts';
import { pl } from './words/pl.ts';

export type WeekWords = Widened<typeof en>;

export const useWeekWords = createUseWords<WeekWords>({ en, pl });
