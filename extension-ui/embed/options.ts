import type { Prefill } from '../../server/http/guest/page.ts';

export interface EmbedOptions {
  /** What is known of the guest. Fills empty fields; the guest sees it before anything is sent. */
  readonly prefill?: Prefill;
  /** What screen readers call the frame. */
  readonly title?: string;
}

const ANSWER = 'data-answer-';

/** As the attributes `data-name`, `data-email`, `data-answer-<question>` and `data-title` say it. */
export const optionsOf = (element: Pick<Element, 'getAttribute' | 'getAttributeNames'>): EmbedOptions => {
  const said = (name: string) => element.getAttribute(name);
  const [name, email, title] = ['data-name', 'data-email', 'data-title'].map(said);
  const answers = element
    .getAttributeNames()
    .filter(name => name.startsWith(ANSWER))
    .map(name => [name.slice(ANSWER.length), said(name) ?? '']);
  return {
    prefill: { ...(name && { name }), ...(email && { email }), answers: Object.fromEntries(answers) },
    ...(title && { title }),
  };
};
