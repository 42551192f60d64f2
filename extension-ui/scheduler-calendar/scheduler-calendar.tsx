import './scheduler-calendar.css';
import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { MeetingReply } from '../../server/http/host/schema.ts';
import { joined } from '../host-weeks/calendar-data.ts';
import { createWeeks } from '../host-weeks/weeks.ts';
import { datesBetween, firstDayOf, weekOf, weeksBetween } from '../shared/dates.ts';
import { Gate, useFailureText } from '../shared/gate.tsx';
import { BlankState, Notice } from '../shared/notice.tsx';
import { useSession } from '../shared/session.ts';
import { Skeleton } from '../shared/skeleton.tsx';
import { dateOf } from '../shared/times.ts';
import { useToasts } from '../shared/toast.tsx';
import { useFill } from '../week/use-fill.ts';
import { useNow } from '../week/use-now.ts';
import { WeekGrid } from '../week/week-grid.tsx';
import { ActivityDrawer } from './activity-drawer.tsx';
import { Agenda } from './agenda.tsx';
import { allDayItems, type Move, openedBy, timedItems } from './calendar-items.ts';
import { focusMeeting } from './focus-meeting.ts';
import { type Edit, MeetingDrawer } from './meeting-drawer.tsx';
import { MoveBar } from './move-bar.tsx';
import { overlapping } from './overlapping.ts';
import { entered, type Mode, periodOf, periodTitle, stepped } from './period.ts';
import { Toolbar } from './toolbar.tsx';
import { useMedia } from './use-media.ts';
import { useSettling } from './use-settling.ts';
import { useCalendarWords } from './words/words.ts';

/** Under this a week's columns can't be read. */
const NARROW = '(max-width: 499px)';

/** The calendar tells of meetings that take place; cancelled ones are read beside where they are wanted. */
const useWeeks = (withCancelled: boolean) => {
  const { api, onReload } = useSession();
  const wanted = useRef(withCancelled);
  wanted.current = withCancelled;
  const weeks = useMemo(() => {
    const read = async (from: string, to: string) => {
      const [reply, all] = await Promise.all([
        api.calendar(from, to),
        wanted.current ? api.meetings(from, to) : Promise.resolve({ meetings: [] }),
      ]);
      return { ...reply, meetings: [...reply.meetings, ...all.meetings.filter(({ state }) => state === 'cancelled')] };
    };
    return createWeeks({ read, now: () => performance.now() });
  }, [api]);
  useEffect(() => onReload(() => void weeks.refresh()), [onReload, weeks]);
  useEffect(() => void weeks.refresh(), [weeks, withCancelled]);
  return weeks;
};

