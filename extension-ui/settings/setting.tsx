import type { ComponentChildren } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import type { SettingsBody } from '../../server/http/host/schema.ts';
import type { ApiFailure } from '../shared/api.ts';
import { useFailureText } from '../shared/gate.tsx';
import { CheckIcon } from '../shared/icons.tsx';
import { useSession } from '../shared/session.ts';
import { useToasts } from '../shared/toast.tsx';
import { type Change, type SavingState, useSettingsSaver } from './saving.ts';
import { useSettingsWords } from './words/words.ts';

/** Whoever types isn't at the end at every letter. */
const TYPING_MS = 700;

export interface Setting<T> {
  /** What is typed, else what is stored. */
  readonly value: T;
  readonly state: SavingState;
  /** Why it isn't saved. */
  readonly error: string | null;
  /** Chosen: saved at once. */
  choose(value: T): void;
  /** Typed: saved after a pause, or on leaving the field. */
  type(value: T): void;
  leave(): void;
  /** null: sent again as it is, it would be refused again. */
  readonly again: (() => void) | null;
}

const useRefusal = (): ((failure: ApiFailure) => string) => {
  const { locale } = useSession();
  const words = useSettingsWords();
  const explain = useFailureText();
  const numbers = new Intl.NumberFormat(locale.value);
  return failure => {
    const { reason, range } = failure.problem;
    if (failure.code === 'offline') return words.keptOffline;
    if (failure.code !== 'invalid') return `${explain(failure)} ${words.kept}`;
    const [least, most] = range ?? [];
    if (least !== undefined && most !== undefined) return words.whole(numbers.format(least), numbers.format(most));
    return reason === 'text_unprintable' ? words.unprintable : words.refusedOtherwise;
  };
};

/** A setting that saves itself; `label` is what is said once it is saved. */
export const useSetting = <T,>(label: string, read: (stored: SettingsBody) => T, change: Change<T>): Setting<T> => {
  const { me } = useSession();
  const words = useSettingsWords();
  const saver = useSettingsSaver();
  const toasts = useToasts();
  const refusal = useRefusal();
  const saving = useMemo(() => saver.saving(change), [saver]);
  useEffect(() => saving.flush, [saving]);
  const state = saving.state.value;
  useEffect(() => {
    // In the language that is spoken from now on, where that was the setting.
    if (state === 'saved') toasts.say(words.savedWhat(label));
  }, [state]);

  const typed = saving.typed.value;
  const failure = saving.failure.value;
  const stored = me.data.value?.settings;
  if (!stored) throw new Error('A setting is shown before the settings are read.');
  return {
    value: typed === null ? read(stored) : typed.value,
    state,
    error: failure === null ? null : refusal(failure),
    choose: value => saving.put(value, 0),
    type: value => saving.put(value, TYPING_MS),
    leave: saving.flush,
    again: failure?.code === 'invalid' ? null : saving.again,
  };
};

/** A setting's field, and beside it what became of it: its place is kept, so that nothing moves. */
export const SettingRow = ({
  setting: { state, leave, again },
  children,
}: {
  setting: Pick<Setting<unknown>, 'state' | 'leave' | 'again'>;
  children: ComponentChildren;
}) => {
  const text = useSession().words.value;
  return (
    <div class="setting" onFocusOut={leave}>
      {children}
      <span class={`setting-state ${state}`}>
        {state === 'saved' && (
          <span aria-hidden="true">
            <CheckIcon />
            {text.saved}
          </span>
        )}
        {state === 'failed' && again && (
          <button type="button" class="link-button" onClick={again}>
            {text.tryAgain}
          </button>
        )}
      </span>
    </div>
  );
};
