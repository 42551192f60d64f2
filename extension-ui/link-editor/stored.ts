import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { LinkReply } from '../../server/http/host/schema.ts';
import { createNewLink } from '../drafts/new-link.ts';
import { type Api, asApiFailure } from '../shared/api.ts';
import type { Draft } from './draft.ts';
import { contentOf, type EditorForm, formOf, isSame } from './form.ts';

/** The link was saved elsewhere while it was being edited here. */
export interface Conflict {
  readonly theirs: EditorForm;
  readonly version: number;
  /** Whether a save was refused for it, so that taking one's own saves it. */
  readonly refused: boolean;
}

/** What is stored of the link, as far as it is known here, and how a form gets there. */
export interface Stored {
  /** null: nothing is stored yet. */
  readonly slug: string | null;
  readonly version: ReadonlySignal<number | null>;
  /** Of the link that the first save makes. */
  readonly key: string;
  readonly content: ReadonlySignal<EditorForm>;
  readonly conflict: ReadonlySignal<Conflict | null>;
  /** null: somebody else has saved the link, see `conflict`. @throws whatever else is in the way */
  save(form: EditorForm): Promise<LinkReply | null>;
  /** Of the conflict nothing more is said. */
  dismiss(): void;
  /** It was saved elsewhere, and so be it: what is edited from now on is edited from that. */
  follow(conflict: Conflict): void;
  /** The next save makes another link. */
  startAnew(): void;
}

export interface StoredOptions {
  readonly api: Pick<Api, 'addLink' | 'changeLink' | 'links'>;
  /** null: a new link is made. */
  readonly link: { readonly slug: string; readonly version: number } | null;
  /** As it is stored, or what a new one begins with. */
  readonly base: EditorForm;
  readonly draft: Draft | null;
}

export const createStored = ({ api, link, base, draft }: StoredOptions): Stored => {
  let slug = link?.slug ?? null;
  let added = createNewLink(api, draft?.key);
  const version = signal(link?.version ?? null);
  const content = signal(base);
  const conflict = signal<Conflict | null>(
    draft && draft.version !== version.value && version.value !== null && !isSame(draft.base, base)
      ? { theirs: base, version: version.value, refused: false }
      : null,
  );

  const add = async (form: EditorForm): Promise<LinkReply | null> => {
    const asked = contentOf(form);
    const { link, isMine } = await added.save({ ...asked, active: true }, there => {
      const [theirs, mine] = [formOf(there), formOf({ ...there, ...asked })];
      return theirs !== null && mine !== null && isSame(theirs, mine);
    });
    const theirs = formOf(link);
    if (isMine || !theirs) return link;
    slug = link.slug;
    version.value = link.version;
    conflict.value = { theirs, version: link.version, refused: true };
    return null;
  };

  const change = async (of: string, from: number, form: EditorForm): Promise<LinkReply | null> => {
    try {
      return await api.changeLink(of, { ...contentOf(form), version: from });
    } catch (thrown) {
      const failure = asApiFailure(thrown);
      if (failure.code !== 'stale') throw failure;
      // If it is the content that differs: a link that was only switched on or off is saved all the same.
      const link = (await api.links()).links.find(one => one.slug === of);
      const theirs = link ? formOf(link) : null;
      if (!link || !theirs || link.version === from) throw failure;
      if (isSame(theirs, content.value)) {
        version.value = link.version;
        return change(of, link.version, form);
      }
      conflict.value = { theirs, version: link.version, refused: true };
      return null;
    }
  };

  return {
    get slug() {
      return slug;
    },
    get key() {
      return added.key;
    },
    version,
    content,
    conflict,
    save: async form => {
      conflict.value = null;
      const reply = await (slug === null || version.value === null ? add(form) : change(slug, version.value, form));
      if (reply)
        batch(() => {
          content.value = form;
          version.value = reply.version;
          slug = reply.slug;
        });
      return reply;
    },
    dismiss: () => {
      conflict.value = null;
    },
    follow: met =>
      batch(() => {
        version.value = met.version;
        content.value = met.theirs;
        conflict.value = null;
      }),
    startAnew: () => {
      slug = null;
      version.value = null;
      added = createNewLink(api);
    },
  };
};
