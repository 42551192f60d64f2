import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { BookPage } from '../../server/http/guest/page.ts';
import { randomKey } from '../shared/random-key.ts';
import type { Faults } from './booking-form.ts';
import { keptCampaign } from './campaign.ts';
import { type Draft, draftOf, dropAttempt, dropDraft, keepAttempt, keptAttempt } from './draft.ts';
import type { Hold } from './holding.ts';
import { invisibleField } from './invisible-field.tsx';
import type { Judgement } from './judgement.ts';
import { keptHold } from './kept-hold.ts';
import { keepBooking } from './own-booking.ts';
import { deeds as deedsToCome } from './parts.ts';
import type { Outcome } from './post-booking.ts';
import { useSetting } from './setting.ts';
import { useHold } from './use-hold.ts';

interface BookingProps {
  readonly page: BookPage;
  /** Key of the booking to be made. */
  readonly attempt: RefObject<string>;
  readonly zone: string;
  readonly start: string | null;
}

export type Deeds = typeof import('./form-deeds.ts');

export interface BookingControl extends Judgement {
  /** null: not there yet. */
  readonly deeds: Deeds | null;
  readonly hold: Hold;
  readonly sending: boolean;
  readonly send: (filled: HTMLFormElement) => void;
  /** What is wrong is forgotten as soon as it is changed. */
  readonly forget: (...names: readonly string[]) => void;
  /** Looks at the address again, once the form has been sent. */
  readonly leaveEmail: (filled: HTMLFormElement) => void;
}

const nothingWrong: Judgement = { faults: {}, refusal: null };

const useDeeds = (): Deeds | null => {
  const [deeds, setDeeds] = useState(deedsToCome.content);
  useEffect(() => {
    // Asked for again when the form is sent.
    deedsToCome.load().then(setDeeds, () => {});
  }, []);
  return deeds;
};

const without = (faults: Faults, names: readonly string[]): Faults =>
  Object.fromEntries(Object.entries(faults).filter(([name]) => !names.includes(name)));

const invisibleIn = (form: HTMLFormElement): HTMLInputElement | null => {
  const field = form.elements.namedItem(invisibleField);
  return field instanceof HTMLInputElement ? field : null;
};

/** Holds the time while the form is filled in, sends the form, and says what came of it. `draft`: what the form was rendered with. */
export const useBooking = ({ page, attempt, zone, start }: BookingProps, draft: Draft): BookingControl => {
  const setting = useSetting();
  const { texts, language } = setting;
  const deeds = useDeeds();
  const [sending, setSending] = useState(false);
  const [judgement, setJudgement] = useState<Judgement>(() => {
    // What the server refused was about the time it rendered, not about one chosen since.
    const verdict = start === page.start ? deeds?.renderedVerdict(page) : null;
    return deeds && verdict ? deeds.judge(setting, page, draft, verdict) : nothingWrong;
  });
  const { faults, refusal } = judgement;
  const tried = useRef(page.refused !== null);
  const holding = useHold(page, deeds, start, ({ refusalOf }, { code, nearest }) =>
    setJudgement({ faults: {}, refusal: refusalOf(setting, code, nearest) }),
  );

  useLayoutEffect(() => {
    attempt.current = keptAttempt(page.path) ?? attempt.current;
  }, [page.path, attempt]);

  /** The focus goes to what is wrong with what was sent; what happens meanwhile leaves it where it is. */
  const focusWaits = useRef(false);
  useLayoutEffect(() => {
    if (!focusWaits.current) return;
    focusWaits.current = false;
    const [first] = Object.keys(faults);
    const field = first ? document.getElementById(`field-${first}`) : null;
    const folded = field?.closest('details');
    if (folded) folded.open = true;
    (field ?? document.getElementById('refusal'))?.focus();
  }, [faults, refusal]);

  const show = (judgement: Judgement): void => {
    focusWaits.current = true;
    setJudgement(judgement);
  };

  const settle = (
    { goToMeeting, judge, ownHoldsOf, refusalOf }: Deeds,
    filled: HTMLFormElement,
    start: string,
    outcome: Outcome,
  ): void => {
    if (outcome.kind === 'unknown') keepAttempt(page.path, attempt.current);
    else {
      attempt.current = randomKey();
      dropAttempt(page.path);
    }
    if (outcome.kind === 'booked') {
      dropDraft(page.path);
      ownHoldsOf(page).drop(start);
      keepBooking(page.path, { start, manageUrl: outcome.manageUrl });
      goToMeeting(page, outcome.manageUrl);
      return;
    }
    setSending(false);
    const { problem } = outcome;
    const refusedBy = problem
      ? judge(setting, page, draftOf(filled), problem)
      : { faults: {}, refusal: refusalOf(setting, 'unreachable') };
    holding.resume();
    if (refusedBy.refusal?.timeGone || refusedBy.refusal?.isClosed) holding.release();
    const invisible = invisibleIn(filled);
    if (invisible) invisible.value = '';
    show(refusedBy);
  };

  /** Who sends the form before it can be judged here waits for that; where it can't be had, the form goes as it does without script. */
  const ready = async (filled: HTMLFormElement): Promise<Deeds | null> => {
    if (deeds) return deeds;
    setSending(true);
    holding.pause();
    try {
      return await deedsToCome.load();
    } catch {
      filled.submit();
      return null;
    } finally {
      holding.resume();
      setSending(false);
    }
  };

  const latest = useRef({ start, refusal });
  latest.current = { start, refusal };

  const send = async (filled: HTMLFormElement): Promise<void> => {
    if (sending) return;
    const deeds = await ready(filled);
    // Left while it was waited for.
    if (!deeds || !filled.isConnected) return;
    const { start, refusal } = latest.current;
    const { bodyOf, faultsOf, postBooking, refusalOf } = deeds;
    tried.current = true;
    const typed = draftOf(filled);
    const unchosen = !start || (refusal?.nearest.length && !refusal.nearest.includes(start));
    const found = { ...(unchosen && { start: texts.chooseFirst }), ...faultsOf(typed, page.questions, setting) };
    if (unchosen || Object.keys(found).length > 0) return show({ faults: found, refusal: unchosen ? refusal : null });
    if (page.preview) return show({ faults: {}, refusal: refusalOf(setting, 'preview') });
    setSending(true);
    holding.pause();
    const body = bodyOf(typed, {
      start,
      zone,
      language,
      hold: keptHold(page.path, start),
      campaign: page.campaign ?? keptCampaign(page.path),
      website: invisibleIn(filled)?.value ?? '',
    });
    settle(deeds, filled, start, await postBooking(page.path, attempt.current, body));
  };

  return {
    deeds,
    faults,
    refusal,
    hold: holding.hold,
    sending,
    send: filled => void send(filled),
    forget: (...names) => {
      if (names.some(name => name in faults))
        setJudgement(({ faults, refusal }) => ({ faults: without(faults, names), refusal }));
    },
    leaveEmail: filled => {
      const { email } = (tried.current && deeds?.faultsOf(draftOf(filled), page.questions, setting)) || {};
      if (email) setJudgement(({ faults, refusal }) => ({ faults: { ...without(faults, ['email']), email }, refusal }));
    },
  };
};
