import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { DraftReply } from '../../server/http/host/schema.ts';
import { readDraft } from '../link-editor/draft.ts';
import { ruleFaults } from '../link-editor/faults.ts';
import { type EditorForm, newForm, offerOf } from '../link-editor/form.ts';
import { Button } from '../shared/button.tsx';
import { useSession } from '../shared/session.ts';
import { dateOf, moment, timeOfDay } from '../shared/times.ts';
import { CardFacts } from './card-facts.tsx';
import type { NewDraft } from './new-draft.ts';
import { type AvailabilityWords, useAvailabilityWords } from './words/words.ts';

/** `today 14:32`, and on other days with their date. */
const whenOf = (instant: number, zone: string, locale: string, own: AvailabilityWords): string =>
  dateOf(instant, zone) === dateOf(Date.now(), zone)
    ? own.today(timeOfDay(instant, zone, locale))
    : moment(instant, zone, locale);

/** What it would offer; null where that can't be told, as of half-typed hours. */
const useForm = (kept: DraftReply): EditorForm | null => {
  const host = useSession().me.data.value;
  const form = host && readDraft(kept.form, newForm(host, ''))?.form;
  const known = { before: null, todayIn: (zone: string) => dateOf(Date.now(), zone) };
  return form && ruleFaults(form, known).length === 0 ? form : null;
};

interface UnfinishedOptions {
  readonly draft: NewDraft;
  readonly kept: DraftReply;
  /** It was discarded, and the focus has to go somewhere. */
  readonly onGone: () => void;
  /** It was brought back, and the button that did so has gone. */
  readonly isBack: { current: boolean };
}

/** A new link that was begun and not saved. */
export const Unfinished = ({ draft, kept, onGone, isBack }: UnfinishedOptions) => {
  const { go, zone, locale } = useSession();
  const own = useAvailabilityWords();
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const form = useForm(kept);
  useLayoutEffect(() => {
    if (isBack.current) heading.current?.focus();
    isBack.current = false;
  }, []);
  const discard = async () => {
    const restored = () => {
      isBack.current = true;
    };
    if (await draft.discard(restored)) onGone();
  };
  return (
    <ul class="cards">
      <li class="card unfinished" aria-labelledby={id}>
        <h4 id={id} ref={heading} class="card-name" tabIndex={-1} dir="auto">
          {own.unfinished(draft.name || own.unnamed)}
        </h4>
        {form && <CardFacts offer={offerOf(form)} place={form.place} />}
        <p class="muted small">{own.lastChanged(whenOf(Date.parse(kept.savedAt), zone.value, locale.value, own))}</p>
        <div class="unfinished-deeds">
          <Button onClick={() => go({ name: 'link' })}>{own.continue}</Button>
          <Button onClick={() => void discard()}>{own.discard}</Button>
        </div>
      </li>
    </ul>
  );
};

/** Whoever wants a new link while one is begun says which of the two is meant. */
export const ContinueOrNot = ({ draft, onFailed }: { draft: NewDraft; onFailed: () => void }) => {
  const { go } = useSession();
  const own = useAvailabilityWords();
  const id = useId();
  const group = useRef<HTMLFieldSetElement>(null);
  useLayoutEffect(() => group.current?.querySelector('button')?.focus(), []);
  const startAnew = async () => {
    if (await draft.discard()) go({ name: 'link' });
    else onFailed();
  };
  return (
    <fieldset class="continue-or-not" ref={group} aria-labelledby={id}>
      <p id={id} dir="auto">
        {own.continueOrNot(draft.name)}
      </p>
      <div class="unfinished-deeds">
        <Button kind="primary" onClick={() => go({ name: 'link' })}>
          {own.continue}
        </Button>
        <Button onClick={() => void startAnew()}>{own.startAnew}</Button>
      </div>
    </fieldset>
  );
};
