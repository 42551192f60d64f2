import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Booking, Intent } from '../../domain/booking.ts';
import type { Invitation, Invited } from '../../domain/invitation.ts';
import { isActive, type Language, type Link } from '../../domain/link.ts';
import { NEAREST_REACH, nearest, type Verdict, verdict } from '../../domain/slots.ts';
import { Failure } from '../../failure.ts';
import type { Clock, Store } from '../../ports.ts';
import { timeOrderedId } from '../identifiers.ts';
import { ownHold, type ReadAgenda, readAgenda } from './agenda.ts';
import { applyEvent } from './changes.ts';
import { alignClaim, claimTime } from './claims.ts';
import { type GuestInput, type GuestRequest, readGuest } from './guest-input.ts';
import { type OpenLink, openLink, requireKnown } from './open-link.ts';
import { settle } from './settle.ts';

export interface BookDeps {
  readonly store: Store;
  readonly clock: Clock;
  /** Age in ms from which busy times count as unknown. */
  readonly staleAfter: number;
  /** Works the booking's effects off, without being waited for. */
  readonly deliverSoon: (booking: string) => void;
}

/** What is booked through: a link, or a personal link to it. */
export interface Target {
  readonly slug: string;
  readonly invitation: Invitation | null;
}

export interface Booked {
  readonly booking: Booking;
  /** False where this key had booked before: the same booking is answered again. */
  readonly created: boolean;
}

const REPEAT_POLLS = 50;
const REPEAT_POLL_PAUSE = 100;

/** What makes two requests different ones; a hold isn't what is asked for, and may have ended in between. */
const hashOf = (request: GuestRequest, invitation: Invitation | null): string => {
  const { start, name = '', email = '', zone, answers = {}, notes = '', colleagues = [], language = '' } = request;
  const sorted = Object.entries(answers).sort(([a], [b]) => (a < b ? -1 : 1));
  const personal = invitation ? [invitation.id, request.other === true] : [];
  return createHash('sha256')
    .update(JSON.stringify([start, name, email, zone, sorted, notes, colleagues, language, ...personal]))
    .digest('base64url');
};

/** The end of a free start. @throws link_closed, slot_taken, not_offered */
export const requireFree = (found: Verdict): number => {
  switch (found.kind) {
    case 'free':
      return found.end;
    case 'closed':
      throw new Failure('link_closed');
    case 'taken':
      throw new Failure('slot_taken');
    case 'not_offered':
      throw new Failure('not_offered', { field: 'start' });
  }
};

/**
 * The check, by all rules, of a start that a guest of the link wants, on the calendar as it is. `hold`: the guest's own.
 * @returns a check that answers the meeting's end, and throws link_inactive, link_closed, slot_taken, not_offered, crm_unknown
 */
export const judgeNewStart =
  ({ clock, staleAfter }: Pick<BookDeps, 'clock' | 'staleAfter'>, open: OpenLink, start: number, hold: string | null) =>
  ({ calendar, agenda }: ReadAgenda): number => {
    const { link, host } = open;
    const now = clock.now();
    if (!isActive(link, calendar)) throw new Failure('link_inactive', { extra: { host: host.name } });
    requireKnown(host, calendar, now, staleAfter);
    const own = ownHold(calendar, link.slug, hold, now);
    const asker = { link: link.slug, excludeBooking: null, hold: own?.id ?? null };
    return requireFree(verdict(link.offer, agenda, asker, start, now));
  };

/** The three free starts nearest to one that isn't. `hold`: the guest's own, which takes nothing from them; `but`: none of them. */
export const nearStarts = async (
  { store, clock }: Pick<BookDeps, 'store' | 'clock'>,
  link: Link,
  start: number,
  excludeBooking: string | null,
  hold: string | null = null,
  but: number | null = null,
): Promise<number[]> => {
  const now = clock.now();
  const { calendar, agenda } = await readAgenda(
    store,
    link,
    { start: start - NEAREST_REACH, end: start + NEAREST_REACH },
    excludeBooking,
  );
  const own = ownHold(calendar, link.slug, hold, now);
  const asker = { link: link.slug, excludeBooking, hold: own?.id ?? null };
  const found = nearest(link.offer, agenda, asker, start, now, 4);
  return found.filter(other => other !== but).slice(0, 3);
};

/** A refusal that was found under compare and swap is told with the nearest starts, read once, outside the loop. */
export const tellingNearest = async <T>(work: () => Promise<T>, near: () => Promise<number[]>): Promise<T> => {
  try {
    return await work();
  } catch (failure) {
    if (!(failure instanceof Failure) || failure.code !== 'slot_taken') throw failure;
    const starts = await near();
    throw new Failure('slot_taken', {
      extra: { nearest: starts.map(start => new Date(start).toISOString()) },
      cause: failure,
    });
  }
};

