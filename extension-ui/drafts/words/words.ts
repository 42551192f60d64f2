import { createUseWords } from '../../shared/session.ts';
import type { Widened } from '../../shared/words/words.ts';
import { en } from './en.ts';
import { pl } from './pl.ts';

export type DraftWords = Widened<typeof en>;

export const useDraftWords = createUseWords<DraftWords>({ en, pl });
