import type { Campaign } from '../../../server/domain/booking.ts';
import type { Language, Question } from '../../../server/domain/link.ts';
import type { PersonalBookingBody } from '../../../server/http/guest/schema.ts';
import { fill } from '../format.ts';
import type { Setting } from '../setting.ts';
import type { Draft } from './draft.ts';

/** By name of the field. */
export type Faults = Readonly<Record<string, string>>;

const emailShape = /^[^\s@"(),:;<>[\\\]]+@[^\s@"(),:;<>[\\\].]+(?:\.[^\s@"(),:;<>[\\\].]+)+$/;

const phoneShape = /^\+?[\d\s().\-/]{5,30}$/;

const mostColleagues = 10;

const addresses = (typed: string | undefined): string[] => (typed ?? '').split(/[\s,;،؛]+/).filter(Boolean);

/** Names the address at fault, where it can be told here. */
const colleaguesFault = (typed: string | undefined, setting: Setting): string => {
  const address = addresses(typed).find(address => !emailShape.test(address));
  return address ? fill(setting, setting.texts.colleagueInvalid, { address }) : setting.texts.colleaguesInvalid;
};

const missingText = (kind: Question['kind'], { texts }: Setting): string =>
  kind === 'checkbox' ? texts.boxUnticked : texts.answerMissing;

/** What can be told without the server, which decides; in the order of the form. What the form doesn't ask for isn't missing. */
export const faultsOf = (draft: Draft, questions: readonly Question[], setting: Setting): Faults => {
  const { texts } = setting;
  const faults: Record<string, string> = {};
  if (draft.name?.trim() === '') faults.name = texts.nameMissing;
  if (draft.email !== undefined && !emailShape.test(draft.email.trim())) faults.email = texts.emailInvalid;
  for (const { id, kind, required } of questions) {
    const answer = draft[`answer.${id}`]?.trim() ?? '';
    if (kind === 'phone' && answer !== '' && !phoneShape.test(answer)) faults[`answer.${id}`] = texts.phoneInvalid;
    else if (required && answer === '') faults[`answer.${id}`] = missingText(kind, setting);
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
  return question.kind === 'phone' ? texts.phoneInvalid : missingText(question.kind, setting);
};

/** What goes with the details of a form without having been typed. */
export interface Occasion {
  readonly start: string;
  readonly zone: string;
  readonly language: Language;
  readonly hold: string | null;
  readonly campaign: Campaign | null;
  /** What stands in the field that people don't see. */
  readonly website: string;
}

export const bodyOf = (draft: Draft, { hold, campaign, website, ...occasion }: Occasion): PersonalBookingBody => {
  const answers = Object.entries(draft).flatMap(([name, value]) =>
    name.startsWith('answer.') && value !== '' ? [[name.slice('answer.'.length), value]] : [],
  );
  const colleagues = addresses(draft.colleagues);
  return {
    ...occasion,
    ...(draft.name !== undefined && { name: draft.name.trim() }),
    ...(draft.email !== undefined && { email: draft.email.trim() }),
    ...(answers.length > 0 && { answers: Object.fromEntries(answers) }),
    ...(draft.notes && { notes: draft.notes }),
    ...(colleagues.length > 0 && { colleagues }),
    ...(draft.other === 'true' && { other: true }),
    ...(hold !== null && { hold }),
    ...(campaign && { campaign }),
    ...(website !== '' && { website }),
  };
};
