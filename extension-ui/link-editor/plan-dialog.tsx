import { useSignal } from '@preact/signals';
import type { LinkReply } from '../../server/http/host/schema.ts';
import { asApiFailure } from '../shared/api.ts';
import { Button } from '../shared/button.tsx';
import { Dialog } from '../shared/dialog.tsx';
import { useFailureText } from '../shared/gate.tsx';
import { othersActive } from '../shared/link-facts.ts';
import { Notice } from '../shared/notice.tsx';
import { useSession } from '../shared/session.ts';
import { useLimitSentence } from './plan-limit.tsx';
import { useEditorWords } from './words/words.ts';

interface PlanOptions {
  /** Saved, but not active. */
  readonly link: LinkReply;
  readonly onDone: (link: LinkReply) => void;
}

/** A new link beyond the plan's limit is saved switched off: the host may switch over to it. */
export const PlanDialog = ({ link, onDone }: PlanOptions) => {
  const session = useSession();
  const words = useEditorWords();
  const failureText = useFailureText();
  const isBusy = useSignal(false);
  const failure = useSignal<string | null>(null);
  const shared = session.words.value;
  const limit = session.me.data.value?.plan.limit ?? 1;
  const active = othersActive(session.links.data.value?.links ?? [], link.slug);
  const { name } = link.details;

  const switchOver = async (other: LinkReply) => {
    isBusy.value = true;
    failure.value = null;
    try {
      onDone(await session.api.changeLink(link.slug, { version: link.version, active: true, instead: other.slug }));
    } catch (error) {
      failure.value = failureText(asApiFailure(error));
      void session.links.load();
    } finally {
      isBusy.value = false;
    }
  };

  const [only] = active;
  const reason = useLimitSentence()(active);
  return (
    <Dialog
      title={words.limitTitle}
      onClose={() => onDone(link)}
      foot={
        <>
          {limit > 0 && active.length === 1 && only && (
            <Button busy={isBusy.value} onClick={() => void switchOver(only)}>
              {words.switchOver(name)}
            </Button>
          )}
          <Button kind="primary" onClick={() => onDone(link)}>
            {limit > 0 && only && active.length === 1 ? words.keepActive(only.details.name) : words.keepOff}
          </Button>
        </>
      }
    >
      <p dir="auto">{reason}</p>
      {limit > 0 && active.length === 1 && only && <p dir="auto">{words.limitInstead(only.details.name)}</p>}
      {limit > 0 && <p class="muted">{shared.planLifts}</p>}
      {failure.value && (
        <Notice kind="bad">
          <span role="alert">{failure.value}</span>
        </Notice>
      )}
    </Dialog>
  );
};
