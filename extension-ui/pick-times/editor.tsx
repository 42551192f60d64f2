import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { MeetingReply } from '../../server/http/host/schema.ts';
import { type ApiFailure, asApiFailure } from '../shared/api.ts';
import { Button } from '../shared/button.tsx';
import { useFailureText } from '../shared/gate.tsx';
import { CheckIcon } from '../shared/icons.tsx';
import { Notice } from '../shared/notice.tsx';
import { useSession } from '../shared/session.ts';
import { addDays, dateOf } from '../shared/times.ts';
import { useToasts } from '../shared/toast.tsx';
import { ZoneField } from '../shared/zone-field.tsx';
import { datesFor, firstDayOf } from '../week/dates.ts';
import type { Span } from '../week/grid-item.ts';
import { useNow } from '../week/use-now.ts';
import { useWidth } from '../week/use-width.ts';
import { WeekGrid } from '../week/week-grid.tsx';
import { BookedQuestion } from './booked-question.tsx';
import { type Copied, type CopyWay, copyTimes, offeredOf } from './copying-times.ts';
import { DetailsForm } from './details-form.tsx';
import { createHostWeeks } from './host-weeks.ts';
import { PickedList } from './picked-list.tsx';
import type { Picking } from './picking.ts';
import { pickRefusal } from './picks.ts';
import { busyIn } from './remarks.ts';
import { allDayItems, datesOf, type FactOptions, factsOf, hostItems, remarksOf, timeItem } from './time-facts.ts';
import type { PickedTime } from './times-form.ts';
import { useFill } from './use-fill.ts';
import { WeekBar } from './week-bar.tsx';
import { usePickWords } from './words.ts';

const MINUTE_MS = 60_000;
const DETAILS = ['name', 'place', 'description', 'activityType', 'bufferBefore', 'bufferAfter'];

