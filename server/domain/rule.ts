/** What a host offers: the rules of `general` (opening hours) and `specific` (hand-picked times) links. */

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** `HH:MM` wall times in the rule's zone; `24:00` is legal as `to`, and `to` before `from` ends on the next date. */
export type Window = readonly [from: string, to: string];

/** Lengths are whole minutes, dates `YYYY-MM-DD` in `zone`. */
export interface GeneralRule {
  readonly zone: string;
  /** An absent weekday is closed. */
  readonly weekly: Readonly<Partial<Record<Weekday, readonly Window[]>>>;
  /** Keyed by date; replaces that date completely, and no windows close it. */
  readonly overrides: Readonly<Record<string, readonly Window[]>>;
  readonly duration: number;
  readonly step: number;
  readonly bufferBefore: number;
  readonly bufferAfter: number;
  readonly notice: number;
  readonly horizonDays: number | null;
  readonly activeFrom: string | null;
  readonly activeTo: string | null;
  readonly dailyLimit: number | null;
}

/** What a field is where nothing is said about it: Monday to Friday, nine to five, half an hour. */
export const defaultRule = (zone: string): GeneralRule => ({
  zone,
  weekly: Object.fromEntries(weekdays.slice(0, 5).map(weekday => [weekday, [['09:00', '17:00']]])),
  overrides: {},
  duration: 30,
  step: 30,
  bufferBefore: 0,
  bufferAfter: 0,
  notice: 240,
  horizonDays: 60,
  activeFrom: null,
  activeTo: null,
  dailyLimit: null,
});

export interface SpecificRule {
  readonly zone: string;
  /** Instants in epoch milliseconds. */
  readonly times: readonly (readonly [start: number, end: number])[];
  readonly bufferBefore: number;
  readonly bufferAfter: number;
  /** `one`: the first booking closes the link. `each`: as many bookings as there are times. */
  readonly bookings: 'one' | 'each';
}

export type Offer =
  | { readonly kind: 'general'; readonly rule: GeneralRule }
  | { readonly kind: 'specific'; readonly rule: SpecificRule };

/** Whether the first booking closes the link. */
export const isOneOff = (offer: Offer): boolean => offer.kind === 'specific' && offer.rule.bookings === 'one';

/**
 * Why something was refused when saved, for programs: surfaces say it in their own words. `out_of_range` goes with `least` and `most`.
 */
export const refusalCodes = [
  'zone_unknown',
  'malformed',
  'not_a_time',
  'empty_window',
  'windows_overlap',
  'no_window',
  'longer_than_openings',
  'out_of_range',
  'beyond_horizon',
  'not_a_date',
  'before_first_date',
  'in_the_past',
  'no_times',
  'times_overlap',
  'ends_before_start',
  'name_missing',
  'activity_type_missing',
  'question_text_missing',
  'choices_missing',
  'text_unprintable',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

/** Why a rule was refused when saved: the first fault, in the order of the table in the slot semantics. */
export interface Refusal {
  readonly field: string;
  /** A sentence for people. */
  readonly reason: string;
  readonly code: RefusalCode;
  /** Of `out_of_range`. */
  readonly range?: readonly [least: number, most: number];
  /** Of windows: the weekday or date on which the fault is. */
  readonly on?: string;
}
