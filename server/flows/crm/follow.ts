import type { Agreed, Attention, Booking } from '../../domain/booking.ts';
import { companyOf, userOf } from '../../domain/host.ts';
import type { Interval } from '../../domain/interval.ts';
import type { BookingEvent } from '../../domain/lifecycle.ts';
import type { Link } from '../../domain/link.ts';
import { agreedOf, sameAgreed } from '../../domain/meeting-activity.ts';
import { isUnblocked } from '../../domain/slots.ts';
import { Failure } from '../../failure.ts';
import type { Clock, CrmActivity, Store } from '../../ports.ts';
import type { ReadAgenda } from '../bookings/agenda.ts';
import { applyEvent } from '../bookings/changes.ts';
import { alignClaim, claimTime } from '../bookings/claims.ts';
import { bookingInNote } from '../delivery/activity-text.ts';

export interface FollowDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly publicUrl: string;
  readonly deliverSoon: (booking: string) => void;
}

/** The booking that an activity stands for: by its id, or, before its writer knows that, by the link in its note. */
export const bookingOf = async (
  { store, publicUrl }: FollowDeps,
  company: number,
  activity: number,
  current: CrmActivity | null,
): Promise<Booking | null> => {
  const known = await store.bookings.findByActivity(company, activity);
  if (known) return known;
  const id = current && bookingInNote(publicUrl, current.note);
  const booking = id ? await store.bookings.find(id) : null;
  // A copy that somebody made of the activity carries the link too, and is an activity like any other.
  // Its writer may have come to know it while this was looked up.
  const stands = booking?.crm.activity === null || booking?.crm.activity === activity;
  return booking && stands && companyOf(booking.host) === company ? booking : null;
};

/**
 * Whether an activity stands for its booking, so that the booking's claim is all that blocks its time. One that was moved after the
 * meeting, given to a colleague or restored in vain is an activity like any other.
 */
export const isOurs = async (
  { store, clock }: FollowDeps,
  id: string,
  activity: CrmActivity | null,
): Promise<boolean> => {
  const booking = await store.bookings.find(id);
  return booking !== null && (activity === null || standsFor(booking, activity, clock.now()));
};

const standsFor = ({ crm, state, end, host }: Booking, activity: CrmActivity, now: number): boolean => {
  // Its writer doesn't know it yet.
  if (crm.activity === null) return true;
  if (state === 'confirmed') return end > now && activity.owner === userOf(host);
  // With something agreed, our own deletion is still on its way.
  return state === 'cancelled' && crm.agreed !== null;
};

/** @returns false where the booking has changed meanwhile, so that it doesn't apply */
const applied = async (deps: FollowDeps, booking: Booking, event: BookingEvent): Promise<boolean> => {
  const changed = await applyEvent(deps.store, booking.id, { ...event, judged: booking.crm });
  if (!changed) return false;
  // At once, and not only by the effect: what is given up is free, and where the host moved the meeting nobody books.
  if (event.kind === 'cancelled' || event.kind === 'moved' || event.kind === 'restored')
    await alignClaim(deps, booking.id, booking.host);
  deps.deliverSoon(booking.id);
  return true;
};

const happen = async (deps: FollowDeps, booking: Booking, event: BookingEvent): Promise<void> => {
  await applied(deps, booking, event);
};

const notice = (deps: FollowDeps, booking: Booking, why: Attention) =>
  happen(deps, booking, { kind: 'noticed', why, at: deps.clock.now() });

/** @throws slot_taken */
const requireUnblocked = (
  { slug, offer }: Link,
  booking: Booking,
  time: Interval,
  { agenda }: ReadAgenda,
  now: number,
): void => {
  const asker = { link: slug, excludeBooking: booking.id, hold: null };
  if (!isUnblocked(offer, agenda, asker, time, now)) throw new Failure('slot_taken');
};

/** Restored in the CRM: confirmed again if nothing else is on that time by now (rules 4 and 5), else the host is told. */
const restore = async (deps: FollowDeps, booking: Booking, said: Agreed): Promise<void> => {
  const { store, clock } = deps;
  const link = await store.links.find(booking.link);
  if (!link) return notice(deps, booking, 'not_restored');
  const at = clock.now();
  const intent = { kind: 'undo', start: said.start, end: said.end, since: at, by: 'crm' } as const;
  if (!(await applyEvent(store, booking.id, { kind: 'intended', intent, at, judged: booking.crm })))
    throw new Failure('busy', { detail: `another change of booking ${booking.id} is under way` });
  try {
    await claimTime(deps, link, booking, intent, seen => requireUnblocked(link, booking, said, seen, clock.now()));
  } catch (failure) {
    if (!(failure instanceof Failure)) throw failure;
    await applyEvent(store, booking.id, { kind: 'withdrawn', at: clock.now() });
    if (failure.code !== 'slot_taken') throw failure;
    return notice(deps, booking, 'not_restored');
  }
  await happen(deps, booking, { kind: 'restored', by: 'crm', agreed: said, at });
};

