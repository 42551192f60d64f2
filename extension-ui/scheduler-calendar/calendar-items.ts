import type { CalendarReply, MeetingReply } from '../../server/http/host/schema.ts';
import type { AllDayItem, GridItem } from '../week/grid-item.ts';

type Activity = CalendarReply['activities'][number];

/** What the grid calls a meeting or an activity. */
export const meetingItem = (id: string): string => `meeting ${id}`;
export const activityItem = (id: number): string => `activity ${id}`;

export type Opened =
  | { readonly kind: 'meeting'; readonly id: string }
  | { readonly kind: 'activity'; readonly id: number };

export const openedBy = (item: string): Opened => {
  const [kind, id = ''] = item.split(' ');
  return kind === 'meeting' ? { kind, id } : { kind: 'activity', id: Number(id) };
};

/** A move that isn't saved yet. */
export interface Move {
  readonly meeting: MeetingReply;
  readonly start: number;
  readonly end: number;
}

export interface ItemOptions {
  readonly now: number;
  readonly showsCancelled: boolean;
  readonly move: Move | null;
  readonly words: {
    readonly noSubject: string;
    readonly done: string;
    readonly cancelled: string;
    readonly notSaved: string;
    readonly waiting: string;
    readonly beingWritten: string;
  };
}

const isOver = ({ end }: MeetingReply, now: number): boolean => Date.parse(end) <= now;

/** A meeting whose time the host may still change. */
export const isMovable = (meeting: MeetingReply, now: number): boolean =>
  meeting.state === 'confirmed' && !isOver(meeting, now);

/** Whether something of a meeting hasn’t reached the CRM or a mailbox yet. */
export const isUnsettled = ({ inCrm, waiting }: MeetingReply): boolean => inCrm !== 'done' || waiting.length > 0;

const ofMeeting = (meeting: MeetingReply, { now, move, words }: ItemOptions): GridItem => {
  const moved = move?.meeting.id === meeting.id ? move : null;
  const cancelled = meeting.state === 'cancelled';
  const remarks = [
    ...(cancelled ? [words.cancelled] : []),
    ...(moved ? [words.notSaved] : []),
    ...(!moved && isUnsettled(meeting) ? [meeting.inCrm === 'waiting' ? words.beingWritten : words.waiting] : []),
    meeting.name,
  ];
  const tone = moved ? 'warn' : cancelled || isOver(meeting, now) ? 'quiet' : isUnsettled(meeting) ? 'warn' : null;
  return {
    id: meetingItem(meeting.id),
    start: moved?.start ?? Date.parse(meeting.start),
    end: moved?.end ?? Date.parse(meeting.end),
    kind: 'meeting',
    title: meeting.guest.name,
    detail: remarks.join(' · '),
    ...(tone ? { tone } : {}),
    // One move at a time: the question about it stands open.
    movable: isMovable(meeting, now) && (move === null || moved !== null),
    busy: !cancelled,
    openable: true,
  };
};

const ofActivity = (activity: Activity, start: number, end: number, { words }: ItemOptions): GridItem => ({
  id: activityItem(activity.id),
  start,
  end,
  kind: 'activity',
  title: activity.subject ?? words.noSubject,
  ...(activity.done ? { detail: words.done, tone: 'quiet' as const } : {}),
  movable: false,
  busy: activity.busy,
  openable: true,
});

/** What has a time. A meeting that is being moved stands where it would be, also where that is another week. */
export const timedItems = ({ meetings, activities }: CalendarReply, options: ItemOptions): GridItem[] => {
  const { move, showsCancelled } = options;
  const others = meetings.filter(
    ({ id, state }) => id !== move?.meeting.id && (showsCancelled || state === 'confirmed'),
  );
  return [
    ...activities.flatMap(activity =>
      activity.start === null || activity.end === null
        ? []
        : [ofActivity(activity, Date.parse(activity.start), Date.parse(activity.end), options)],
    ),
    ...[...others, ...(move ? [move.meeting] : [])].map(meeting => ofMeeting(meeting, options)),
  ];
};

export const allDayItems = ({ activities }: CalendarReply, { words }: Pick<ItemOptions, 'words'>): AllDayItem[] =>
  activities.flatMap(({ id, date, subject, busy }) =>
    date === null
      ? []
      : [
          {
            id: activityItem(id),
            date,
            kind: 'activity' as const,
            title: subject ?? words.noSubject,
            busy,
            openable: true,
          },
        ],
  );
