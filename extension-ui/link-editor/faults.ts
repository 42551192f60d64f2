import type { Question } from '../../server/domain/link.ts';
import type { RefusalCode, Window } from '../../server/domain/rule.ts';
import type { Problem } from '../../server/http/problem-schema.ts';
import { noticeMinutes } from '../meeting-fields/lengths.ts';
import { BUFFER, DAILY, DURATION, HORIZON, NOTICE } from '../meeting-fields/ranges.ts';
import type { EditorForm } from './form.ts';
import { longestOpening } from './openings.ts';
import { choicesIn, type QuestionForm } from './questions.ts';
import { spanOf, wallMinutes, weekdays } from './windows.ts';

/** Why something can't be saved. Beside the server's codes: `too_long`, of a text, and `refused`, where the server gave no code. */
export type FaultCode = RefusalCode | 'too_long' | 'refused';

export interface Fault {
  /** As the server names it, `offer.rule.weekly` or `details.questions.2.label`. */
  readonly field: string;
  readonly code: FaultCode;
  /** Of `out_of_range` and `too_long`. */
  readonly range?: readonly [least: number, most: number];
  /** Of windows: the weekday or date. */
  readonly on?: string;
}

/** Where a fault is shown; one place a weekday and a date. */
export const placeOf = ({ field, on }: Pick<Fault, 'field' | 'on'>): string => (on ? `${field}.${on}` : field);

export const stepOf = ({ field }: Pick<Fault, 'field'>): 'availability' | 'details' =>
  field.startsWith('offer') ? 'availability' : 'details';

export const MOST_WINDOWS = 24;
export const MOST_QUESTIONS = 20;
const MOST_CHOICES = 50;

type Range = readonly [least: number, most: number];
type Why = Omit<Fault, 'field'>;

const wholeFault = (value: number | null, range: Range): Why | null =>
  value !== null && Number.isInteger(value) && value >= range[0] && value <= range[1]
    ? null
    : { code: 'out_of_range', range };

const isDate = (text: string): boolean => {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  return at !== null && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
};

const windowsFault = (windows: readonly Window[]): RefusalCode | null => {
  for (const window of windows) {
    const [from, to] = window;
    if (wallMinutes(from) === null || wallMinutes(to) === null || from === '24:00') return 'not_a_time';
    if (spanOf(window) === null) return 'empty_window';
  }
  const spans = windows.map(spanOf).filter(span => span !== null);
  const inOrder = spans.toSorted((a, b) => a.from - b.from);
  return inOrder.some(({ from }, index) => from < (inOrder[index - 1]?.to ?? 0)) ? 'windows_overlap' : null;
};

export const isZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};

/** What was stored before, and today's date in a zone. */
export interface Known {
  readonly before: EditorForm | null;
  readonly todayIn: (zone: string) => string;
}

const activeToFault = ({ zone, activeFrom, activeTo }: EditorForm, { before, todayIn }: Known): RefusalCode | null => {
  if (activeTo === '') return null;
  if (!isDate(activeTo)) return 'not_a_date';
  if (activeFrom !== '' && activeTo < activeFrom) return 'before_first_date';
  const isSet = before?.activeTo !== activeTo;
  return isSet && isZone(zone) && activeTo < todayIn(zone) ? 'in_the_past' : null;
};

const found = (field: string, why: Why | RefusalCode | null): Fault[] =>
  why === null ? [] : [{ field: `offer.rule.${field}`, ...(typeof why === 'string' ? { code: why } : why) }];

