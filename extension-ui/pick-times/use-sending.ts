import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { LinkReply } from '../../server/http/host/schema.ts';
import { type ApiFailure, asApiFailure } from '../shared/api.ts';
import { useFailureText } from '../shared/gate.tsx';
import type { MailTime } from '../shared/mail-time.ts';
import { type Addressed, madePersonal, usePersonalFailureText } from '../shared/personal.ts';
import { useSession } from '../shared/session.ts';
import { useToasts } from '../shared/toast.tsx';
import { type Copied, type CopyWay, copyTimes, offeredOf } from './copying-times.ts';
import type { Picking } from './picking.ts';
import type { TimeFacts } from './time-facts.ts';
import { usePickWords } from './words.ts';

export interface Sending {
  /** Just copied. */
  readonly done: CopyWay | null;
  /** Why nothing could be copied. */
  readonly missing: string | null;
  /** What is offered couldn't be asked for. */
  readonly failure: ApiFailure | null;
  /** Why, in words. */
  readonly sentence: string | null;
  readonly isAsking: boolean;
  readonly copy: (way: CopyWay) => void;
  /** What was tried last. */
  readonly again: () => void;
}

/** Saves what is picked and copies it: of the times those that guests are offered. */
export const useSending = (picking: Picking, known: readonly TimeFacts[]): Sending => {
  const session = useSession();
  const toasts = useToasts();
  const words = usePickWords();
  const shared = session.words.value;
  const locale = session.locale.value;
  const { times } = picking.form.value;
  const copying = useMemo(() => copyTimes(session, toasts), [session, toasts]);
  const missing = useSignal<string | null>(null);
  const explain = useFailureText();
  const explainPersonal = usePersonalFailureText();
  const failure = useSignal<ApiFailure | null>(null);
  const sentence = useSignal<string | null>(null);
  const isAsking = useSignal(false);
  const tried = useRef<CopyWay>('times');
  useEffect(() => {
    missing.value = null;
    failure.value = null;
    sentence.value = null;
  }, [times]);

  const ahead = known.filter(({ isPast, booked }) => !isPast && booked === null).map(one => one.time.start);
  const whenOf = (start: number): string =>
    new Intl.DateTimeFormat(locale, {
      timeZone: session.zone.value,
      weekday: 'short',
      hour: 'numeric',
      minute: '2-digit',
    }).format(start);
  /** Of the times ahead, those that guests are offered. null: none, which has been said. @throws ApiFailure */
  const offeredBy = async (slug: string): Promise<Copied | null> => {
    const times = await offeredOf(session.api, slug, ahead);
    const offered = new Set(times.map(({ start }) => Date.parse(start)));
    const left = ahead.filter(start => !offered.has(start));
    if (times.length === 0) {
      missing.value = words.noneOffered;
      return null;
    }
    if (left.length === 0) return { times, sentence: shared.copiedTimes(times.length) };
    const when = new Intl.ListFormat(locale).format(left.map(whenOf));
    return { times, sentence: words.copiedSome(times.length, ahead.length, when) };
  };
  /** For who is in view, where that is wanted. @throws ApiFailure */
  const addressed = async (link: LinkReply, copied: readonly MailTime[]): Promise<Addressed> => {
    const plain = { link, times: copied };
    const { record, api } = session;
    if (!record || !session.personalTimes.peek()) return plain;
    try {
      return await madePersonal(api, plain, record);
    } catch (error) {
      sentence.value = explainPersonal(asApiFailure(error));
      throw error;
    }
  };
  const copy = async (way: CopyWay) => {
    missing.value = null;
    failure.value = null;
    sentence.value = null;
    if (times.length === 0) missing.value = words.noneYet;
    else if (ahead.length === 0 && way === 'times') missing.value = words.allPast;
    if (missing.value !== null) return;
    tried.current = way;
    const wasSaved = picking.isSaved.value;
    const saved = await picking.save();
    if (!saved) return;
    isAsking.value = true;
    try {
      const none: Copied = { times: [], sentence: shared.copiedLink(saved.details.name) };
      const copied = way === 'times' ? await offeredBy(saved.slug) : none;
      const sent = copied && (await addressed(saved, copied.times));
      if (!sent) return;
      const refused = wasSaved ? shared.copyFailed : words.savedNotCopied;
      await copying.run(way, sent.link, { ...copied, times: sent.times }, refused);
    } catch (error) {
      const failed = asApiFailure(error);
      failure.value = failed;
      sentence.value ??= explain(failed);
    } finally {
      isAsking.value = false;
    }
  };
  return {
    done: copying.done.value,
    missing: missing.value,
    failure: failure.value,
    sentence: sentence.value,
    isAsking: isAsking.value,
    copy: way => void copy(way),
    again: () => void copy(tried.current),
  };
};
