import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { BookPage } from '../../../server/http/guest/page.ts';
import type { Hold } from '../hold/holding.ts';
import { useHold } from '../hold/use-hold.ts';
import { deeds as deedsToCome } from '../parts.ts';
import { useSetting } from '../setting.ts';
import type { Faults } from './booking-form.ts';
import { type Draft, draftOf, keptAttempt } from './draft.ts';
import type { Judgement } from './judgement.ts';

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

/** Holds the time while the form is filled in, sends the form, and says what came of it. `draft`: what the form was rendered with. */
export const useBooking = ({ page, attempt, zone, start }: BookingProps, draft: Draft): BookingControl => {
  const setting = useSetting();
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
    tried.current = true;
    const { start, refusal } = latest.current;
    await deeds.sendForm({ page, setting, zone, attempt, start, refusal, holding, tell: setSending, show }, filled);
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
