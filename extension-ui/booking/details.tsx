import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { BookPage } from '../../server/http/guest/page.ts';
import type { Problem } from '../../server/http/problem-schema.ts';
import { randomKey } from '../shared/random-key.ts';
import { address, isPlainClick, keptOf } from './address.ts';
import { bodyOf, type Faults, faultsOf, faultText, fieldName } from './booking-form.ts';
import { type Draft, draftOf, draftOfTyped, dropDraft, fillForm, keepDraft, keptDraft } from './draft.ts';
import { Line, LongText, QuestionField } from './fields.tsx';
import { Footer } from './footer.tsx';
import { NearestTimes } from './nearest-times.tsx';
import { keepBooking } from './own-booking.ts';
import { takePrefill } from './prefill.ts';
import { postBooking } from './requests.ts';
import { type Setting, useSetting } from './setting.ts';
import { When } from './when.tsx';

interface DetailsProps {
  readonly page: BookPage;
  /** Key of the booking to be made. */
  readonly attempt: RefObject<string>;
  readonly zone: string;
  /** null: the time wanted is gone and another one has to be chosen among the nearest. */
  readonly start: string | null;
  readonly endOf: (start: string) => string | undefined;
  readonly pickerHref: string;
  readonly close: () => void;
  /** Another time for what has been typed. */
  readonly choose: (start: string) => void;
}

interface Judgement {
  readonly faults: Faults;
  readonly refusal: Refusal | null;
}

/** What stands above the form after a refusal, and the times offered instead. */
interface Refusal {
  readonly message: string;
  readonly nearest: readonly string[];
  /** The form's own time is gone, whether or not others are near. */
  readonly timeGone: boolean;
}

const timeCodes: ReadonlySet<string> = new Set(['slot_taken', 'not_offered']);

const refusalOf = ({ texts }: Setting, code: string, nearest: readonly string[]): Refusal => {
  const known = {
    slot_taken: texts.slotTaken,
    not_offered: texts.notOffered,
    idempotency_mismatch: texts.earlierAttempt,
    preview: texts.messages.preview.text,
    link_inactive: texts.messages.link_inactive.title,
    link_closed: texts.messages.link_closed.title,
    link_gone: texts.messages.link_gone.title,
    crm_unknown: texts.messages.crm_unknown.title,
    too_many_requests: texts.messages.too_many_requests.text,
    busy: texts.messages.busy.text,
  };
  const isKnown = (code: string): code is keyof typeof known => Object.hasOwn(known, code);
  return { message: isKnown(code) ? known[code] : texts.refused, nearest, timeGone: timeCodes.has(code) };
};

/** A refusal as the server rendered it or sent it: about one field, or about the whole. */
const judge = (
  setting: Setting,
  { questions }: BookPage,
  draft: Draft,
  { code, title, field, nearest = [] }: Pick<Problem, 'code' | 'title' | 'field' | 'nearest'>,
): Judgement => {
  const name = code === 'invalid' && field ? fieldName(field) : null;
  if (name === null || !isShown(name, questions)) return { faults: {}, refusal: refusalOf(setting, code, nearest) };
  return { faults: { [name]: faultText(name, title, draft, questions, setting) }, refusal: null };
};

const isShown = (name: string, questions: BookPage['questions']): boolean =>
  ['name', 'email', 'notes', 'colleagues', ...questions.map(({ id }) => `answer.${id}`)].includes(name);

const problemOf = ({ refused }: BookPage) =>
  refused && {
    code: refused.code,
    title: refused.message,
    nearest: [...refused.nearest],
    ...(refused.field !== null && { field: refused.field }),
  };

