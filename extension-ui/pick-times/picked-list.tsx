import { useRef, useState } from 'preact/hooks';
import { DURATION } from '../meeting-fields/ranges.ts';
import { useMeetingWords } from '../meeting-fields/words/words.ts';
import { IconButton } from '../shared/button.tsx';
import { NumberField } from '../shared/field.tsx';
import { TrashIcon, WarningIcon } from '../shared/icons.tsx';
import { Badge } from '../shared/notice.tsx';
import { useSession } from '../shared/session.ts';
import { byDay, dayName } from '../shared/times.ts';
import { clockRange, spanName } from '../week/labels.ts';
import { minutesOf } from './picks.ts';
import type { TimeFacts } from './time-facts.ts';
import type { PickedTime } from './times-form.ts';
import { usePickWords } from './words.ts';

interface ListOptions {
  readonly facts: readonly TimeFacts[];
  readonly error: string | null;
  /** Why a time can't be that long; null where it has become so. */
  readonly resize: (time: PickedTime, minutes: number) => string | null;
  readonly remove: (time: PickedTime) => void;
  readonly show: (time: PickedTime) => void;
  readonly undo: (() => void) | null;
}

/** What is typed is taken when it is a length that can be, and stays as it was typed meanwhile. */
const Length = ({ time, resize }: { time: PickedTime; resize: ListOptions['resize'] }) => {
  const { zone, locale } = useSession();
  const words = usePickWords();
  const units = useMeetingWords();
  const [typed, setTyped] = useState<{ value: number | null; error: string | null } | null>(null);
  const own = minutesOf(time);
  const isTyping = typed?.error !== null && typed !== null;
  return (
    <NumberField
      quiet
      label={words.lengthOf(spanName(time, zone.value, locale.value))}
      value={isTyping ? typed.value : own}
      least={DURATION[0]}
      most={DURATION[1]}
      unit={units.minutes}
      error={isTyping ? typed.error : null}
      onInput={value => {
        const isLength = value !== null && Number.isInteger(value) && value >= DURATION[0];
        setTyped({ value, error: isLength ? resize(time, value) : words.refused.tooShort });
      }}
    />
  );
};

const Row = ({ facts, resize, remove, show }: { facts: TimeFacts } & Omit<ListOptions, 'facts' | 'error' | 'undo'>) => {
  const { zone, locale } = useSession();
  const words = usePickWords();
  const { time, isPast, booked, forGuest, remarks } = facts;
  const name = spanName(time, zone.value, locale.value);
  return (
    <li class={isPast ? 'picked past' : 'picked'}>
      <div class="picked-line">
        <button type="button" class="picked-time" aria-label={words.showTime(name)} onClick={() => show(time)}>
          {clockRange(time, zone.value, locale.value)}
        </button>
        {!isPast && booked === null && <Length time={time} resize={resize} />}
        {isPast && booked === null && <Badge kind="quiet">{words.isPast}</Badge>}
        {!isPast && (
          <IconButton label={words.removeTime(name)} onClick={() => remove(time)}>
            <TrashIcon />
          </IconButton>
        )}
      </div>
      {booked !== null && (
        <Badge kind="good">
          <span dir="auto">{words.booked(booked)}</span>
        </Badge>
      )}
      {forGuest !== null && <p class="picked-guest small">{words.forGuest(forGuest)}</p>}
      {remarks.map(remark => (
        <p key={remark} class="picked-remark small">
          <WarningIcon />
          <span dir="auto">{remark}</span>
        </p>
      ))}
    </li>
  );
};

const isTouched = (): boolean => matchMedia('(hover: none)').matches;

/** The picked times, by day. */
export const PickedList = ({ facts, error, undo, remove, ...row }: ListOptions) => {
  const { zone, locale, words: shared } = useSession();
  const words = usePickWords();
  const heading = useRef<HTMLHeadingElement>(null);
  const ahead = facts.filter(({ isPast }) => !isPast);
  const count = ahead.length;
  const offered = ahead.filter(({ isBusy }) => !isBusy).length;
  return (
    <section class="picked-list" aria-labelledby="picked-heading">
      <h3 id="picked-heading" ref={heading} tabIndex={-1}>
        {count === 0 && words.picked}
        {count > 0 && (offered === count ? words.pickedCount(count) : words.offeredCount(offered, count))}
      </h3>
      {error !== null && (
        <p class="field-error" role="alert">
          {error}
        </p>
      )}
      {facts.length === 0 && <p class="muted small">{isTouched() ? words.touchHint : words.hint}</p>}
      {byDay(facts, ({ time }) => time.start, zone.value).map(day => (
        <section key={day.date} aria-labelledby={`picked-${day.date}`}>
          <h4 id={`picked-${day.date}`}>{dayName(day.date, locale.value)}</h4>
          <ul>
            {day.items.map(item => (
              <Row
                key={item.time.id}
                facts={item}
                {...row}
                remove={time => {
                  remove(time);
                  // Its row goes away, and focus with it.
                  heading.current?.focus();
                }}
              />
            ))}
          </ul>
        </section>
      ))}
      {undo && (
        <p class="picked-undo small">
          {words.removed}{' '}
          <button type="button" class="link-button" onClick={undo}>
            {shared.value.undo}
          </button>
        </p>
      )}
    </section>
  );
};
