import { type RecordInView, recordData, recordInData } from '../shared/record-in-view.ts';

type Form = Readonly<Record<string, unknown>>;

/** Times that no link holds yet. */
export interface KeptPicks {
  /** For what is in view now. */
  readonly mine: Form | null;
  /** For somebody else, or for nobody in particular. */
  readonly earlier: Form | null;
}

/** As it is kept with the draft: its kind and its number. */
export const keyOf = (record: RecordInView | null): string =>
  record === null ? '' : (recordData(record).record ?? '');

/** null: they were picked where nothing was in view. */
export const recordOf = ({ record }: Form): RecordInView | null =>
  typeof record === 'string' ? recordInData({ record }) : null;

const isForm = (value: unknown): value is Form => typeof value === 'object' && value !== null && !Array.isArray(value);

/** One customer's times aren't offered to the next unasked: they come back beside who they were picked for. */
export const sorted = (draft: Form | null, record: RecordInView | null): KeptPicks => {
  if (draft === null) return { mine: null, earlier: null };
  const { earlier, ...own } = draft;
  const other = isForm(earlier) ? earlier : null;
  const here = keyOf(record);
  // A draft of an earlier version doesn't say.
  if (own.record === undefined || own.record === here) return { mine: own, earlier: other };
  return other?.record === here ? { mine: other, earlier: own } : { mine: null, earlier: own };
};
