import { sanitiseFooter } from '../../domain/footer.ts';
import { MINUTE } from '../../domain/interval.ts';
import type { Language, MeetingDetails, Question } from '../../domain/link.ts';
import { refuse } from '../../domain/refusal.ts';
import type { Offer, Refusal } from '../../domain/rule.ts';
import { Failure } from '../../failure.ts';
import { isLine, isText } from '../bookings/guest-input.ts';

/** What a host says of a link. */
export interface LinkInput {
  readonly offer: Offer;
  readonly details: MeetingDetails;
  readonly language: Language | null;
  readonly active: boolean;
}

/** A refusal as the caller is told it: the sentence, the field under `path`, and why in codes. */
export const refused = (path: string, { field, reason, code, range, on }: Refusal): Failure =>
  new Failure('invalid', {
    field: path === '' ? field : `${path}.${field}`,
    message: reason,
    extra: { reason: code, ...(range && { range }), ...(on !== undefined && { on }) },
  });

/** The CRM keeps whole minutes: of other times its activity would say another one than the guest is told. */
const minuteFault = (offer: Offer): Refusal | null =>
  offer.kind === 'specific' && offer.rule.times.flat().some(instant => instant % MINUTE !== 0)
    ? { field: 'times', code: 'malformed', reason: '“times” must be whole minutes.' }
    : null;

/** @throws invalid */
export const checkedOffer = (offer: Offer, now: number, before?: Offer): void => {
  const refusal = refuse(offer, now, before) ?? minuteFault(offer);
  if (refusal) throw refused('offer.rule', refusal);
};

const unprintable = (field: string): Refusal => ({
  field,
  code: 'text_unprintable',
  reason: `“${field}” has control characters.`,
});

/** The first text that can't be stored, shown or mailed as it is. */
const unprintableText = ({
  name,
  place,
  description,
  activityType,
  questions,
  footer,
}: MeetingDetails): Refusal | null => {
  const texts: (readonly [field: string, texts: readonly string[]])[] = [
    ['name', [name]],
    ['place.text', [place.text]],
    ['description', [description]],
    ['activityType', [activityType]],
    ...questions.flatMap(
      ({ label, choices }, index) =>
        [
          [`questions.${index}.label`, [label]],
          [`questions.${index}.choices`, choices],
        ] as const,
    ),
    ['footer', [footer]],
  ];
  const found = texts.find(([, written]) => !written.every(isText));
  return found ? unprintable(found[0]) : null;
};

/** Names that every object has would be mistaken for answers. */
const isQuestionId = (id: string): boolean => /^[A-Za-z0-9_-]{1,64}$/.test(id) && !(id in Object.prototype);

const questionFault = (questions: readonly Question[]): Refusal | null => {
  for (const [index, { id, label, kind, choices }] of questions.entries()) {
    const field = `questions.${index}`;
    if (!isQuestionId(id) || questions.findIndex(other => other.id === id) < index)
      return { field: `${field}.id`, code: 'malformed', reason: 'Every question needs an id of its own.' };
    if (label.trim() === '')
      return { field: `${field}.label`, code: 'question_text_missing', reason: 'Every question needs a text.' };
    const isChoice = kind === 'choice';
    if (isChoice && (choices.length === 0 || choices.some(choice => choice.trim() === '')))
      return { field: `${field}.choices`, code: 'choices_missing', reason: 'A choice needs something to choose from.' };
    if (!isChoice && choices.length > 0)
      return { field: `${field}.choices`, code: 'malformed', reason: 'Only a choice has choices.' };
    // Forms send line breaks in other characters than they were given: it couldn't be chosen.
    if (!choices.every(isLine))
      return { field: `${field}.choices`, code: 'text_unprintable', reason: 'Each choice has to stand on one line.' };
  }
  return null;
};

const detailsFault = (details: MeetingDetails): Refusal | null => {
  if (details.name.trim() === '') return { field: 'name', code: 'name_missing', reason: 'The meeting needs a name.' };
  if (details.activityType.trim() === '')
    return { field: 'activityType', code: 'activity_type_missing', reason: 'The activity needs a type.' };
  return questionFault(details.questions);
};

/** Without blanks around texts, as answers are read too. */
const trimmed = (question: Question): Question => ({
  ...question,
  label: question.label.trim(),
  choices: question.choices.map(choice => choice.trim()),
});

/** What a host said, fit to be stored. @throws invalid, with the first field at fault */
export const checked = (input: LinkInput, now: number, before?: Offer): LinkInput => {
  const { details } = input;
  const unfit =
    unprintableText(details) ??
    (isLine(details.name)
      ? null
      : ({ field: 'name', code: 'text_unprintable', reason: 'The name has to stand on one line.' } as const));
  if (unfit) throw refused('details', unfit);
  checkedOffer(input.offer, now, before);
  const fault = detailsFault(details);
  if (fault) throw refused('details', fault);
  const { name, questions, footer } = details;
  return {
    ...input,
    details: { ...details, name: name.trim(), questions: questions.map(trimmed), footer: sanitiseFooter(footer) },
  };
};
