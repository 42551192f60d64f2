import { useSignal } from '@preact/signals';
import { asApiFailure } from '../shared/api.ts';
import { Button } from '../shared/button.tsx';
import { useFailureText } from '../shared/gate.tsx';
import { useSession } from '../shared/session.ts';
import { useToasts } from '../shared/toast.tsx';
import { Section } from './section.tsx';
import { useSettingsWords } from './words/words.ts';

/** Asks first, and says what becomes of the meetings that guests have booked. */
export const Disconnect = ({ meetings, onGone }: { meetings: number; onGone: () => void }) => {
  const { words, bridge, api } = useSession();
  const toasts = useToasts();
  const explain = useFailureText();
  const busy = useSignal(false);
  const text = useSettingsWords();
  const about = meetings > 0 ? text.disconnectMeetings(meetings) : text.disconnectNoMeetings;

  const disconnect = async (): Promise<void> => {
    busy.value = true;
    try {
      const confirmed = await bridge.confirm({
        title: text.disconnectTitle,
        description: `${about} ${text.disconnectLast}`,
        okText: text.disconnect,
        cancelText: words.value.cancel,
      });
      if (!confirmed) return;
      await api.disconnect();
      onGone();
    } catch (error) {
      toasts.show(explain(asApiFailure(error)));
    } finally {
      busy.value = false;
    }
  };

  return (
    <Section id="disconnect" title={text.disconnect}>
      <p>{text.disconnectSentence}</p>
      <p class="muted">{about}</p>
      <Button kind="danger" busy={busy.value} onClick={() => void disconnect()}>
        {text.disconnect}
      </Button>
    </Section>
  );
};
