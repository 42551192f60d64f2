import type { FastifyRequest } from 'fastify';
import type { Interval } from '../../domain/interval.ts';
import { type Language, languageOfTag } from '../../domain/link.ts';
import { addDays, dateIn, midnightIn } from '../../domain/zone.ts';
import type { OpenLink } from '../../flows/bookings/open-link.ts';
import { likedLanguages } from '../accept-language.ts';

/** The language of a page whatever the guest's is: the personal link's, else the link's. */
export const fixedLanguage = ({ link, invitation }: OpenLink): Language | null => invitation?.language ?? link.language;

/** The guest's language: the page's, else the one asked for, else the first of the browser's that we have. */
export const languageOf = (request: FastifyRequest, fixed: Language | null, asked?: string): Language => {
  if (fixed) return fixed;
  const wishes = [asked ?? '', ...likedLanguages(request.headers['accept-language'])];
  return wishes.map(languageOfTag).find(language => language !== null) ?? 'en';
};

/** The most dates at a time that guests are shown starts of. */
export const LONGEST_DAYS = 62;

/** First day of the month that a date is in. */
export const monthOf = (date: string): string => `${date.slice(0, 7)}-01`;

export const followingMonth = (month: string): string => monthOf(addDays(month, 31));

export const monthAsRange = (month: string, zone: string): Interval => ({
  start: midnightIn(zone, month),
  end: midnightIn(zone, followingMonth(month)),
});

export const monthIn = (zone: string, instant: number): string => monthOf(dateIn(zone, instant));
