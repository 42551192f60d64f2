import type { Booking } from '../../domain/booking.ts';
import { MINUTE } from '../../domain/interval.ts';
import type { Place } from '../../domain/link.ts';
import type { HostChange } from './change.ts';
import { isText, MOST_COLLEAGUES, parseEmail, parseInstant, wrong } from './guest-input.ts';

/** What a host sends to change a meeting, as it came. */
export interface HostRequest {
  readonly start?: string;
  readonly end?: string;
  readonly place?: Place;
  readonly description?: string;
  readonly colleagues?: readonly string[];
}

/** To the minute, as the CRM keeps it. */
const parseTime = (text: string, field: string): number => {
  const instant = parseInstant(text, field);
  return instant % MINUTE === 0 ? instant : wrong(field, `“${field}” isn’t a whole minute.`);
};

/** @throws invalid */
export const parseText = (text: string, field: string): string =>
  isText(text) ? text.trim() : wrong(field, `“${field}” has control characters.`);

const parseColleagues = (given: readonly string[], { guest, colleagues }: Booking): string[] => {
  const emails = given.map(text => parseEmail(text, 'colleagues').toLowerCase());
  if (emails.length > MOST_COLLEAGUES) wrong('colleagues', 'At most ten further guests can be invited.');
  if (new Set(emails).size < emails.length) wrong('colleagues', 'An address is there twice.');
  const own = guest.email.toLowerCase();
  if (emails.includes(own) && !colleagues.includes(own)) wrong('colleagues', 'The guest is invited already.');
  return emails;
};

/** Checks what the host sent of a meeting. @throws invalid, with the name of the first field at fault */
export const readHostChange = (request: HostRequest, booking: Booking): HostChange => {
  const { start, end, place, description, colleagues } = request;
  return {
    ...(start !== undefined && { start: parseTime(start, 'start') }),
    ...(end !== undefined && { end: parseTime(end, 'end') }),
    ...(place && { place: { kind: place.kind, text: parseText(place.text, 'place.text') } }),
    ...(description !== undefined && { description: parseText(description, 'description') }),
    ...(colleagues && { colleagues: parseColleagues(colleagues, booking) }),
  };
};
