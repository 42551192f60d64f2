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
