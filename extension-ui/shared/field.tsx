import './field.css';
import { useId } from 'preact/hooks';

interface ChoiceOptions<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly (readonly [value: Value, label: string])[];
  readonly onChange: (value: Value) => void;
}

/** One of a few, with its label beside it. */
export const ChoiceField = <Value extends string>({ label, value, choices, onChange }: ChoiceOptions<Value>) => {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
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
    </div>
  );
};
