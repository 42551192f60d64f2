import type { FastifyRequest } from 'fastify';
import type { Interval } from '../../domain/interval.ts';
import { type Language, languageOfTag } from '../../domain/link.ts';
import { addDays, dateIn, instantIn, isDate, isZone, midnightIn } from '../../domain/zone.ts';
import { Failure } from '../../failure.ts';
import { likedLanguages } from '../accept-language.ts';

/** The guest's language: the link's, else the one asked for, else the first of the browser's that we have. */
export const languageOf = (request: FastifyRequest, fixed: Language | null, asked?: string): Language => {
  if (fixed) return fixed;
  const wishes = [asked ?? '', ...likedLanguages(request.headers['accept-language'])];
  return wishes.map(languageOfTag).find(language => language !== null) ?? 'en';
};

const LONGEST_DAYS = 62;
/** The end of a date is reckoned from its beginning: 9999-12-31 has no next date that can be written. */
const DAY_MINUTES = 1440;

/** A range of dates, both inclusive, as instants of the zone. @throws invalid */
export const datesAsRange = (from: string, to: string, zone: string): Interval => {
  const wrong = (field: string, message: string): never => {
    throw new Failure('invalid', { field, message });
  };
  if (!isDate(from)) wrong('from', '“from” isn’t a date that exists, as YYYY-MM-DD.');
  if (!isDate(to)) wrong('to', '“to” isn’t a date that exists, as YYYY-MM-DD.');
  if (!isZone(zone)) wrong('zone', '“zone” isn’t a time zone that we know.');
  if (to < from) wrong('to', '“to” lies before “from”.');
  if (from < addDays(to, 1 - LONGEST_DAYS)) wrong('to', `At most ${LONGEST_DAYS} days at a time.`);
  return { start: midnightIn(zone, from), end: instantIn(zone, to, DAY_MINUTES) };
};

/** First day of the month that a date is in. */
export const monthOf = (date: string): string => `${date.slice(0, 7)}-01`;

export const followingMonth = (month: string): string => monthOf(addDays(month, 31));

export const monthAsRange = (month: string, zone: string): Interval => ({
  start: midnightIn(zone, month),
  end: midnightIn(zone, followingMonth(month)),
});

export const monthIn = (zone: string, instant: number): string => monthOf(dateIn(zone, instant));

export const iso = (instant: number): string => new Date(instant).toISOString();
