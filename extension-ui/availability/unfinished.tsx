import { useEffect, useId, useMemo, useRef } from 'preact/hooks';
import type { DraftReply } from '../../server/http/host/schema.ts';
import { draftKeeperOf, newestDraft } from '../drafts/draft-keeper.ts';
import { asApiFailure } from '../shared/api.ts';
import { Button } from '../shared/button.tsx';
import { useFailureText } from '../shared/gate.tsx';
import { createResource } from '../shared/resource.ts';
import { useSession } from '../shared/session.ts';
import { dateOf, moment, timeOfDay } from '../shared/times.ts';
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

/** `14:32`, and on other days with their date. */
const whenOf = (instant: number, zone: string, locale: string): string =>
  dateOf(instant, zone) === dateOf(Date.now(), zone) ? timeOfDay(instant, zone, locale) : moment(instant, zone, locale);

/** A new link that was begun and not saved; `onGone`: it was discarded, and the focus has to go somewhere. */
export const Unfinished = ({ onGone }: { onGone: () => void }) => {
  const { api, go, words, zone, locale } = useSession();
  const own = useAvailabilityWords();
  const toasts = useToasts();
  const explain = useFailureText();
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  /** It was brought back, and the button that did so has gone. */
  const isBack = useRef(false);
  const draft = useMemo(() => createResource(() => newestDraft(api, NEW)), [api]);
  useEffect(() => void draft.load(), [draft]);
  const kept = draft.data.value;
  useEffect(() => {
    if (kept && isBack.current) heading.current?.focus();
    isBack.current = false;
  }, [kept]);
  if (!kept) return null;
  const name = nameOf(kept) || own.unnamed;

  const restore = async () => {
    try {
      await api.saveDraft(NEW, kept.form);
      isBack.current = true;
      await draft.load();
    } catch (error) {
      toasts.show(explain(asApiFailure(error)), { label: words.value.tryAgain, act: () => void restore() });
    }
  };
  const discard = async () => {
    await draftKeeperOf(api, NEW).drop();
    // Where it couldn't be dropped it is still there.
    await draft.load();
    if (draft.data.value) {
      toasts.show(draft.failure.value ? explain(draft.failure.value) : words.value.failed);
      return;
    }
    onGone();
    toasts.show(own.discarded(name), { label: words.value.undo, act: () => void restore() }, UNDO_MS);
  };

  return (
    <ul class="cards">
      <li class="card unfinished" aria-labelledby={id}>
        <h4 id={id} ref={heading} class="card-name" tabIndex={-1} dir="auto">
          {own.unfinished(name, whenOf(Date.parse(kept.savedAt), zone.value, locale.value))}
        </h4>
        <div class="unfinished-deeds">
          <Button onClick={() => go({ name: 'link' })}>{own.continue}</Button>
          <Button onClick={() => void discard()}>{own.discard}</Button>
        </div>
      </li>
    </ul>
  );
};
