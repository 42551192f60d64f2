import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { MeetingChangeReply, MeetingReply } from '../../server/http/host/schema.ts';
import { useDraftWords } from '../drafts/words/words.ts';
import { PlaceField } from '../meeting-fields/place-field.tsx';
import { Button } from '../shared/button.tsx';
import { TextArea, TextField } from '../shared/field.tsx';
import { useFailureText } from '../shared/gate.tsx';
import { Notice } from '../shared/notice.tsx';
import { useSession } from '../shared/session.ts';
import { dateOf, dayName } from '../shared/times.ts';
import { zoneName } from '../shared/zone-name.ts';
import { GuestsField } from './guests-field.tsx';
import {
  changeIn,
  type Fault,
  type Field,
  faultsIn,
  isTime,
  type MeetingForm,
  timeIn,
  withFrom,
  withTyped,
} from './meeting-form.ts';
import { OverlapNotice } from './overlap-notice.tsx';
import type { Entry } from './overlapping.ts';
import { StaleNotice } from './stale-notice.tsx';
import { type Saving, useSaving } from './use-saving.ts';
import { useCalendarWords } from './words/words.ts';

export interface EditOptions {
  readonly meeting: MeetingReply;
  readonly form: MeetingForm;
  readonly onForm: (form: MeetingForm) => void;
  readonly onSaved: (reply: MeetingChangeReply) => void;
  /** Shown instead of what was typed. */
  readonly onTheirs: (theirs: MeetingReply) => void;
  /** What else lies on a time, as far as it is known. */
  readonly overlapsAt: (meeting: MeetingReply, span: { start: number; end: number }) => readonly Entry[];
  /** A date is looked at that may not have been read yet. */
  readonly onDate: (date: string) => void;
}

export interface Editing extends EditOptions {
  readonly saving: Saving;
  readonly faults: Partial<Record<Field, Fault>>;
  readonly submit: () => void;
  readonly change: (part: Partial<MeetingForm>) => void;
  readonly add: () => void;
  readonly takeMine: () => void;
  /** How often it was tried to save what has faults. */
  readonly faulty: number;
}

/** The form's state beside what stands in its fields. */
export const useEditing = (options: EditOptions): Editing => {
  const { meeting, form, onForm } = options;
  const zone = useSession().zone.value;
  const saving = useSaving(meeting, options.onSaved);
  const faults = useSignal<Editing['faults']>({});
  const faulty = useSignal(0);

  const trySave = (sequence: number) => {
    const typed = withTyped(form, meeting);
    onForm(typed.form);
    const found = {
      ...faultsIn(typed.form, meeting, zone, Date.now()),
      ...(typed.fault ? { colleagues: typed.fault } : {}),
    };
    faults.value = found;
    if (Object.keys(found).length > 0) {
      faulty.value += 1;
      return;
    }
    const change = changeIn(typed.form, meeting, zone);
    if (change) saving.save({ ...change, sequence });
    else options.onSaved({ meeting, overlaps: [] });
  };

  const { outcome } = saving;
  return {
    ...options,
    saving,
    faulty: faulty.value,
    faults: {
      ...faults.value,
      ...(outcome?.kind === 'refused' && outcome.field ? { [outcome.field]: 'refused' as const } : {}),
    },
    change: part => {
      const edited = Object.keys(part);
      faults.value = Object.fromEntries(
        Object.entries(faults.value).filter(
          ([field]) => !edited.includes(field) && !(field === 'colleagues' && 'typed' in part),
        ),
      );
      if (outcome?.kind === 'refused') saving.forget();
      onForm({ ...form, ...part });
    },
    add: () => {
      const { form: next, fault } = withTyped(form, meeting);
      const { colleagues: _, ...others } = faults.value;
      faults.value = fault ? { ...others, colleagues: fault } : others;
      onForm(next);
    },
    submit: () => trySave(meeting.sequence),
    takeMine: () => {
      if (outcome?.kind === 'stale') trySave(outcome.theirs.sequence);
    },
  };
};

