import type { BookPage } from '../../server/http/guest/page.ts';
import type { BookingBody, BookingReply, SlotsReply } from '../../server/http/guest/schema.ts';
import type { Problem } from '../../server/http/problem-schema.ts';
import { address } from './address.ts';
import { lastDate } from './dates.ts';

/** On a slow phone a reply may take long; a request that takes longer than this is given up and may be repeated. */
const patienceMs = 20_000;

/** Free starts of one month in the zone. Throws whatever went wrong. */
export const fetchMonth = async (
  { path, previewToken }: Pick<BookPage, 'path' | 'previewToken'>,
  month: string,
  zone: string,
): Promise<SlotsReply> => {
  const query = { from: month, to: lastDate(month), zone, preview: previewToken };
  const reply = await fetch(address(`${path}/slots`, query), {
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(patienceMs),
  });
  if (!reply.ok) throw new Error(`slots: ${reply.status}`);
  return reply.json();
};

export type Outcome =
  | { readonly kind: 'booked'; readonly manageUrl: string }
  | { readonly kind: 'refused'; readonly problem: Problem }
  /** No reply, or none that decides: the booking may exist, so the same key must be used again. */
  | { readonly kind: 'unknown' };

const undecided = new Set([408, 425, 429]);

export const postBooking = async (path: string, key: string, body: BookingBody): Promise<Outcome> => {
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
    if (reply.status >= 500 || undecided.has(reply.status)) return { kind: 'unknown' };
    return { kind: 'refused', problem: await reply.json() };
  } catch {
    return { kind: 'unknown' };
  }
};
