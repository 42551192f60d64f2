import './week.css';
import { useSignal } from '@preact/signals';
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { wallAt } from '../shared/zones/wall.ts';
import { DayColumn } from './day-column.tsx';
import { type Refused, useGhosts } from './ghost.tsx';
import type { AllDayItem, GridItem, Span } from './grid-item.ts';
import { HourScale } from './hour-scale.tsx';
import { KeyHelp } from './key-help.tsx';
import { takeKey } from './keys.ts';
import { spanName } from './labels.ts';
import { inLanes } from './lanes.ts';
import { PointerLabel, useDragSpeech } from './pointer-label.tsx';
import { segmentsOf } from './segments.ts';
import { ALL_DAY, cellOn, type Stop } from './stops.ts';
import { usePointer } from './use-pointer.ts';
import { WeekHead } from './week-head.tsx';
import { useWeekWords } from './words.ts';

export interface WeekGridOptions {
  /** IANA; what the walls of the columns show. */
  readonly zone: string;
  readonly locale: string;
  /** `YYYY-MM-DD`, one a column; see `datesFor`. */
  readonly dates: readonly string[];
  /** In `zone`. */
  readonly today: string;
  /** Instant in ms, moved on by the parent. */
  readonly now: number;
  readonly items: readonly GridItem[];
  readonly allDay?: readonly AllDayItem[];
  /** Name of the grid for screen readers. */
  readonly label: string;
  /** Hours of this zone stand beside those of `zone`. */
  readonly otherZone?: string | null;
  /** Length of what a click or Enter adds; 30. */
  readonly newMinutes?: number;
  /** What times snap to; 15. With Shift it is 5. */
  readonly snapMinutes?: number;
  /** Time before it is shaded. */
  readonly pastUntil?: number;
  /** Why an item (null: a new one) can't be there; null where it can. Asked while dragging, so it has to be quick. */
  readonly refusal?: (span: Span, id: string | null) => string | null;
  /** What it returns is said after "added". Without it nothing can be added. */
  readonly onAdd?: (start: number, end: number) => string | undefined;
  readonly onMove?: (id: string, start: number, end: number) => string | undefined;
  readonly onOpen?: (id: string) => void;
  /** Returns false where it asks first. */
  readonly onRemove?: (id: string) => boolean;
  /** To the dates before or after those shown. */
  readonly onPage?: (by: 1 | -1) => void;
  /** A click on the head of a column. */
  readonly onDay?: (date: string) => void;
}

const WORK_FROM_MINUTES = 8 * 60;
const REFUSED_MS = 4_000;

/** Items that take part in focus: ghosts don't. */
const isReal = (item: GridItem): boolean => item.kind !== 'ghost';

/**
 * Days side by side, hours down, one pixel a minute. It fills its parent's height and scrolls inside. The parent holds the items: a
 * move or an addition is shown when they say so.
 */
