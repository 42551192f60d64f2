import { useMemo } from 'preact/hooks';
import type { DraftReply } from '../../server/http/host/schema.ts';
import { draftKeeperOf, newestDraft } from '../drafts/draft-keeper.ts';
import { useFailureText } from '../shared/gate.tsx';
import { createResource } from '../shared/resource.ts';
import { useSession } from '../shared/session.ts';
import { useToasts } from '../shared/toast.tsx';
import { UNDO_MS } from './link-deeds.ts';
import { useAvailabilityWords } from './words/words.ts';

/** Of a link with general availability that has never been saved. */
const NEW = 'new';

/** Drafts are kept as the editor made them, perhaps in an earlier release. */
const nameOf = ({ form: { form } }: DraftReply): string => {
  const name = typeof form === 'object' && form !== null && 'name' in form ? form.name : '';
  return typeof name === 'string' ? name.trim() : '';
};

/** What was begun as a new link and not saved. */
export interface NewDraft {
  readonly kept: DraftReply | null;
  /** As it was typed; empty where it has none. */
  readonly name: string;
  /** Whether there is one, as soon as that is known. */
  isThere(): Promise<boolean>;
  /** False: it is still there, which is said. Else it can be brought back; `back`: it has been. */
  discard(back?: () => void): Promise<boolean>;
}

export const useNewDraft = (): NewDraft => {
  const { api, go, words } = useSession();
  const own = useAvailabilityWords();
  const toasts = useToasts();
  const explain = useFailureText();
  const draft = useMemo(() => createResource(() => newestDraft(api, NEW)), [api]);
  const first = useMemo(() => draft.load(), [draft]);
  const kept = draft.data.value;
  const name = kept ? nameOf(kept) : '';
  return {
    kept,
    name,
    isThere: async () => {
      await first;
      return draft.data.peek() !== null;
    },
    discard: async back => {
      const { form } = kept ?? {};
      const keeper = draftKeeperOf(api, NEW);
      await keeper.drop();
      // Where it couldn't be dropped it is still there.
      await draft.load();
      if (draft.data.peek()) {
        const failure = draft.failure.peek();
        toasts.show(failure ? explain(failure) : words.value.failed);
        return false;
      }
      const restore = () => {
        if (!form) return;
        keeper.keep(form);
        keeper.leave();
        back?.();
        // The editor may have been opened meanwhile.
        go({ name: 'availability' });
        void draft.load();
      };
      toasts.show(own.discarded(name || own.unnamed), { label: words.value.undo, act: restore }, UNDO_MS);
      return true;
    },
  };
};
