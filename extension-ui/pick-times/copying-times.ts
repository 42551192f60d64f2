import type { ReadonlySignal } from '@preact/signals';
import type { LinkReply } from '../../server/http/host/schema.ts';
import type { Api } from '../shared/api.ts';
import { createClips } from '../shared/clips.ts';
import { linkText, timesText } from '../shared/rich-text.ts';
import type { Session } from '../shared/session.ts';
import type { Toasts } from '../shared/toast.tsx';

export type CopyWay = 'times' | 'link';

export interface Copied {
  readonly starts: readonly number[];
  /** What to say of it. */
  readonly sentence: string;
}

/** As many as the server tells at once. */
const PAGE = 30;

/** Those of the starts, in order, that guests are offered: the server is the judge. @throws ApiFailure */
export const offeredOf = async (
  api: Pick<Api, 'nextTimes'>,
  slug: string,
  starts: readonly number[],
): Promise<ReadonlySet<number>> => {
  const offered = new Set<number>();
  const last = starts.at(-1) ?? 0;
  let after: string | undefined;
  do {
    const page = (await api.nextTimes(slug, PAGE, after)).starts;
    for (const start of page) offered.add(Date.parse(start));
    after = page.length < PAGE ? undefined : page.at(-1);
  } while (after !== undefined && Date.parse(after) < last);
  return new Set(starts.filter(start => offered.has(start)));
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
    run: (way, link, { starts, sentence }, refused) => {
      const words = session.words.value;
      const options = session.textOptions(link);
      if (way === 'link') return put(way, linkText(link, options), words.copiedLink(link.details.name), refused);
      const iso = starts.map(start => new Date(start).toISOString());
      const content = timesText(link, { ...options, zone: session.mailZone.value, starts: iso });
      return put(way, content, sentence, refused);
    },
  };
};
