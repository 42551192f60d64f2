import type { CalendarReply, MeetingReply } from '../../server/http/host/schema.ts';
import { addDays } from '../shared/dates.ts';
import { instantAt } from '../shared/zones/instant.ts';

/** Both inclusive. */
interface Dates {
  readonly from: string;
  readonly to: string;
}

type Activity = CalendarReply['activities'][number];

/** Several replies as one: what lies in two weeks is there once, and nothing is known that isn't known everywhere. */
export const joined = (replies: readonly CalendarReply[]): CalendarReply | null => {
  const [first] = replies;
  if (!first) return null;
  const activities = new Map(replies.flatMap(reply => reply.activities.map(activity => [activity.id, activity])));
  const meetings = new Map(replies.flatMap(reply => reply.meetings.map(meeting => [meeting.id, meeting])));
  return withoutOwn({
    zone: first.zone,
    known: replies.every(({ known }) => known),
    subjectsKnown: replies.every(({ subjectsKnown }) => subjectsKnown),
    activities: [...activities.values()],
    meetings: [...meetings.values()],
  });
};

/** A meeting's own activity is the meeting. */
const withoutOwn = (reply: CalendarReply): CalendarReply => {
  const own = new Set(reply.meetings.map(({ activity }) => activity));
  return { ...reply, activities: reply.activities.filter(({ id }) => !own.has(id)) };
};

/** The reply of a week, as it would be now that a meeting says something else. */
export const withMeeting = (reply: CalendarReply, { from, to }: Dates, meeting: MeetingReply): CalendarReply => {
  const others = reply.meetings.filter(({ id }) => id !== meeting.id);
  const isHere =
    Date.parse(meeting.end) > instantAt(reply.zone, from, 0) &&
    Date.parse(meeting.start) < instantAt(reply.zone, addDays(to, 1), 0);
  return { ...reply, meetings: isHere ? [...others, meeting] : others };
};

/** Of an all-day one: from midnight to midnight in the zone. null: it has no time at all. */
export const spanOf = (
  { start, end, date }: Activity,
  zone: string,
): { readonly start: number; readonly end: number } | null => {
  if (start !== null && end !== null) return { start: Date.parse(start), end: Date.parse(end) };
  return date === null ? null : { start: instantAt(zone, date, 0), end: instantAt(zone, addDays(date, 1), 0) };
};
