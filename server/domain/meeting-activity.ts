import type { Agreed, Booking } from './booking.ts';
import { activityTime, type CrmTimes } from './busy.ts';

/** The part of a CRM activity that a booking is compared with. */
export interface TimedText extends CrmTimes {
  readonly location: string;
  readonly publicDescription: string;
}

/** A booking's meeting as its activity is to say it. */
export const wantedActivity = (booking: Booking): Agreed => ({
  start: booking.start,
  end: booking.end,
  location: booking.meeting.place.text,
  publicDescription: booking.meeting.description,
});

/** What an activity says; null where it has no time (all day). No length counts as 30 minutes, as when it blocks. */
export const agreedOf = (activity: TimedText): Agreed | null => {
  const { start, end } = activityTime(activity) ?? { start: null, end: null };
  if (start === null || end === null) return null;
  return { start, end, location: activity.location, publicDescription: activity.publicDescription };
};

export const sameAgreed = (a: Agreed, b: Agreed): boolean =>
  a.start === b.start && a.end === b.end && a.location === b.location && a.publicDescription === b.publicDescription;

/** Whether the same people are meant, in whatever order. */
export const sameColleagues = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every(email => b.includes(email));

/** Whether the colleagues whom the activity has as participants, as far as we know, are those of the booking. */
export const hasColleagues = ({ crm, colleagues }: Booking): boolean =>
  crm.colleagues === undefined || (crm.colleagues !== null && sameColleagues(crm.colleagues, colleagues));

/** One change of ours that got there: those begun after it may still. A change of the host's: ours are history. */
export const agreedOn = (
  { crm }: Pick<Booking, 'crm'>,
  agreed: Agreed | undefined,
  colleagues: readonly string[] | undefined = undefined,
): Booking['crm'] => {
  if (!agreed) return crm;
  const writing = crm.writing ?? [];
  const at = writing.findIndex(ours => sameAgreed(ours, agreed));
  return { ...crm, agreed, writing: at < 0 ? [] : writing.slice(at + 1), ...(colleagues && { colleagues }) };
};

/** A change of ours is begun; `colleagues`: of the participants too, who aren't known until it is answered. */
export const withWriting = ({ crm }: Pick<Booking, 'crm'>, writing: Agreed, colleagues: boolean): Booking['crm'] => ({
  ...crm,
  writing: [...(crm.writing ?? []).filter(ours => !sameAgreed(ours, writing)), writing],
  ...(colleagues && { colleagues: null }),
});
