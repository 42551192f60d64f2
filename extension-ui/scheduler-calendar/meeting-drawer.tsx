import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { MeetingChangeReply, MeetingReply } from '../../server/http/host/schema.ts';
import { type ApiFailure, asApiFailure } from '../shared/api.ts';
import { Button, IconButton } from '../shared/button.tsx';
import { Dialog } from '../shared/dialog.tsx';
import { useFailureText } from '../shared/gate.tsx';
import { TrashIcon } from '../shared/icons.tsx';
import { Badge, BlankState, Notice } from '../shared/notice.tsx';
import { useSession } from '../shared/session.ts';
import { Skeleton } from '../shared/skeleton.tsx';
import { isMovable, isUnsettled } from './calendar-items.ts';
import { EditForm, type EditOptions, useEditing } from './edit-form.tsx';
import { MeetingFacts } from './meeting-facts.tsx';
import { formOf, isEdited, type MeetingForm } from './meeting-form.ts';
import { MeetingStatus } from './meeting-status.tsx';
import { TrashDialog } from './trash-dialog.tsx';
import { lookAfter } from './use-settling.ts';
import { useCalendarWords } from './words/words.ts';

/** What is typed of a meeting, and the state of the meeting that it is typed over. */
export interface Edit {
  readonly before: MeetingReply;
  readonly form: MeetingForm;
}

interface DrawerOptions extends Pick<EditOptions, 'overlapsAt' | 'onDate'> {
  readonly id: string;
  /** As the calendar has it; null where that doesn't show it. */
  readonly known: MeetingReply | null;
  readonly now: number;
  /** Kept outside: who goes back by the browser and comes again finds what was typed. */
  readonly edit: Edit | null;
  readonly onEdit: (edit: Edit | null) => void;
  readonly onClose: () => void;
  /** As it is now; `shown` where the calendar is to go to it. */
  readonly onMeeting: (meeting: MeetingReply, shown: boolean) => void;
  readonly onTrashed: (meeting: MeetingReply) => void;
}

type Found = MeetingReply | 'loading' | ApiFailure;

/** Reads the meeting, and again ever more rarely as long as something of it waits. */
const useMeeting = ({ id, known, onMeeting }: DrawerOptions) => {
  const { api, bridge } = useSession();
  const found = useSignal<Found>(known ?? 'loading');
  const looks = useSignal(0);
  const meeting = known ?? (typeof found.value === 'object' && 'guest' in found.value ? found.value : null);
  const latest = useRef(onMeeting);
  latest.current = onMeeting;

  const read = async (shown: boolean) => {
    try {
      const reply = await api.meeting(id);
      found.value = reply;
      latest.current(reply, shown);
    } catch (error) {
      const failure = asApiFailure(error);
      // What is shown stays where it can't be read again.
      if (known === null || failure.code === 'not_found') found.value = failure;
    }
  };

  useEffect(() => void read(known === null), [api, id]);
  const waits = meeting !== null && isUnsettled(meeting);
  useEffect(() => {
    if (!waits) looks.value = 0;
  }, [waits]);
  useEffect(() => {
    if (!waits || !bridge.visible.value) return;
    const timer = setTimeout(() => {
      looks.value += 1;
      void read(false);
    }, lookAfter(looks.value));
    return () => clearTimeout(timer);
  }, [waits, looks.value, bridge.visible.value, meeting?.sequence]);

  return { meeting, found: found.value, read: () => void read(known === null) };
};

const Discard = ({ onKeep, onDiscard }: { onKeep: () => void; onDiscard: () => void }) => {
  const own = useCalendarWords();
  return (
    <Dialog
      title={own.discardTitle}
      onClose={onKeep}
      foot={
        <>
          <Button kind="danger" onClick={onDiscard}>
            {own.discard}
          </Button>
          <Button kind="primary" onClick={onKeep}>
            {own.keepEditing}
          </Button>
        </>
      }
    >
      <p>{own.discardHint}</p>
    </Dialog>
  );
};

const Missing = ({ failure, again }: { failure: ApiFailure; again: () => void }) => {
  const words = useSession().words.value;
  const own = useCalendarWords();
  const failureText = useFailureText();
  return (
    <div role="alert">
      {failure.code === 'not_found' ? (
        <BlankState title={own.notFound} hint={own.notFoundHint} />
      ) : (
        <BlankState title={words.failed} hint={failureText(failure)}>
          <Button kind="primary" onClick={again}>
            {words.tryAgain}
          </Button>
        </BlankState>
      )}
    </div>
  );
};

