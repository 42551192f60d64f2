import type { LinkBody, LinkReply } from '../../server/http/host/schema.ts';
import type { Api } from '../shared/api.ts';
import { randomKey } from '../shared/random-key.ts';

/** One link, however often it is asked for: answers are lost, and the same draft may be open in two tabs. */
export interface NewLink {
  /** Kept with the draft, so that it stays one link after that was opened again. */
  readonly key: string;
  /** Throws as the requests do. */
  save(body: LinkBody, isSaid: (link: LinkReply) => boolean): Promise<Made>;
}

export interface Made {
  readonly link: LinkReply;
  /** False: it was made elsewhere, or changed since, and says something else. */
  readonly isMine: boolean;
}

const FIRST_VERSION = 1;

/** `key`: of a draft; empty: of none. */
export const createNewLink = (api: Pick<Api, 'addLink' | 'changeLink'>, key = ''): NewLink => {
  const own = key === '' ? randomKey() : key;
  /** Whether it may have been made here without our being told. */
  let isAsked = false;
  return {
    key: own,
    save: async (body, isSaid) => {
      const wasAsked = isAsked;
      isAsked = true;
      const { link, isNew } = await api.addLink(body, own);
      if (isNew || isSaid(link)) return { link, isMine: true };
      if (!wasAsked || link.version !== FIRST_VERSION) return { link, isMine: false };
      // Made by a try whose answer was lost: what was typed since goes into it.
      const { active: _, ...content } = body;
      return { link: await api.changeLink(link.slug, { ...content, version: link.version }), isMine: true };
    },
  };
};
