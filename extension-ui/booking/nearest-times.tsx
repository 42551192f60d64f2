import { isPlainClick } from './address.ts';
import { dayOfInstantText, tellingOffset, timeRangeText, timeText } from './format.ts';
import { useSetting } from './setting.ts';

type EndOf = (start: string) => string | undefined;

/** The nearest come first from the server; people read times in their order. */
const inOrder = (starts: readonly string[]): string[] => [...starts].sort((a, b) => Date.parse(a) - Date.parse(b));

const Moment = ({ zone, start, endOf }: { zone: string; start: string; endOf?: EndOf | undefined }) => {
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

interface NearestTimesProps {
  readonly zone: string;
  readonly starts: readonly string[];
  readonly endOf: EndOf;
  /** Why the form can't be sent yet. */
  readonly fault: string | undefined;
  readonly chosen: string | null;
  readonly choose: (start: string) => void;
}

/** Times instead of one that is gone; part of the form, so that they work without script and lose nothing typed. */
export const NearestTimes = ({ zone, starts, endOf, fault, chosen, choose }: NearestTimesProps) => {
  const { texts } = useSetting();
  return (
    <fieldset class="field nearest" id="field-start" tabIndex={-1} aria-describedby={fault && 'field-start-fault'}>
      <legend>{texts.nearest}</legend>
      {fault && (
        <p class="fault" id="field-start-fault">
          {fault}
        </p>
      )}
      {inOrder(starts).map(start => (
        <label class="pick pick-button" key={start}>
          <input
            type="radio"
            name="start"
            value={start}
            required
            checked={start === chosen}
            onChange={() => choose(start)}
          />
          <Moment zone={zone} start={start} endOf={endOf} />
        </label>
      ))}
    </fieldset>
  );
};
