import './time-field.css';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Field, type FieldControl } from '../shared/field.tsx';
import { clock } from '../shared/opening-hours.ts';
import { usePopup } from '../shared/popup.ts';
import { useSession } from '../shared/session.ts';
import { timeName } from './day-names.ts';
import { readTime, wallMinutes, wallTime } from './windows.ts';
import { useEditorWords } from './words/words.ts';

interface TimeOptions {
  readonly label: string;
  /** `HH:MM`, or what was typed and is no time. */
  readonly value: string;
  readonly onInput: (value: string) => void;
  /** The end of a window: 24:00 is among the times. */
  readonly end?: boolean;
  /** Said elsewhere: the field is only marked. */
  readonly invalid: boolean;
}

const half = (index: number): string => wallTime(index * 30);
const starts = Array.from({ length: 48 }, (_, index) => half(index));
const ends = Array.from({ length: 48 }, (_, index) => half(index + 1));

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 6, PageUp: -6 };

const TimeInput = ({
  label,
  value,
  onInput,
  end = false,
  invalid,
  control,
}: TimeOptions & { control: FieldControl }) => {
  const locale = useSession().locale.value;
  const words = useEditorWords();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  usePopup(list, input, isOpen, null);

  const times = end ? ends : starts;
  const near = (time: string): number => {
    const minutes = wallMinutes(time);
    return minutes === null ? -1 : times.findIndex(one => (wallMinutes(one) ?? 0) >= minutes);
  };
  const open = () => {
    setActive(near(value));
    setOpen(true);
  };
  const settle = (time: string) => {
    // An end at midnight is the end of the day.
    const settled = end && time === '00:00' ? '24:00' : time;
    setTyped(null);
    setOpen(false);
    if (settled !== value) onInput(settled);
  };

  useEffect(() => {
    if (isOpen) list.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' });
  }, [active, isOpen]);

  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key];
    const chosen = times[active];
    if (event.altKey && step === undefined) return;
    if (step !== undefined && !isOpen) open();
    else if (step !== undefined) setActive(Math.max(0, Math.min(times.length - 1, active + step)));
    else if (!isOpen) return;
    else if (event.key === 'Enter') settle(chosen ?? value);
    else if (event.key === 'Escape') setOpen(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <>
      <input
        {...control}
        {...(invalid ? { 'aria-invalid': true } : {})}
        ref={input}
        type="text"
        role="combobox"
        class="time-input"
        autoComplete="off"
        spellcheck={false}
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-autocomplete="none"
        aria-activedescendant={isOpen && active >= 0 ? `${id}-${active}` : undefined}
        value={typed ?? timeName(value, locale)}
        onInput={event => {
          const text = event.currentTarget.value;
          const time = readTime(text);
          setTyped(text);
          setActive(time === null ? -1 : times.indexOf(time));
          onInput(time ?? text.trim());
        }}
        onClick={open}
        onFocus={event => event.currentTarget.select()}
        onBlur={() => settle(value)}
        onKeyDown={onKeyDown}
      />
      <div ref={list} popover="manual" class="popup time-popup">
        <div id={`${id}-list`} role="listbox" aria-label={label}>
          {isOpen &&
            times.map((time, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the combobox's
              <div
                key={time}
                id={`${id}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={time === value}
                class="popup-option time-option"
                {...(index === active ? { 'data-active': '' } : {})}
                onClick={() => settle(time)}
              >
                {time === '24:00' ? words.midnight : clock(time, locale)}
              </div>
            ))}
        </div>
      </div>
    </>
  );
};

/** A wall time: typed in any usual way, or chosen among half hours. */
export const TimeField = (options: TimeOptions) => (
  <Field quiet label={options.label}>
    {control => <TimeInput {...options} control={control} />}
  </Field>
);
