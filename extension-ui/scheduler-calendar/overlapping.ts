import type { CalendarReply, MeetingReply } from '../../server/http/host/schema.ts';
import { spanOf } from '../host-weeks/calendar-data.ts';

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
