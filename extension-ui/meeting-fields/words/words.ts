import { createUseWords } from '../../shared/session.ts';
import type { Widened } from '../../shared/words/words.ts';
import { en } from './en.ts';
import { pl } from './pl.ts';

export type MeetingWords = Widened<typeof en>;

export const useMeetingWords = createUseWords<MeetingWords>({ en, pl });
