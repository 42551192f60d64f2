import type { Language, Place, Question } from '../../server/domain/link.ts';
import type { Window } from '../../server/domain/rule.ts';
import { type Notice, noticeUnits } from '../meeting-fields/lengths.ts';
import { type EditorForm, isSame, type OverrideForm } from './form.ts';
import { type QuestionForm, questionKinds } from './questions.ts';
import { type Weekly, weekdays } from './windows.ts';

/** What is kept of an edit that isn't saved. */
export interface Draft {
  readonly form: EditorForm;
  /** What was stored when it was typed. */
  readonly base: EditorForm;
  /** Of the link that was edited; null: a new one. */
  readonly version: number | null;
  readonly step: Step;
  /** Of the link that a save makes; empty where an earlier release kept it. */
  readonly key: string;
}

export type Step = 'availability' | 'details';

/** The name under which the server keeps it. */
export const draftName = (slug: string | null): string => slug ?? 'new';

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
const text = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise);
const amount = (value: unknown, otherwise: number | null): number | null =>
  value === null || typeof value === 'number' ? value : otherwise;
const flag = (value: unknown, otherwise: boolean): boolean => (typeof value === 'boolean' ? value : otherwise);
const oneOf = <T extends string>(value: unknown, all: readonly T[], otherwise: T): T =>
  all.find(one => one === value) ?? otherwise;
const listOf = <T>(value: unknown, read: (item: unknown) => T | null, otherwise: readonly T[]): readonly T[] =>
  Array.isArray(value) ? value.map(read).filter(item => item !== null) : otherwise;

const readWindow = (value: unknown): Window | null => {
  const [from, to] = Array.isArray(value) ? value : [];
  return typeof from === 'string' && typeof to === 'string' ? [from, to] : null;
};

const readWeekly = (value: unknown, base: Weekly): Weekly => {
  const fields = fieldsOf(value);
  const read = weekdays.map(day => [day, listOf(fields[day], readWindow, base[day])] as const);
  return { ...base, ...Object.fromEntries(read) };
};

const readOverride = (value: unknown): OverrideForm | null => {
  const { date, windows } = fieldsOf(value);
  return typeof date === 'string' ? { date, windows: listOf(windows, readWindow, []) } : null;
};

const readNotice = (value: unknown, base: Notice): Notice => {
  const fields = fieldsOf(value);
  return { amount: amount(fields.amount, base.amount), unit: oneOf(fields.unit, noticeUnits, base.unit) };
};

const placeKinds = ['in_person', 'phone', 'video', 'other'] as const satisfies readonly Place['kind'][];

const readPlace = (value: unknown, base: Place): Place => {
  const fields = fieldsOf(value);
  return { kind: oneOf(fields.kind, placeKinds, base.kind), text: text(fields.text, base.text) };
};

const readQuestion = (value: unknown): QuestionForm | null => {
  const { id, label, kind, required, choices } = fieldsOf(value);
  if (typeof id !== 'string') return null;
  return {
    id,
    label: text(label, ''),
    kind: oneOf<Question['kind']>(kind, questionKinds, 'text'),
    required: flag(required, false),
    choices: text(choices, ''),
  };
};

const guestLanguages = ['', 'en', 'pl', 'de', 'es', 'fr', 'pt-BR', 'ar'] as const satisfies readonly (Language | '')[];

const readForm = (value: unknown, base: EditorForm): EditorForm => {
  const fields = fieldsOf(value);
  const texts = (name: 'zone' | 'activeFrom' | 'activeTo' | 'name' | 'description' | 'activityType' | 'footer') =>
    text(fields[name], base[name]);
  const amounts = (name: 'duration' | 'step' | 'bufferBefore' | 'bufferAfter' | 'horizonDays' | 'dailyLimit') =>
    amount(fields[name], base[name]);
  return {
    zone: texts('zone'),
    weekly: readWeekly(fields.weekly, base.weekly),
    overrides: listOf(fields.overrides, readOverride, base.overrides),
    duration: amounts('duration'),
    step: amounts('step'),
    bufferBefore: amounts('bufferBefore'),
    bufferAfter: amounts('bufferAfter'),
    notice: readNotice(fields.notice, base.notice),
    hasHorizon: flag(fields.hasHorizon, base.hasHorizon),
    horizonDays: amounts('horizonDays'),
    activeFrom: texts('activeFrom'),
    activeTo: texts('activeTo'),
    hasDailyLimit: flag(fields.hasDailyLimit, base.hasDailyLimit),
    dailyLimit: amounts('dailyLimit'),
    name: texts('name'),
    place: readPlace(fields.place, base.place),
    description: texts('description'),
    activityType: texts('activityType'),
    questions: listOf(fields.questions, readQuestion, base.questions),
    footer: texts('footer'),
    language: oneOf(fields.language, guestLanguages, base.language),
  };
};

/** A draft as it was kept, perhaps by an earlier release: what can't be read is as in `base`. null: it says what `base` says. */
export const readDraft = (record: Fields, base: EditorForm): Draft | null => {
  const form = readForm(record.form, base);
  if (isSame(form, base)) return null;
  return {
    form,
    base: readForm(record.base, base),
    version: amount(record.version, null),
    step: oneOf(record.step, ['availability', 'details'], 'availability'),
    key: text(record.key, ''),
  };
};
