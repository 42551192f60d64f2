import { useState } from 'preact/hooks';
import { durations } from '../meeting-fields/lengths.ts';
import { DURATION } from '../meeting-fields/ranges.ts';
import { useMeetingWords } from '../meeting-fields/words/words.ts';
import { Button, IconButton } from '../shared/button.tsx';
import { ChoiceField, NumberField } from '../shared/field.tsx';
import { BackIcon, NextIcon } from '../shared/icons.tsx';
import { useSession } from '../shared/session.ts';
import { minutesLong } from '../shared/times.ts';
import { usePickWords } from './words.ts';

const [LEAST_MINUTES, MOST_MINUTES] = DURATION;
const CUSTOM = 'custom';

interface BarOptions {
  readonly dates: readonly string[];
  readonly page: (by: 1 | -1) => void;
  readonly toToday: () => void;
  readonly newMinutes: number;
  readonly setNewMinutes: (minutes: number) => void;
}

/** `7 – 13 December 2026` */
const rangeName = (dates: readonly string[], locale: string): string => {
  const [first = '', last = first] = [dates[0], dates.at(-1)];
  const format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });
  return format.formatRange(Date.parse(first), Date.parse(last));
};

const NewLength = ({ newMinutes, setNewMinutes }: Pick<BarOptions, 'newMinutes' | 'setNewMinutes'>) => {
  const { locale } = useSession();
  const words = usePickWords();
  const units = useMeetingWords();
  const [typed, setTyped] = useState<number | null>(newMinutes);
  const [isCustom, setCustom] = useState(!durations.some(one => one === newMinutes));
  const isLength = typed !== null && Number.isInteger(typed) && typed >= LEAST_MINUTES && typed <= MOST_MINUTES;
  return (
    <div class="pick-length">
      <ChoiceField
        row
        label={words.newLength}
        value={isCustom ? CUSTOM : String(newMinutes)}
        choices={[
          ...durations.map(minutes => [String(minutes), minutesLong(minutes, locale.value)] as const),
          [CUSTOM, words.custom],
        ]}
        onChange={value => {
          setCustom(value === CUSTOM);
          setTyped(value === CUSTOM ? newMinutes : Number(value));
          if (value !== CUSTOM) setNewMinutes(Number(value));
        }}
      />
      {isCustom && (
        <NumberField
          quiet
          label={words.custom}
          value={typed}
          least={LEAST_MINUTES}
          most={MOST_MINUTES}
          unit={units.minutes}
          error={isLength ? null : (typed ?? 0) > MOST_MINUTES ? words.refused.tooLong : words.refused.tooShort}
          onInput={value => {
            setTyped(value);
            const fits = value !== null && Number.isInteger(value) && value >= LEAST_MINUTES && value <= MOST_MINUTES;
            if (fits) setNewMinutes(value);
          }}
        />
      )}
    </div>
  );
};

export const WeekBar = ({ dates, page, toToday, newMinutes, setNewMinutes }: BarOptions) => {
  const { locale } = useSession();
  const words = usePickWords();
  return (
    <div class="pick-bar">
      <div class="pick-bar-week">
        <Button onClick={toToday}>{words.today}</Button>
        <IconButton label={words.earlier} onClick={() => page(-1)}>
          <BackIcon />
        </IconButton>
        <IconButton label={words.later} onClick={() => page(1)}>
          <NextIcon />
        </IconButton>
        <p class="pick-bar-range" aria-live="polite">
          {rangeName(dates, locale.value)}
        </p>
      </div>
      <NewLength newMinutes={newMinutes} setNewMinutes={setNewMinutes} />
    </div>
  );
};
