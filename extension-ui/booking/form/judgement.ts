import type { BookPage } from '../../../server/http/guest/page.ts';
import type { Problem } from '../../../server/http/problem-schema.ts';
import type { Setting } from '../setting.ts';
import { type Faults, faultText, fieldName } from './booking-form.ts';
import type { Draft } from './draft.ts';

/** What is said about a form that was filled in: at its fields, or above it. */
export interface Judgement {
  readonly faults: Faults;
  readonly refusal: Refusal | null;
}

/** What stands above the form after a refusal, and the times offered instead. */
export interface Refusal {
  readonly title: string | null;
  readonly message: string;
  readonly nearest: readonly string[];
  /** The form's own time is gone, whether or not others are near. */
  readonly timeGone: boolean;
  /** Nothing more is to be booked here. */
  readonly isClosed: boolean;
  /** It went as it should: only that nothing is booked from a preview. */
  readonly isGood: boolean;
}

const timeCodes: ReadonlySet<string> = new Set(['slot_taken', 'not_offered']);
const closedCodes: ReadonlySet<string> = new Set(['link_closed', 'link_gone', 'link_inactive']);

export const refusalOf = ({ texts }: Setting, code: string, nearest: readonly string[] = []): Refusal => {
  const known = {
    slot_taken: texts.slotTaken,
    not_offered: texts.notOffered,
    idempotency_mismatch: texts.earlierAttempt,
    preview: texts.messages.preview,
    link_inactive: texts.messages.link_inactive,
    link_closed: texts.messages.link_closed,
    link_gone: texts.messages.link_gone,
    crm_unknown: texts.messages.crm_unknown,
    too_many_requests: texts.messages.too_many_requests.text,
    too_quick: texts.tooQuick,
    busy: texts.messages.busy.text,
    unreachable: texts.unreachable,
    leave_empty: texts.leaveEmptyFault,
  };
  const isKnown = (code: string): code is keyof typeof known => Object.hasOwn(known, code);
  const said = isKnown(code) ? known[code] : texts.refused;
  const { title, text } = typeof said === 'string' ? { title: null, text: said } : said;
  return {
    title,
    message: text,
    nearest,
    timeGone: timeCodes.has(code),
    isClosed: closedCodes.has(code),
    isGood: code === 'preview',
  };
};

export type Verdict = Pick<Problem, 'code' | 'title' | 'field' | 'nearest'>;

const isShown = (name: string, { questions, invited }: BookPage, other: boolean): boolean => {
  if (name === 'name') return !invited || other;
  if (name === 'email') return !invited?.hasEmail || other;
  return ['notes', 'colleagues', ...questions.map(({ id }) => `answer.${id}`)].includes(name);
};

/** A refusal as the server rendered it or sent it: about one field, or about the whole. */
export const judge = (
  setting: Setting,
  page: BookPage,
  draft: Draft,
  { code, title, field, nearest }: Verdict,
): Judgement => {
  const name = code === 'invalid' && field ? fieldName(field) : null;
  if (name === 'website') return { faults: {}, refusal: refusalOf(setting, 'leave_empty') };
  if (name === null || !isShown(name, page, draft.other === 'true'))
    return { faults: {}, refusal: refusalOf(setting, code, nearest) };
  return { faults: { [name]: faultText(name, title, draft, page.questions, setting) }, refusal: null };
};

/** What the server found wrong with a form that was sent without script. */
export const renderedVerdict = ({ refused }: BookPage): Verdict | null =>
  refused && {
    code: refused.code,
    title: refused.message,
    nearest: [...refused.nearest],
    ...(refused.field !== null && { field: refused.field }),
  };
