import { IconButton } from '../shared/button.tsx';
import { Field, type FieldOptions } from '../shared/field.tsx';
import { CloseIcon } from '../shared/icons.tsx';

interface DateOptions extends FieldOptions {
  /** `YYYY-MM-DD`, empty, or `incomplete`. */
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly min?: string;
  /** Name of the button that empties the field; without it there is none. */
  readonly clear?: string;
}

/** Says of a date that is typed only in part that it isn't whole, where the browser says that there is none. */
export const DateField = ({ value, onInput, min, clear, ...field }: DateOptions) => (
  <Field {...field}>
    {control => (
      <span class="date-line">
        <input
          {...control}
          type="date"
          // What is typed in part stays: the browser has no value for it.
          {...(value === 'incomplete' ? {} : { value })}
          {...(min === undefined ? {} : { min })}
          onInput={event => {
            const { value: date, validity } = event.currentTarget;
            onInput(validity.badInput ? 'incomplete' : date);
          }}
        />
        {clear !== undefined && value !== '' && (
          <IconButton label={clear} onClick={() => onInput('')}>
            <CloseIcon />
          </IconButton>
        )}
      </span>
    )}
  </Field>
);