const Calendar = ({ meeting: openId }: { readonly meeting?: string }) => {
  const { zone, locale, words, links, go } = useSession();
  const own = useCalendarWords();
  const failureText = useFailureText();
  const toasts = useToasts();
  const now = useNow();
  const today = dateOf(now, zone.value);
  const isNarrow = useMedia(NARROW);
  const chosen = useSignal<Mode>('week');
  const date = useSignal(today);
  const showsCancelled = useSignal(false);
  const move = useSignal<Move | null>(null);
  const activity = useSignal<number | null>(null);
  const edits = useSignal<ReadonlyMap<string, Edit>>(new Map());
  const place = useRef<HTMLDivElement>(null);
  useFill(place);

  const mode = isNarrow && chosen.value === 'week' ? 'day' : chosen.value;
  const firstDay = firstDayOf(locale.value);
  const period = periodOf(mode, date.value, firstDay);
  const firsts = weeksBetween(period.from, period.to, firstDay);
  const weeks = useWeeks(showsCancelled.value);
  const wanted = firsts.join();
  useEffect(() => void weeks.show(wanted.split(',')), [weeks, wanted]);

  const read = firsts.map(first => weeks.of(first));
  const replies = read.map(week => week.data.value).filter(reply => reply !== null);
  const failure = read.map(week => week.failure.value).find(found => found !== null) ?? null;
  const data = useMemo(() => (replies.length === firsts.length ? joined(replies) : null), [...replies, firsts.length]);
  const options = {
    now,
    showsCancelled: showsCancelled.value,
    move: move.value,
    words: { ...own, cancelled: words.value.cancelled, waiting: words.value.waitingOther },
  };
  const timed = useMemo(
    () => (data ? timedItems(data, options) : []),
    [data, now, showsCancelled.value, move.value, own],
  );
  const allDay = useMemo(() => (data ? allDayItems(data, options) : []), [data, own]);
  const dates = useMemo(() => datesBetween(period.from, period.to), [period.from, period.to]);

  /** The newest that is known of a meeting, in whatever week. */
  const knownMeeting = (id: string): MeetingReply | null => data?.meetings.find(one => one.id === id) ?? null;
  const goTo = (instant: number) => {
    const on = dateOf(instant, zone.value);
    if (on < period.from || on > period.to) date.value = on;
  };
  const put = (meeting: MeetingReply, shown: boolean) => {
    weeks.put(meeting);
    if (!shown) return;
    void links.load();
    if (meeting.state === 'cancelled') showsCancelled.value = true;
    goTo(Date.parse(meeting.start));
  };
  /** What it did to other meetings, and to what the links still offer. */
  const readAgain = () => {
    void weeks.refresh();
    void links.load();
  };
  useSettling(data?.meetings ?? [], period, meeting => put(meeting, false));
  const openMeeting = (id: string) => go({ name: 'calendar', meeting: id });
  const open = (item: string) => {
    // It would lie under the drawer.
    toasts.clear();
    const opened = openedBy(item);
    if (opened.kind === 'meeting') openMeeting(opened.id);
    else activity.value = opened.id;
  };
  const step = (by: 1 | -1) => {
    const next = stepped(mode, date.value, by);
    date.value = mode === 'week' ? entered(periodOf(mode, next, firstDay), today) : next;
  };
  const overlapsAt = (meeting: MeetingReply, span: { start: number; end: number }) => {
    const around = [...new Set([span.start, span.end].map(at => weekOf(dateOf(at, zone.value), firstDay)))];
    const all = joined(around.map(first => weeks.of(first).data.value).filter(reply => reply !== null));
    return all ? overlapping(all, span, meeting) : [];
  };
  const setEdit = (id: string, edit: Edit | null) => {
    const next = new Map(edits.peek());
    if (edit) next.set(id, edit);
    else next.delete(id);
    edits.value = next;
  };

  useEffect(() => {
    if (!move.value) return;
    const undo = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector('dialog[open]'))
        move.value = null;
    };
    document.addEventListener('keydown', undo);
    return () => document.removeEventListener('keydown', undo);
  }, [move.value !== null]);

  const focusNear = (id: string) => focusMeeting(place, id);
  const moving = move.value;
  const shownActivity = data?.activities.find(({ id }) => id === activity.value);
  const openEdit = openId === undefined ? null : (edits.value.get(openId) ?? null);
  return (
    <div class="calendar" ref={place}>
      <Toolbar
        mode={mode}
        modes={isNarrow ? ['day', 'list'] : ['day', 'week', 'list']}
        period={period}
        showsCancelled={showsCancelled.value}
        now={now}
        onMode={next => {
          chosen.value = next;
        }}
        onStep={step}
        onToday={() => {
          date.value = today;
        }}
        onShowCancelled={shows => {
          showsCancelled.value = shows;
        }}
      />
      {data && !data.known && (
        <Notice kind="warn">
          <strong>{own.unknown}</strong>
          <span>{own.unknownHint}</span>
        </Notice>
      )}
      {data?.known && !data.subjectsKnown && <Notice kind="warn">{own.noSubjects}</Notice>}
      {data && failure && (
        <Notice kind="warn">
          <span role="alert">{failureText(failure)}</span>
          <button type="button" class="link-button" onClick={() => void weeks.refresh()}>
            {words.value.tryAgain}
          </button>
        </Notice>
      )}
      <div class="calendar-body">
        {!data && !failure && <Skeleton label={words.value.loading} rows={8} />}
        {!data && failure && (
          <div role="alert">
            <BlankState title={words.value.failed} hint={failureText(failure)}>
              <button type="button" class="button primary" onClick={() => void weeks.refresh()}>
                {words.value.tryAgain}
              </button>
            </BlankState>
          </div>
        )}
        {data && mode === 'list' && (
          <Agenda
            timed={timed}
            allDay={allDay}
            period={period}
            today={today}
            onOpen={open}
            onMeeting={meeting => {
              goTo(Date.parse(meeting.start));
              openMeeting(meeting.id);
            }}
          />
        )}
        {data && mode !== 'list' && (
          <WeekGrid
            zone={zone.value}
            locale={locale.value}
            dates={dates}
            today={today}
            now={now}
            items={timed}
            allDay={allDay}
            label={own.calendarOf(periodTitle(period, locale.value))}
            refusal={({ start, end }, id) => {
              const meeting = id === null ? null : knownMeeting(openedId(id));
              if (meeting && start !== Date.parse(meeting.start) && start < now) return own.fault.past;
              return end <= now ? own.fault.over : null;
            }}
            onMove={(item, start, end) => {
              const id = openedId(item);
              const meeting = moving?.meeting.id === id ? moving.meeting : knownMeeting(id);
              if (!meeting) return undefined;
              const isBack = start === Date.parse(meeting.start) && end === Date.parse(meeting.end);
              // What the last change said would contradict the question about this one.
              if (!isBack) toasts.clear();
              move.value = isBack ? null : { meeting, start, end };
              return isBack ? undefined : own.moveSaid;
            }}
            onOpen={open}
            onPage={step}
            {...(mode === 'week'
              ? {
                  onDay: (day: string) => {
                    date.value = day;
                    chosen.value = 'day';
                  },
                }
              : {})}
          />
        )}
        {moving && (
          <MoveBar
            key={moving.meeting.id}
            move={moving}
            overlaps={overlapsAt(moving.meeting, moving)}
            onUndo={() => {
              move.value = null;
              focusNear(moving.meeting.id);
            }}
            onSaved={({ meeting, overlaps }) => {
              move.value = null;
              put(meeting, false);
              focusNear(meeting.id);
              const over = overlaps.length > 0 ? ` ${own.overlapsSaved(overlaps.length)}` : '';
              toasts.show(own.savedFor(meeting.guest.name) + over);
              readAgain();
            }}
            onTheirs={theirs => {
              move.value = null;
              put(theirs, true);
            }}
          />
        )}
      </div>
      {openId !== undefined && (
        <MeetingDrawer
          key={openId}
          id={openId}
          known={knownMeeting(openId)}
          now={now}
          edit={openEdit}
          onEdit={edit => setEdit(openId, edit)}
          onClose={() => go({ name: 'calendar' })}
          onMeeting={put}
          onTrashed={meeting => {
            put(meeting, false);
            go({ name: 'calendar' });
            focusNear(meeting.id);
            toasts.show(own.trashed(meeting.guest.name));
            readAgain();
          }}
          overlapsAt={overlapsAt}
          onDate={on => void weeks.want(weekOf(on, firstDay))}
        />
      )}
      {shownActivity && (
        <ActivityDrawer
          activity={shownActivity}
          onClose={() => {
            activity.value = null;
          }}
        />
      )}
    </div>
  );
};

/** The grid's name of a meeting's item, as the meeting's id. */
const openedId = (item: string): string => String(openedBy(item).id);

/** Scheduler calendar: the host's activities and meetings, and a drawer for one meeting. */
export const SchedulerCalendar = ({ meeting }: { readonly meeting?: string }) => (
  <Gate rows={8} whenPaused="banner">
    {() => <Calendar {...(meeting === undefined ? {} : { meeting })} />}
  </Gate>
);
