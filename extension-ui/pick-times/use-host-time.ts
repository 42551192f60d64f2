import { useEffect, useMemo } from 'preact/hooks';
import type { CalendarReply } from '../../server/http/host/schema.ts';
import { joined } from '../host-weeks/calendar-data.ts';
import { createWeeks } from '../host-weeks/weeks.ts';
import type { ApiFailure } from '../shared/api.ts';
import { firstDayOf, weekOf } from '../shared/dates.ts';
import { useSession } from '../shared/session.ts';

/** What fills a host's weeks, all of them read so far taken together. */
export type HostTime = Pick<CalendarReply, 'known' | 'subjectsKnown' | 'activities' | 'meetings'>;

const NOTHING: HostTime = { known: true, subjectsKnown: true, activities: [], meetings: [] };

export interface ReadTime {
  readonly time: HostTime;
  /** Of the dates that are shown. */
  readonly loading: boolean;
  readonly failure: ApiFailure | null;
  readonly reload: () => void;
}

/** The host's time on the dates that are shown, and on others that are picked. */
export const useHostTime = (shown: readonly string[], picked: readonly string[]): ReadTime => {
  const { api, locale, onReload } = useSession();
  const firstDay = firstDayOf(locale.value);
  const weeks = useMemo(() => createWeeks({ read: api.calendar, now: () => performance.now() }), [api]);
  const firstsOf = (dates: readonly string[]) => [...new Set(dates.map(date => weekOf(date, firstDay)))];
  const [visible, beside] = [firstsOf(shown), firstsOf(picked)];
  const [visibleKey, besideKey] = [visible.join(), beside.join()];
  useEffect(() => void weeks.show(visible), [weeks, visibleKey]);
  useEffect(() => {
    for (const first of beside) void weeks.want(first);
  }, [weeks, besideKey]);
  useEffect(() => onReload(() => void weeks.refresh()), [onReload, weeks]);

  const all = [...new Set([...beside, ...visible])].map(first => weeks.of(first));
  const replies = all.map(week => week.data.value).filter(reply => reply !== null);
  const failure = all.map(week => week.failure.value).find(found => found !== null) ?? null;
  return {
    time: useMemo(() => joined(replies) ?? NOTHING, replies),
    loading: failure === null && visible.some(first => weeks.of(first).data.value === null),
    failure,
    reload: () => void weeks.refresh(),
  };
};
