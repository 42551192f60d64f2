import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { Weekday } from '../../server/domain/rule.ts';
import { Button, IconButton } from '../shared/button.tsx';
import { CheckField } from '../shared/check-field.tsx';
import { CopyIcon } from '../shared/icons.tsx';
import { useSession } from '../shared/session.ts';
import { useToasts } from '../shared/toast.tsx';
import { longDay, shortDay } from './day-names.ts';
import { useEditor, useErrorAt } from './editor-context.ts';
import { copiedTo, weekdays } from './windows.ts';
import { WindowsField } from './windows-field.tsx';
import { useEditorWords } from './words/words.ts';

/** To which days a day's hours are copied. */
const CopyChoice = ({ day, onDone }: { day: Weekday; onDone: () => void }) => {
  const locale = useSession().locale.value;
  const words = useEditorWords();
  const { form, change } = useEditor();
  const toasts = useToasts();
  const chosen = useSignal<readonly Weekday[]>([]);
  const others = weekdays.filter(other => other !== day);
  const copy = () => {
    change({ weekly: copiedTo(form.value.weekly, day, chosen.value) });
    if (chosen.value.length > 0) toasts.say(words.copiedTo(longDay(day, locale), chosen.value.length));
    onDone();
  };
  return (
    <fieldset
      class="copy-choice"
      onKeyDown={event => {
        if (event.key === 'Escape') onDone();
      }}
    >
      <legend>{words.copyTo}</legend>
      <div class="copy-days">
        {others.map(other => (
          <CheckField
            key={other}
            label={shortDay(other, locale)}
            checked={chosen.value.includes(other)}
            onChange={checked => {
              chosen.value = checked ? [...chosen.value, other] : chosen.value.filter(one => one !== other);
            }}
          />
        ))}
      </div>
      <div class="copy-ways">
        <Button onClick={copy}>{words.copy}</Button>
        <button
          type="button"
          class="link-button"
          onClick={() => {
            chosen.value = others.filter(other => weekdays.indexOf(other) < 5);
          }}
        >
          {words.weekdays}
        </button>
        <button
          type="button"
          class="link-button"
          onClick={() => {
            chosen.value = others;
          }}
        >
          {words.allDays}
        </button>
      </div>
    </fieldset>
  );
};

const DayRow = ({ day }: { day: Weekday }) => {
  const locale = useSession().locale.value;
  const words = useEditorWords();
  const { form, change } = useEditor();
  const isCopying = useSignal(false);
  const id = useId();
  const name = longDay(day, locale);
  const windows = form.value.weekly[day];
  return (
    <li class="day-row">
      <h4 id={id}>{name.charAt(0).toLocaleUpperCase(locale) + name.slice(1)}</h4>
      <WindowsField
        day={name}
        windows={windows}
        place={`offer.rule.weekly.${day}`}
        empty={words.closed}
        onChange={changed => change({ weekly: { ...form.value.weekly, [day]: changed } })}
      />
      <IconButton
        label={words.copyToDays(name)}
        aria-expanded={isCopying.value}
        onClick={() => {
          isCopying.value = !isCopying.value;
        }}
      >
        <CopyIcon />
      </IconButton>
      {isCopying.value && (
        <CopyChoice
          day={day}
          onDone={() => {
            isCopying.value = false;
          }}
        />
      )}
    </li>
  );
};

/** When the host is open, weekday by weekday. */
export const WeeklyHours = () => {
  const error = useErrorAt()('offer.rule.weekly');
  return (
    <div data-place="offer.rule.weekly">
      <ul class="weekly">
        {weekdays.map(day => (
          <DayRow key={day} day={day} />
        ))}
      </ul>
      {error && <p class="field-error">{error}</p>}
    </div>
  );
};