/** The guest's details for a chosen time. */
export const Details = ({ page, attempt, zone, start, endOf, pickerHref, close, choose }: DetailsProps) => {
  const setting = useSetting();
  const { texts, enhanced, language } = setting;
  const form = useRef<HTMLFormElement>(null);
  const notice = useRef<HTMLDivElement>(null);
  const [draft] = useState<Draft>(() => (page.refused ? draftOfTyped(page.refused.typed) : {}));
  const [sending, setSending] = useState(false);
  const [{ faults, refusal }, setJudgement] = useState<Judgement>(() => {
    // What the server refused was about the time it rendered, not about one chosen since.
    const problem = start === page.start && problemOf(page);
    return problem ? judge(setting, page, draft, problem) : { faults: {}, refusal: null };
  });
  const judgedHere = useRef(false);
  const tried = useRef(page.refused !== null);

  useLayoutEffect(() => {
    if (!form.current) return;
    fillForm(form.current, keptDraft(page.path));
    return takePrefill(form.current, page.path);
  }, [page.path]);

  useLayoutEffect(() => {
    if (!judgedHere.current) return;
    judgedHere.current = false;
    const [first] = Object.keys(faults);
    const field = first ? document.getElementById(`field-${first}`) : null;
    const folded = field?.closest('details');
    if (folded) folded.open = true;
    (field ?? notice.current)?.focus();
  }, [faults, refusal]);

  const show = (judgement: Judgement): void => {
    judgedHere.current = true;
    setJudgement(judgement);
  };

  const send = async (filled: HTMLFormElement): Promise<void> => {
    tried.current = true;
    const typed = draftOf(filled);
    const unchosen = !start || (refusal?.nearest.length && !refusal.nearest.includes(start));
    const found = { ...(unchosen && { start: texts.chooseFirst }), ...faultsOf(typed, page.questions, setting) };
    if (unchosen || Object.keys(found).length > 0) return show({ faults: found, refusal: unchosen ? refusal : null });
    if (page.preview) return show({ faults: {}, refusal: refusalOf(setting, 'preview', []) });
    setSending(true);
    const outcome = await postBooking(page.path, attempt.current, bodyOf(typed, start, zone, language));
    if (outcome.kind !== 'unknown') attempt.current = randomKey();
    if (outcome.kind === 'booked') {
      dropDraft(page.path);
      keepBooking(page.path, { start, manageUrl: outcome.manageUrl });
      const confirmation = new URL(outcome.manageUrl, location.href);
      confirmation.searchParams.set('booked', '1');
      if (page.embedded) confirmation.searchParams.set('embed', '1');
      location.assign(confirmation);
      return;
    }
    setSending(false);
    if (outcome.kind === 'refused') show(judge(setting, page, typed, outcome.problem));
    else show({ faults: {}, refusal: { message: texts.unreachable, nearest: [], timeGone: false } });
  };

  /** Says something else, or nothing any more, about one field. */
  const mark = (name: string, fault?: string): void =>
    setJudgement(({ faults: { [name]: _, ...others }, refusal }) => ({
      faults: fault ? { ...others, [name]: fault } : others,
      refusal,
    }));

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!sending && form.current) void send(form.current);
  };

  const timeGone = refusal?.timeGone === true;
  return (
    <section class="details" aria-labelledby="details-heading">
      <div class={timeGone && start && !refusal.nearest.includes(start) ? 'chosen chosen-off' : 'chosen'}>
        <p class="chosen-label" id="chosen-label">
          {texts.yourTime}
        </p>
        {start && <When zone={zone} start={start} end={endOf(start)} />}
        <a
          class="button button-quiet"
          href={pickerHref}
          onClick={event => {
            if (!isPlainClick(event)) return;
            event.preventDefault();
            close();
          }}
        >
          {texts.changeTime}
        </a>
      </div>
      <h2 id="details-heading" tabIndex={-1}>
        {texts.yourDetails}
      </h2>
      <form
        ref={form}
        method="post"
        action={address(`${page.path}/bookings`, keptOf(page))}
        noValidate={enhanced}
        onSubmit={submit}
        onInput={({ currentTarget, target }) => {
          keepDraft(page.path, draftOf(currentTarget));
          const { name } = target as HTMLInputElement;
          if (name in faults) mark(name);
        }}
        onFocusOut={({ currentTarget, target }) => {
          const { name } = target as HTMLInputElement;
          const fault = tried.current && faultsOf(draftOf(currentTarget), page.questions, setting).email;
          if (name === 'email' && fault) mark(name, fault);
        }}
      >
        {refusal && (
          // biome-ignore lint/a11y/noAutofocus: the answer to a submitted form, as pages without script give it
          <div class="notice" role="alert" tabIndex={-1} ref={notice} autoFocus={!enhanced}>
            <p>{refusal.message}</p>
            {timeGone && refusal.nearest.length === 0 && <a href={pickerHref}>{texts.allTimes}</a>}
          </div>
        )}
        {refusal && refusal.nearest.length > 0 ? (
          <NearestTimes
            zone={zone}
            starts={refusal.nearest}
            endOf={endOf}
            fault={faults.start}
            chosen={start}
            choose={choose}
          />
        ) : (
          <input type="hidden" name="start" value={start ?? ''} />
        )}
        <input type="hidden" name="zone" value={zone} />
        <input type="hidden" name="language" value={language} />
        <input type="hidden" name="key" value={page.idempotencyKey} />
        <Line
          name="name"
          label={texts.name}
          type="text"
          autoComplete="name"
          maxLength={200}
          required
          draft={draft}
          faults={faults}
        />
        <Line
          name="email"
          label={texts.email}
          type="email"
          autoComplete="email"
          maxLength={254}
          required
          draft={draft}
          faults={faults}
        />
        {page.questions.map(question => (
          <QuestionField key={question.id} question={question} draft={draft} faults={faults} />
        ))}
        <LongText name="notes" label={texts.notes} rows={3} draft={draft} faults={faults} />
        <details class="fold" open={Boolean(draft.colleagues) || 'colleagues' in faults}>
          <summary>{texts.inviteColleagues}</summary>
          <LongText
            name="colleagues"
            label={texts.colleagues}
            hint={texts.colleaguesHint}
            rows={3}
            draft={draft}
            faults={faults}
          />
        </details>
        <button type="submit" class="button button-main" aria-disabled={sending || undefined}>
          {sending ? texts.booking : texts.book}
        </button>
      </form>
      <Footer html={page.footer} />
    </section>
  );
};