/** Said only once the drawer stands: a screen reader hears changes of a region that it knows. */
const Said = ({ text }: { text: string | null }) => {
  const said = useSignal<string | null>(null);
  useEffect(() => {
    said.value = text;
  }, [text]);
  return <div role="status">{said.value && <p class="drawer-saved">{said.value}</p>}</div>;
};

interface EditingDrawerOptions extends DrawerOptions {
  readonly edit: Edit;
  readonly onSaved: (reply: MeetingChangeReply) => void;
}

const EditingDrawer = (options: EditingDrawerOptions) => {
  const { edit, onEdit, onSaved, onMeeting, overlapsAt, onDate } = options;
  const { words, zone } = useSession();
  const own = useCalendarWords();
  const asks = useSignal(false);
  const editing = useEditing({
    meeting: edit.before,
    form: edit.form,
    onForm: form => onEdit({ ...edit, form }),
    onSaved,
    onTheirs: theirs => {
      onMeeting(theirs, true);
      onEdit(isMovable(theirs, Date.now()) ? { before: theirs, form: formOf(theirs, zone.value) } : null);
    },
    overlapsAt,
    onDate,
  });
  const leave = () => {
    if (isEdited(edit.form, edit.before, zone.value)) asks.value = true;
    else onEdit(null);
  };
  return (
    <Dialog
      kind="side"
      title={own.editing}
      onClose={leave}
      foot={
        <>
          <Button onClick={leave}>{words.value.cancel}</Button>
          <Button kind="primary" busy={editing.saving.busy} onClick={editing.submit}>
            {own.saveChange}
          </Button>
        </>
      }
    >
      <p class="drawer-guest">
        <strong dir="auto">{edit.before.guest.name}</strong> <span dir="auto">{edit.before.name}</span>
      </p>
      <EditForm editing={editing} />
      {asks.value && (
        <Discard
          onKeep={() => {
            asks.value = false;
          }}
          onDiscard={() => onEdit(null)}
        />
      )}
    </Dialog>
  );
};

/** One meeting, all of it: to read, to edit and to delete. */
export const MeetingDrawer = (options: DrawerOptions) => {
  const { edit, now, onEdit, onClose, onMeeting, onTrashed } = options;
  const { words, zone } = useSession();
  const own = useCalendarWords();
  const { meeting, found, read } = useMeeting(options);
  const saved = useSignal<MeetingChangeReply | null>(null);
  const trashes = useSignal(false);

  if (edit) {
    return (
      <EditingDrawer
        {...options}
        edit={edit}
        onSaved={reply => {
          saved.value = reply;
          onEdit(null);
          onMeeting(reply.meeting, true);
        }}
      />
    );
  }
  if (!meeting || (typeof found === 'object' && 'code' in found && found.code === 'not_found')) {
    return (
      <Dialog kind="side" title={own.meeting} onClose={onClose}>
        {typeof found === 'object' && 'code' in found ? (
          <Missing failure={found} again={read} />
        ) : (
          <Skeleton label={words.value.loading} rows={5} />
        )}
      </Dialog>
    );
  }
  const changeable = isMovable(meeting, now);
  const overlaps = saved.value?.overlaps.length ?? 0;
  return (
    <Dialog
      kind="side"
      title={meeting.guest.name}
      onClose={onClose}
      foot={
        changeable && (
          <>
            <span class="drawer-trash">
              <IconButton
                label={own.trash}
                onClick={() => {
                  trashes.value = true;
                }}
              >
                <TrashIcon />
              </IconButton>
            </span>
            <Button
              kind="primary"
              onClick={() => {
                saved.value = null;
                onEdit({ before: meeting, form: formOf(meeting, zone.value) });
              }}
            >
              {own.edit}
            </Button>
          </>
        )
      }
    >
      <Said
        text={
          saved.value &&
          [own.savedFor(meeting.guest.name), overlaps > 0 && own.overlapsSaved(overlaps)].filter(Boolean).join(' ')
        }
      />
      <p class="drawer-name">
        <span dir="auto">{meeting.name}</span>
        {meeting.state === 'cancelled' && <Badge kind="quiet">{words.value.cancelled}</Badge>}
      </p>
      {meeting.state === 'confirmed' && !changeable && <p class="muted">{own.isOver}</p>}
      <MeetingFacts meeting={meeting} />
      <MeetingStatus meeting={meeting} onRetried={read} />
      {typeof found === 'object' && 'code' in found && <Notice kind="warn">{words.value.failed}</Notice>}
      {trashes.value && (
        <TrashDialog
          meeting={meeting}
          onClose={() => {
            trashes.value = false;
          }}
          onTrashed={onTrashed}
        />
      )}
    </Dialog>
  );
};
