import { useId, useRef } from 'preact/hooks';
import type { Weekday } from '../../server/domain/rule.ts';
import { Button, IconButton } from '../shared/button.tsx';
import { CheckField } from '../shared/check-field.tsx';
import { CopyIcon } from '../shared/icons.tsx';
import { useSession } from '../shared/session.ts';
import { longDay, shortDay } from './day-names.ts';
import { useEditor, useErrorAt } from './editor-context.ts';
import { weekdays } from './windows.ts';
import { WindowsField } from './windows-field.tsx';
import { useEditorWords } from './words/words.ts';

/** To which days a day's hours are copied: the shortcuts copy at once, the others are ticked first. */
const CopyChoice = ({ day, onDone }: { day: Weekday; onDone: () => void }) => {
  const locale = useSession().locale.value;
  const words = useEditorWords();
  const { copying } = useEditor();
  const ticked = copying.ticked.value[day] ?? [];
  const others = weekdays.filter(other => other !== day);
  const copy = (days: readonly Weekday[]) => {
    copying.copy(day, days);
    onDone();
  };
  const close = () => {
    copying.closePanel(day);
    onDone();
  };
  return (
    <fieldset
      class="copy-choice"
      onKeyDown={event => {
        if (event.key === 'Escape') close();
      }}
    >
      <legend>{words.copyTo}</legend>
      <div class="copy-ways">
        <Button onClick={() => copy(others.filter(other => weekdays.indexOf(other) < 5))}>{words.weekdays}</Button>
        <Button onClick={() => copy(others)}>{words.allDays}</Button>
      </div>
      <div class="copy-days">
        {others.map(other => (
          <CheckField
            key={other}
            label={shortDay(other, locale)}
            checked={ticked.includes(other)}
            onChange={checked => copying.tick(day, checked ? [...ticked, other] : ticked.filter(one => one !== other))}
          />
        ))}
      </div>
      <div class="copy-ways">
        <Button onClick={() => copy(ticked)}>{words.copy}</Button>
      </div>
    </fieldset>
  );
};

const DayRow = ({ day }: { day: Weekday }) => {
  const locale = useSession().locale.value;
  const words = useEditorWords();
  const { form, change, copying } = useEditor();
  const isCopying = copying.ticked.value[day] !== undefined;
  const opener = useRef<HTMLButtonElement>(null);
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
        buttonRef={opener}
        aria-expanded={isCopying}
        onClick={() => (isCopying ? copying.closePanel(day) : copying.tick(day, []))}
      >
        <CopyIcon />
      </IconButton>
      {isCopying && <CopyChoice day={day} onDone={() => opener.current?.focus()} />}
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
