import { createUseWords } from '../shared/session.ts';
import type { Widened } from '../shared/words/words.ts';
import { en } from './words/en.ts';
import { pl } from './words/pl.ts';

export type PickWords = Widened<typeof en>;

export const usePickWords = createUseWords<PickWords>({ en, pl });
