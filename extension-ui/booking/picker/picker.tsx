import { useMemo, useRef } from 'preact/hooks';
import { groupByDate } from '../../shared/zones/wall.ts';
import { isPlainClick } from '../address.ts';
import { addMonths, monthOf } from '../dates.ts';
import { dayText, fill, fillPlural, monthText } from '../format.ts';
import { useSetting } from '../setting.ts';
import { Calendar } from './calendar.tsx';
import { ClockChanges } from './clock-changes.tsx';
import { ClockChoice } from './clock-choice.tsx';
import { DayTimes, type DayTimesProps } from './day-times.tsx';
import type { Months } from './use-months.ts';
import { ZoneChooser, type ZoneChooserProps } from './zone-chooser.tsx';

export interface PickerProps extends Pick<DayTimesProps, 'zone' | 'endOf' | 'startHref' | 'openStart'> {
  readonly month: string;
  readonly firstMonth: string;
  readonly lastMonth: string | null;
  readonly today: string;
  /** The day asked for; the first with times is opened where that has none. */
  readonly date: string | null;
  readonly months: Pick<Months, 'starts' | 'state' | 'nextFree' | 'retry'>;
  readonly dateHref: (date: string) => string;
  readonly monthHref: (month: string) => string;
  readonly openDate: (date: string) => void;
  readonly openMonth?: ((month: string) => void) | undefined;
  readonly zones: ZoneChoice;
}

/** How the guest chooses another zone. */
interface ZoneChoice extends Omit<ZoneChooserProps, 'zone' | 'month' | 'instant'> {
  /** By the clock that the page was rendered in. */
  readonly today: string;
}

/** Names the zone as it is at the first of the times shown. */
const ZoneLine = ({ zone, month, zones, first }: PickerProps & { first: string | undefined }) => {
  const { today, ...choice } = zones;
  return (
    <>
      <ZoneChooser {...choice} zone={zone} month={month} instant={Date.parse(first ?? `${month}T12:00:00Z`)} />
      {first && <ClockChanges zone={zone} hostZone={zones.hostZone} today={today} instant={Date.parse(first)} />}
    </>
  );
};

const NothingFree = ({ month, firstMonth, lastMonth, months, monthHref, openMonth }: PickerProps) => {
  const setting = useSetting();
  const { texts } = setting;
  const following = addMonths(month, 1);
  const further = months.nextFree ?? (lastMonth === null || following <= lastMonth ? following : null);
  if (!further && firstMonth === month) return <p class="empty">{texts.nothingFree}</p>;
  const shown = monthText(setting, month);
  return (
    <div class="empty">
      <p>{fill(setting, texts.noTimesInMonth, { month: shown })}</p>
      {further && (
        <a
          class="button"
          href={monthHref(further)}
          onClick={event => {
            if (!openMonth || !isPlainClick(event)) return;
            event.preventDefault();
            openMonth(further);
          }}
        >
          {fill(setting, months.nextFree ? texts.nextTimes : texts.openMonth, { month: monthText(setting, further) })}
        </a>
      )}
    </div>
  );
};

const LoadFailed = ({ retry }: { retry: () => void }) => {
  const { texts } = useSetting();
  return (
    <div class="empty" role="alert">
      <p>{texts.loadFailed}</p>
      <button type="button" class="button" onClick={retry}>
        {texts.tryAgain}
      </button>
    </div>
  );
};

/** A month and the times of one of its days. */
export const Picker = (props: PickerProps) => {
  const { zone, month, date, months, openDate } = props;
  const times = useRef<HTMLElement>(null);
  const setting = useSetting();
  const { texts } = setting;
  const days = useMemo(() => groupByDate(zone, months.starts), [zone, months.starts]);
  const firstFree = [...days.keys()].find(day => monthOf(day) === month) ?? null;
  const opened = date && monthOf(date) === month && days.has(date) ? date : firstFree;
  const starts = (opened && days.get(opened)) || [];
  const isEmpty = months.state === 'known' && starts.length === 0;

  return (
    <div class="picker">
      <Calendar
        {...props}
        days={days}
        opened={opened}
        busy={months.state === 'loading'}
        openDate={(date, byPointer) => {
          openDate(date);
          if (byPointer) times.current?.scrollIntoView({ block: 'nearest' });
        }}
      />
      <section class="day-times" ref={times} aria-labelledby={opened ? 'opened-day' : undefined}>
        {!isEmpty && (
          <>
            <div class="day-line">
              {opened && <h3 id="opened-day">{dayText(setting, opened)}</h3>}
              <ClockChoice />
            </div>
            <ZoneLine {...props} first={starts[0]} />
          </>
        )}
        <p class="unseen" aria-live="polite">
          {opened && `${dayText(setting, opened)}: ${fillPlural(setting, texts.timesOfDay, starts.length)}`}
        </p>
        {months.state === 'failed' && <LoadFailed retry={months.retry} />}
        {months.state === 'loading' && starts.length === 0 && <p class="empty">{texts.loading}</p>}
        {isEmpty && <NothingFree {...props} />}
        {starts.length > 0 && <DayTimes {...props} starts={starts} />}
      </section>
    </div>
  );
};
