import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { BookPage } from '../../../server/http/guest/page.ts';
import { address, keptOf } from '../address.ts';
import { keepBrought } from '../brought/brought.ts';
import { takePrefill } from '../brought/prefill.ts';
import { Footer } from '../footer.tsx';
import { keptHold } from '../hold/kept-hold.ts';
import { useSetting } from '../setting.ts';
import type { Faults } from './booking-form.ts';
import { ChosenTime } from './chosen-time.tsx';
import { type Draft, draftOf, draftOfAnswers, fillForm, keepDraft, keptDraft, said } from './draft.ts';
import { LongText, QuestionField } from './fields.tsx';
import { GuestFields } from './guest-fields.tsx';
import { HiddenFields } from './hidden-fields.tsx';
import { InvisibleField } from './invisible-field.tsx';
import { useBooking } from './use-booking.ts';
import { useOffline } from './use-offline.ts';

// What is known of the guest waits for the form in the form's own script.
export { keepBrought } from '../brought/brought.ts';
export { offerPrefill } from '../brought/prefill.ts';

interface DetailsProps {
  readonly page: BookPage;
  /** Key of the booking to be made. */
  readonly attempt: RefObject<string>;
  readonly zone: string;
  /** null: the time wanted is gone and another one has to be chosen among the nearest. */
  readonly start: string | null;
  readonly endOf: (start: string) => string | undefined;
  readonly pickerHref: string;
  /** The same page for somebody else than the one who was invited, or back. */
  readonly otherHref: (other: boolean) => string;
  readonly close: () => void;
  /** Another time for what has been typed. */
  readonly choose: (start: string) => void;
}

/** What the page was rendered with, and what of it was only suggested. */
const renderedDraft = ({ prefill, refused, other }: BookPage): { draft: Draft; suggested: Draft } => {
  const typed = refused ? said(draftOfAnswers(refused.typed)) : {};
  const suggested = prefill && Object.keys(typed).length === 0 ? draftOfAnswers(prefill) : {};
  return { draft: { ...suggested, ...typed, ...(other && { other: 'true' }) }, suggested };
};

/** Fills the form with what was typed before, or is known otherwise; with folded fields that say something unfolded. */
const useKeptDraft = (
  form: RefObject<HTMLFormElement | null>,
  page: BookPage,
  suggested: Draft,
  other: boolean,
): void =>
  useLayoutEffect(() => {
    if (!form.current) return;
    keepBrought(page);
    fillForm(form.current, keptDraft(page.path), suggested);
    const colleagues = form.current.elements.namedItem('colleagues');
    const folded =
      colleagues instanceof HTMLTextAreaElement && colleagues.value !== '' && colleagues.closest('details');
    if (folded) folded.open = true;
    return takePrefill(form.current, page.path);
  }, [form, page, suggested, other]);

const FurtherFields = ({ page, draft, faults }: { page: BookPage; draft: Draft; faults: Faults }) => {
  const { texts } = useSetting();
  return (
    <>
      {page.questions.map(question => (
        <QuestionField key={question.id} question={question} draft={draft} faults={faults} path={page.path} />
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
    </>
  );
};

/** The guest's details for a chosen time. */
export const Details = (props: DetailsProps) => {
  const { page, zone, start, endOf, choose } = props;
  const { texts, enhanced } = useSetting();
  const form = useRef<HTMLFormElement>(null);
  const [{ draft, suggested }] = useState(() => renderedDraft(page));
  const [other, setOther] = useState(page.other === true);
  const { deeds, faults, refusal, hold, sending, send, forget, leaveEmail } = useBooking(props, draft);
  const offline = useOffline();

  useLayoutEffect(() => {
    if (page.invited && keptDraft(page.path).other === 'true') setOther(true);
  }, [page.path, page.invited]);
  useKeptDraft(form, page, suggested, other);

  const chooseOther = (other: boolean): void => {
    keepDraft(page.path, { other: other ? 'true' : '' });
    forget('name', 'email');
    setOther(other);
  };

  const nearest = refusal?.nearest ?? [];
  const isOther = start !== null && nearest.includes(start);
  const isGone = refusal?.timeGone === true && start !== null && !isOther;
  const isClosed = refusal?.isClosed;
  return (
    <section class="details" aria-labelledby="details-heading">
      <ChosenTime
        {...props}
        hostZone={page.hostZone}
        mayDiffer={page.zone === null && page.start !== null}
        end={start ? endOf(start) : undefined}
        isGone={isGone}
      >
        {!page.preview && !isGone && !isClosed && (
          <div class="hold">{enhanced && deeds && <deeds.HoldNote hold={hold} zone={zone} />}</div>
        )}
      </ChosenTime>
      <h2 id="details-heading" tabIndex={-1}>
        {texts.yourDetails}
      </h2>
      <form
        ref={form}
        method="post"
        action={address(`${page.path}/bookings`, keptOf(page))}
        noValidate={enhanced}
        onSubmit={event => {
          event.preventDefault();
          send(event.currentTarget);
        }}
        onInput={({ currentTarget, target }) => {
          keepDraft(page.path, draftOf(currentTarget));
          if (target instanceof Element) forget(target.getAttribute('name') ?? '');
        }}
        onFocusOut={({ currentTarget, target }) => {
          if (target instanceof HTMLInputElement && target.name === 'email') leaveEmail(currentTarget);
        }}
      >
        {deeds && refusal && !isOther && <deeds.RefusalNotice refusal={refusal} pickerHref={props.pickerHref} />}
        {deeds && nearest.length > 0 && (
          <deeds.NearestTimes
            zone={zone}
            starts={nearest}
            endOf={endOf}
            fault={faults.start}
            chosen={start}
            choose={choose}
          />
        )}
        <HiddenFields
          page={page}
          zone={zone}
          start={nearest.length > 0 ? null : (start ?? '')}
          hold={hold.state === 'none' ? null : keptHold(page.path, start)}
        />
        <InvisibleField />
        <GuestFields
          invited={page.invited}
          other={other}
          otherHref={props.otherHref(!other)}
          chooseOther={chooseOther}
          draft={draft}
          faults={faults}
        />
        <FurtherFields page={page} draft={draft} faults={faults} />
        <p class="offline" role="status">
          {offline && refusal?.message !== texts.unreachable && texts.offline}
        </p>
        {!isClosed && (
          <button type="submit" class="button button-main" aria-disabled={sending || undefined}>
            {sending ? texts.booking : texts.book}
          </button>
        )}
      </form>
      <Footer html={page.footer} />
    </section>
  );
};
