import { isPlainClick } from './address.ts';
import { dayOfInstantText, timeText } from './format.ts';
import { useSetting } from './setting.ts';

const Moment = ({ zone, start }: { zone: string; start: string }) => {
  const setting = useSetting();
  const startAt = Date.parse(start);
  return (
    <span>
      {dayOfInstantText(setting, zone, startAt)}{' '}
      <strong>
        <bdi>{timeText(setting, zone, startAt)}</bdi>
      </strong>
    </span>
  );
};

interface NearestLinksProps {
  readonly zone: string;
  readonly starts: readonly string[];
  readonly startHref: (start: string) => string;
  readonly openStart?: (start: string) => void;
}

export const NearestLinks = ({ zone, starts, startHref, openStart }: NearestLinksProps) => (
  <ul class="nearest-links">
    {starts.map(start => (
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
          <Moment zone={zone} start={start} />
        </a>
      </li>
    ))}
  </ul>
);

interface NearestTimesProps {
  readonly zone: string;
  readonly starts: readonly string[];
  readonly chosen: string | null;
  readonly choose: (start: string) => void;
}

/** Times instead of one that is gone; part of the form, so that they work without script and lose nothing typed. */
export const NearestTimes = ({ zone, starts, chosen, choose }: NearestTimesProps) => {
  const { texts } = useSetting();
  return (
    <fieldset class="field nearest">
      <legend>{texts.nearest}</legend>
      {starts.map(start => (
        <label class="pick pick-button" key={start}>
          <input
            type="radio"
            name="start"
            value={start}
            required
            checked={start === chosen}
            onChange={() => choose(start)}
          />
          <Moment zone={zone} start={start} />
        </label>
      ))}
    </fieldset>
  );
};
