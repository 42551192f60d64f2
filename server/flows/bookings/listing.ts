import type { Interval } from '../../domain/interval.ts';
import { isActive } from '../../domain/link.ts';
import { isOneOff } from '../../domain/rule.ts';
import { type Agenda, type Asker, endOf, starts } from '../../domain/slots.ts';
import type { Clock, Store } from '../../ports.ts';
import { ownHold, readAgenda } from './agenda.ts';
import { createBusyCache, readBusy } from './busy-cache.ts';
import { type OpenLink, requireKnown } from './open-link.ts';

export interface Listing {
  readonly starts: readonly number[];
  /** Of specific times: the end of each start. */
  readonly ends: readonly number[] | null;
}

const NOTHING: Listing = { starts: [], ends: null };

/** Months, some ten kilobytes each: enough for the hosts that are looked at now, and no memory to speak of. */
const BUSY_KEPT = 300;

/** As if nobody had booked the link. */
const unbooked = ({ busy, claims }: Agenda, slug: string): Agenda => ({
  busy,
  claims: claims.filter(({ link }) => link !== slug),
});

/**
 * What a link offers in a range of instants, as a guest would get it: nothing where it is inactive or closed. `hold`: the guest's own,
 * which takes nothing from them. Claims are read for every listing: what is remembered is the mirror alone, the same for everybody.
 * @throws crm_unknown
 */
export const createListing = ({ store, clock, staleAfter }: { store: Store; clock: Clock; staleAfter: number }) => {
  const busyOf = createBusyCache(readBusy(store), BUSY_KEPT);
  return async (
    { link, host, preview = false }: OpenLink,
    range: Interval,
    excludeBooking: string | null = null,
    hold: string | null = null,
  ): Promise<Listing> => {
    const read = await readAgenda(store, link, range, excludeBooking, busyOf);
    const { calendar } = read;
    if (excludeBooking === null && !preview && !isActive(link, calendar)) return NOTHING;
    const agenda = preview && isOneOff(link.offer) ? unbooked(read.agenda, link.slug) : read.agenda;
    const now = clock.now();
    requireKnown(host, calendar, now, staleAfter);
    const own = ownHold(calendar, link.slug, hold, now);
    const asker: Asker = { link: link.slug, excludeBooking, hold: own?.id ?? null };
    const found = starts(link.offer, agenda, asker, range, now);
    return {
      starts: found,
      ends: link.offer.kind === 'specific' ? found.map(start => endOf(link.offer, start) ?? start) : null,
    };
  };
};
