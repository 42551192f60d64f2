import type { Booking } from '../../domain/booking.ts';
import type { Calendar, Claim } from '../../domain/calendar.ts';
import type { Interval } from '../../domain/interval.ts';
import type { Link } from '../../domain/link.ts';
import { isOneOff } from '../../domain/rule.ts';
import { type Agenda, busyRange, isLive } from '../../domain/slots.ts';
import { Failure } from '../../failure.ts';
import type { Store } from '../../ports.ts';
import { type ReadBusy, readBusy } from './busy-cache.ts';

/** A host's calendar with everything that blocks time around a range, as one link sees it. */
export interface ReadAgenda {
  readonly calendar: Calendar;
  readonly agenda: Agenda;
}

/** The claim that a booking makes on its host's calendar. */
export const claimOf = (booking: Booking, at: Interval = booking): Claim => ({
  id: booking.id,
  kind: 'booking',
  link: booking.link,
  start: at.start,
  end: at.end,
  before: booking.bufferBefore,
  after: booking.bufferAfter,
});

/** A guest's own live hold on a link, by the id that only they know; null for one that is unknown, another link's or over. */
export const ownHold = ({ claims }: Calendar, link: string, id: string | null, now: number): Claim | null =>
  claims.find(claim => claim.kind === 'hold' && claim.id === id && claim.link === link && isLive(claim, now)) ?? null;

/**
 * Reads the calendar first and the mirror after it: writers of the mirror write it first and raise `rev` then, so
 * a decision on an older mirror fails when the calendar is written back.
 */
export const readAgenda = async (
  store: Store,
  link: Pick<Link, 'slug' | 'host' | 'offer'>,
  range: Interval,
  excludeBooking: string | null = null,
  busyOf: ReadBusy = readBusy(store),
): Promise<ReadAgenda> => {
  // A one-off link stays closed for good, also when the claim that closed it has been pruned from the calendar.
  const live = isOneOff(link.offer) ? await store.bookings.liveOfLink(link.slug) : [];
  const calendar = await store.calendars.find(link.host);
  if (!calendar) throw new Failure('crm_unknown', { detail: `host ${link.host} has no calendar` });
  const busy = await busyOf(calendar, link.offer.rule.zone, busyRange(link.offer, range));
  const linkBooked = live.some(booking => booking.state === 'confirmed' && booking.id !== excludeBooking);
  return { calendar, agenda: { busy, claims: calendar.claims, linkBooked } };
};
