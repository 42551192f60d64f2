import type { Language, Place } from '../../server/domain/link.ts';
import type { Window } from '../../server/domain/rule.ts';
import type { LinkBody, LinkReply, MeReply } from '../../server/http/host/schema.ts';
import { type Notice, noticeMinutes, noticeOf } from '../meeting-fields/lengths.ts';
import { placeToStore } from '../meeting-fields/link-target.ts';
import { type QuestionForm, questionForm, questionOf } from './questions.ts';
import { type Weekly, weekdays } from './windows.ts';

/** A date with hours of its own; no windows: closed. */
export interface OverrideForm {
  readonly date: string;
  readonly windows: readonly Window[];
}

/** Everything as it stands in the fields: numbers are null where none is typed, dates empty where there is none. */
export interface EditorForm {
  readonly zone: string;
  readonly weekly: Weekly;
  readonly overrides: readonly OverrideForm[];
  readonly duration: number | null;
  readonly step: number | null;
  readonly bufferBefore: number | null;
  readonly bufferAfter: number | null;
  readonly notice: Notice;
  readonly hasHorizon: boolean;
  readonly horizonDays: number | null;
  readonly activeFrom: string;
  readonly activeTo: string;
  readonly hasDailyLimit: boolean;
  readonly dailyLimit: number | null;
  readonly name: string;
  readonly place: Place;
  readonly description: string;
  readonly activityType: string;
  readonly questions: readonly QuestionForm[];
  readonly footer: string;
  /** Empty: the guest's own. */
  readonly language: Language | '';
}

/** What the switches begin with when they are turned on. */
const HORIZON_DAYS = 60;
const DAILY_LIMIT = 5;

type GeneralRuleBody = Extract<LinkBody['offer'], { kind: 'general' }>['rule'];

const everyWeekday = (weekly: Readonly<Record<string, readonly Window[]>>): Weekly => {
  const of = (day: string) => weekly[day] ?? [];
  return {
    mon: of('mon'),
    tue: of('tue'),
    wed: of('wed'),
    thu: of('thu'),
    fri: of('fri'),
    sat: of('sat'),
    sun: of('sun'),
  };
};

const limits = ({ notice, horizonDays }: Pick<GeneralRuleBody, 'notice' | 'horizonDays'>) => ({
  notice: noticeOf(notice),
  hasHorizon: horizonDays !== null,
  horizonDays: horizonDays ?? HORIZON_DAYS,
});

/** null for a link with specific times, which has another editor. */
export const formOf = ({ offer, details, language }: LinkReply): EditorForm | null => {
  if (offer.kind !== 'general') return null;
  const { rule } = offer;
  return {
    zone: rule.zone,
    weekly: everyWeekday(rule.weekly),
    overrides: Object.entries(rule.overrides)
      .map(([date, windows]) => ({ date, windows }))
      .toSorted((a, b) => (a.date < b.date ? -1 : 1)),
    duration: rule.duration,
    step: rule.step,
    bufferBefore: rule.bufferBefore,
    bufferAfter: rule.bufferAfter,
    ...limits(rule),
    activeFrom: rule.activeFrom ?? '',
    activeTo: rule.activeTo ?? '',
    hasDailyLimit: rule.dailyLimit !== null,
    dailyLimit: rule.dailyLimit ?? DAILY_LIMIT,
    name: details.name,
    place: details.place,
    description: details.description,
    activityType: details.activityType,
    questions: details.questions.map(questionForm),
    footer: details.footer,
    language: (language ?? '') as Language | '',
  };
};

/** What a new link begins with: the host's own defaults. */
export const newForm = ({ zone, settings }: Pick<MeReply, 'zone' | 'settings'>, name: string): EditorForm => {
  const { duration, step, bufferBefore, bufferAfter } = settings.newLink;
  return {
    zone,
    weekly: everyWeekday(Object.fromEntries(weekdays.slice(0, 5).map(day => [day, [['09:00', '17:00']]]))),
    overrides: [],
    duration,
    step,
    bufferBefore,
    bufferAfter,
    ...limits(settings.newLink),
    activeFrom: '',
    activeTo: '',
    hasDailyLimit: false,
    dailyLimit: DAILY_LIMIT,
    name,
    place: settings.place,
    description: '',
    activityType: 'meeting',
    questions: [],
    footer: '',
    language: '',
  };
};

const pairs = (windows: readonly Window[]): [string, string][] => windows.map(([from, to]) => [from, to]);

/** Expects a form without faults of numbers: what isn't one counts as 0. */
export const offerOf = (form: EditorForm): LinkBody['offer'] => ({
  kind: 'general',
  rule: {
    zone: form.zone,
    weekly: Object.fromEntries(
      weekdays.filter(day => form.weekly[day].length > 0).map(day => [day, pairs(form.weekly[day])]),
    ),
    overrides: Object.fromEntries(form.overrides.map(({ date, windows }) => [date, pairs(windows)])),
    duration: form.duration ?? 0,
    step: form.step ?? 0,
    bufferBefore: form.bufferBefore ?? 0,
    bufferAfter: form.bufferAfter ?? 0,
    notice: noticeMinutes(form.notice) ?? 0,
    horizonDays: form.hasHorizon ? form.horizonDays : null,
    activeFrom: form.activeFrom || null,
    activeTo: form.activeTo || null,
    dailyLimit: form.hasDailyLimit ? form.dailyLimit : null,
  },
});

/** All of a link but whether it is active. */
export const contentOf = (form: EditorForm): Omit<LinkBody, 'active'> => ({
  offer: offerOf(form),
  details: {
    name: form.name.trim(),
    place: placeToStore(form.place),
    description: form.description,
    activityType: form.activityType,
    questions: form.questions.map(question => {
      const { choices, ...rest } = questionOf(question);
      return { ...rest, choices: [...choices] };
    }),
    footer: form.footer,
  },
  language: form.language || null,
});

const sorted = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
    : value;

/** Whether two forms say the same, in whatever order their fields came. */
export const isSame = (one: EditorForm, other: EditorForm): boolean =>
  JSON.stringify(one, sorted) === JSON.stringify(other, sorted);

const ruleKeys: Readonly<Partial<Record<keyof EditorForm, string>>> = {
  zone: 'zone',
  weekly: 'weekly',
  overrides: 'overrides',
  duration: 'duration',
  step: 'step',
  bufferBefore: 'bufferBefore',
  bufferAfter: 'bufferAfter',
  notice: 'notice',
  hasHorizon: 'horizonDays',
  horizonDays: 'horizonDays',
  activeFrom: 'activeFrom',
  activeTo: 'activeTo',
  hasDailyLimit: 'dailyLimit',
  dailyLimit: 'dailyLimit',
};

/** What two forms say differently, as the server names its fields. */
export const differingFields = (one: EditorForm, other: EditorForm): string[] =>
  (Object.keys(one) as (keyof EditorForm)[])
    .filter(key => JSON.stringify(one[key], sorted) !== JSON.stringify(other[key], sorted))
    .map(key => (ruleKeys[key] ? `offer.rule.${ruleKeys[key]}` : key === 'language' ? key : `details.${key}`));
