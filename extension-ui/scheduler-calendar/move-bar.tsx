import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { MeetingChangeReply, MeetingReply } from '../../server/http/host/schema.ts';
import { Button } from '../shared/button.tsx';
import { useFailureText } from '../shared/gate.tsx';
import { useSession } from '../shared/session.ts';
import { type Move, meetingItem } from './calendar-items.ts';
import { OverlapNotice } from './overlap-notice.tsx';
import type { Entry } from './overlapping.ts';
import { StaleNotice } from './stale-notice.tsx';
import { useSaving } from './use-saving.ts';
import { shortWhen } from './when.ts';
import { useCalendarWords } from './words/words.ts';

interface MoveOptions {
  readonly move: Move;
  readonly overlaps: readonly Entry[];
  readonly onSaved: (reply: MeetingChangeReply) => void;
  readonly onUndo: () => void;
  /** The meeting as others have left it. */
  readonly onTheirs: (theirs: MeetingReply) => void;
}

const GAP_PX = 8;

/** Whether the bar belongs at the upper end: at the lower one it would lie over the meeting that is being moved. */
const useUpperEnd = ({ meeting, start, end }: Move) => {
  const bar = useRef<HTMLElement>(null);
  const upper = useSignal(false);
  useLayoutEffect(() => {
    const own = bar.current;
    const body = own?.parentElement?.getBoundingClientRect();
    const items = own?.parentElement?.querySelectorAll(`[data-item="${meetingItem(meeting.id)}"]`) ?? [];
    if (!own || !body) return;
    const room = own.offsetHeight + GAP_PX;
    const rects = [...items].map(item => item.getBoundingClientRect());
    const isBelow = rects.some(({ top, bottom }) => bottom > body.bottom - room && top < body.bottom);
    const isAbove = rects.some(({ top, bottom }) => top < body.top + room && bottom > body.top);
    upper.value = isBelow && !isAbove;
  }, [meeting.id, start, end]);
  return { bar, upper: upper.value };
};

/** A meeting was dragged: old and new time, and whether to keep the new one. */
export const MoveBar = ({ move, overlaps, onSaved, onUndo, onTheirs }: MoveOptions) => {
  const { words, zone, locale } = useSession();
  const own = useCalendarWords();
  const failureText = useFailureText();
  const { meeting, start, end } = move;
  const { bar, upper } = useUpperEnd(move);
  const saving = useSaving(meeting, onSaved);
  const { outcome, busy } = saving;
  const save = (sequence: number) =>
    saving.save({ sequence, start: new Date(start).toISOString(), end: new Date(end).toISOString() });
  const text = (span: { start: number; end: number }) => shortWhen(span, zone.value, locale.value);
  const failure = (): string | null => {
    if (outcome === null || outcome.kind === 'stale') return null;
    if (outcome.kind === 'failed') return failureText(outcome.failure);
    return outcome.kind === 'over' ? own.over : own.refused;
  };
  const failed = failure();
  return (
    <section ref={bar} class={upper ? 'move-bar upper' : 'move-bar'} aria-label={own.moveTitle}>
      <p class="move-what">
        <strong dir="auto">{meeting.guest.name}</strong>
        <span>
          <s>{text({ start: Date.parse(meeting.start), end: Date.parse(meeting.end) })}</s>{' '}
          <span aria-hidden="true">→</span> <b>{text(move)}</b>
        </span>
        <span class="muted small">{own.moveMail(meeting.guest.name)}</span>
      </p>
      <OverlapNotice entries={overlaps} />
      {failed && (
        <p role="alert" class="field-error">
          {failed}
        </p>
      )}
      {outcome?.kind === 'stale' ? (
        <StaleNotice
          before={meeting}
          theirs={outcome.theirs}
          busy={busy}
          onMine={() => save(outcome.theirs.sequence)}
          onTheirs={() => onTheirs(outcome.theirs)}
        />
      ) : (
        <div class="move-ways">
          <Button onClick={onUndo}>{words.value.undo}</Button>
          {outcome?.kind !== 'over' && (
            <Button kind="primary" busy={busy} onClick={() => save(meeting.sequence)}>
              {own.saveChange}
            </Button>
          )}
        </div>
      )}
    </section>
  );
};