/** At the end of a week the next one is what is planned. */
const firstDate = (today: string, locale: string): string => {
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay();
  const isLate = (weekday - firstDayOf(locale) + 7) % 7 >= 5;
  return isLate ? addDays(today, 7 - ((weekday - firstDayOf(locale) + 7) % 7)) : today;
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
  const toasts = useToasts();
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

  const weeks = useMemo(() => createHostWeeks(session.api, () => performance.now()), [session]);
  const copying = useMemo(() => copyTimes(session, toasts), [session, toasts]);
  const time = weeks.time.value;
  const form = picking.form.value;
  const link = picking.link.value;
  const slug = link?.slug ?? null;
  /** A booked time that is about to be taken off. */
  const asked = useSignal<PickedTime | null>(null);
  /** Why nothing could be copied. */
  const missing = useSignal<string | null>(null);
  /** What is offered couldn't be asked for. */
  const unasked = useSignal<ApiFailure | null>(null);
  const isAsking = useSignal(false);
  /** What is tried again. */
  const tried = useRef<CopyWay>('times');

  useEffect(() => weeks.show(dates), [weeks, dates]);
  useEffect(() => weeks.also(form.times.flatMap(one => datesOf(one, zone))), [weeks, form.times, zone]);
  useEffect(() => session.onReload(weeks.reload), [session, weeks]);

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
  const ahead = known.filter(({ isPast, booked }) => !isPast && booked === null).map(one => one.time.start);

  const whenOf = (start: number): string =>
    new Intl.DateTimeFormat(locale, { timeZone: zone, weekday: 'short', hour: 'numeric', minute: '2-digit' }).format(
      start,
    );
  /** Of the times ahead, those that guests are offered. null: none, or they couldn't be asked for, which has been said. */
  const offeredBy = async (slug: string): Promise<Copied | null> => {
    const offered = await offeredOf(session.api, slug, ahead);
    const left = ahead.filter(start => !offered.has(start));
    const starts = ahead.filter(start => offered.has(start));
    if (starts.length === 0) {
      missing.value = words.noneOffered;
      return null;
    }
    if (left.length === 0) return { starts, sentence: shared.copiedTimes(starts.length) };
    const when = new Intl.ListFormat(locale).format(left.map(whenOf));
    return { starts, sentence: words.copiedSome(starts.length, ahead.length, when) };
  };
  const copyNow = async (way: CopyWay) => {
    missing.value = null;
    unasked.value = null;
    if (form.times.length === 0) missing.value = words.noneYet;
    else if (ahead.length === 0 && way === 'times') missing.value = words.allPast;
    if (missing.value !== null) return;
    tried.current = way;
    const wasSaved = picking.isSaved.value;
    const saved = await picking.save();
    if (!saved) return;
    isAsking.value = true;
    try {
      const none: Copied = { starts: [], sentence: shared.copiedLink(saved.details.name) };
      const copied = way === 'times' ? await offeredBy(saved.slug) : none;
      if (copied) await copying.run(way, saved, copied, wasSaved ? shared.copyFailed : words.savedNotCopied);
    } catch (error) {
      unasked.value = asApiFailure(error);
    } finally {
      isAsking.value = false;
    }
  };
  const startAnew = () => {
    picking.startAnew();
    // The button goes away, and focus with it.
    root.current?.querySelector<HTMLElement>('#picked-heading')?.focus();
  };
  const save = async (how: Picking['save']) => {
    if (await how()) toasts.show(words.saved);
  };
  useEffect(() => {
    missing.value = null;
    unasked.value = null;
  }, [form.times]);

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
  /** One booking was wanted, and it has been made. */
  const isOver = link?.closed === true && form.bookings === 'one';
  const isBusy = picking.isSaving.value || isAsking.value;
  const isOffline = (unasked.value ?? refused?.failure)?.code === 'offline';
  const failed = unasked.value ? explain(unasked.value) : otherError;
  const label = (way: CopyWay, text: string) =>
    copying.done.value === way ? (
      <>
        <CheckIcon /> {shared.copied}
      </>
    ) : (
      text
    );

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
        {weeks.failure.value && (
          <Notice kind="warn">
            <span role="alert">
              {words.calendarFailed} {explain(weeks.failure.value)}
            </span>
            <button type="button" class="link-button" onClick={weeks.reload}>
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
        <div class="pick-grid" ref={box} aria-busy={weeks.loading.value}>
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
            error={missing.value}
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
          <ZoneField
            label={words.guestZone}
            hint={words.guestZoneHint}
            value={guestZone}
            at={form.times[0]?.start ?? now}
            onChange={picking.chooseZone}
          />
          <DetailsForm picking={picking} error={fieldError} />
        </div>
      </aside>
      <div class="pick-foot">
        {picking.theirs.value && (
          <Notice kind="warn">
            <span role="alert">{words.stale}</span>
            <span class="pick-choices">
              <button type="button" class="link-button" onClick={() => void save(picking.takeMine)}>
                {words.takeMine}
              </button>
              <button type="button" class="link-button" onClick={picking.showTheirs}>
                {words.showTheirs}
              </button>
            </span>
          </Notice>
        )}
        {failed !== null && (
          <Notice kind="bad">
            <span role="alert">{isOffline ? `${failed} ${words.keptHere}` : failed}</span>
            {(isOffline || unasked.value) && (
              <button type="button" class="link-button" onClick={() => void copyNow(tried.current)}>
                {shared.tryAgain}
              </button>
            )}
          </Notice>
        )}
        <div class="pick-buttons">
          {isOver ? (
            <>
              <Button kind="primary" onClick={startAnew}>
                {words.pickAnew}
              </Button>
              <Button busy={isBusy} onClick={() => picking.change({ bookings: 'each' })}>
                {words.allowMore}
              </Button>
            </>
          ) : (
            <>
              <Button kind="primary" busy={isBusy} onClick={() => void copyNow('times')}>
                {label('times', words.copyTimes)}
              </Button>
              <Button busy={isBusy} onClick={() => void copyNow('link')}>
                {label('link', shared.copyLink)}
              </Button>
            </>
          )}
          {link && !picking.isSaved.value && (
            <Button busy={isBusy} onClick={() => void save(picking.save)}>
              {shared.save}
            </Button>
          )}
          {link && picking.isSaved.value && !isOver && (
            <button type="button" class="link-button" onClick={startAnew}>
              {words.pickAnew}
            </button>
          )}
        </div>
      </div>
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
