import type { Signal } from '@preact/signals';
import { Field } from '../shared/field.tsx';
import { useMenuWords } from './words/words.ts';

interface FilterOptions {
  readonly typed: Signal<string>;
  /** Links that are found. */
  readonly count: number;
}

export const LinkFilter = ({ typed, count }: FilterOptions) => {
  const words = useMenuWords();
  return (
    <div class="scheduler-filter">
      <Field label={words.filter} quiet>
        {control => (
          <input
            {...control}
            type="search"
            autocomplete="off"
            placeholder={words.filter}
            value={typed.value}
            onInput={event => {
              typed.value = event.currentTarget.value;
            }}
          />
        )}
      </Field>
      <p class="unseen" aria-live="polite">
        {typed.value.trim() === '' ? '' : words.found(count)}
      </p>
    </div>
  );
};
