import type { ActivityEffect, Booking } from '../../domain/booking.ts';
import type { Host } from '../../domain/host.ts';
import type { Attempt } from '../../domain/lifecycle.ts';
import { agreedOf, hasColleagues, sameAgreed, wantedActivity } from '../../domain/meeting-activity.ts';
import { type Access, type ActivityDraft, type CrmActivity, CrmFailure } from '../../ports.ts';
import { applyEvent } from '../bookings/changes.ts';
import { mirrorId } from '../crm/mirror.ts';
import { createLinked, dealOf, forgetPeople, isRefused, type Linking, participantsOf } from './activity-links.ts';
import { activityDraft, bookingInNote, noteWithColleagues } from './activity-text.ts';
import { CLOCK_SLACK, type PeopleDeps } from './people.ts';

export interface ActivityDeps extends PeopleDeps {
  readonly publicUrl: string;
}

export interface WriteDeps extends ActivityDeps {
  /** Asked right before a create: whoever lost the lease on this booking mustn't. @throws Failure('busy') */
  readonly confirm: () => Promise<void>;
}

interface Writing extends WriteDeps, Linking {
  readonly attempt: Attempt;
}

/** The activity that an unanswered create left in the CRM, known by the link in its note. */
const leftBehind = async (
  { crm, access, host, publicUrl }: Writing,
  booking: Booking,
  since: number,
): Promise<CrmActivity | null> => {
  for await (const page of crm.activitiesUpdatedSince(access, host.user, since - CLOCK_SLACK)) {
    const found = page.find(({ deleted, note }) => !deleted && bookingInNote(publicUrl, note) === booking.id);
    if (found) return found;
  }
  return null;
};

/** Remembers that a create or a deletion is under way: a crash or a missing answer then never makes a second activity, nor passes for the host's. */
const remember = (writing: Writing, booking: Booking, unansweredSince: number | null) =>
  applyEvent(writing.store, booking.id, {
    kind: 'effect',
    key: 'activity',
    from: ['due', 'doing'],
    // What was remembered may go only by whoever remembered it.
    ...(unansweredSince === null && { attempt: writing.attempt }),
    change: { unansweredSince },
    at: writing.clock.now(),
  });

const record = async (
  writing: Writing,
  booking: Booking,
  activity: CrmActivity,
  { person, deal }: Pick<CrmActivity, 'person' | 'deal'>,
  colleagues: Booking['colleagues'] | null,
) => {
  const { store, clock, host } = writing;
  const { id, organization } = activity;
  const crm = { activity: id, agreed: agreedOf(activity), colleagues, person, deal, organization };
  await applyEvent(store, booking.id, { kind: 'activity_written', crm, at: clock.now() });
  // Its webhook may have been quicker than this line, and have mirrored our own activity as one of the host's others.
  const mirrored = mirrorId(host.company, activity.id);
  if (await store.activities.find(mirrored)) {
    await store.activities.remove([mirrored]);
    await store.calendars.raise(host.id);
  }
};

/** The activity of a cancelled meeting, if the host has restored it before the meeting that is taken up again got a new one. */
const restoredMeanwhile = async (
  { crm, access }: Writing,
  { crm: { activity } }: Booking,
): Promise<CrmActivity | null> => {
  const current = activity === null ? null : await crm.activity(access, activity);
  return current && !current.deleted && agreedOf(current) ? current : null;
};

/** Takes an activity that is there already for the booking's, and brings it up to what the booking says by now. */
const adopt = async (writing: Writing, booking: Booking, found: CrmActivity): Promise<void> => {
  // Where colleagues were changed before this, which of them it has isn't known.
  const colleagues = booking.crm.colleagues === undefined ? booking.colleagues : null;
  await record(writing, booking, found, found, colleagues);
  const said = agreedOf(found);
  if (!said || !sameAgreed(said, wantedActivity(booking)) || colleagues === null)
    await update(writing, { ...booking, crm: { ...booking.crm, colleagues } }, found.id);
};

const create = async (writing: Writing, booking: Booking, effect: ActivityEffect): Promise<void> => {
  const { clock, host, publicUrl } = writing;
  const left = effect.unansweredSince === null ? null : await leftBehind(writing, booking, effect.unansweredSince);
  const there = left ?? (await restoredMeanwhile(writing, booking));
  if (there) return adopt(writing, booking, there);
  const since = effect.unansweredSince ?? clock.now();
  await remember(writing, booking, since);
  try {
    const participants = await participantsOf(writing, booking, effect.unansweredSince);
    const deal = await dealOf(writing, booking, participants);
    const draft = activityDraft(booking, host, publicUrl, participants.ids, deal);
    const activity = await createLinked(writing, draft, booking);
    await record(writing, booking, activity, { person: participants.primary.id, deal }, booking.colleagues);
  } catch (failure) {
    // Anything but a missing answer says that nothing was created.
    if (failure instanceof CrmFailure && failure.kind !== 'unanswered' && effect.unansweredSince === null)
      await remember(writing, booking, null);
    if (isRefused(failure)) await forgetPeople(writing, booking);
    throw failure;
  }
};

