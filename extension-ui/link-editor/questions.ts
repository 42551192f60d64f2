import type { Question } from '../../server/domain/link.ts';

/** A question as it stands in the form: what there is to choose is typed one a line, and kept while the kind is another. */
export interface QuestionForm extends Omit<Question, 'choices'> {
  readonly choices: string;
}

export const questionKinds = [
  'text',
  'long_text',
  'choice',
  'checkbox',
  'phone',
] as const satisfies readonly Question['kind'][];

/** Each once, however often it was typed. */
export const choicesIn = (typed: string): string[] => {
  const choices = typed
    .split('\n')
    .map(choice => choice.trim())
    .filter(choice => choice !== '');
  return [...new Set(choices)];
};

export const questionForm = ({ choices, ...question }: Question): QuestionForm => ({
  ...question,
  choices: choices.join('\n'),
});

export const questionOf = ({ choices, ...question }: QuestionForm): Question => ({
  ...question,
  label: question.label.trim(),
  choices: question.kind === 'choice' ? choicesIn(choices) : [],
});

export const newQuestion = (id: string): QuestionForm => ({
  id,
  label: '',
  kind: 'text',
  required: false,
  choices: '',
});

/** The list with the one at `from` standing at `to`; unchanged where either is outside. */
export const reordered = <T>(list: readonly T[], from: number, to: number): readonly T[] => {
  const moved = list[from];
  if (moved === undefined || to < 0 || to >= list.length) return list;
  return list.toSpliced(from, 1).toSpliced(to, 0, moved);
};
