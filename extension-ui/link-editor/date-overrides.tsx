import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { Button, IconButton } from '../shared/button.tsx';
import { TrashIcon } from '../shared/icons.tsx';
import { Segments } from '../shared/segments.tsx';
import { useSession } from '../shared/session.ts';
import { dateOf } from '../shared/times.ts';
import { useToasts } from '../shared/toast.tsx';
import { DateField } from './date-field.tsx';
import { dateName } from './day-names.ts';
import { useEditor, useErrorAt } from './editor-context.ts';
import { isZone } from './faults.ts';
import type { OverrideForm } from './form.ts';
import { windowsOn, withWindow } from './windows.ts';
import { WindowsField } from './windows-field.tsx';
import { useEditorWords } from './words/words.ts';

interface OverrideOptions {
  readonly override: OverrideForm;
  readonly isPast: boolean;
  readonly onGone: () => void;
}

const Override = ({ override, isPast, onGone }: OverrideOptions) => {
  const session = useSession();
  const locale = session.locale.value;
  const { undo } = session.words.value;
  const words = useEditorWords();
  const toasts = useToasts();
  const { form, change } = useEditor();
  const { date, windows } = override;
  const name = /^\d{4}-\d\d-\d\d$/.test(date) ? dateName(date, locale) : date;
  const put = (changed: OverrideForm) =>
    change({ overrides: form.value.overrides.map(other => (other.date === date ? changed : other)) });
  const usual = windowsOn(form.value.weekly, date);
  const remove = () => {
    change({ overrides: form.value.overrides.filter(other => other.date !== date) });
    const restore = () => change({ overrides: inOrder([...form.value.overrides, override]) });
    toasts.show(words.dateRemoved(name), { label: undo, act: restore }, 10_000);
    onGone();
  };
  return (
    <li class={isPast ? 'override past' : 'override'} data-place={`offer.rule.overrides.${date}`}>
      <h4>{name}</h4>
      <Segments
        label={words.hoursOn(name)}
        value={windows.length === 0 ? 'closed' : 'own'}
        choices={[
          ['closed', words.dayOff],
          ['own', words.ownHours],
        ]}
        onChange={kind => {
          const own = usual.length > 0 ? usual : withWindow([]);
          put({ date, windows: kind === 'closed' ? [] : own });
        }}
      />
      <IconButton label={words.removeDate(name)} onClick={remove}>
        <TrashIcon />
      </IconButton>
      {windows.length > 0 && (
        <WindowsField
          day={name}
          windows={windows}
          place={`offer.rule.overrides.${date}`}
          empty={words.closed}
          onChange={changed => put({ date, windows: changed })}
        />
      )}
    </li>
  );
};

const inOrder = (overrides: readonly OverrideForm[]): readonly OverrideForm[] =>
  overrides.toSorted((one, other) => (one.date < other.date ? -1 : 1));

/** Dates on which the weekly hours don't count: closed, or with hours of their own. */
export const DateOverrides = () => {
  const { locale } = useSession();
  const words = useEditorWords();
  const { form, change } = useEditor();
  const errorAt = useErrorAt();
  const date = useSignal('');
  const refusal = useSignal<string | null>(null);
  const adding = useRef<HTMLFormElement>(null);
  const { overrides, zone } = form.value;
  const today = dateOf(Date.now(), isZone(zone) ? zone : 'UTC');
  const past = overrides.filter(override => override.date < today);
  const coming = overrides.filter(override => override.date >= today);

  const focusAdding = () => adding.current?.querySelector('input')?.focus();

  const add = () => {
    const wanted = date.value;
    if (wanted === '' || wanted === 'incomplete') {
      refusal.value = wanted === '' ? words.dateMissing : words.fault.not_a_date('', '');
    } else if (wanted < today) {
      refusal.value = words.fault.in_the_past('', '');
    } else if (overrides.some(override => override.date === wanted)) {
      refusal.value = words.dateKnown(dateName(wanted, locale.value));
    } else {
      change({ overrides: inOrder([...overrides, { date: wanted, windows: [] }]) });
      date.value = '';
      refusal.value = null;
      return;
    }
    focusAdding();
  };

  return (
    <div data-place="offer.rule.overrides">
      {past.length > 0 && (
        <details class="past-dates" open={past.some(({ date: on }) => errorAt(`offer.rule.overrides.${on}`))}>
          <summary>{words.pastDates(past.length)}</summary>
          <ul class="overrides">
            {past.map(override => (
              <Override key={override.date} override={override} isPast onGone={focusAdding} />
            ))}
          </ul>
        </details>
      )}
      <ul class="overrides">
        {coming.map(override => (
          <Override key={override.date} override={override} isPast={false} onGone={focusAdding} />
        ))}
      </ul>
      <form
        class="add-date"
        ref={adding}
        noValidate
        onSubmit={event => {
          event.preventDefault();
          add();
        }}
      >
        <DateField
          quiet
          label={words.date}
          value={date.value}
          error={refusal.value}
          onInput={typed => {
            date.value = typed;
            refusal.value = null;
          }}
        />
        <Button onClick={add}>{words.addDate}</Button>
      </form>
      {errorAt('offer.rule.overrides') && <p class="field-error">{errorAt('offer.rule.overrides')}</p>}
    </div>
  );
};
