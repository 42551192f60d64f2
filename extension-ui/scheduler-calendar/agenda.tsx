import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { MeetingReply } from '../../server/http/host/schema.ts';
import { addDays } from '../shared/dates.ts';
import { BlankState } from '../shared/notice.tsx';
import { useSession } from '../shared/session.ts';
import { dateOf, dayName, timeRange } from '../shared/times.ts';
import type { AllDayItem, GridItem } from '../week/grid-item.ts';
import { agendaDays } from './agenda-days.ts';
import type { Period } from './period.ts';
import { shortWhen } from './when.ts';
import { useCalendarWords } from './words/words.ts';

interface AgendaOptions {
  readonly timed: readonly GridItem[];
  readonly allDay: readonly AllDayItem[];
  readonly period: Period;
  readonly today: string;
  readonly onOpen: (item: string) => void;
  readonly onMeeting: (meeting: MeetingReply) => void;
}

const Row = ({ item, time, onOpen }: { item: GridItem | AllDayItem; time: string; onOpen: (id: string) => void }) => {
  const own = useCalendarWords();
  const detail = 'detail' in item ? item.detail : undefined;
  const tone = 'tone' in item ? item.tone : undefined;
  return (
    <li>
      <button
        type="button"
        class={['agenda-row', item.kind, tone, item.busy === false ? 'not-busy' : ''].filter(Boolean).join(' ')}
        onClick={() => onOpen(item.id)}
      >
        <span class="agenda-time">{time}</span>
        <span class={`calendar-mark ${item.kind}`} aria-hidden="true" />
        <span class="agenda-what">
          <span class="unseen">{item.kind === 'meeting' ? own.meeting : own.activity}: </span>
          <span class="agenda-title" dir="auto">
            {item.title}
          </span>
          {detail && (
            <span class="agenda-detail" dir="auto">
              {detail}
            </span>
          )}
        </span>
      </button>
    </li>
  );
};

const FAR_DAYS = 399;

/** The first meeting to come, where none of these weeks has one. */
const NextMeeting = ({ today, onMeeting }: Pick<AgendaOptions, 'today' | 'onMeeting'>) => {
  const { api, zone, locale } = useSession();
  const own = useCalendarWords();
  const next = useSignal<MeetingReply | null>(null);
  useEffect(() => {
    api.meetings(today, addDays(today, FAR_DAYS)).then(
      ({ meetings }) => {
        const coming = meetings.filter(({ state, end }) => state === 'confirmed' && Date.parse(end) > Date.now());
        next.value = coming.toSorted((one, other) => Date.parse(one.start) - Date.parse(other.start))[0] ?? null;
      },
      () => undefined,
    );
  }, [api, today]);
  const meeting = next.value;
  if (!meeting) return null;
  const span = { start: Date.parse(meeting.start), end: Date.parse(meeting.end) };
  return (
    <button type="button" class="link-button agenda-next" onClick={() => onMeeting(meeting)}>
      {own.nextMeeting(shortWhen(span, zone.value, locale.value), meeting.guest.name)}
    </button>
  );
};

/** The same as the grid, as a list by date. */
export const Agenda = ({ timed, allDay, period, today, onOpen, onMeeting }: AgendaOptions) => {
  const { words, zone, locale } = useSession();
  const own = useCalendarWords();
  const days = useMemo(
    () => agendaDays(timed, allDay, period, zone.value),
    [timed, allDay, period.from, period.to, zone.value],
  );
  const near: Readonly<Record<string, string>> = {
    [today]: words.value.today,
    [addDays(today, 1)]: words.value.tomorrow,
  };
  const hasMeeting = days.some(day => day.timed.some(({ kind }) => kind === 'meeting'));
  return (
    <div class="agenda">
      {!hasMeeting && period.to >= today && <NextMeeting today={today} onMeeting={onMeeting} />}
      {days.length === 0 && <BlankState title={own.nothing} hint={own.nothingHint} />}
      {days.map(day => (
        <section key={day.date} aria-labelledby={`agenda-${day.date}`}>
          <h3 id={`agenda-${day.date}`}>
            {[near[day.date], dayName(day.date, locale.value)].filter(Boolean).join(' · ')}
          </h3>
          <ul>
            {day.allDay.map(item => (
              <Row key={item.id} item={item} time={own.allDay} onOpen={onOpen} />
            ))}
            {day.timed.map(item => (
              <Row
                key={item.id}
                item={item}
                time={
                  dateOf(item.start, zone.value) === dateOf(item.end, zone.value)
                    ? timeRange(item.start, item.end, zone.value, locale.value)
                    : shortWhen(item, zone.value, locale.value)
                }
                onOpen={onOpen}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
};
