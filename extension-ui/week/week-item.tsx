import { dayName } from '../shared/times.ts';
import { wallAt } from '../shared/zones/wall.ts';
import type { GridItem } from './grid-item.ts';
import { clock, clockRange } from './labels.ts';
import type { Placed } from './lanes.ts';
import { useWeekWords } from './words.ts';

/** From this height (px) the time has a line of its own, and nothing of it is cut. */
const TWO_LINES_PX = 40;
/** From this height one line has room around it. */
const MIDDLING_PX = 24;
const LINE_PX = 15;
const PADDING_PX = 10;

/** Whole lines that an item has room for. */
const linesIn = (height: number): number => Math.max(1, Math.floor((height - PADDING_PX) / LINE_PX));

const heightClass = (height: number): string | undefined => {
  if (height >= TWO_LINES_PX) return 'tall';
  return height >= MIDDLING_PX ? 'middling' : undefined;
};

export const WeekItem = ({
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
        '--lines': String(linesIn(height)),
      }}
    >
      <span class="week-item-text">
        {item.title !== '' && (
          <span class="week-item-title" dir="auto">
            {item.title}
          </span>
        )}{' '}
        <span class="week-item-time">
          <span>{`${clock(item.start, zone, locale)}`}</span>
          <span>{` – ${clock(item.end, zone, locale)}`}</span>
        </span>
        {item.detail && <span class="week-item-detail">{` ${item.detail}`}</span>}
      </span>
      {item.removable && <span class="week-cross" data-cross />}
      {item.movable && isLast && <span class="week-edge" data-edge />}
    </div>
  );
};
