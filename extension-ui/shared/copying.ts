import { type ReadonlySignal, signal } from '@preact/signals';
import type { LinkReply } from '../../server/http/host/schema.ts';
import { type ApiFailure, asApiFailure } from './api.ts';
import { createClips } from './clips.ts';
import { mailTimes } from './mail-time.ts';
import { personalFailure, whoOf } from './personal.ts';
import { personalBody } from './record-in-view.ts';
import { linkText, timesText } from './rich-text.ts';
import type { Session } from './session.ts';
import { spreadTimes } from './spread-times.ts';
import type { Toasts } from './toast.tsx';

/** So many are asked for that those which go into a mail can be chosen from several days. */
const ASKED = 30;

export type CopyKind = 'link' | 'personal' | 'url' | 'times';

/** What the host may put on the clipboard, with what is said about it. */
export interface Copying {
  /** Just copied, as `kind:slug`; shown beside the link for a moment. */
  readonly done: ReadonlySignal<string | null>;
  /** Being fetched, as `kind:slug`. */
  readonly busy: ReadonlySignal<string | null>;
  run(kind: CopyKind, link: LinkReply): void;
}

export const copyKey = (kind: CopyKind, link: LinkReply): string => `${kind}:${link.slug}`;

export const createCopying = (session: Session, toasts: Toasts, explain: (failure: ApiFailure) => string): Copying => {
  const { done, put } = createClips(session, toasts);
  const busy = signal<string | null>(null);

  const copyTimes = async (link: LinkReply): Promise<void> => {
    const key = copyKey('times', link);
    busy.value = key;
    try {
      const times = mailTimes(await session.api.nextTimes(link.slug, ASKED));
      const words = session.words.value;
      const zone = session.mailZone.value;
      if (times.length === 0) return toasts.show(words.noTimes(link.details.name));
      // Times picked by hand go out as they were picked.
      const chosen = link.offer.kind === 'specific' ? times : spreadTimes(times, zone);
      const content = timesText(link, { ...session.textOptions(link), zone, times: chosen });
      await put(key, content, words.copiedTimes(chosen.length));
    } catch (error) {
      toasts.show(explain(asApiFailure(error)));
    } finally {
      busy.value = null;
    }
  };

  /** For what is in view; where it can't be had, the plain one is offered. */
  const copyPersonal = async (link: LinkReply): Promise<void> => {
    const { record } = session;
    if (!record) return;
    const key = copyKey('personal', link);
    const words = session.words.value;
    busy.value = key;
    try {
      const made = await session.api.personalLink(link.slug, personalBody(record));
      const content = linkText({ ...link, url: made.url }, session.textOptions(link));
      await put(key, content, words.personal.copied(whoOf(made, record, words)));
    } catch (error) {
      const why = personalFailure(asApiFailure(error), record, words, explain);
      toasts.show(why, { label: words.personal.copyPlain, act: () => run('link', link) });
    } finally {
      busy.value = null;
    }
  };

  const run: Copying['run'] = (kind, link) => {
    const words = session.words.value;
    const { name } = link.details;
    if (kind === 'times') void copyTimes(link);
    else if (kind === 'personal') void copyPersonal(link);
    else if (kind === 'url') void put(copyKey(kind, link), { html: '', text: link.url }, words.copiedUrl(name));
    else void put(copyKey(kind, link), linkText(link, session.textOptions(link)), words.copiedLink(name));
  };

  return {
    done,
    busy,
    run,
  };
};
