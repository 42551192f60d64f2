import type { Claim } from '../../domain/calendar.ts';
import { MINUTE } from '../../domain/interval.ts';
import type { Link } from '../../domain/link.ts';
import { isLive } from '../../domain/slots.ts';
import { Failure } from '../../failure.ts';
import { randomName } from '../identifiers.ts';
import type { Signer } from '../signer.ts';
import { ownHold, type ReadAgenda } from './agenda.ts';
import { type BookDeps, judgeNewStart, nearStarts, type Target, tellingNearest } from './book.ts';
import { claimHold, dropHold } from './claims.ts';
import { parseInstant } from './guest-input.ts';
import { findLink, openLink } from './open-link.ts';

export interface HoldDeps extends Pick<BookDeps, 'store' | 'clock' | 'staleAfter'> {
  /** Marks the holds of one address, so that no address stands in a calendar. */
  readonly visitors: Signer;
}

/** What a guest sends to hold a start, as it came. */
export interface HoldRequest {
  readonly start: string;
  /** The guest's own: it is renewed, or moved to another start. Or one that the guest's page has chosen for a hold to come. */
  readonly hold?: string;
}

export interface Held {
  /** Known to this guest alone. */
  readonly hold: string;
  readonly until: number;
  /** It can't be renewed past this instant. */
  readonly latest: number;
}

/** How long a start is held, and how long in all by renewing. */
const HELD_FOR = 10 * MINUTE;
const LONGEST = 30 * MINUTE;
/** Live holds of one address on one host's calendar: an office has room, and nobody holds a whole week. */
const MOST_OF_VISITOR = 5;
const ID_LENGTH = 22;
/** Ids that can't be guessed, if they were chosen by chance; no booking's is one. */
const CHOSEN = /^[1-9A-HJ-NP-Za-km-z]{22,40}$/;

/** @throws too_many_requests */
const requireRoom = ({ calendar }: ReadAgenda, visitor: string, own: Claim | null, now: number): void => {
  const others = calendar.claims.filter(
    claim => claim.kind === 'hold' && claim.visitor === visitor && claim.id !== own?.id && isLive(claim, now),
  );
  if (others.length >= MOST_OF_VISITOR)
    throw new Failure('too_many_requests', { detail: 'an address has as many holds as it may' });
};

/**
 * A page that has chosen the id knows its hold also where the answer was lost, and neither waits for it to end nor is told that the time
 * is taken. One hold alone has an id.
 */
const isChosen = ({ calendar }: ReadAgenda, slug: string, id: string): boolean =>
  CHOSEN.test(id) && calendar.claims.every(claim => claim.id !== id || claim.link === slug);

const holdOf = (
  { slug, offer }: Link,
  id: string,
  { start, end }: Pick<Claim, 'start' | 'end'>,
  visitor: string,
  madeAt: number,
  now: number,
): Claim & { readonly until: number } => ({
  id,
  kind: 'hold',
  link: slug,
  start,
  end,
  before: offer.rule.bufferBefore,
  after: offer.rule.bufferAfter,
  madeAt,
  until: Math.min(now + HELD_FOR, madeAt + LONGEST),
  visitor,
});

/**
 * A guest holds a start while filling in the form: judged like a booking, and taken from everybody else, in one atomic step. With the
 * guest's own live hold the same start is held for longer; another start moves it there in that very step, made anew, so that a guest
 * has one at most. An id of no live hold is that of the new one if it is fit for that, else it counts as none. `address`: as far as it
 * tells who asks.
 * @throws invalid, link_not_found, link_gone, link_inactive, link_closed, slot_taken, not_offered, too_many_requests, crm_unknown, busy
 */
export const createHold =
  (deps: HoldDeps) =>
  async ({ slug }: Target, request: HoldRequest, address: string): Promise<Held> => {
    const { store, clock } = deps;
    const open = await openLink(store, slug);
    const { link, host } = open;
    const start = parseInstant(request.start, 'start');
    const given = request.hold ?? null;
    const visitor = deps.visitors.tag(`${host.id} ${address}`);
    const newId = randomName(ID_LENGTH);
    const judge = judgeNewStart(deps, open, start, given);

    const make = (seen: ReadAgenda) => {
      const end = judge(seen);
      const now = clock.now();
      const own = ownHold(seen.calendar, slug, given, now);
      requireRoom(seen, visitor, own, now);
      const fresh = given !== null && isChosen(seen, slug, given) ? given : newId;
      const madeAt = own?.start === start ? (own.madeAt ?? now) : now;
      return holdOf(link, own?.id ?? fresh, { start, end }, visitor, madeAt, now);
    };

    return tellingNearest(
      async () => {
        const { id, madeAt = clock.now(), until } = await claimHold(deps, link, start, make);
        return { hold: id, until, latest: madeAt + LONGEST };
      },
      () => nearStarts(deps, link, start, null, given),
    );
  };

/** Gives a hold back, also on a link that was withdrawn; one that is gone already is as good. @throws link_not_found, link_gone, busy */
export const createRelease =
  (deps: Pick<HoldDeps, 'store' | 'clock'>) =>
  async ({ slug }: Target, hold: string): Promise<void> =>
    dropHold(deps, await findLink(deps.store, slug), hold);
