import { type ReadonlySignal, signal } from '@preact/signals';
import type { Weekday } from '../../server/domain/rule.ts';
import { copiedTo, type Weekly, weekdays } from './windows.ts';

export interface HoursCopy {
  readonly from: Weekday;
  readonly days: readonly Weekday[];
}

/** The days whose copy panel is open, each with the days that are ticked in it. */
export type Ticked = Readonly<Partial<Record<Weekday, readonly Weekday[]>>>;

/** Copies the hours of one weekday to others, at once or by ticks that are pending until somebody copies, goes on or saves. */
export interface HoursCopying {
  readonly ticked: ReadonlySignal<Ticked>;
  /** Opens the panel of a day, too. */
  tick(from: Weekday, days: readonly Weekday[]): void;
  /** With what is ticked in it. */
  closePanel(from: Weekday): void;
  copy(from: Weekday, days: readonly Weekday[]): void;
  /** Copies all that is ticked: nothing of it is lost silently. */
  copyTicked(): void;
}

export interface HoursCopyingOptions {
  readonly weekly: () => Weekly;
  readonly put: (weekly: Weekly) => void;
  /** `undo` brings back the hours that were replaced. */
  readonly copied: (copies: readonly HoursCopy[], undo: () => void) => void;
}

export const createHoursCopying = ({ weekly, put, copied }: HoursCopyingOptions): HoursCopying => {
  const ticked = signal<Ticked>({});
  const closePanel = (from: Weekday) => {
    const { [from]: _, ...others } = ticked.value;
    ticked.value = others;
  };
  const run = (copies: readonly HoursCopy[]) => {
    if (copies.length === 0) return;
    const before = weekly();
    put(copies.reduce((hours, { from, days }) => copiedTo(hours, from, days), before));
    const replaced = copies.flatMap(({ days }) => days).map(day => [day, before[day]] as const);
    copied(copies, () => put({ ...weekly(), ...Object.fromEntries(replaced) }));
  };
  return {
    ticked,
    tick: (from, days) => {
      ticked.value = { ...ticked.value, [from]: days };
    },
    closePanel,
    copy: (from, days) => {
      closePanel(from);
      run(days.length > 0 ? [{ from, days }] : []);
    },
    copyTicked: () => {
      const copies = weekdays.map(from => ({ from, days: ticked.value[from] ?? [] }));
      ticked.value = {};
      run(copies.filter(({ days }) => days.length > 0));
    },
  };
};
