import './field.css';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

/** What every field has: a label, and under it what helps or what is wrong, both tied to the control. */
export interface FieldOptions {
  readonly label: string;
  /** The label is there for screen readers alone. */
  readonly quiet?: boolean;
  readonly hint?: string | undefined;
  readonly error?: string | null | undefined;
}

export interface FieldControl {
  readonly id: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: true;
}

/** A label around whatever control a part has. */
export const Field = ({
  label,
  quiet = false,
  hint,
  error,
  row = false,
  children,
}: FieldOptions & { readonly row?: boolean; readonly children: (control: FieldControl) => ComponentChildren }) => {
  const id = useId();
  const about = error ?? hint;
  const control: FieldControl = {
    id,
    ...(about ? { 'aria-describedby': `${id}-about` } : {}),
    ...(error ? { 'aria-invalid': true } : {}),
  };
  return (
    <div class={row ? 'field row' : 'field'}>
      <label for={id} class={quiet ? 'unseen' : ''}>
        {label}
      </label>
      {children(control)}
      {about && (
        <p id={`${id}-about`} class={error ? 'field-error' : 'field-hint'}>
          {about}
        </p>
      )}
    </div>
  );
};

interface TextOptions extends FieldOptions {
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly maxLength?: number;
  readonly placeholder?: string;
  readonly type?: 'text' | 'date' | 'time';
  readonly autocomplete?: 'off' | 'name' | 'email';
}

export const TextField = ({
  value,
  onInput,
  type = 'text',
  maxLength,
  placeholder,
  autocomplete = 'off',
  ...field
}: TextOptions) => (
  <Field {...field}>
    {control => (
      <input
        {...control}
        {...(type === 'text' ? { type } : { type })}
        value={value}
        autocomplete={autocomplete}
        {...(maxLength === undefined ? {} : { maxLength })}
        {...(placeholder === undefined ? {} : { placeholder })}
        onInput={event => onInput(event.currentTarget.value)}
      />
    )}
  </Field>
);

interface TextAreaOptions extends Omit<TextOptions, 'type' | 'autocomplete'> {
  readonly rows?: number;
}

export const TextArea = ({ value, onInput, rows = 3, maxLength, placeholder, ...field }: TextAreaOptions) => (
  <Field {...field}>
    {control => (
      <textarea
        {...control}
        rows={rows}
        value={value}
        {...(maxLength === undefined ? {} : { maxLength })}
        {...(placeholder === undefined ? {} : { placeholder })}
        onInput={event => onInput(event.currentTarget.value)}
      />
    )}
  </Field>
);

interface NumberOptions extends FieldOptions {
  /** null: nothing, or nothing that is a number, stands in it. */
  readonly value: number | null;
  readonly onInput: (value: number | null) => void;
  readonly least: number;
  readonly most: number;
  /** Stands after the number. */
  readonly unit?: string;
}

export const NumberField = ({ value, onInput, least, most, unit, ...field }: NumberOptions) => (
  <Field {...field}>
    {control => (
      <span class="field-number">
        <input
          {...control}
          type="number"
          inputMode="numeric"
          min={least}
          max={most}
          step={1}
          value={value ?? ''}
          onInput={event => {
            const { value: text, valueAsNumber } = event.currentTarget;
            onInput(text === '' || Number.isNaN(valueAsNumber) ? null : valueAsNumber);
          }}
        />
        {unit && <span aria-hidden="true">{unit}</span>}
      </span>
    )}
  </Field>
);

interface ChoiceOptions<Value extends string> extends FieldOptions {
  readonly value: Value;
  readonly choices: readonly (readonly [value: Value, label: string])[];
  readonly onChange: (value: Value) => void;
  /** The label beside the control instead of above it. */
  readonly row?: boolean;
}

/** One of a few. */
export const ChoiceField = <Value extends string>({ value, choices, onChange, ...field }: ChoiceOptions<Value>) => (
  <Field {...field}>
    {control => (
      <select
        {...control}
        value={value}
        onChange={event => {
          const chosen = choices.find(([choice]) => choice === event.currentTarget.value);
          if (chosen) onChange(chosen[0]);
        }}
      >
        {choices.map(([choice, text]) => (
          <option key={choice} value={choice}>
            {text}
          </option>
        ))}
      </select>
    )}
  </Field>
);