/** What the host changed in the CRM, of what both sides last agreed on: fields that say neither that nor what a change of ours may have written. */
const theirs = ({ crm }: Booking, was: Agreed, said: Agreed) => {
  const ours = [was, ...(crm.writing ?? [])];
  return {
    time: !ours.some(({ start, end }) => start === said.start && end === said.end),
    location: !ours.some(({ location }) => location === said.location),
    publicDescription: !ours.some(({ publicDescription }) => publicDescription === said.publicDescription),
  };
};

/** That change as an event: one change, whatever it is made of, to the meeting as it stands now. */
const takenOver = (now: Booking, said: Agreed, fields: ReturnType<typeof theirs>, at: number): BookingEvent => {
  const { place, description } = now.meeting;
  const meeting = {
    ...now.meeting,
    place: fields.location ? { ...place, text: said.location } : place,
    description: fields.publicDescription ? said.publicDescription : description,
  };
  const change = { by: 'crm', meeting, sequence: now.sequence, at } as const;
  return fields.time
    ? { kind: 'moved', to: { start: said.start, end: said.end }, ...change }
    : { kind: 'changed', ...change };
};

const isTakenOverSince = ({ effects }: Booking, sequence: number): boolean =>
  effects.some(
    effect =>
      effect.kind === 'mail' && effect.by === 'crm' && effect.mail !== 'attention' && effect.sequence > sequence,
  );

const TAKES = 20;

/**
 * What the host changed in the CRM since both sides last agreed, taken over field by field.
 * @throws Failure('busy') where the activity has to be read again
 */
const takeOver = async (deps: FollowDeps, booking: Booking, was: Agreed, said: Agreed): Promise<void> => {
  const fields = theirs(booking, was, said);
  let now = booking;
  for (let take = 0; take < TAKES; take += 1) {
    const stands = now.crm.agreed !== null && sameAgreed(now.crm.agreed, was);
    const event = takenOver(now, said, fields, deps.clock.now());
    // Written over by a change of ours that got there meanwhile: the activity has to be written again, and nothing is agreed on.
    if (await applied(deps, now, stands ? ({ ...event, agreed: said } as BookingEvent) : event)) return;
    const current = await deps.store.bookings.find(booking.id);
    if (!current || current.version === now.version || current.crm.activity !== booking.crm.activity) return;
    // Told by another webhook, or listed: the same, or a change that was made before this one or after it, which only the CRM knows.
    if (isTakenOverSince(current, booking.sequence)) {
      if (current.crm.agreed && sameAgreed(current.crm.agreed, said)) return;
      break;
    }
    now = current;
  }
  throw new Failure('busy', { detail: `booking ${booking.id} kept changing` });
};

/** Whether a deletion of ours was begun whose answer never came. */
const isDeleting = ({ effects }: Booking): boolean =>
  effects.some(effect => effect.kind === 'activity' && effect.unansweredSince !== null);

/**
 * Lets a booking follow its activity as the CRM shows it now. What both sides last agreed on tells a change made in the CRM from one of
 * ours that hasn't got there yet; so echoes, repeats and late events change nothing. Meetings that have ended are history.
 */
export const followActivity = async (
  deps: FollowDeps,
  booking: Booking,
  activity: number,
  current: CrmActivity | null,
): Promise<void> => {
  const { clock } = deps;
  if (booking.end <= clock.now() || booking.crm.activity !== activity || booking.state === 'pending') return;
  const { agreed } = booking.crm;
  if (!current || current.deleted) {
    if (!agreed) return;
    // Gone by our own hand, though the answer never came: of a meeting that was taken up again the activity is written anew.
    if (booking.state === 'cancelled' || isDeleting(booking))
      return happen(deps, booking, { kind: 'activity_deleted', activity, at: clock.now() });
    await happen(deps, booking, { kind: 'cancelled', by: 'crm', reason: '', at: clock.now() });
    return;
  }
  const said = agreedOf(current);
  if (booking.state === 'cancelled') {
    // With something agreed, our own deletion is still on its way.
    if (!agreed && said) await restore(deps, booking, said);
    return;
  }
  if (!agreed) return;
  if (current.owner !== userOf(booking.host)) return notice(deps, booking, 'owner_left');
  if (!said) return notice(deps, booking, 'all_day');
  if (sameAgreed(said, agreed)) return;
  // Our own change, whose answer hasn't come or never will; the booking may have moved on since.
  if (booking.crm.writing?.some(ours => sameAgreed(ours, said)))
    return happen(deps, booking, { kind: 'agreed', agreed: said, at: clock.now() });
  await takeOver(deps, booking, agreed, said);
};
