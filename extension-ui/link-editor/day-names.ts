import type { Weekday, Window } from '../../server/domain/rule.ts';
import { clock } from '../shared/opening-hours.ts';
import { wallMinutes, weekdays } from './windows.ts';

/** 1 January 2024 was a Monday. */
const at = (day: Weekday): number => Date.UTC(2024, 0, 1 + weekdays.indexOf(day));

const nameOf = (day: Weekday, locale: string, weekday: 'long' | 'short'): string =>
  new Intl.DateTimeFormat(locale, { timeZone: 'UTC', weekday }).format(at(day));

export const longDay = (day: Weekday, locale: string): string => nameOf(day, locale, 'long');
export const shortDay = (day: Weekday, locale: string): string => nameOf(day, locale, 'short');

/** `Mon, Tue, Wed` */
export const dayList = (days: readonly Weekday[], locale: string): string =>
  new Intl.ListFormat(locale, { type: 'unit', style: 'short' }).format(days.map(day => shortDay(day, locale)));

/** `Thu, 24 Dec 2026` */
export const dateName = (date: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }).format(Date.parse(`${date}T00:00:00Z`));

/** As the locale's clock has it; what is no time as it was typed. */
export const timeName = (time: string, locale: string): string =>
  wallMinutes(time) === null ? time : clock(time, locale);

/** `09:00–17:00` */
export const periodName = ([from, to]: Window, locale: string): string =>
  `${timeName(from, locale)}–${timeName(to, locale)}`;
