import { Button } from '../shared/button.tsx';
import { Dialog } from '../shared/dialog.tsx';
import { useSession } from '../shared/session.ts';
import { usePickWords } from './words.ts';

/** Before a booked time is taken off its link. */
export const BookedQuestion = ({ guest, answer }: { guest: string; answer: (isWanted: boolean) => void }) => {
  const words = usePickWords();
  const shared = useSession().words.value;
  return (
    <Dialog
      title={words.removeBookedTitle}
      onClose={() => answer(false)}
      foot={
        <>
          <Button onClick={() => answer(false)}>{shared.cancel}</Button>
          <Button kind="danger" onClick={() => answer(true)}>
            {words.removeBookedOk}
          </Button>
        </>
      }
    >
      <p dir="auto">{words.removeBooked(guest)}</p>
    </Dialog>
  );
};
