import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Window } from '../../server/domain/rule.ts';
import { IconButton } from '../shared/button.tsx';
import { PlusIcon, TrashIcon } from '../shared/icons.tsx';
import { useSession } from '../shared/session.ts';
import { useToasts } from '../shared/toast.tsx';
import { periodName } from './day-names.ts';
import { useErrorAt } from './editor-context.ts';
import { MOST_WINDOWS } from './faults.ts';
import { TimeField } from './time-field.tsx';
import { changedWindow, endsNextDay, isAlmostMidnight, wallMinutes, withoutWindow, withWindow } from './windows.ts';
import { useEditorWords } from './words/words.ts';

interface WindowsOptions {
  /** The weekday or date, in words. */
  readonly day: string;
  readonly windows: readonly Window[];
  readonly onChange: (windows: readonly Window[]) => void;
  /** Where a fault of these windows is shown. */
  readonly place: string;
  /** Said where there are none. */
  readonly empty: string;
}

const isTime = (time: string, end: boolean): boolean => wallMinutes(time) !== null && (end || time !== '24:00');
const isReadable = ([from, to]: Window): boolean => isTime(from, false) && isTime(to, true);

/** The windows of one day: none, or some, one a line. */
export const WindowsField = ({ day, windows, onChange, place, empty }: WindowsOptions) => {
  const locale = useSession().locale.value;
  const words = useEditorWords();
  const toasts = useToasts();
  const error = useErrorAt()(place);
  const errorId = `fault-${place}`;
  // Where a time is none, that one is at fault; else it is how they lie to each other.
  const isMarked = (time: string, end: boolean): boolean =>
    error !== undefined && (windows.every(window => isReadable(window)) || !isTime(time, end));
  const holder = useRef<HTMLDivElement>(null);
  /** The line that was removed: the focus goes to the one in its place, or to where another is added. */
  const removed = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (removed.current === null) return;
    const left = holder.current?.querySelectorAll<HTMLElement>('.window > .icon-button') ?? [];
    const add = holder.current?.querySelector<HTMLElement>('.windows-add button');
    (left[Math.min(removed.current, left.length - 1)] ?? add)?.focus();
    removed.current = null;
  }, [windows]);
  const remove = (index: number) => {
    removed.current = index;
    onChange(withoutWindow(windows, index));
    toasts.say(words.periodRemoved(day));
  };
  return (
    <div
      ref={holder}
      class="windows"
      data-place={place}
      {...(error ? { role: 'group', 'aria-describedby': errorId } : {})}
    >
      {windows.length === 0 && <p class="windows-empty">{empty}</p>}
      {windows.map((window, index) => (
        <div class="window" key={index}>
          <TimeField
            label={words.from(day)}
            value={window[0]}
            invalid={isMarked(window[0], false)}
            onInput={from => onChange(changedWindow(windows, index, [from, window[1]]))}
          />
          <span aria-hidden="true">–</span>
          <TimeField
            end
            label={words.to(day)}
            value={window[1]}
            invalid={isMarked(window[1], true)}
            onInput={to => onChange(changedWindow(windows, index, [window[0], to]))}
          />
          <IconButton label={words.removePeriod(day, periodName(window, locale))} onClick={() => remove(index)}>
            <TrashIcon />
          </IconButton>
          {endsNextDay(window) && <span class="window-note">{words.endsNextDay}</span>}
          {isAlmostMidnight(window) && (
            <span class="window-question">
              {words.almostMidnight}{' '}
              <button
                type="button"
                class="link-button"
                onClick={() => onChange(changedWindow(windows, index, [window[0], '24:00']))}
              >
                {words.useMidnight}
              </button>
            </span>
          )}
        </div>
      ))}
      {error && (
        <p id={errorId} class="field-error">
          {error}
        </p>
      )}
      <span class="windows-add">
        <IconButton
          label={words.addPeriod(day)}
          onClick={() => {
            if (windows.length < MOST_WINDOWS) onChange(withWindow(windows));
          }}
        >
          <PlusIcon />
        </IconButton>
      </span>
    </div>
  );
};
