import { wallAt } from '../../shared/zones/wall.ts';
import { isPlainClick } from '../address.ts';
import { tellingOffset, timeRangeText, timeText } from '../format.ts';
import { type Setting, useSetting } from '../setting.ts';

export interface DayTimesProps {
  readonly zone: string;
  /** Of one day. */
  readonly starts: readonly string[];
  /** Where times differ in length: their ends are shown. */
  readonly endOf?: ((start: string) => string | undefined) | undefined;
  readonly startHref: (start: string) => string;
  /** Absent: the details are another page. */
  readonly openStart?: ((start: string) => void) | undefined;
}

/** More than this is easier to read in parts. */
const fewTimes = 8;

const labelOf = (setting: Setting, { zone, endOf }: DayTimesProps, start: string): string => {
  const end = endOf?.(start);
  const instant = Date.parse(start);
  return end ? timeRangeText(setting, zone, instant, Date.parse(end)) : timeText(setting, zone, instant);
};

const partOf = (zone: string, start: string): 'morning' | 'afternoon' | 'evening' => {
  const { minutes } = wallAt(zone, Date.parse(start));
  if (minutes < 12 * 60) return 'morning';
  return minutes < 17 * 60 ? 'afternoon' : 'evening';
};

export const DayTimes = (props: DayTimesProps) => {
  const { zone, starts, endOf, startHref, openStart } = props;
  const setting = useSetting();

  const list = (part: readonly string[], labelledBy: string) => (
    <ul class={endOf ? 'times times-wide' : 'times'} aria-labelledby={labelledBy}>
      {part.map(start => {
        const offset = tellingOffset(zone, Date.parse(start), endOf?.(start));
        return (
          <li key={start}>
            <a
              class="time"
              href={startHref(start)}
              data-start={start}
              onClick={event => {
                if (!openStart || !isPlainClick(event)) return;
                event.preventDefault();
                openStart(start);
              }}
            >
              <bdi>{labelOf(setting, props, start)}</bdi>
              {offset && <bdi class="offset">{offset}</bdi>}
            </a>
          </li>
        );
      })}
    </ul>
  );

  if (starts.length <= fewTimes) return list(starts, 'opened-day');
  const parts = (['morning', 'afternoon', 'evening'] as const)
    .map(part => ({ part, starts: starts.filter(start => partOf(zone, start) === part) }))
    .filter(({ starts }) => starts.length > 0);
  return (
    <>
      {parts.map(({ part, starts }) => (
        <div class="part" key={part}>
          <h4 id={`times-${part}`}>{setting.texts[part]}</h4>
          {list(starts, `times-${part}`)}
        </div>
      ))}
    </>
  );
};
