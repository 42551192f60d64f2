import type { BookPage } from '../../../server/http/guest/page.ts';
import type { BookingReply, PersonalBookingBody } from '../../../server/http/guest/schema.ts';
import type { Problem } from '../../../server/http/problem-schema.ts';
import { patienceMs } from '../requests.ts';

export type Outcome =
  | { readonly kind: 'booked'; readonly manageUrl: string }
  | { readonly kind: 'refused'; readonly problem: Problem }
  /** No reply, or none that decides: the booking may exist, so the same key must be used again. */
  | { readonly kind: 'unknown'; readonly problem?: Problem };

const tooMany = 429;
const undecided = new Set([408, 425]);

/** A form that was filled in too quickly is sent again by itself after at most so long, and so often. */
const longestWaitSeconds = 3;
const mostRepeats = 3;

const pause = (seconds: number): Promise<void> => new Promise(resolve => setTimeout(resolve, seconds * 1000));

/** Seconds until the server takes what it has just refused; null: it doesn't say, or it is long. */
const waitAfter = (reply: Response): number | null => {
  const after = reply.headers.get('retry-after');
  const seconds = after === null ? Number.NaN : Number(after);
  return seconds >= 0 && seconds <= longestWaitSeconds ? seconds : null;
};

export const postBooking = async (
  path: string,
  key: string,
  body: PersonalBookingBody,
  repeats = mostRepeats,
): Promise<Outcome> => {
  try {
    const reply = await fetch(`${path}/bookings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', 'idempotency-key': key },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(patienceMs),
    });
    if (reply.ok) {
      const { manageUrl }: BookingReply = await reply.json();
      return { kind: 'booked', manageUrl };
    }
    if (reply.status === tooMany) {
      const wait = repeats > 0 ? waitAfter(reply) : null;
      if (wait === null) return { kind: 'unknown', problem: await reply.json() };
      await pause(wait);
      return postBooking(path, key, body, repeats - 1);
    }
    if (reply.status >= 500 || undecided.has(reply.status)) return { kind: 'unknown' };
    return { kind: 'refused', problem: await reply.json() };
  } catch {
    return { kind: 'unknown' };
  }
};

export const goToMeeting = ({ embedded }: BookPage, manageUrl: string): void => {
  const confirmation = new URL(manageUrl, location.href);
  confirmation.searchParams.set('booked', '1');
  if (embedded) confirmation.searchParams.set('embed', '1');
  location.assign(confirmation);
};
