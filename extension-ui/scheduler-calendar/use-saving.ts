import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { MeetingChange, MeetingChangeReply, MeetingReply } from '../../server/http/host/schema.ts';
import { useSession } from '../shared/session.ts';
import { type Outcome, saveMeeting } from './meeting-saving.ts';

export interface Saving {
  readonly busy: boolean;
  /** What came of it, but for a change that was saved. */
  readonly outcome: Exclude<Outcome, { kind: 'saved' }> | null;
  save(change: MeetingChange): void;
  forget(): void;
}

/** Saves a change of a meeting, one at a time. */
export const useSaving = ({ id }: MeetingReply, onSaved: (reply: MeetingChangeReply) => void): Saving => {
  const { api } = useSession();
  const busy = useSignal(false);
  const outcome = useSignal<Saving['outcome']>(null);
  const done = useRef(onSaved);
  done.current = onSaved;
  const gone = useRef(false);
  useEffect(
    () => () => {
      gone.current = true;
    },
    [],
  );

  const save = async (change: MeetingChange) => {
    if (busy.peek()) return;
    busy.value = true;
    const found = await saveMeeting(api, id, change);
    busy.value = false;
    outcome.value = found.kind === 'saved' ? null : found;
    if (found.kind === 'saved' && !gone.current) done.current(found.reply);
  };

  return {
    busy: busy.value,
    outcome: outcome.value,
    save: change => void save(change),
    forget: () => {
      outcome.value = null;
    },
  };
};
