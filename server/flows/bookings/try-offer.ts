import type { Host } from '../../domain/host.ts';
import type { Interval } from '../../domain/interval.ts';
import type { Link } from '../../domain/link.ts';
import type { Offer } from '../../domain/rule.ts';
import { type Asker, endOf, starts } from '../../domain/slots.ts';
import { addDays, dateIn, midnightIn } from '../../domain/zone.ts';
import type { Clock, Store } from '../../ports.ts';
import { readAgenda } from './agenda.ts';
import { createNextFree } from './next-free.ts';
import { isKnown } from './open-link.ts';

export interface TryOfferDeps {
  readonly store: Store;
  readonly clock: Clock;
  /** Age in ms from which busy times count as unknown. */
  readonly staleAfter: number;
}

/** What an offer would give its guests, on the host's real calendar. */
export interface Tried {
  /** Of the rule's zone, from today on. */
  readonly dates: readonly string[];
  readonly starts: readonly number[];
  readonly ends: readonly number[] | null;
  /** The first start at all, where these dates have none. */
  readonly next: number | null;
  /** False: the host's busy times aren't known, and aren't left out. */
  readonly known: boolean;
}

const DAYS = 7;
/** Of a link that isn't saved: no slug is empty, so that nothing was booked through it. */
const UNSAVED = '';

/** Looks at the next days by an offer that is being edited, and was checked; `link` is the one that it will be saved to, if there is one. */
export const createTryOffer =
  ({ store, clock, staleAfter }: TryOfferDeps) =>
  async (host: Host, offer: Offer, link: Link | null): Promise<Tried> => {
    const now = clock.now();
    const { zone } = offer.rule;
    const today = dateIn(zone, now);
    const dates = Array.from({ length: DAYS }, (_, day) => addDays(today, day));
    const week = { start: midnightIn(zone, today), end: midnightIn(zone, addDays(today, DAYS)) };
    const tried = { slug: link?.slug ?? UNSAVED, host: host.id, offer };
    const asker: Asker = { link: tried.slug, excludeBooking: null, hold: null };

    const look = async (range: Interval): Promise<{ starts: number[]; known: boolean }> => {
      const { calendar, agenda } = await readAgenda(store, tried, range);
      const known = isKnown(host, calendar, now, staleAfter);
      return { starts: starts(offer, known ? agenda : { ...agenda, busy: [] }, asker, range, now), known };
    };
    const nextFrom = createNextFree<null>({
      list: async (_open, range) => ({ starts: (await look(range)).starts, ends: null }),
    });

    const { starts: found, known } = await look(week);
    const next = found.length > 0 ? undefined : (await nextFrom(null, week.end, 1))[0];
    return {
      dates,
      starts: found,
      ends: offer.kind === 'specific' ? found.map(start => endOf(offer, start) ?? start) : null,
      next: next ?? null,
      known,
    };
  };