/** Who takes part now, where that changed, and the note that names them, with what the host wrote into it in the CRM. */
const participation = async (writing: Writing, booking: Booking, id: number): Promise<Partial<ActivityDraft>> => {
  if (hasColleagues(booking)) return {};
  const { crm, access, host, publicUrl } = writing;
  const { ids } = await participantsOf(writing, booking, null);
  const current = await crm.activity(access, id);
  return { participants: ids, ...(current && { note: noteWithColleagues(current.note, booking, host, publicUrl) }) };
};

const update = async (writing: Writing, booking: Booking, id: number): Promise<void> => {
  const { crm, access, clock, store } = writing;
  const wanted = wantedActivity(booking);
  const { start, end, location, publicDescription } = wanted;
  const others = await participation(writing, booking, id);
  const colleagues = others.participants !== undefined;
  await applyEvent(store, booking.id, { kind: 'writing', writing: wanted, colleagues, at: clock.now() });
  let after: Booking | null;
  try {
    const activity = await crm.updateActivity(access, id, { start, end, location, publicDescription, ...others });
    after = await applyEvent(store, booking.id, {
      kind: 'agreed',
      agreed: agreedOf(activity) ?? wanted,
      ...(colleagues && { colleagues: booking.colleagues }),
      at: clock.now(),
    });
  } catch (failure) {
    if (!isRefused(failure)) throw failure;
    const current = await crm.activity(access, id);
    if (current && !current.deleted) {
      if (colleagues) await forgetPeople(writing, booking);
      throw failure;
    }
    // Deleted in the CRM before our change got there: that cancels the meeting, unless it is history.
    if (booking.end > clock.now())
      await applyEvent(store, booking.id, { kind: 'cancelled', by: 'crm', reason: '', at: clock.now() });
    return;
  }
  // What the host changed in the CRM in the meantime, and the booking has taken over, was written over.
  if (after?.state === 'confirmed' && !sameAgreed(wantedActivity(after), wanted)) await update(writing, after, id);
};

const remove = async (writing: Writing, booking: Booking, effect: ActivityEffect): Promise<void> => {
  const { crm, access, clock, store } = writing;
  const left =
    booking.crm.agreed === null && effect.unansweredSince !== null
      ? await leftBehind(writing, booking, effect.unansweredSince)
      : null;
  const id = booking.crm.agreed === null ? (left?.id ?? null) : booking.crm.activity;
  if (id === null) return;
  // Known from now on, so that the host may restore it.
  if (left) await record(writing, booking, left, left, null);
  if (left || effect.unansweredSince === null) await remember(writing, booking, clock.now());
  try {
    await crm.deleteActivity(access, id);
  } catch (failure) {
    if (failure instanceof CrmFailure && failure.kind !== 'unanswered' && effect.unansweredSince === null)
      await remember(writing, booking, null);
    throw failure;
  }
  await applyEvent(store, booking.id, { kind: 'activity_deleted', activity: id, at: clock.now() });
};

/** Whether a deletion that was begun, before the meeting was taken up again, went through. */
const isGone = async ({ crm, access }: Writing, id: number): Promise<boolean> => {
  const current = await crm.activity(access, id);
  return !current || current.deleted;
};

/**
 * Makes the CRM's activity agree with the booking: creates, changes or deletes it, or finds that nothing is to be done.
 * @throws CrmFailure
 */
export const writeActivity = async (
  deps: WriteDeps,
  access: Access,
  host: Host,
  booking: Booking,
  effect: ActivityEffect,
): Promise<void> => {
  const writing = { ...deps, access, host, attempt: effect };
  if (booking.state === 'cancelled') return remove(writing, booking, effect);
  if (booking.state !== 'confirmed') return;
  const { activity, agreed } = booking.crm;
  if (activity === null || agreed === null) return create(writing, booking, effect);
  if (effect.unansweredSince !== null && (await isGone(writing, activity))) {
    await applyEvent(deps.store, booking.id, { kind: 'activity_deleted', activity, at: deps.clock.now() });
    return;
  }
  // Of a change that was never answered, and is taken back by now, the activity may still say what it said.
  const isUnanswered = (booking.crm.writing ?? []).length > 0;
  if (isUnanswered || !sameAgreed(agreed, wantedActivity(booking)) || !hasColleagues(booking))
    return update(writing, booking, activity);
};
