import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import { dayName } from '../shared/times.ts';
import { instantAt } from '../shared/zones/instant.ts';
import { wallAt } from '../shared/zones/wall.ts';
import { Ghost, type Ghosts } from './ghost.tsx';
import type { GridItem } from './grid-item.ts';
import { clock } from './labels.ts';
import type { Placed } from './lanes.ts';
import { DAY_MINUTES } from './segments.ts';
import { CELL_MINUTES, type Stop } from './stops.ts';
import { WeekItem } from './week-item.tsx';
import { useWeekWords } from './words.ts';

interface ColumnOptions {
  readonly date: string;
  readonly zone: string;
  readonly locale: string;
  readonly segments: readonly Placed<GridItem>[];
  readonly ghosts: Ghosts;
  /** Where the keyboard is, if in this column. */
  readonly stop: Stop | null;
  /** Of the line for now; null in other columns. */
  readonly nowMinutes: number | null;
  readonly pastUntil: number;
}

interface CellOptions extends Pick<ColumnOptions, 'zone' | 'locale' | 'pastUntil' | 'segments'> {
  readonly stop: Stop;
}

/** Half an hour where the keyboard is, with whatever lies in it. */
const Cell = ({ stop, zone, locale, pastUntil, segments }: CellOptions) => {
  const words = useWeekWords();
  const instant = instantAt(zone, stop.date, stop.minutes);
  const there = segments.filter(
    ({ item, from, to }) => item.kind !== 'ghost' && from < stop.minutes + CELL_MINUTES && stop.minutes < to,
  );
  const names = there.map(({ item }) => {
    const name = [words.kinds[item.kind], item.title].filter(Boolean).join(' ');
    return item.busy === false ? `${name} (${words.notBusy})` : name;
  });
  const state = instant < pastUntil ? words.past : names.length === 0 ? words.free : '';
  return (
    // biome-ignore lint/a11y/useSemanticElements: one place of a grid with a roving tab stop
    <div
      role="button"
      tabIndex={0}
      class={there.length > 0 ? 'week-cell over' : 'week-cell'}
      aria-label={[dayName(stop.date, locale), clock(instant, zone, locale), state, ...names]
        .filter(Boolean)
        .join(', ')}
      style={{ top: `${stop.minutes}px`, height: `${CELL_MINUTES}px` }}
    />
  );
};

/** Where the past ends on a date, in minutes on the wall. */
const pastMinutes = (date: string, zone: string, until: number): number => {
  if (until === Number.NEGATIVE_INFINITY) return 0;
  const wall = wallAt(zone, until);
  if (wall.date === date) return wall.minutes;
  return wall.date > date ? DAY_MINUTES : 0;
};

interface Kept {
  readonly item: GridItem;
  readonly place: string;
  readonly node: VNode;
}

/** Items that are as they were keep their nodes: among hundreds, only what has changed is drawn anew. */
const useItems = ({ segments, stop, zone, locale }: ColumnOptions): VNode[] => {
  const kept = useRef<ReadonlyMap<string, Kept>>(new Map());
  const drawn = segments.map((placed): Kept => {
    const { item, from, to, lane, lanes, width } = placed;
    const focused = stop?.kind === 'item' && stop.id === item.id;
    const place = [from, to, lane, lanes, width, focused, zone, locale].join(' ');
    const before = kept.current.get(item.id);
    if (before?.item === item && before.place === place) return before;
    const node = <WeekItem key={item.id} placed={placed} focused={focused} zone={zone} locale={locale} />;
    return { item, place, node };
  });
  kept.current = new Map(drawn.map(one => [one.item.id, one]));
  return drawn.map(({ node }) => node);
};

export const DayColumn = (options: ColumnOptions) => {
  const { date, zone, locale, segments, ghosts, stop, nowMinutes, pastUntil } = options;
  return (
    <div class="week-day" data-date={date}>
      <div class="week-past" style={{ height: `${pastMinutes(date, zone, pastUntil)}px` }} />
      {useItems(options)}
      {stop?.kind === 'cell' && (
        <Cell stop={stop} zone={zone} locale={locale} pastUntil={pastUntil} segments={segments} />
      )}
      <Ghost
        date={date}
        ghosts={ghosts}
        taken={segments.filter(({ item }) => item.kind === 'time')}
        zone={zone}
        locale={locale}
      />
      {nowMinutes !== null && <div class="week-now" aria-hidden="true" style={{ top: `${nowMinutes}px` }} />}
    </div>
  );
};
