import type { Interval } from '../domain/interval.ts';
import { addDays, instantIn, isDate, isZone, midnightIn } from '../domain/zone.ts';
import { Failure } from '../failure.ts';

/** The end of a date is reckoned from its beginning: 9999-12-31 has no next date that can be written. */
const DAY_MINUTES = 1440;

/** A range of dates, both inclusive and at most `most` of them, as instants of the zone. @throws invalid */
export const datesAsRange = (from: string, to: string, zone: string, most: number): Interval => {
  const wrong = (field: string, message: string): never => {
    throw new Failure('invalid', { field, message });
  };
  if (!isDate(from)) wrong('from', '“from” isn’t a date that exists, as YYYY-MM-DD.');
  if (!isDate(to)) wrong('to', '“to” isn’t a date that exists, as YYYY-MM-DD.');
  if (!isZone(zone)) wrong('zone', '“zone” isn’t a time zone that we know.');
  if (to < from) wrong('to', '“to” lies before “from”.');
  if (from < addDays(to, 1 - most)) wrong('to', `At most ${most} days at a time.`);
  return { start: midnightIn(zone, from), end: instantIn(zone, to, DAY_MINUTES) };
};

/** An instant as JSON has it: ISO 8601 with Z. */
export const iso = (instant: number): string => new Date(instant).toISOString();
