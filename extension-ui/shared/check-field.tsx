import './check-field.css';
import { useId } from 'preact/hooks';
import type { FieldOptions } from './field.tsx';

interface CheckOptions extends Omit<FieldOptions, 'quiet'> {
  /** For screen readers, where several have the same label: what this one is about. */
  readonly about?: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  /** A switch acts at once; a box counts when the form is saved. */
  readonly kind?: 'box' | 'switch';
  /** Being saved: keeps its state and takes no second click. */
  readonly busy?: boolean;
}

/** The words stand beside the control. */
export const CheckField = ({
  label,
  about: topic,
  hint,
  error,
  checked,
  onChange,
  kind = 'box',
  busy = false,
}: CheckOptions) => {
  const id = useId();
  const about = error ?? hint;
  return (
    <div class="field check">
      <label for={id}>
        <input
          id={id}
          type="checkbox"
          class={kind}
          role={kind === 'switch' ? 'switch' : undefined}
          checked={checked}
          aria-busy={busy}
          aria-label={topic === undefined ? undefined : `${label}: ${topic}`}
          {...(about ? { 'aria-describedby': `${id}-about` } : {})}
          {...(error ? { 'aria-invalid': true } : {})}
          onChange={event => {
            // The state shown is the one that was told: it changes when whoever holds it says so. (To prevent a click would take back
            // what was said meanwhile, too.)
            event.currentTarget.checked = checked;
            if (!busy) onChange(!checked);
          }}
        />
        <span>{label}</span>
      </label>
      {about && (
        <p id={`${id}-about`} class={error ? 'field-error' : 'field-hint'}>
          {about}
        </p>
      )}
    </div>
  );
};
