import type { Activity } from '../../domain/activity.ts';
import type { Booking } from '../../domain/booking.ts';
import type { Host } from '../../domain/host.ts';
import { type Interval, overlap } from '../../domain/interval.ts';
import { Failure } from '../../failure.ts';
import { type Access, type Clock, type Crm, type CrmActivity, CrmFailure, type Store } from '../../ports.ts';
import { isKnown } from '../bookings/open-link.ts';
import { bookingInNote } from '../delivery/activity-text.ts';
import { waitAtMost } from '../patience.ts';
import type { CallCrm } from './access.ts';
import { mirrorId } from './mirror.ts';

export interface HostCalendarDeps {
  readonly store: Store;
  readonly crm: Crm;
  readonly clock: Clock;
  readonly callCrm: CallCrm;
  readonly publicUrl: string;
  readonly staleAfter: number;
}

export interface HostCalendar {
  /** False: the host's activities aren't known at the moment. */
  readonly known: boolean;
  /** False: the CRM didn't tell what the activities are about. */
  readonly subjectsKnown: boolean;
  /** `said` as the CRM has it now, null where it didn't tell. */
  readonly activities: readonly {
    readonly id: number;
    readonly mirrored: Activity;
    readonly said: CrmActivity | null;
  }[];
  /** Those that take place. */
  readonly meetings: readonly Booking[];
}

export interface Dates {
  /** `YYYY-MM-DD`, inclusive. */
  readonly from: string;
  readonly to: string;
}

const IDS_AT_ONCE = 100;
/** A host who looks at their day has it without subjects rather than late. */
const PATIENCE = 5_000;

const numberOf = ({ id }: Activity): number => Number(id.slice(id.indexOf(':') + 1));

const isWithin = ({ start, end, date }: Activity, range: Interval, { from, to }: Dates): boolean =>
  start !== null && end !== null ? overlap({ start, end }, range) : date !== null && date >= from && date <= to;

/** What the CRM says of some activities, in as few calls as it lets; null where it doesn't say, or not soon. */
const readSubjects = async (
  { crm, callCrm }: HostCalendarDeps,
  host: Host,
  ids: readonly number[],
): Promise<ReadonlyMap<number, CrmActivity> | null> => {
  const chunks = Array.from({ length: Math.ceil(ids.length / IDS_AT_ONCE) }, (_, index) =>
    ids.slice(index * IDS_AT_ONCE, (index + 1) * IDS_AT_ONCE),
  );
  const read = (access: Access) => Promise.all(chunks.map(chunk => crm.activitiesById(access, chunk)));
  try {
    const found = chunks.length === 0 ? [] : await waitAtMost(PATIENCE, callCrm(host.id, read));
    return found && new Map(found.flat().map(activity => [activity.id, activity]));
  } catch (failure) {
    if (failure instanceof CrmFailure || failure instanceof Failure) return null;
    throw failure;
  }
};

/** The meeting that an activity stands for: by its id, or, before its writer knows that, by the link in its note. */
const meetingOf = (
  meetings: ReadonlyMap<string, Booking>,
  byActivity: ReadonlyMap<string, Booking>,
  mirrored: Activity,
  noted: string | null,
): Booking | null => {
  const unwritten = noted === null ? undefined : meetings.get(noted);
  return byActivity.get(mirrored.id) ?? (unwritten?.crm.activity === null ? unwritten : null);
};

/**
 * Whether the meeting that an activity stands for is shown in its stead, or was cancelled, and the deletion is under way. One that was
 * given another time after the meeting, or was restored in vain, is an activity like any other.
 */
const isCovered = (booking: Booking, { start, end }: Activity, now: number): boolean => {
  if (booking.state === 'cancelled') return booking.crm.agreed !== null;
  return booking.end > now || (start !== null && end !== null && overlap({ start, end }, booking));
};

/** A host's time between two dates: activities as they were last mirrored, told about by the CRM where it answers, and meetings. */
export const createHostCalendar =
  (deps: HostCalendarDeps) =>
  async (host: Host, range: Interval, dates: Dates): Promise<HostCalendar> => {
    const { store, clock, publicUrl, staleAfter } = deps;
    const now = clock.now();
    const calendar = await store.calendars.find(host.id);
    const bookings = await store.bookings.ofHost(host.id, range.start, range.end);
    const rows = (await store.activities.between(host.id, range.start, range.end)).filter(activity =>
      isWithin(activity, range, dates),
    );
    const said = await readSubjects(deps, host, rows.map(numberOf));
    const byId = new Map(bookings.map(booking => [booking.id, booking]));
    const byActivity = new Map(
      bookings.flatMap(booking =>
        booking.crm.activity === null ? [] : [[mirrorId(host.company, booking.crm.activity), booking] as const],
      ),
    );
    const activities = rows.flatMap(mirrored => {
      const id = numberOf(mirrored);
      const current = said?.get(id) ?? null;
      // Deleted, or given away, though the webhook of that was lost.
      if (said && current?.owner !== host.user) return [];
      const meeting = meetingOf(byId, byActivity, mirrored, current && bookingInNote(publicUrl, current.note));
      return meeting && isCovered(meeting, mirrored, now) ? [] : [{ id, mirrored, said: current }];
    });
    return {
      known: calendar !== null && isKnown(host, calendar, now, staleAfter),
      subjectsKnown: said !== null,
      activities: activities.sort((a, b) => (a.mirrored.start ?? range.start) - (b.mirrored.start ?? range.start)),
      meetings: bookings.filter(({ state }) => state === 'confirmed'),
    };
  };
