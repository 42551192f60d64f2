import { useSignal } from '@preact/signals';
import type { MeetingReply } from '../../server/http/host/schema.ts';
import { type ApiFailure, asApiFailure } from '../shared/api.ts';
import { Button } from '../shared/button.tsx';
import { Dialog } from '../shared/dialog.tsx';
import { TextArea } from '../shared/field.tsx';
import { useFailureText } from '../shared/gate.tsx';
import { Notice } from '../shared/notice.tsx';
import { useSession } from '../shared/session.ts';
import { whenText } from './when.ts';
import { useCalendarWords } from './words/words.ts';

interface TrashOptions {
  readonly meeting: MeetingReply;
  readonly onClose: () => void;
  readonly onTrashed: (meeting: MeetingReply) => void;
}

/** Asked for again after a lost answer, it is done once all the same: what is cancelled stays as it is. */
export const TrashDialog = ({ meeting, onClose, onTrashed }: TrashOptions) => {
  const { api, zone, locale } = useSession();
  const own = useCalendarWords();
  const failureText = useFailureText();
  const reason = useSignal('');
  const busy = useSignal(false);
  const failure = useSignal<ApiFailure | null>(null);

  const trash = async () => {
    if (busy.value) return;
    busy.value = true;
    failure.value = null;
    try {
      onTrashed(await api.cancelMeeting(meeting.id, reason.value.trim()));
    } catch (error) {
      failure.value = asApiFailure(error);
      busy.value = false;
    }
  };

  const said = failure.value;
  return (
    <Dialog
      title={own.trashTitle}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{own.keep}</Button>
          <Button kind="danger" busy={busy.value} onClick={() => void trash()}>
            {own.trashAct}
          </Button>
        </>
      }
    >
      <div class="calendar-question">
        {said && (
          <div role="alert">
            <Notice kind="bad">{said.code === 'booking_over' ? own.over : failureText(said)}</Notice>
          </div>
        )}
        <p>
          <strong dir="auto">{meeting.guest.name}</strong>
          <br />
          {whenText({ start: Date.parse(meeting.start), end: Date.parse(meeting.end) }, zone.value, locale.value)}
        </p>
        <p>{own.trashHint(meeting.guest.name)}</p>
        <TextArea
          label={own.trashReason}
          value={reason.value}
          maxLength={1000}
          onInput={text => {
            reason.value = text;
          }}
        />
      </div>
    </Dialog>
  );
};
