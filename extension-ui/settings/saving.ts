import { batch, type ReadonlySignal, signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { SettingsBody, SettingsChange } from '../../server/http/host/schema.ts';
import { type ApiFailure, asApiFailure } from '../shared/api.ts';
import type { Session } from '../shared/session.ts';

const SHOWN_MS = 3_000;

export type SavingState = 'idle' | 'saving' | 'saved' | 'failed';

/** One setting that saves itself. */
export interface Saving<T> {
  /** Typed and not saved yet, else null: it stays after a failure. */
  readonly typed: ReadonlySignal<{ readonly value: T } | null>;
  readonly state: ReadonlySignal<SavingState>;
  readonly failure: ReadonlySignal<ApiFailure | null>;
  /** After `delay` ms, if nothing else is put meanwhile. */
  put(value: T, delay: number): void;
  /** At once, if something waits. */
  flush(): void;
  /** What is typed, once more. */
  again(): void;
}

/** What a setting's value means for all of them as they are stored now. */
export type Change<T> = (value: T, stored: SettingsBody) => SettingsChange;

/** Settings of one page go to the server one after the other: each is made from what the last one left. */
export interface SettingsSaver {
  saving<T>(change: Change<T>): Saving<T>;
}

export const createSettingsSaver = (session: Pick<Session, 'api' | 'me'>): SettingsSaver => {
  let last: Promise<unknown> = Promise.resolve();

  const inTurn = <R>(act: () => Promise<R>): Promise<R> => {
    const mine = last.then(act);
    last = mine.catch(() => undefined);
    return mine;
  };

  const saving = <T>(change: Change<T>): Saving<T> => {
    const typed = signal<{ readonly value: T } | null>(null);
    const state = signal<SavingState>('idle');
    const failure = signal<ApiFailure | null>(null);
    let waiting: ReturnType<typeof setTimeout> | undefined;
    let shown: ReturnType<typeof setTimeout> | undefined;

    const save = async (): Promise<void> => {
      waiting = undefined;
      const mine = typed.peek();
      const host = session.me.data.peek();
      if (mine === null || host === null) return;
      clearTimeout(shown);
      state.value = 'saving';
      try {
        const reply = await inTurn(() => {
          const stored = session.me.data.peek()?.settings ?? host.settings;
          return session.api.saveSettings(change(mine.value, stored));
        });
        batch(() => {
          session.me.put(reply);
          failure.value = null;
          // Typed on meanwhile: that is saved next.
          if (typed.peek() !== mine) return;
          typed.value = null;
          state.value = 'saved';
        });
        if (typed.peek() !== null) return;
        shown = setTimeout(() => (state.value = 'idle'), SHOWN_MS);
      } catch (error) {
        if (typed.peek() !== mine) return;
        batch(() => {
          failure.value = asApiFailure(error);
          state.value = 'failed';
        });
        if (failure.peek()?.code === 'offline') addEventListener('online', () => void save(), { once: true });
      }
    };

    const flush = () => {
      if (waiting === undefined) return;
      clearTimeout(waiting);
      void save();
    };
    return {
      typed,
      state,
      failure,
      put: (value, delay) => {
        clearTimeout(waiting);
        typed.value = { value };
        if (delay > 0) waiting = setTimeout(() => void save(), delay);
        else void save();
      },
      flush,
      again: () => void save(),
    };
  };

  return { saving };
};

export const SettingsSaverContext = createContext<SettingsSaver | null>(null);

export const useSettingsSaver = (): SettingsSaver => {
  const saver = useContext(SettingsSaverContext);
  if (!saver) throw new Error('There is nothing around this setting that saves it.');
  return saver;
};
