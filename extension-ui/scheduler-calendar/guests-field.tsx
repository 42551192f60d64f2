import { Button, IconButton } from '../shared/button.tsx';
import { TextField } from '../shared/field.tsx';
import { CloseIcon } from '../shared/icons.tsx';
import { useCalendarWords } from './words/words.ts';

interface GuestsOptions {
  readonly emails: readonly string[];
  readonly typed: string;
  readonly error: string | null;
  readonly onTyped: (typed: string) => void;
  /** What is typed goes into the list. */
  readonly onAdd: () => void;
  readonly onRemove: (email: string) => void;
}

/** E-mail addresses of further guests: those in the list, and one to add. */
export const GuestsField = ({ emails, typed, error, onTyped, onAdd, onRemove }: GuestsOptions) => {
  const own = useCalendarWords();
  return (
    <fieldset class="guests">
      <legend>{own.colleagues}</legend>
      {emails.length > 0 && (
        <ul>
          {emails.map(email => (
            <li key={email}>
              <span dir="ltr">{email}</span>
              <IconButton label={own.removeGuest(email)} onClick={() => onRemove(email)}>
                <CloseIcon />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter in the field does what the button beside it does */}
      <div
        class="guests-add"
        onKeyDown={event => {
          if (event.key !== 'Enter' || event.isComposing || !(event.target instanceof HTMLInputElement)) return;
          event.preventDefault();
          onAdd();
        }}
      >
        <TextField
          label={own.addGuest}
          value={typed}
          onInput={onTyped}
          autocomplete="off"
          maxLength={2600}
          error={error}
          hint={own.guestLimit}
        />
        <Button onClick={onAdd}>{own.add}</Button>
      </div>
    </fieldset>
  );
};
