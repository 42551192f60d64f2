import type { Refused } from '../../server/http/guest/page.ts';
import { forget, recall, remember } from './memory.ts';

/** What was typed, by name of the form's field: `name`, `email`, `notes`, `colleagues`, `answer.<question>`. */
export type Draft = Readonly<Record<string, string>>;

/** Set by the page, not typed. */
const ownFields = new Set(['start', 'zone', 'language', 'key']);

const keyOf = (path: string): string => `draft ${path}`;

export const draftOf = (form: HTMLFormElement): Draft =>
  Object.fromEntries(
    [...new FormData(form)].flatMap(([name, value]) =>
      typeof value === 'string' && !ownFields.has(name) ? [[name, value]] : [],
    ),
  );

export const draftOfTyped = ({ answers, ...fields }: Refused['typed']): Draft => ({
  ...fields,
  ...Object.fromEntries(Object.entries(answers).map(([id, answer]) => [`answer.${id}`, answer])),
});

export const keepDraft = (path: string, draft: Draft): void => remember('session', keyOf(path), JSON.stringify(draft));

export const dropDraft = (path: string): void => forget('session', keyOf(path));

export const keptDraft = (path: string): Draft => {
  try {
    return JSON.parse(recall('session', keyOf(path)) ?? '{}');
  } catch {
    return {};
  }
};

/** Fills what is still empty; what is there already was typed or rendered later. */
export const fillForm = (form: HTMLFormElement, draft: Draft): void => {
  for (const field of form.elements) {
    if (field instanceof HTMLInputElement && (field.type === 'radio' || field.type === 'checkbox')) {
      if (draft[field.name] === field.value) field.checked = true;
    } else if (
      field instanceof HTMLInputElement ||
      field instanceof HTMLTextAreaElement ||
      field instanceof HTMLSelectElement
    ) {
      if (field.value === '' && !ownFields.has(field.name)) field.value = draft[field.name] ?? '';
    }
  }
};
