import type { Weekday, Window } from '../../server/domain/rule.ts';
import type { EditorForm } from './form.ts';
import { longestOpening, weekdayGroups } from './openings.ts';
import { wallTime, weekdays } from './windows.ts';

/** What the settings leave unused, before any guest wonders. Lengths are minutes. */
export interface Hints {
  /** After each meeting, where the step doesn't fit what a meeting takes; a `step` that leaves no gap, if there is one. */
  readonly between: { readonly minutes: number; readonly takes: number; readonly step: number | null } | null;
  /** Ends of opening hours that no meeting reaches; `minutes` is all of them where no meeting fits in at all. */
  readonly ends: readonly End[];
}

export interface End {
  readonly days: readonly Weekday[];
  readonly window: Window;
  readonly minutes: number;
  readonly fits: boolean;
}

const NONE: Hints = { between: null, ends: [] };
const LEAST_STEP = 5;

/** The longest step, not above the one that was chosen, after whole numbers of which a meeting has ended. */
const fittingStep = (takes: number, step: number): number | null => {
  for (let fitting = Math.min(step, takes); fitting >= LEAST_STEP; fitting -= 1)
    if (takes % fitting === 0) return fitting;
  return null;
};

const isLength = (value: number | null, least: number): value is number =>
  value !== null && Number.isInteger(value) && value >= least;

/** Between two meetings stands the longer of the two buffers: they don't add up. */
const betweenMeetings = (duration: number, step: number, buffer: number): Hints['between'] => {
  const takes = duration + buffer;
  const minutes = Math.ceil(takes / step) * step - takes;
  if (minutes === 0) return null;
  const fitting = fittingStep(takes, step);
  return { minutes, takes, step: fitting !== null && fitting < step ? fitting : null };
};

const endOf = (from: number, openUntil: number, to: number, duration: number, step: number): number => {
  // Starts hang on the group's begin and lie in it; the meeting may go on to the end of the opening.
  const lastByOpening = Math.floor((openUntil - duration - from) / step);
  const lastByGroup = Math.ceil((to - from) / step) - 1;
  const last = Math.min(lastByOpening, lastByGroup);
  return last < 0 ? to - from : Math.max(0, to - (from + last * step + duration));
};

export const hintsOf = (form: EditorForm): Hints => {
  const { duration, step, bufferBefore, bufferAfter, weekly } = form;
  if (!(isLength(duration, LEAST_STEP) && isLength(step, LEAST_STEP))) return NONE;
  if (!(isLength(bufferBefore, 0) && isLength(bufferAfter, 0)) || duration > longestOpening(form)) return NONE;

  const ends = new Map<string, { days: Weekday[]; window: Window; minutes: number; fits: boolean }>();
  for (const [index, day] of weekdays.entries()) {
    for (const { from, to, openUntil } of weekdayGroups(weekly, index)) {
      const minutes = endOf(from, openUntil, to, duration, step);
      if (minutes === 0) continue;
      const window: Window = [wallTime(from), wallTime(to > 1440 ? to - 1440 : to)];
      const key = window.join('–');
      const known = ends.get(key);
      if (known && known.minutes === minutes) known.days.push(day);
      else ends.set(`${key}${known ? day : ''}`, { days: [day], window, minutes, fits: minutes < to - from });
    }
  }
  return { between: betweenMeetings(duration, step, Math.max(bufferBefore, bufferAfter)), ends: [...ends.values()] };
};
