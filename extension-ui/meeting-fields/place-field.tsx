import type { Place } from '../../server/domain/link.ts';
import { ChoiceField, TextField } from '../shared/field.tsx';
import { useSession } from '../shared/session.ts';
import { useMeetingWords } from './words/words.ts';

const kinds = ['video', 'phone', 'in_person', 'other'] as const satisfies readonly Place['kind'][];
const MOST_TEXT = 500;

interface PlaceOptions {
  readonly value: Place;
  /** Of the choice of the kind; where the fields stand under a title of their own, their labels are there for screen readers alone. */
  readonly label?: string;
  readonly quiet?: boolean;
  /** Of the text. */
  readonly hint?: string | undefined;
  readonly error?: string | null | undefined;
  readonly onKind: (place: Place) => void;
  readonly onText: (place: Place) => void;
}

/** Where a meeting takes place: two fields, which their surroundings lay out. */
export const PlaceField = ({ value, label, quiet = false, hint, error, onKind, onText }: PlaceOptions) => {
  const shared = useSession().words.value;
  const words = useMeetingWords();
  const { kind, text } = value;
  return (
    <>
      <ChoiceField
        label={label ?? words.place}
        quiet={quiet}
        value={kind}
        choices={kinds.map(one => [one, shared.placeKind[one]] as const)}
        onChange={chosen => onKind({ kind: chosen, text })}
      />
      <TextField
        label={words.placeText[kind]}
        quiet={quiet}
        {...(quiet ? { placeholder: words.placeText[kind] } : {})}
        value={text}
        maxLength={MOST_TEXT}
        hint={hint}
        error={error}
        onInput={typed => onText({ kind, text: typed })}
      />
    </>
  );
};
