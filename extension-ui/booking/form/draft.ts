import type { Prefill, Refused } from '../../../server/http/guest/page.ts';
import { forget, recall, remember } from '../memory.ts';

/**
 * What was typed, by name of the form's field: `name`, `email`, `notes`, `colleagues`, `answer.<question>`, `country.<question>` of a
 * telephone number, and `other`, which is `true` where a personal link is used by somebody else.
 */
export type Draft = Readonly<Record<string, string>>;

/** Set by the page, or by nobody at all: not typed. */
const isOwn = (name: string): boolean => !/^(?:name|email|notes|colleagues|other|(?:answer|country)\..+)$/.test(name);

const keyOf = (path: string): string => `draft ${path}`;

/** What isn't ticked is empty. */
export const draftOf = (form: HTMLFormElement): Draft => {
  const names = [...form.elements].map(field => field.getAttribute('name') ?? '').filter(name => !isOwn(name));
  const filled = new FormData(form);
  return Object.fromEntries(names.map(name => [name, String(filled.get(name) ?? '')]));
};

export const draftOfAnswers = ({ answers = {}, ...fields }: Prefill | Refused['typed']): Draft => ({
  ...fields,
  ...Object.fromEntries(Object.entries(answers).map(([id, answer]) => [`answer.${id}`, answer])),
});

/** Without what is empty, which says nothing beside what another draft has. */
export const said = (draft: Draft): Draft =>
  Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== ''));

/** Fields that the form doesn't show at the moment stay as they were. */
export const keepDraft = (path: string, draft: Draft): void =>
  remember('session', keyOf(path), JSON.stringify({ ...keptDraft(path), ...draft }));

export const dropDraft = (path: string): void => forget('session', keyOf(path));

const recallDraft = (key: string): Draft => {
  try {
    return JSON.parse(recall('session', key) ?? '{}');
  } catch {
    return {};
  }
};

export const keptDraft = (path: string): Draft => recallDraft(keyOf(path));

const offerKeyOf = (path: string): string => `offered ${path}`;

/** What others offered for the form last. */
export const keptOffer = (path: string): Draft => recallDraft(offerKeyOf(path));

/**
 * Takes down another offer: answers it with whatever of the one before gives way to it, since that was never typed and may be of
 * somebody else.
 */
export const renewOffer = (path: string, typed: Draft, offer: Draft): Draft => {
  const before = Object.entries(keptOffer(path));
  remember('session', offerKeyOf(path), JSON.stringify(offer));
  return {
    ...Object.fromEntries(before.flatMap(([name, value]) => (typed[name] === value ? [[name, '']] : []))),
    ...offer,
  };
};

const isTicked = (field: Element): field is HTMLInputElement =>
  field instanceof HTMLInputElement && (field.type === 'radio' || field.type === 'checkbox');

const isWritten = (field: Element): field is HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement =>
  field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement;

/**
 * Fills what is still empty; what is there already was typed or rendered later. But what `suggested` says was only suggested: the
 * draft, which was typed, is put over it.
 */
export const fillForm = (form: HTMLFormElement, draft: Draft, suggested: Draft = {}): void => {
  for (const field of form.elements) {
    const name = field.getAttribute('name') ?? '';
    const typed = draft[name];
    // Whether somebody else books is shown by the form's fields, not filled in.
    if (typed === undefined || name === 'other' || isOwn(name)) continue;
    if (isTicked(field)) {
      const isSuggested = suggested[name] === field.value;
      if (typed === field.value) field.checked = true;
      else if (isSuggested) field.checked = false;
    } else if (isWritten(field)) {
      if (field.value === '' || field.value === suggested[name]) field.value = typed;
    }
  }
};

const attemptKeyOf = (path: string): string => `attempt ${path}`;

/** The key of an attempt that may have come through outlives the page: who reloads it and sends the same form books once. */
export const keepAttempt = (path: string, key: string): void => remember('session', attemptKeyOf(path), key);

export const keptAttempt = (path: string): string | null => recall('session', attemptKeyOf(path));

export const dropAttempt = (path: string): void => forget('session', attemptKeyOf(path));
