import { StaleWays } from '../drafts/stale-ways.tsx';
import { Button } from '../shared/button.tsx';
import { CheckIcon } from '../shared/icons.tsx';
import { Notice } from '../shared/notice.tsx';
import { useSession } from '../shared/session.ts';
import { useToasts } from '../shared/toast.tsx';
import type { CopyWay } from './copying-times.ts';
import type { Picking } from './picking.ts';
import type { Sending } from './use-sending.ts';
import { usePickWords } from './words.ts';

interface FootOptions {
  readonly picking: Picking;
  readonly sending: Sending;
  /** What no field can say. */
  readonly refusal: string | null;
  readonly startAnew: () => void;
}

/** The ways out: copied, saved, or given up for new ones. */
export const PickFoot = ({ picking, sending, refusal, startAnew }: FootOptions) => {
  const shared = useSession().words.value;
  const words = usePickWords();
  const toasts = useToasts();
  const link = picking.link.value;
  /** One booking was wanted, and it has been made. */
  const isOver = link?.closed === true && picking.form.value.bookings === 'one';
  const isBusy = picking.isSaving.value || sending.isAsking;
  const isOffline = (sending.failure ?? picking.refusal.value?.failure)?.code === 'offline';
  const failed = sending.sentence ?? refusal;
  const save = async (how: Picking['save']) => {
    if (await how()) toasts.show(words.saved);
  };
  const label = (way: CopyWay, text: string) =>
    sending.done === way ? (
      <>
        <CheckIcon /> {shared.copied}
      </>
    ) : (
      text
    );
  return (
    <div class="pick-foot">
      {picking.theirs.value && (
        <Notice kind="warn">
          <span role="alert">{words.stale}</span>
          <StaleWays busy={isBusy} takeMine={() => void save(picking.takeMine)} showTheirs={picking.showTheirs} />
        </Notice>
      )}
      {failed !== null && (
        <Notice kind="bad">
          <span role="alert">{isOffline ? `${failed} ${words.keptHere}` : failed}</span>
          {(isOffline || sending.failure) && (
            <button type="button" class="link-button" onClick={sending.again}>
              {shared.tryAgain}
            </button>
          )}
        </Notice>
      )}
      <div class="pick-buttons">
        {isOver ? (
          <>
            <Button kind="primary" onClick={startAnew}>
              {words.pickAnew}
            </Button>
            <Button busy={isBusy} onClick={() => picking.change({ bookings: 'each' })}>
              {words.allowMore}
            </Button>
          </>
        ) : (
          <>
            <Button kind="primary" busy={isBusy} onClick={() => sending.copy('times')}>
              {label('times', words.copyTimes)}
            </Button>
            <Button busy={isBusy} onClick={() => sending.copy('link')}>
              {label('link', shared.copyLink)}
            </Button>
          </>
        )}
        {link && !picking.isSaved.value && (
          <Button busy={isBusy} onClick={() => void save(picking.save)}>
            {shared.save}
          </Button>
        )}
        {link && picking.isSaved.value && !isOver && (
          <button type="button" class="link-button" onClick={startAnew}>
            {words.pickAnew}
          </button>
        )}
      </div>
    </div>
  );
};