const Time = ({ editing }: { editing: Editing }) => {
  const { meeting, form, faults, change, overlapsAt, onDate } = editing;
  const { zone, locale } = useSession();
  const own = useCalendarWords();
  const time = timeIn(form, meeting, zone.value);
  const said = (field: Field) => {
    const fault = faults[field];
    return fault ? own.fault[fault] : null;
  };
  useEffect(() => {
    if (/^\d{4}-\d\d-\d\d$/.test(form.date)) onDate(form.date);
  }, [form.date, onDate]);
  const hint = isTime(time)
    ? [
        ...(time.endsNextDate ? [own.endsNextDay(dayName(dateOf(time.end, zone.value), locale.value))] : []),
        ...(time.repeated ? [own.repeated] : []),
      ]
    : [];
  return (
    <fieldset class="edit-time">
      <legend>{own.when}</legend>
      <div class="edit-time-fields">
        <TextField
          label={own.date}
          type="date"
          value={form.date}
          error={said('date')}
          onInput={date => change({ date })}
        />
        <TextField
          label={own.from}
          type="time"
          value={form.from}
          error={said('from')}
          onInput={from => change(withFrom(form, from))}
        />
        <TextField label={own.to} type="time" value={form.to} error={said('to')} onInput={to => change({ to })} />
      </div>
      <p class="muted small">{own.zone(zoneName(zone.value, locale.value, Date.parse(meeting.start)))}</p>
      {hint.length > 0 && <p class="small">{hint.join(' ')}</p>}
      <div role="status">{isTime(time) && <OverlapNotice entries={overlapsAt(meeting, time)} />}</div>
    </fieldset>
  );
};

const Outcome = ({ editing }: { editing: Editing }) => {
  const { meeting, saving, onTheirs, takeMine } = editing;
  const words = useDraftWords();
  const own = useCalendarWords();
  const failureText = useFailureText();
  const { outcome, busy, forget } = saving;
  if (outcome === null || (outcome.kind === 'refused' && outcome.field)) return null;
  if (outcome.kind === 'stale') {
    return (
      <StaleNotice
        before={meeting}
        theirs={outcome.theirs}
        busy={busy}
        onMine={takeMine}
        onTheirs={() => {
          forget();
          onTheirs(outcome.theirs);
        }}
      />
    );
  }
  const text = {
    over: () => own.over,
    refused: () => own.refused,
    failed: () => (outcome.kind === 'failed' ? failureText(outcome.failure) : ''),
  }[outcome.kind]();
  return (
    <div role="alert">
      <Notice kind="bad">
        <span>{text}</span>
        {outcome.kind === 'over' && outcome.theirs && (
          <Button onClick={() => outcome.theirs && onTheirs(outcome.theirs)}>{words.showTheirs}</Button>
        )}
      </Notice>
    </div>
  );
};

export const EditForm = ({ editing }: { editing: Editing }) => {
  const { form, faults, change, add } = editing;
  const own = useCalendarWords();
  const root = useRef<HTMLDivElement>(null);
  const refused = editing.saving.outcome?.kind === 'refused';
  useEffect(() => root.current?.querySelector<HTMLElement>('input')?.focus(), []);
  useEffect(() => {
    if (editing.faulty > 0 || refused) root.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [editing.faulty, refused]);
  return (
    <div class="edit-form" ref={root}>
      <Outcome editing={editing} />
      <Time editing={editing} />
      <div class="edit-place">
        <PlaceField
          value={{ kind: form.placeKind, text: form.placeText }}
          error={faults.place ? own.fault[faults.place] : null}
          onKind={({ kind }) => change({ placeKind: kind })}
          onText={({ text }) => change({ placeText: text })}
        />
      </div>
      <TextArea
        label={own.description}
        value={form.description}
        rows={4}
        maxLength={4000}
        error={faults.description ? own.fault[faults.description] : null}
        onInput={description => change({ description })}
      />
      <GuestsField
        emails={form.colleagues}
        typed={form.typed}
        error={faults.colleagues ? own.fault[faults.colleagues] : null}
        onTyped={typed => change({ typed })}
        onAdd={add}
        onRemove={email => change({ colleagues: form.colleagues.filter(other => other !== email) })}
      />
      <p class="muted small">{own.guestsMail}</p>
    </div>
  );
};