/** The booking that this key made before, once it has settled; null if there is none. */
const repeated = async (deps: BookDeps, link: string, key: string, hash: string): Promise<Booking | null> => {
  for (let poll = 0; poll < REPEAT_POLLS; poll += 1) {
    const earlier = await deps.store.bookings.findByKey(link, key);
    if (!earlier) return null;
    if (earlier.requestHash !== hash) throw new Failure('idempotency_mismatch');
    if (earlier.state !== 'pending') return earlier;
    await settle(deps, earlier.id);
    await pause(REPEAT_POLL_PAUSE);
  }
  throw new Failure('busy', { detail: 'an attempt under the same key is still under way' });
};

const invitedOf = (
  { id, guest, person, deal, organization }: Invitation,
  { byOther, knewEmail }: GuestInput,
): Invited => ({
  invitation: id,
  name: guest?.name ?? null,
  person,
  deal,
  organization,
  byOther,
  knewEmail,
});

const pendingBooking = (
  link: Link,
  input: GuestInput,
  intent: Intent,
  key: string,
  hash: string,
  invitation: Invitation | null,
): Booking => ({
  id: timeOrderedId(intent.since),
  host: link.host,
  link: link.slug,
  version: 1,
  state: 'pending',
  intent,
  start: intent.start,
  end: intent.end,
  bufferBefore: link.offer.rule.bufferBefore,
  bufferAfter: link.offer.rule.bufferAfter,
  sequence: 0,
  guest: {
    name: input.name,
    email: input.email,
    zone: input.zone,
    language: invitation?.language ?? link.language ?? input.language,
  },
  answers: input.answers,
  notes: input.notes,
  colleagues: input.colleagues,
  meeting: {
    name: link.details.name,
    place: link.details.place,
    description: link.details.description,
    activityType: link.details.activityType,
  },
  idempotencyKey: key,
  requestHash: hash,
  createdAt: intent.since,
  cancelled: null,
  crm: { activity: null, agreed: null, person: null, deal: null, organization: null },
  effects: [],
  ...(invitation && { invited: invitedOf(invitation, input) }),
  ...(input.campaign && { campaign: input.campaign }),
});

/**
 * A guest books: the booking is written `pending`, the time claimed in one atomic step, the booking `confirmed`; activity and mails follow
 * from its effects. A crash between any two writes is settled by the sweep. `language` is the guest's where the request names none. The
 * guest's own hold goes in the step that claims.
 * @throws invalid, link_not_found, link_gone, link_inactive, link_closed, slot_taken, not_offered, idempotency_mismatch, crm_unknown, busy
 */
export const createBook =
  (deps: BookDeps) =>
  async ({ slug, invitation }: Target, key: string, request: GuestRequest, language: Language): Promise<Booked> => {
    const { store, clock } = deps;
    const hash = hashOf(request, invitation);
    const earlier = await repeated(deps, slug, key, hash);
    if (earlier) return { booking: earlier, created: false };
    const open = await openLink(store, slug);
    const { link } = open;
    const input = readGuest({ language, ...request }, link.details.questions, invitation);
    const hold = request.hold ?? null;
    const judge = judgeNewStart(deps, open, input.start, hold);
    return tellingNearest(
      async () => {
        const end = judge(await readAgenda(store, link, { start: input.start, end: input.start + 1 }));
        const intent = { kind: 'book', start: input.start, end, since: clock.now(), by: 'guest' } as const;
        const booking = pendingBooking(link, input, intent, key, hash, invitation);
        if (!(await store.bookings.insert(booking))) {
          const other = await repeated(deps, slug, key, hash);
          if (other) return { booking: other, created: false };
          throw new Failure('busy', { detail: 'a booking under this key vanished while it was being made' });
        }
        try {
          await claimTime(deps, link, booking, intent, judge, hold);
        } catch (failure) {
          // Any other error leaves open whether the claim was written: the booking stays pending, and the sweep looks.
          if (failure instanceof Failure) await applyEvent(store, booking.id, { kind: 'refused', at: clock.now() });
          throw failure;
        }
        const confirmed =
          (await applyEvent(store, booking.id, { kind: 'claimed', at: clock.now() })) ??
          (await store.bookings.find(booking.id));
        if (confirmed?.state !== 'confirmed') {
          // Too slow: the sweep gave this attempt up before the claim was written.
          await alignClaim(deps, booking.id, booking.host);
          throw new Failure('busy', { detail: `booking ${booking.id} was given up while it was being made` });
        }
        deps.deliverSoon(booking.id);
        return { booking: confirmed, created: true };
      },
      () => nearStarts(deps, link, input.start, null, hold),
    );
  };
