import type { ReadonlySignal } from '@preact/signals';
import type { LinkReply } from '../../server/http/host/schema.ts';
import type { Api } from '../shared/api.ts';
import { createClips } from '../shared/clips.ts';
import { type MailTime, mailTimes } from '../shared/mail-time.ts';
import { linkText, timesText } from '../shared/rich-text.ts';
import type { Session } from '../shared/session.ts';
import type { Toasts } from '../shared/toast.tsx';

export type CopyWay = 'times' | 'link';

export interface Copied {
  readonly times: readonly MailTime[];
  /** What to say of it. */
  readonly sentence: string;
}

/** As many as the server tells at once. */
const PAGE = 30;

/** Those of the starts, in order, that guests are offered, with their addresses: the server is the judge. @throws ApiFailure */
export const offeredOf = async (
  api: Pick<Api, 'nextTimes'>,
  slug: string,
  starts: readonly number[],
): Promise<MailTime[]> => {
  const offered = new Map<number, MailTime>();
  const last = starts.at(-1) ?? 0;
  let after: string | undefined;
  do {
    const page = await api.nextTimes(slug, PAGE, after);
    for (const time of mailTimes(page)) offered.set(Date.parse(time.start), time);
    after = page.starts.length < PAGE ? undefined : page.starts.at(-1);
  } while (after !== undefined && Date.parse(after) < last);
  return starts.flatMap(start => offered.get(start) ?? []);
};

export interface CopyingTimes {
  /** Just copied. */
  readonly done: ReadonlySignal<CopyWay | null>;
  /** `starts`: of the times that are still to be had. `refused`: what to say where the browser wants another click. */
  run(way: CopyWay, link: LinkReply, copied: Copied, refused: string): Promise<void>;
}

export const copyTimes = (session: Session, toasts: Toasts): CopyingTimes => {
  const { done, put } = createClips<CopyWay>(session, toasts);
  return {
    done,
    run: (way, link, { times, sentence }, refused) => {
      const words = session.words.value;
      const options = session.textOptions(link);
      if (way === 'link') return put(way, linkText(link, options), words.copiedLink(link.details.name), refused);
      const content = timesText(link, { ...options, zone: session.mailZone.value, times });
      return put(way, content, sentence, refused);
    },
  };
};