/** What the form can know of its rule, all of it, in the order in which the server looks. */
export const ruleFaults = (form: EditorForm, known: Known): Fault[] => {
  const weekly = weekdays.flatMap(on => {
    const code = windowsFault(form.weekly[on]);
    return found('weekly', code && { code, on });
  });
  const hasWindow = [...weekdays.map(day => form.weekly[day]), ...form.overrides.map(({ windows }) => windows)].some(
    windows => windows.length > 0,
  );
  const overrides = form.overrides.flatMap(({ date: on, windows }) => {
    const code = isDate(on) ? windowsFault(windows) : 'not_a_date';
    return found('overrides', code && { code, on });
  });
  // With windows that can't be read it isn't known how long anything is open.
  const isReadable = weekly.length === 0 && hasWindow && overrides.length === 0;
  const tooLong = isReadable && (form.duration ?? 0) > longestOpening(form);
  const notice = noticeMinutes(form.notice);
  const beyond =
    notice !== null &&
    form.hasHorizon &&
    wholeFault(form.horizonDays, HORIZON) === null &&
    notice > ((form.horizonDays ?? 0) + 1) * 1440;
  return [
    ...found('zone', isZone(form.zone) ? null : 'zone_unknown'),
    ...weekly,
    ...(weekly.length === 0 && !hasWindow ? found('weekly', 'no_window') : []),
    ...overrides,
    ...found('duration', wholeFault(form.duration, DURATION) ?? (tooLong ? 'longer_than_openings' : null)),
    ...found('step', wholeFault(form.step, DURATION)),
    ...found('bufferBefore', wholeFault(form.bufferBefore, BUFFER)),
    ...found('bufferAfter', wholeFault(form.bufferAfter, BUFFER)),
    ...found('notice', wholeFault(notice, NOTICE) ?? (beyond ? 'beyond_horizon' : null)),
    ...found('horizonDays', form.hasHorizon ? wholeFault(form.horizonDays, HORIZON) : null),
    ...found('activeFrom', form.activeFrom === '' || isDate(form.activeFrom) ? null : 'not_a_date'),
    ...found('activeTo', activeToFault(form, known)),
    ...found('dailyLimit', form.hasDailyLimit ? wholeFault(form.dailyLimit, DAILY) : null),
  ];
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
const CONTROL = /[\u0000-\u001f\u007f\u2028\u2029]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the same, but for tabs and line breaks
const CONTROL_IN_TEXT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

const textFault = (text: string, most: number): Why | null => {
  if (text.length > most) return { code: 'too_long', range: [0, most] };
  return CONTROL_IN_TEXT.test(text) || !text.isWellFormed() ? { code: 'text_unprintable' } : null;
};

const choicesFault = (kind: Question['kind'], typed: string): Why | null => {
  if (kind !== 'choice') return null;
  const choices = choicesIn(typed);
  if (choices.length === 0) return { code: 'choices_missing' };
  if (choices.length > MOST_CHOICES) return { code: 'out_of_range', range: [1, MOST_CHOICES] };
  return choices.map(choice => textFault(choice, 200)).find(why => why !== null) ?? null;
};

const questionFaults = ({ label, kind, choices }: QuestionForm): readonly (readonly [string, Why | null])[] => [
  ['label', label.trim() === '' ? { code: 'question_text_missing' } : textFault(label.trim(), 300)],
  ['choices', choicesFault(kind, choices)],
];

/** What the form can know of the meeting's details. */
export const detailsFaults = (form: EditorForm): Fault[] => {
  const name = form.name.trim();
  const nameFault: Why | null =
    name === '' ? { code: 'name_missing' } : CONTROL.test(name) ? { code: 'text_unprintable' } : textFault(name, 120);
  const fields: readonly (readonly [string, Why | null])[] = [
    ['name', nameFault],
    ['place.text', textFault(form.place.text.trim(), 500)],
    ['description', textFault(form.description, 4000)],
    ['activityType', form.activityType.trim() === '' ? { code: 'activity_type_missing' } : null],
    ...form.questions.flatMap((question, index) =>
      questionFaults(question).map(([field, why]) => [`questions.${index}.${field}`, why] as const),
    ),
    ['footer', textFault(form.footer, 10_000)],
  ];
  return fields.flatMap(([field, why]) => (why === null ? [] : [{ field: `details.${field}`, ...why }]));
};

/** Whether a fault is of a question, or of the choices of one, that wasn't there yet when the others were judged. */
export const isOfNewQuestion = (
  { field }: Pick<Fault, 'field'>,
  questions: readonly QuestionForm[],
  judged: readonly QuestionForm[],
): boolean => {
  const [, index, part] = /^details\.questions\.(\d+)\.(.+)$/.exec(field) ?? [];
  const question = index === undefined ? undefined : questions[Number(index)];
  if (!question) return false;
  const before = judged.find(({ id }) => id === question.id);
  return !before || (part === 'choices' && before.kind !== question.kind);
};

const serverCodes: Readonly<Record<RefusalCode, true>> = {
  zone_unknown: true,
  malformed: true,
  not_a_time: true,
  empty_window: true,
  windows_overlap: true,
  no_window: true,
  longer_than_openings: true,
  out_of_range: true,
  beyond_horizon: true,
  not_a_date: true,
  before_first_date: true,
  in_the_past: true,
  no_times: true,
  times_overlap: true,
  ends_before_start: true,
  name_missing: true,
  activity_type_missing: true,
  question_text_missing: true,
  choices_missing: true,
  text_unprintable: true,
};

/** What the server refused; null where it names no field. */
export const faultOf = ({ field, reason, range, on }: Partial<Problem>): Fault | null => {
  if (!field) return null;
  const code = reason && Object.hasOwn(serverCodes, reason) ? (reason as RefusalCode) : 'refused';
  const [least, most] = range ?? [];
  return {
    field,
    code,
    ...(least !== undefined && most !== undefined ? { range: [least, most] as const } : {}),
    ...(on === undefined ? {} : { on }),
  };
};
