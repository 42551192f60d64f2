import { createUseWords } from '../../shared/session.ts';
import type { Widened } from '../../shared/words/words.ts';
import { en } from './en.ts';
import { pl } from './pl.ts';

export type CalendarWords = Widened<typeof en>;
export const useCalendarWords = createUseWords<CalendarWords>({ en, pl });
