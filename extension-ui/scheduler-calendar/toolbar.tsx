import { Button, IconButton } from '../shared/button.tsx';
import { CheckField } from '../shared/check-field.tsx';
import { BackIcon, NextIcon } from '../shared/icons.tsx';
import { Segments } from '../shared/segments.tsx';
import { useSession } from '../shared/session.ts';
import { zoneName } from '../shared/zone-name.ts';
import { type Mode, type Period, periodTitle } from './period.ts';
import { useCalendarWords } from './words/words.ts';

interface ToolbarOptions {
  readonly mode: Mode;
  readonly modes: readonly Mode[];
  readonly period: Period;
  readonly showsCancelled: boolean;
  readonly now: number;
  readonly onMode: (mode: Mode) => void;
  readonly onStep: (by: 1 | -1) => void;
  readonly onToday: () => void;
  readonly onShowCancelled: (shows: boolean) => void;
}

export const Toolbar = (options: ToolbarOptions) => {
  const { mode, modes, period, showsCancelled, now } = options;
  const { words, locale, zone } = useSession();
  const own = useCalendarWords();
  return (
    <div class="calendar-toolbar">
      <div class="calendar-steps">
        <IconButton label={own.previous[mode]} onClick={() => options.onStep(-1)}>
          <BackIcon />
        </IconButton>
        <Button onClick={options.onToday}>{words.value.today}</Button>
        <IconButton label={own.next[mode]} onClick={() => options.onStep(1)}>
          <NextIcon />
        </IconButton>
      </div>
      <h2 class="calendar-range" aria-live="polite">
        {periodTitle(period, locale.value)}
      </h2>
      <Segments
        label={own.show}
        value={mode}
        choices={modes.map(choice => [choice, own.mode[choice]] as const)}
        onChange={options.onMode}
      />
      <div class="calendar-about">
        <span class="muted">{words.value.timesIn(zoneName(zone.value, locale.value, now))}</span>
        <span class="calendar-legend">
          <span class="calendar-mark meeting" aria-hidden="true" />
          {own.meeting}
          <span class="calendar-mark activity" aria-hidden="true" />
          {own.activity}
        </span>
        <CheckField label={own.showCancelled} checked={showsCancelled} onChange={options.onShowCancelled} />
      </div>
    </div>
  );
};
