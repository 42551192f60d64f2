import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { mostIn } from '../meeting-fields/lengths.ts';
import { useSession } from '../shared/session.ts';
import type { Editor } from './editor.ts';
import { type Fault, placeOf } from './faults.ts';
import { useEditorWords } from './words/words.ts';

export const EditorContext = createContext<Editor | null>(null);

export const useEditor = (): Editor => {
  const editor = useContext(EditorContext);
  if (!editor) throw new Error('There is no editor around this component.');
  return editor;
};

/** A fault in words; numbers as they stand in the field that they are about. */
export const useFaultText = (): ((fault: Fault) => string) => {
  const { locale } = useSession();
  const words = useEditorWords();
  const { form } = useEditor();
  const number = new Intl.NumberFormat(locale.value);
  return ({ field, code, range = [0, 0] }) => {
    const [least, most] = range;
    const shownMost = field === 'offer.rule.notice' ? mostIn(form.value.notice.unit, most) : most;
    return words.fault[code](number.format(least), number.format(shownMost));
  };
};

/** What is wrong at a place, as `placeOf` names it. */
export const useErrorAt = (): ((place: string) => string | undefined) => {
  const { faults } = useEditor();
  const text = useFaultText();
  return place => {
    const fault = faults.value.find(one => placeOf(one) === place);
    return fault && text(fault);
  };
};
