import type { Language, Question } from '../../server/domain/link.ts';
import type { BookingBody } from '../../server/http/guest/schema.ts';
import type { Draft } from './draft.ts';
import { fill } from './format.ts';
import type { Setting } from './setting.ts';

/** By name of the field. */
export type Faults = Readonly<Record<string, string>>;

const emailShape = /^[^\s@"(),:;<>[\\\]]+@[^\s@.]+(?:\.[^\s@.]+)+$/;

const phoneShape = /^\+?[\d\s().\-/]{5,30}$/;

const mostColleagues = 10;

const addresses = (typed: string | undefined): string[] => (typed ?? '').split(/[\s,;،؛]+/).filter(Boolean);

/** Names the address at fault, where it can be told here. */
const colleaguesFault = (typed: string | undefined, setting: Setting): string => {
  const address = addresses(typed).find(address => !emailShape.test(address));
  return address ? fill(setting, setting.texts.colleagueInvalid, { address }) : setting.texts.colleaguesInvalid;
};

/** What can be told without the server, which decides; in the order of the form. */
export const faultsOf = (draft: Draft, questions: readonly Question[], setting: Setting): Faults => {
  const { texts } = setting;
  const faults: Record<string, string> = {};
  if (!draft.name?.trim()) faults.name = texts.nameMissing;
  if (!emailShape.test(draft.email?.trim() ?? '')) faults.email = texts.emailInvalid;
  for (const { id, kind, required } of questions) {
    const answer = draft[`answer.${id}`]?.trim() ?? '';
    if (kind === 'phone' && answer !== '' && !phoneShape.test(answer)) faults[`answer.${id}`] = texts.phoneInvalid;
    else if (required && answer === '') faults[`answer.${id}`] = texts.answerMissing;
  }
  const colleagues = addresses(draft.colleagues);
  if (colleagues.length > mostColleagues || !colleagues.every(address => emailShape.test(address))) {
    faults.colleagues = colleaguesFault(draft.colleagues, setting);
  }
  return faults;
};

/** The form's name for a field that the server calls `answers.q1`, `answers/q1`, `colleagues.0` or the like. */
export const fieldName = (field: string): string => {
  const [, head, rest] = field.match(/^\/?(\w+)(?:[./](.+))?$/) ?? [];
  if ((head === 'answers' || head === 'answer') && rest) return `answer.${rest}`;
  return head ?? field;
};

/** In the guest's language where the field says enough; else as the server put it. */
export const faultText = (
  field: string,
  message: string,
  draft: Draft,
  questions: readonly Question[],
  setting: Setting,
): string => {
  const { texts } = setting;
  if (field === 'name') return texts.nameMissing;
  if (field === 'email') return texts.emailInvalid;
  if (field === 'colleagues') return colleaguesFault(draft.colleagues, setting);
  const question = questions.find(({ id }) => field === `answer.${id}`);
  if (!question) return message;
  return question.kind === 'phone' ? texts.phoneInvalid : texts.answerMissing;
};

export const bodyOf = (draft: Draft, start: string, zone: string, language: Language): BookingBody => {
  const answers = Object.entries(draft).flatMap(([name, value]) =>
    name.startsWith('answer.') && value !== '' ? [[name.slice('answer.'.length), value]] : [],
  );
  const colleagues = addresses(draft.colleagues);
  return {
    start,
    name: draft.name?.trim() ?? '',
    email: draft.email?.trim() ?? '',
    zone,
    language,
    ...(answers.length > 0 && { answers: Object.fromEntries(answers) }),
    ...(draft.notes && { notes: draft.notes }),
    ...(colleagues.length > 0 && { colleagues }),
  };
};
