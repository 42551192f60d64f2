import { useSignal } from '@preact/signals';
import { useMemo, useRef, useState } from 'preact/hooks';
import type { MeetingReply } from '../../server/http/host/schema.ts';
import { addDays, daysIntoWeek, firstDayOf } from '../shared/dates.ts';
import { useFailureText } from '../shared/gate.tsx';
import { Notice } from '../shared/notice.tsx';
import { OwnZone } from '../shared/own-zone.tsx';
import { usePersonal } from '../shared/personal.ts';
import { PersonalChoice } from '../shared/personal-choice.tsx';
import { useSession } from '../shared/session.ts';
import { dateOf } from '../shared/times.ts';
import { ZoneField } from '../shared/zone-field.tsx';
import { datesFor } from '../week/dates.ts';
import type { Span } from '../week/grid-item.ts';
import { useFill } from '../week/use-fill.ts';
import { useNow } from '../week/use-now.ts';
import { useWidth } from '../week/use-width.ts';
import { WeekGrid } from '../week/week-grid.tsx';
import { BookedQuestion } from './booked-question.tsx';
import { DetailsForm } from './details-form.tsx';
import { EarlierPicks } from './earlier-picks.tsx';
import { PickFoot } from './pick-foot.tsx';
import { PickedList } from './picked-list.tsx';
import type { Picking } from './picking.ts';
import { pickRefusal } from './picks.ts';
import { busyIn } from './remarks.ts';
import { allDayItems, datesOf, type FactOptions, factsOf, hostItems, remarksOf, timeItem } from './time-facts.ts';
import type { PickedTime } from './times-form.ts';

import { useHostTime } from './use-host-time.ts';
import { useSending } from './use-sending.ts';
import { WeekBar } from './week-bar.tsx';
import { usePickWords } from './words.ts';

const MINUTE_MS = 60_000;
const DETAILS = ['name', 'place', 'description', 'activityType', 'bufferBefore', 'bufferAfter'];

/** At the end of a week the next one is what is planned. */
const firstDate = (today: string, locale: string): string => {
  const days = daysIntoWeek(today, firstDayOf(locale));
  return days >= 5 ? addDays(today, 7 - days) : today;
};

/** Who has booked which of the link's times, by its start. */
const bookedTimes = (meetings: readonly MeetingReply[], slug: string | null): Map<number, string> =>
  new Map(
    meetings
      .filter(({ link, state }) => link === slug && state === 'confirmed')
      .map(({ start, guest }) => [Date.parse(start), guest.name]),
  );

