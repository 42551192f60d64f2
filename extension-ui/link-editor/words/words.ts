import { createUseWords } from '../../shared/session.ts';
import type { Widened } from '../../shared/words/words.ts';
import { en } from './en.ts';
import { pl } from './pl.ts';

export type EditorWords = Widened<typeof en>;

export const useEditorWords = createUseWords<EditorWords>({ en, pl });
