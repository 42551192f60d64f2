import { dayName } from '../shared/times.ts';
import { instantAt } from '../shared/zones/instant.ts';
import { wallAt } from '../shared/zones/wall.ts';
import { Ghost, type Ghosts } from './ghost.tsx';
import type { GridItem } from './grid-item.ts';
import { clock, clockRange } from './labels.ts';
import type { Placed } from './lanes.ts';
import { DAY_MINUTES } from './segments.ts';
import { CELL_MINUTES, type Stop } from './stops.ts';
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

/** From this height (px) the time has a line of its own. */
const TWO_LINES_PX = 36;
/** From this height one line has room around it. */
const MIDDLING_PX = 24;
const LINE_PX = 15;
const PADDING_PX = 10;

/** Lines that the title of an item may take, with one left for its time. */
const titleLines = (height: number): number => Math.max(1, Math.floor((height - PADDING_PX) / LINE_PX) - 1);

const heightClass = (height: number): string | undefined => {
  if (height >= TWO_LINES_PX) return 'tall';
  return height >= MIDDLING_PX ? 'middling' : undefined;
};

const Item = ({
  placed,
  focused,
  zone,
  locale,
}: {
  placed: Placed<GridItem>;
  focused: boolean;
  zone: string;
  locale: string;
}) => {
  const words = useWeekWords();
  const { item, from, to, lane, lanes, width, isFirst, isLast } = placed;
  const height = to - from;
  const range = clockRange(item, zone, locale);
  // What can be seen stands in it as it is read: whoever speaks to the page says that.
  const name = [
    words.kinds[item.kind],
    [item.title, range, item.detail].filter(Boolean).join(' '),
    dayName(wallAt(zone, item.start).date, locale),
    item.busy === false ? words.notBusy : undefined,
  ];
  const classes = [
    'week-item',
    item.kind,
    item.tone,
    item.busy === false ? 'not-busy' : undefined,
    item.movable ? 'movable' : undefined,
    item.openable || item.removable ? 'openable' : undefined,
    heightClass(height),
    isFirst ? undefined : 'from-before',
    isLast ? undefined : 'goes-on',
  ];
  const ghost = item.kind === 'ghost';
  return (
    <div
      {...(ghost ? { 'aria-hidden': true } : { role: 'button', tabIndex: focused ? 0 : -1, 'data-item': item.id })}
      {...(ghost ? {} : { 'aria-label': name.filter(Boolean).join(', ') })}
      title={[item.title, range, item.detail].filter(Boolean).join('\n')}
      class={classes.filter(Boolean).join(' ')}
      style={{
        top: `${from}px`,
        height: `${height}px`,
        left: `${(lane / lanes) * 100}%`,
        width: `${(width / lanes) * 100}%`,
        '--lines': String(titleLines(height)),
      }}
    >
      <span class="week-item-text">
        {item.title !== '' && (
          <span class="week-item-title" dir="auto">
            {item.title}
          </span>
        )}
        <span class="week-item-time">{` ${range}`}</span>
        {item.detail && <span class="week-item-detail">{` ${item.detail}`}</span>}
      </span>
      {item.removable && <span class="week-cross" data-cross />}
      {item.movable && isLast && <span class="week-edge" data-edge />}
    </div>
  );
};

/** Free room where the keyboard is. */
const Cell = ({ stop, zone, locale, pastUntil }: { stop: Stop; zone: string; locale: string; pastUntil: number }) => {
  const words = useWeekWords();
  const instant = instantAt(zone, stop.date, stop.minutes);
  const state = instant < pastUntil ? words.past : words.free;
  return (
    // biome-ignore lint/a11y/useSemanticElements: one place of a grid with a roving tab stop
    <div
      role="button"
      tabIndex={0}
      class="week-cell"
      aria-label={`${dayName(stop.date, locale)}, ${clock(instant, zone, locale)}, ${state}`}
      style={{ top: `${stop.minutes}px`, height: `${CELL_MINUTES}px` }}
    />
  );
};

/** Where the past ends on a date, in minutes on the wall. */
const pastMinutes = (date: string, zone: string, until: number): number => {
  const midnight = instantAt(zone, date, 0);
  if (until <= midnight) return 0;
  return Math.min(DAY_MINUTES, (until - midnight) / 60_000);
};

export const DayColumn = ({ date, zone, locale, segments, ghosts, stop, nowMinutes, pastUntil }: ColumnOptions) => (
  <div class="week-day" data-date={date}>
    <div class="week-past" style={{ height: `${pastMinutes(date, zone, pastUntil)}px` }} />
    {segments.map(placed => (
      <Item
        key={placed.item.id}
        placed={placed}
        focused={stop?.kind === 'item' && stop.id === placed.item.id}
        zone={zone}
        locale={locale}
      />
    ))}
    {stop?.kind === 'cell' && <Cell stop={stop} zone={zone} locale={locale} pastUntil={pastUntil} />}
    <Ghost date={date} ghosts={ghosts} zone={zone} locale={locale} />
    {nowMinutes !== null && <div class="week-now" aria-hidden="true" style={{ top: `${nowMinutes}px` }} />}
  </div>
);
