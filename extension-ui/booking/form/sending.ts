import type { RefObject } from 'preact';
import type { BookPage } from '../../../server/http/guest/page.ts';
import { randomKey } from '../../shared/random-key.ts';
import { keptCampaign } from '../brought/campaign.ts';
import { keptHold } from '../hold/kept-hold.ts';
import { ownHoldsOf } from '../hold/own-holds.ts';
import type { HoldControl } from '../hold/use-hold.ts';
import { keepBooking } from '../own-booking.ts';
import type { Setting } from '../setting.ts';
import { bodyOf, faultsOf } from './booking-form.ts';
import { draftOf, dropAttempt, dropDraft, keepAttempt } from './draft.ts';
import { invisibleField } from './invisible-field.tsx';
import { type Judgement, judge, refusalOf } from './judgement.ts';
import { goToMeeting, type Outcome, postBooking } from './post-booking.ts';

export interface Sending {
  readonly page: BookPage;
  readonly setting: Setting;
  readonly zone: string;
  /** Key of the booking to be made. */
  readonly attempt: RefObject<string>;
  readonly start: string | null;
  readonly refusal: Judgement['refusal'];
  readonly holding: Pick<HoldControl, 'pause' | 'resume' | 'release'>;
  readonly tell: (sending: boolean) => void;
  readonly show: (judgement: Judgement) => void;
}

const invisibleIn = (form: HTMLFormElement): HTMLInputElement | null => {
  const field = form.elements.namedItem(invisibleField);
  return field instanceof HTMLInputElement ? field : null;
};

/** A key is used up by the first reply that decides; one that may have booked outlives the page. */
const settleAttempt = ({ page: { path }, attempt }: Sending, { kind }: Outcome): void => {
  if (kind === 'unknown') keepAttempt(path, attempt.current);
  else {
    attempt.current = randomKey();
    dropAttempt(path);
  }
};

const settle = (sending: Sending, filled: HTMLFormElement, start: string, outcome: Outcome): void => {
  const { page, setting, holding, tell, show } = sending;
  settleAttempt(sending, outcome);
  if (outcome.kind === 'booked') {
    dropDraft(page.path);
    ownHoldsOf(page).drop(start);
    keepBooking(page.path, { start, manageUrl: outcome.manageUrl });
    goToMeeting(page, outcome.manageUrl);
    return;
  }
  tell(false);
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

/** Judges what was typed, sends it, and says what came of it. */
export const sendForm = async (sending: Sending, filled: HTMLFormElement): Promise<void> => {
  const { page, setting, zone, attempt, start, refusal, holding, tell, show } = sending;
  const typed = draftOf(filled);
  const unchosen = !start || (refusal?.nearest.length && !refusal.nearest.includes(start));
  const found = {
    ...(unchosen && { start: setting.texts.chooseFirst }),
    ...faultsOf(typed, page.questions, setting),
  };
  if (unchosen || Object.keys(found).length > 0) return show({ faults: found, refusal: unchosen ? refusal : null });
  if (page.preview) return show({ faults: {}, refusal: refusalOf(setting, 'preview') });
  tell(true);
  holding.pause();
  const body = bodyOf(typed, {
    start,
    zone,
    language: setting.language,
    hold: keptHold(page.path, start),
    campaign: page.campaign ?? keptCampaign(page.path),
    website: invisibleIn(filled)?.value ?? '',
  });
  settle(sending, filled, start, await postBooking(page.path, attempt.current, body));
};
