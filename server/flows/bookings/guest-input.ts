import { domainToASCII } from 'node:url';
import type { Answer, Campaign } from '../../domain/booking.ts';
import type { Invitation } from '../../domain/invitation.ts';
import { type Language, languageOfTag, type Question } from '../../domain/link.ts';
import { instantOf, isZone } from '../../domain/zone.ts';
import { Failure } from '../../failure.ts';

/** What a guest sends to book, as it came. */
export interface GuestRequest {
  readonly start: string;
  /** Name and address may be missing where a personal link knows them. */
  readonly name?: string;
  readonly email?: string;
  readonly zone: string;
  readonly answers?: Readonly<Record<string, string>>;
  readonly notes?: string;
  readonly colleagues?: readonly string[];
  readonly language?: string;
  /** Of a personal link: somebody else than the person whom it was made for. */
  readonly other?: boolean;
  readonly campaign?: Campaign;
  /** The guest's own hold. */
  readonly hold?: string;
}

export interface GuestInput {
  readonly start: number;
  readonly name: string;
  readonly email: string;
  readonly zone: string;
  readonly language: Language;
  readonly answers: readonly Answer[];
  readonly notes: string;
  readonly colleagues: readonly string[];
  readonly campaign: Campaign | null;
  /** Somebody else than the person whom the personal link was made for. */
  readonly byOther: boolean;
  /** The address is the one that the personal link knew. */
  readonly knewEmail: boolean;
}

export const MOST_COLLEAGUES = 10;

/** Refuses a field of a request. */
export const wrong = (field: string, message: string): never => {
  throw new Failure('invalid', { field, message });
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what these look for
const CONTROL = /[\u0000-\u001f\u007f\u2028\u2029]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the same, but for tabs and line breaks
const CONTROL_IN_TEXT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/** Text of several lines that can be stored, shown and mailed as it is: no control characters, no half of a surrogate pair. */
export const isText = (value: string): boolean => value.isWellFormed() && !CONTROL_IN_TEXT.test(value);

/** The same on one line. */
export const isLine = (value: string): boolean => value.isWellFormed() && !CONTROL.test(value);

/** With these, text turns the words around it. */
const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/g;
/** Something to see: neither blank nor of no width. */
const VISIBLE = /[^\s\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u;

/**
 * The part of RFC 5321 and of internationalised addresses that people use: no quoted local parts, no address literals, nothing that
 * can't be seen.
 */
const EMAIL =
  /^[^\s@"(),:;<>[\\\]\p{C}\p{Default_Ignorable_Code_Point}]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?\.)+[\p{L}\p{N}][\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}]$/u;
/** What a name server is asked for: labels of at most 63 characters, the last of which isn't a number, as it would be of an IP address. */
const DOMAIN = /^(?=.{1,253}$)(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+(?!\d+$)[a-z\d][a-z\d-]{0,61}[a-z\d]$/;
const PHONE = /^\+?[\d\s().\-/]{5,30}$/;

/** An instant as ISO 8601 with an offset, in epoch milliseconds. */
export const parseInstant = (text: string, field: string): number =>
  instantOf(text) ?? wrong(field, `“${field}” isn’t an instant such as 2026-11-25T09:00:00Z.`);

const isEmail = (text: string): boolean =>
  text.length <= 254 &&
  isLine(text) &&
  EMAIL.test(text) &&
  !/\.\.|^\.|\.@/.test(text) &&
  DOMAIN.test(domainToASCII(text.slice(text.indexOf('@') + 1)));

/** @throws invalid */
export const parseEmail = (text: string, field: string): string => {
  const email = text.trim();
  if (email.length === 0) return wrong(field, 'The e-mail address is missing.');
  return isEmail(email) ? email : wrong(field, 'This isn’t a valid e-mail address.');
};

/** @throws invalid */
export const parseName = (text: string, field: string): string => {
  const name = text.replace(DIRECTION, '').trim();
  if (!VISIBLE.test(name)) wrong(field, 'The name is missing.');
  return isLine(name) ? name : wrong(field, 'The name has control characters.');
};

const parseAnswer = (question: Question, given: string | undefined): Answer | null => {
  const field = `answers.${question.id}`;
  const value = (given ?? '').trim();
  if (!isText(value)) return wrong(field, `The answer to “${question.label}” has control characters.`);
  const absent = value === '' || (question.kind === 'checkbox' && value === 'false');
  if (absent) return question.required ? wrong(field, `“${question.label}” needs an answer.`) : null;
  if (question.kind === 'choice' && !question.choices.includes(value))
    return wrong(field, `“${question.label}”: that isn’t one of the choices.`);
  if (question.kind === 'checkbox' && value !== 'true')
    return wrong(field, `“${question.label}” is either true or false.`);
  if (question.kind === 'phone' && !PHONE.test(value)) return wrong(field, `“${question.label}” isn’t a phone number.`);
  return { question: question.id, label: question.label, value };
};

const CAMPAIGN = ['source', 'medium', 'campaign', 'term', 'content'] as const;

/** What isn't one line of text is left out: a website says it, not the guest. */
export const readCampaign = (given: Campaign = {}): Campaign | null => {
  const said = CAMPAIGN.flatMap(name => {
    const text = given[name]?.trim() ?? '';
    return text !== '' && isLine(text) ? [[name, text]] : [];
  });
  return said.length > 0 ? Object.fromEntries(said) : null;
};

/**
 * Checks what the guest sent. `invitation`: the personal link that it came through, which may know name and address.
 * @throws invalid, with the name of the first field at fault
 */
export const readGuest = (
  request: GuestRequest,
  questions: readonly Question[],
  invitation: Invitation | null = null,
): GuestInput => {
  const start = parseInstant(request.start, 'start');
  const known = request.other ? null : (invitation?.guest ?? null);
  const given = (text: string | undefined, otherwise = ''): string => text?.trim() || otherwise;
  const name = parseName(given(request.name, known?.name), 'name');
  const email = parseEmail(given(request.email, known?.email), 'email');
  if (!isZone(request.zone)) wrong('zone', 'This isn’t a time zone that we know.');
  const said = request.answers ?? {};
  const unknown = Object.keys(said).find(id => !questions.some(question => question.id === id));
  if (unknown !== undefined) wrong('answers', 'There is an answer to a question that isn’t asked.');
  const answers = questions
    .map(question => parseAnswer(question, Object.hasOwn(said, question.id) ? said[question.id] : undefined))
    .filter(answer => answer !== null);
  const notes = (request.notes ?? '').trim();
  if (!isText(notes)) wrong('notes', 'The notes have control characters.');
  const colleagues = [
    ...new Set(
      (request.colleagues ?? [])
        .filter(text => text.trim() !== '')
        .map(text => parseEmail(text, 'colleagues').toLowerCase()),
    ),
  ];
  if (!isLine(request.language ?? '')) wrong('language', 'This isn’t the name of a language.');
  if (colleagues.length > MOST_COLLEAGUES) wrong('colleagues', 'At most ten colleagues can be invited.');
  return {
    start,
    name,
    email,
    zone: request.zone,
    language: languageOfTag(request.language ?? '') ?? 'en',
    answers,
    notes,
    colleagues,
    campaign: readCampaign(request.campaign),
    byOther: request.other === true && invitation !== null && invitation.person !== null,
    knewEmail: given(request.email) === '',
  };
};
