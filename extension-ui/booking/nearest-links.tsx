import { isPlainClick } from './address.ts';
import { dayOfInstantText, tellingOffset, timeRangeText, timeText } from './format.ts';
import { useSetting } from './setting.ts';

export type EndOf = (start: string) => string | undefined;

/** The nearest come first from the server; people read times in their order. */
export const inOrder = (starts: readonly string[]): string[] =>
  [...starts].sort((a, b) => Date.parse(a) - Date.parse(b));

export const Moment = ({ zone, start, endOf }: { zone: string; start: string; endOf?: EndOf | undefined }) => {
  const setting = useSetting();
  const startAt = Date.parse(start);
  const end = endOf?.(start);
  const offset = tellingOffset(zone, startAt, end);
  return (
    <span>
      {dayOfInstantText(setting, zone, startAt)}{' '}
      <strong>
        <bdi>{end ? timeRangeText(setting, zone, startAt, Date.parse(end)) : timeText(setting, zone, startAt)}</bdi>
      </strong>
      {offset && <bdi class="quiet">{` ${offset}`}</bdi>}
    </span>
  );
};

interface NearestLinksProps {
  readonly zone: string;
  readonly starts: readonly string[];
  readonly endOf?: EndOf;
  readonly startHref: (start: string) => string;
  readonly openStart?: (start: string) => void;
}

export const NearestLinks = ({ zone, starts, endOf, startHref, openStart }: NearestLinksProps) => (
  <ul class="nearest-links">
    {inOrder(starts).map(start => (
      <li key={start}>
        <a
          class="button"
          href={startHref(start)}
          onClick={event => {
            if (!openStart || !isPlainClick(event)) return;
            event.preventDefault();
            openStart(start);
          }}
        >
          <Moment zone={zone} start={start} endOf={endOf} />
        </a>
      </li>
    ))}
  </ul>
);
