import { spanOf } from '../host-weeks/calendar-data.ts';
import { wallAt } from '../shared/zones/wall.ts';
import type { Span } from '../week/grid-item.ts';
import type { HostTime } from './use-host-time.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;
/** When few people want to meet. */
const NIGHT_ENDS_MINUTES = 7 * 60;
const NIGHT_BEGINS_MINUTES = 22 * 60;

export interface Busy extends Span {
  /** null: the CRM didn't tell it. */
  readonly title: string | null;
}

/** What keeps guests from booking, but for the meetings of `link`: those were made from these very times. */
export const busyIn = ({ activities, meetings }: HostTime, zone: string, link: string | null): Busy[] => [
  ...activities
    .filter(({ busy }) => busy)
    .flatMap(activity => {
      const span = spanOf(activity, zone);
      return span ? [{ ...span, title: activity.subject }] : [];
    }),
  ...meetings
    .filter(meeting => meeting.link !== link)
    .map(({ start, end, guest }) => ({ start: Date.parse(start), end: Date.parse(end), title: guest.name })),
];

export interface Buffers {
  readonly bufferBefore: number | null;
  readonly bufferAfter: number | null;
}

/** What lies on a time, buffers counted: as long as it does, the time isn't offered. */
export const busyOver = (busy: readonly Busy[], span: Span, { bufferBefore, bufferAfter }: Buffers): Busy | null => {
  const start = span.start - (bufferBefore ?? 0) * MINUTE_MS;
  const end = span.end + (bufferAfter ?? 0) * MINUTE_MS;
  return busy.find(other => other.start < end && start < other.end) ?? null;
};

/** Whether any of it is at night on the wall of a zone. */
export const isAtNight = (span: Span, zone: string): boolean => {
  const start = wallAt(zone, span.start);
  const end = wallAt(zone, span.end);
  const nextDay = end.date !== start.date && end.minutes > 0;
  const endMinutes = end.minutes === 0 ? DAY_MINUTES : end.minutes;
  return nextDay || start.minutes < NIGHT_ENDS_MINUTES || endMinutes > NIGHT_BEGINS_MINUTES;
};
