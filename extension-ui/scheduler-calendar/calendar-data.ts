import type { CalendarReply, MeetingReply } from '../../server/http/host/schema.ts';
import { addDays } from '../shared/times.ts';
import { instantAt } from '../shared/zones/instant.ts';
import type { Period } from './period.ts';

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
export const withMeeting = (reply: CalendarReply, { from, to }: Period, meeting: MeetingReply): CalendarReply => {
  const others = reply.meetings.filter(({ id }) => id !== meeting.id);
  const isHere =
    Date.parse(meeting.end) > instantAt(reply.zone, from, 0) &&
    Date.parse(meeting.start) < instantAt(reply.zone, addDays(to, 1), 0);
  return { ...reply, meetings: isHere ? [...others, meeting] : others };
};

export interface Entry {
  readonly kind: 'meeting' | 'activity';
  readonly start: number;
  readonly end: number;
  /** null: the CRM didn't tell it. */
  readonly title: string | null;
}

/** What else of the host's is on a time: confirmed meetings, and busy activities. By start. */
export const overlapping = (
  { meetings, activities, zone }: CalendarReply,
  { start, end }: { readonly start: number; readonly end: number },
  /** Of the meeting whose time it is. */
  own: MeetingReply,
): Entry[] => {
  const others: Entry[] = meetings
    .filter(({ id, state }) => id !== own.id && state === 'confirmed')
    .map(meeting => ({
      kind: 'meeting',
      start: Date.parse(meeting.start),
      end: Date.parse(meeting.end),
      title: meeting.guest.name,
    }));
  const busy: Entry[] = activities
    .filter(activity => activity.busy && activity.id !== own.activity)
    .flatMap(activity => {
      const span = spanOf(activity, zone);
      return span ? [{ kind: 'activity', ...span, title: activity.subject }] : [];
    });
  return [...others, ...busy]
    .filter(entry => entry.start < end && start < entry.end)
    .sort((one, other) => one.start - other.start);
};

/** Of an all-day one: from midnight to midnight in the zone. null: it has no time at all. */
export const spanOf = (
  { start, end, date }: Activity,
  zone: string,
): { readonly start: number; readonly end: number } | null => {
  if (start !== null && end !== null) return { start: Date.parse(start), end: Date.parse(end) };
  return date === null ? null : { start: instantAt(zone, date, 0), end: instantAt(zone, addDays(date, 1), 0) };
};