export const Editor = ({ picking }: { picking: Picking }) => {
  const session = useSession();
  const words = usePickWords();
  const shared = session.words.value;
  const explain = useFailureText();
  const now = useNow();
  const zone = session.zone.value;
  const guestZone = session.mailZone.value;
  const locale = session.locale.value;
  const today = dateOf(now, zone);

  const box = useRef<HTMLDivElement>(null);
  const root = useRef<HTMLDivElement>(null);
  useFill(root);
  const width = useWidth(box);
  const [anchor, setAnchor] = useState(() => {
    const next = picking.form.peek().times.find(({ start }) => start > now);
    return next ? dateOf(next.start, zone) : firstDate(today, locale);
  });
  const dates = useMemo(() => datesFor(width, anchor, locale), [width, anchor, locale]);

  const form = picking.form.value;
  const picked = useMemo(() => form.times.flatMap(one => datesOf(one, zone)), [form.times, zone]);
  const { time, loading, failure, reload } = useHostTime(dates, picked);
  const link = picking.link.value;
  const slug = link?.slug ?? null;
  /** A booked time that is about to be taken off. */
  const asked = useSignal<PickedTime | null>(null);

  const facts: FactOptions = useMemo(
    () => ({
      form,
      zone,
      guestZone,
      locale,
      now,
      words,
      busy: busyIn(time, zone, slug),
      booked: bookedTimes(time.meetings, slug),
    }),
    [form, zone, guestZone, locale, now, words, time, slug],
  );
  const known = useMemo(() => factsOf(facts), [facts]);
  const theirs = useMemo(() => hostItems(time, words), [time, words]);
  const allDay = useMemo(() => allDayItems(time, words), [time, words]);
  const items = useMemo(() => [...theirs, ...known.map(one => timeItem(one, words))], [theirs, known, words]);

  const refusal = (span: Span, id: string | null): string | null => {
    const reason = pickRefusal(form.times, span, id, Date.now());
    return reason === null ? null : words.refused[reason];
  };
  const remark = (span: Span): string | undefined => {
    const remarks = remarksOf(span, facts);
    return remarks.length > 0 ? remarks.join(' ') : undefined;
  };
  /** False: it is asked first. */
  const remove = (id: string): boolean => {
    const one = known.find(other => other.time.id === id);
    if (one?.booked) asked.value = one.time;
    else picking.remove(id);
    return !one?.booked;
  };
  const page = (by: 1 | -1) => setAnchor(addDays(dates[0] ?? anchor, by * dates.length));
  const sending = useSending(picking, known);
  /** Of new times that aren't saved yet another link tells who it is. */
  const [namedBy] = useState(() => slug ?? session.links.data.peek()?.links[0]?.slug ?? null);
  const personal = usePersonal(namedBy);
  /** Of a button that goes away, and focus with it. */
  const afterwards = (act: () => void) => {
    act();
    root.current?.querySelector<HTMLElement>('#picked-heading')?.focus();
  };
  const startAnew = () => afterwards(picking.startAnew);
  const refused = picking.refusal.value;
  const reasonText = (): string | null => {
    if (!refused) return null;
    const { reason } = refused.failure.problem;
    const reasons: Partial<Record<string, string>> = words.reasons;
    if (refused.failure.code === 'link_gone') return words.gone;
    return reasons[reason ?? ''] ?? explain(refused.failure);
  };
  const fieldError = (field: string): string | null => (refused?.field === field ? reasonText() : null);
  const otherError = refused && !DETAILS.includes(refused.field ?? '') ? reasonText() : null;
  const closedBy = link?.closed ? [...facts.booked.values()][0] : undefined;

  return (
    <div class="pick" ref={root}>
      <div class="pick-main">
        <WeekBar
          dates={dates}
          page={page}
          toToday={() => setAnchor(today)}
          newMinutes={form.newMinutes}
          setNewMinutes={newMinutes => picking.change({ newMinutes })}
        />
        {failure && (
          <Notice kind="warn">
            <span role="alert">
              {words.calendarFailed} {explain(failure)}
            </span>
            <button type="button" class="link-button" onClick={reload}>
              {shared.tryAgain}
            </button>
          </Notice>
        )}
        {!time.known && (
          <Notice kind="warn">
            <span>{words.unknown}</span>
          </Notice>
        )}
        {time.known && !time.subjectsKnown && <p class="muted small">{words.noSubjects}</p>}
        <div class="pick-grid" ref={box} aria-busy={loading}>
          <WeekGrid
            zone={zone}
            otherZone={guestZone === zone ? null : guestZone}
            locale={locale}
            dates={dates}
            today={today}
            now={now}
            pastUntil={now}
            items={items}
            allDay={allDay}
            label={words.grid}
            newMinutes={form.newMinutes}
            refusal={refusal}
            onAdd={(start, end) => {
              picking.add({ start, end });
              return remark({ start, end });
            }}
            onMove={(id, start, end) => {
              picking.move(id, { start, end });
              return remark({ start, end });
            }}
            onRemove={remove}
            onPage={page}
          />
        </div>
      </div>
      <aside class="pick-side" aria-label={words.picked}>
        <div class="pick-scroll">
          {picking.earlier.value && (
            <EarlierPicks
              earlier={picking.earlier.value}
              namedBy={namedBy}
              takeOver={() => afterwards(picking.takeOver)}
              discard={() => afterwards(picking.discardEarlier)}
            />
          )}
          {picking.isRestored.value && (
            <Notice kind="warn">
              <span>{words.restored}</span>
              <button type="button" class="link-button" onClick={startAnew}>
                {words.startAnew}
              </button>
            </Notice>
          )}
          {closedBy !== undefined && form.bookings === 'one' && (
            <Notice kind="warn">
              <span dir="auto">{words.closed(closedBy)}</span>
            </Notice>
          )}
          {link && !link.active && !link.closed && (
            <Notice kind="warn">
              <span>{shared.warnInactive}</span>
            </Notice>
          )}
          <PickedList
            facts={known}
            error={sending.missing}
            resize={(one, minutes) => {
              const span = { start: one.start, end: one.start + minutes * MINUTE_MS };
              const reason = refusal(span, one.id);
              if (reason === null) picking.move(one.id, span);
              return reason;
            }}
            remove={one => void remove(one.id)}
            show={one => setAnchor(dateOf(one.start, zone))}
            undo={picking.removed.value ? picking.undoRemove : null}
          />
          <OwnZone>
            <ZoneField
              label={words.guestZone}
              hint={words.guestZoneHint}
              value={guestZone}
              at={form.times[0]?.start ?? now}
              onChange={session.chooseMailZone}
            />
          </OwnZone>
          <PersonalChoice made={personal} />
          <DetailsForm picking={picking} error={fieldError} />
        </div>
      </aside>
      <PickFoot picking={picking} sending={sending} refusal={otherError} startAnew={startAnew} />
      {asked.value && (
        <BookedQuestion
          guest={facts.booked.get(asked.value.start) ?? ''}
          answer={isWanted => {
            if (isWanted && asked.value) picking.remove(asked.value.id);
            asked.value = null;
          }}
        />
      )}
    </div>
  );
};
