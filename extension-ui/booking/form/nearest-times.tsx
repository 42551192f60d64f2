import { type EndOf, inOrder, Moment } from '../nearest-links.tsx';
import { useSetting } from '../setting.ts';

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
