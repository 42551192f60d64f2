import type { Prefill } from '../../../server/http/guest/page.ts';
import { type Draft, draftOf, draftOfAnswers, fillForm, keepDraft, keptOffer, renewOffer } from '../form/draft.ts';

/** What others know of the guest already: the page that shows this one in a frame, or who wrote the link. */

let offered: Draft = {};
let taken = (): void => {};

/** For the form that is open, or the next one to be opened. */
export const offerPrefill = (prefill: Prefill): void => {
  offered = { ...offered, ...draftOfAnswers(prefill) };
  taken();
};

/** Names of HTML attributes, which answers may come from, are in lower case whatever was written. */
const named = (form: HTMLFormElement, draft: Draft): Draft => {
  const names = [...form.elements].map(field => field.getAttribute('name') ?? '');
  return Object.fromEntries(
    Object.entries(draft).map(([name, value]) => [
      names.includes(name) ? name : (names.find(own => own.toLowerCase() === name.toLowerCase()) ?? name),
      value,
    ]),
  );
};

/**
 * Fills what is still empty in the form of this path, or says what an earlier offer said, now and at every later offer, and sends
 * nothing. From then on it belongs to the kept draft. Answers what ends that.
 */
export const takePrefill = (form: HTMLFormElement, path: string): (() => void) => {
  taken = () => {
    if (Object.keys(offered).length === 0) return;
    const before = keptOffer(path);
    fillForm(form, renewOffer(path, draftOf(form), named(form, offered)), before);
    keepDraft(path, draftOf(form));
    offered = {};
  };
  taken();
  return () => {
    taken = () => {};
  };
};