export const WeekGrid = (options: WeekGridOptions) => {
  const { zone, locale, dates, today, now, items, allDay = [], label, otherZone = null, onDay } = options;
  const { newMinutes = 30, snapMinutes = 15, pastUntil = Number.NEGATIVE_INFINITY } = options;
  const words = useWeekWords();
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const said = useSignal('');
  const refused = useSignal<Refused | null>(null);
  const [asked, setStop] = useState<Stop | null>(null);
  /** Focus belongs on the current stop, wherever the items have moved meanwhile. */
  const holdsFocus = useRef(false);
  const hasScrolled = useRef(false);

  const known = useMemo(() => new Map(items.map(item => [item.id, item])), [items]);
  const columns = useMemo(() => {
    const segments = segmentsOf(items, dates, zone);
    return new Map([...segments].map(([date, of]) => [date, inLanes(of)]));
  }, [items, dates, zone]);
  const stops = useMemo(
    () =>
      dates.flatMap(date => [
        ...allDay
          .filter(item => item.date === date)
          .map(item => ({ kind: 'item' as const, date, minutes: ALL_DAY, id: item.id })),
        ...(columns.get(date) ?? [])
          .filter(({ item }) => isReal(item))
          .map(({ item, from }) => ({ kind: 'item' as const, date, minutes: from, id: item.id })),
      ]),
    [columns, allDay, dates],
  );

  /** An item that has gone leaves its place; an item that was moved takes focus along. */
  const current = useMemo((): Stop => {
    const first = dates[0] ?? today;
    if (!asked) return cellOn(dates.includes(today) ? today : first, WORK_FROM_MINUTES + 60);
    if (asked.kind === 'item') {
      const own = stops.find(stop => stop.id === asked.id && stop.date === asked.date);
      const found = own ?? stops.find(stop => stop.id === asked.id);
      if (found) return found;
    }
    if (asked.kind === 'cell' && dates.includes(asked.date)) return asked;
    return cellOn(dates.includes(asked.date) ? asked.date : first, asked.minutes);
  }, [asked, stops, dates, today]);

  const say = (text: string) => {
    // The same sentence twice has to be heard twice.
    said.value = said.peek() === text ? `${text}\u00a0` : text;
  };
  const named = (span: Span): string => spanName(span, zone, locale);
  const goTo = (stop: Stop) => {
    holdsFocus.current = true;
    hasScrolled.current = true;
    setStop(stop);
  };
  /** Says why not, and shows it there for a moment. */
  const isRefused = (span: Span, item: string | null): boolean => {
    const reason = options.refusal?.(span, item) ?? null;
    refused.value = reason === null ? null : { span, reason };
    if (reason !== null) say(reason);
    return reason !== null;
  };
  const add = (span: Span) => {
    if (isRefused(span, null)) return;
    const remark = options.onAdd?.(span.start, span.end);
    say([words.added(named(span)), remark].filter(Boolean).join('. '));
  };
  const change = (item: GridItem, span: Span, how: 'move' | 'resize') => {
    if (span.start === item.start && span.end === item.end) return;
    if (isRefused(span, item.id)) return;
    const remark = options.onMove?.(item.id, span.start, span.end);
    const done = how === 'move' ? words.moved : words.resized;
    say([done(named(span)), remark].filter(Boolean).join('. '));
    // Its column may be another one now; one that isn't shown is turned to.
    const { date, minutes } = wallAt(zone, span.start);
    setStop({ kind: 'item', date, minutes, id: item.id });
    const last = dates.at(-1) ?? date;
    if (!dates.includes(date)) options.onPage?.(date > last ? 1 : -1);
  };
  const remove = (item: GridItem) => {
    if (!options.onRemove?.(item.id)) return;
    const { date, minutes } = wallAt(zone, item.start);
    setStop(cellOn(date, minutes));
    say(words.removed(named(item)));
  };
  const press = (item: GridItem, onCross: boolean) => {
    if (item.removable && (onCross || !item.openable)) remove(item);
    else if (item.openable) options.onOpen?.(item.id);
  };

  const canAdd = options.onAdd !== undefined;
  const pointer = usePointer(scroller, {
    zone,
    snapMinutes,
    newMinutes,
    canAdd,
    itemOf: item => known.get(item),
    refusal: (span, item) => options.refusal?.(span, item) ?? null,
    pressed: press,
    add,
    change,
    cancelled: () => say(words.dragCancelled),
    touched: (place, item) =>
      goTo(item ? { kind: 'item', ...place, id: item.id } : { ...cellOn(place.date, place.minutes) }),
  });
  const ghosts = useGhosts(pointer, refused, dates, zone);
  useDragSpeech(pointer.drag, named, text => (said.value = text));

  const onKeyDown = (event: KeyboardEvent) => {
    if (pointer.drag.value) return;
    const taken = takeKey(event, {
      zone,
      dates,
      snapMinutes,
      newMinutes,
      canAdd,
      stops,
      current,
      itemOf: item => known.get(item),
      goTo,
      page: by => options.onPage?.(by),
      add,
      change,
      press: stop => {
        const item = known.get(stop.id);
        if (item) press(item, false);
        else if (allDay.some(other => other.id === stop.id && other.openable)) options.onOpen?.(stop.id);
      },
      remove,
    });
    if (!taken) return;
    holdsFocus.current = true;
    event.preventDefault();
    event.stopPropagation();
  };

  useEffect(() => {
    const refusedNow = refused.value;
    if (!refusedNow) return;
    const timer = setTimeout(() => (refused.value = null), REFUSED_MS);
    return () => clearTimeout(timer);
  }, [refused.value]);

  useEffect(() => {
    const leave = (event: FocusEvent) => {
      if (event.target instanceof Node && !scroller.current?.contains(event.target)) holdsFocus.current = false;
    };
    document.addEventListener('focusin', leave);
    return () => document.removeEventListener('focusin', leave);
  }, []);

  useLayoutEffect(() => {
    if (!holdsFocus.current || pointer.drag.peek()) return;
    const stop = scroller.current?.querySelector<HTMLElement>('[tabindex="0"]');
    if (stop && stop !== document.activeElement) stop.focus();
  });

  // The hours that matter come into view once, and not any more when the host has gone elsewhere.
  useLayoutEffect(() => {
    if (hasScrolled.current) return;
    const all = [...columns.values()].flat().filter(({ isFirst }) => isFirst);
    const times = all.filter(({ item }) => item.kind === 'time');
    const begins = (times.length > 0 ? times : all).map(({ from }) => from).filter(from => from >= 6 * 60);
    const first = times.length > 0 ? Math.min(...begins) : Math.min(WORK_FROM_MINUTES, ...begins);
    scroller.current?.scrollTo({ top: (Number.isFinite(first) ? first : WORK_FROM_MINUTES) - 30 });
    hasScrolled.current = items.length > 0;
  }, [columns, items]);

  const can = {
    add: canAdd,
    move: options.onMove !== undefined,
    remove: options.onRemove !== undefined,
    open: options.onOpen !== undefined,
  };
  const shown = useMemo(
    () =>
      dates.map(date => (
        <DayColumn
          key={date}
          date={date}
          zone={zone}
          locale={locale}
          segments={columns.get(date) ?? []}
          ghosts={ghosts}
          stop={current.date === date ? current : null}
          nowMinutes={date === today ? wallAt(zone, now).minutes : null}
          pastUntil={pastUntil}
        />
      )),
    [dates, zone, locale, columns, ghosts, current, today, now, pastUntil, words],
  );

  return (
    <div class="week">
      <div
        class="week-frame"
        role="application"
        aria-label={label}
        aria-describedby={`${id}-keys`}
        onKeyDown={onKeyDown}
      >
        <p id={`${id}-keys`} class="unseen">
          {words.keys(can)}
        </p>
        <KeyHelp can={can} />
        <div
          class={otherZone ? 'week-scroll two-zones' : 'week-scroll'}
          ref={scroller}
          style={{ '--days': String(dates.length) }}
          onWheel={() => {
            hasScrolled.current = true;
          }}
        >
          <WeekHead
            zone={zone}
            otherZone={otherZone}
            locale={locale}
            dates={dates}
            today={today}
            allDay={allDay}
            stop={current}
            onDay={onDay ?? null}
            onOpen={options.onOpen ?? null}
          />
          <div class="week-body">
            <HourScale zone={zone} otherZone={otherZone} dates={dates} locale={locale} />
            {shown}
          </div>
        </div>
      </div>
      <p role="status" class="unseen">
        {said}
      </p>
      <PointerLabel drag={pointer.drag} zone={zone} locale={locale} />
    </div>
  );
};
