import { createUseWords } from '../../shared/session.ts';
import type { Widened } from '../../shared/words/words.ts';
import { en } from './en.ts';
import { pl } from './pl.ts';

export const useShareWords = createUseWords<Widened<typeof en>>({ en, pl });
