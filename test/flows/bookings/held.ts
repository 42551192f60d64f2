import type { Booking } from '../../../server/domain/booking.ts';
import { MINUTE } from '../../../server/domain/interval.ts';
import type { Link } from '../../../server/domain/link.ts';
import { defaultRule, type GeneralRule } from '../../../server/domain/rule.ts';
import { createBook } from '../../../server/flows/bookings/book.ts';
import { createHold, createRelease } from '../../../server/flows/bookings/hold.ts';
import { createListing } from '../../../server/flows/bookings/listing.ts';
import { openLink } from '../../../server/flows/bookings/open-link.ts';
import { createSigner } from '../../../server/flows/signer.ts';
import type { Store } from '../../../server/ports.ts';
import { sampleHost, sampleLink } from '../../contracts/store-samples.ts';
import { openFakeStore } from '../../fakes/store.ts';

/** One host with links of any kind, and what guests do to the calendar, under a clock that only the test moves. */

/** Wednesday, 07:45 in Kathmandu (+5:45), where the host works from nine to five: 03:15Z to 11:15Z. */
export const BEGIN = Date.parse('2026-11-25T02:00:00Z');
/** The host's day. */
export const TODAY = { start: BEGIN, end: Date.parse('2026-11-25T18:15:00Z') };

export const at = (clock: string): number => Date.parse(`2026-11-25T${clock}:00Z`);
const iso = (instant: number): string => new Date(instant).toISOString();

export const general = (slug: string, change: Partial<GeneralRule>): Link =>
  sampleLink({
    slug,
    offer: { kind: 'general', rule: { ...defaultRule('Asia/Kathmandu'), notice: 0, ...change } },
    details: { ...sampleLink().details, questions: [] },
  });

export const startHolding = async (links: readonly Link[], store: Store = openFakeStore()) => {
  const host = sampleHost();
  await store.hosts.put(host);
  const activeGeneral = links.filter(({ offer }) => offer.kind === 'general').map(({ slug }) => slug);
  await store.calendars.insert({ host: host.id, rev: 1, mirrorRev: 0, syncedAt: BEGIN, claims: [], activeGeneral });
  for (const link of links) await store.links.insert(link);
  const time = { now: BEGIN };
  const clock = { now: () => time.now };
  let keys = 0;

  const flowsOn = (on: Store) => {
    const deps = { store: on, clock, staleAfter: 26 * 60 * MINUTE, deliverSoon: () => {} };
    const holding = createHold({ ...deps, visitors: createSigner(['a secret'], 'visitor', 22) });
    const releasing = createRelease(deps);
    const booking = createBook(deps);
    return {
      deps,
      hold: (slug: string, start: number, own: string | null = null, address = '192.0.2.1') =>
        holding({ slug, invitation: null }, { start: iso(start), ...(own !== null && { hold: own }) }, address),
      release: (slug: string, own: string) => releasing({ slug, invitation: null }, own),
      book: async (slug: string, start: number, own: string | null = null): Promise<Booking> => {
        const guest = { name: 'Zoë', email: 'zoe@ferns.example', zone: 'America/St_Johns' };
        const request = { ...guest, start: iso(start), ...(own !== null && { hold: own }) };
        return (await booking({ slug, invitation: null }, `key-${++keys}`, request, 'en')).booking;
      },
    };
  };

  const list = createListing({ store, clock, staleAfter: 26 * 60 * MINUTE });
  return {
    store,
    time,
    flowsOn,
    ...flowsOn(store),
    claims: async () => (await store.calendars.find(host.id))?.claims ?? [],
    starts: async (slug: string, own: string | null = null) =>
      (await list(await openLink(store, slug), TODAY, null, own)).starts,
  };
};
