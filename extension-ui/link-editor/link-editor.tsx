import './link-editor.css';
import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { DraftReply, LinkReply } from '../../server/http/host/schema.ts';
import { newestDraft } from '../drafts/draft-keeper.ts';
import { Button } from '../shared/button.tsx';
import { createCopying } from '../shared/copying.ts';
import { Gate, useFailureText } from '../shared/gate.tsx';
import { BlankState } from '../shared/notice.tsx';
import { createResource } from '../shared/resource.ts';
import { useSession } from '../shared/session.ts';
import { dateOf } from '../shared/times.ts';
import { useToasts } from '../shared/toast.tsx';
import { longDay } from './day-names.ts';
import { draftName, readDraft } from './draft.ts';
import { createEditor } from './editor.ts';
import { EditorContext } from './editor-context.ts';
import { EditorPage } from './editor-page.tsx';
import { type EditorForm, formOf, newForm } from './form.ts';
import { PlanDialog } from './plan-dialog.tsx';
import { useEditorWords } from './words/words.ts';

interface EditingOptions {
  readonly link: LinkReply | null;
  readonly base: EditorForm;
  readonly kept: DraftReply | null;
}

const Editing = ({ link, base, kept }: EditingOptions) => {
  const session = useSession();
  const toasts = useToasts();
  const words = useEditorWords();
  const explain = useFailureText();
  /** Saved, but beyond what the plan lets be active. */
  const held = useSignal<LinkReply | null>(null);

  const leave = (saved: LinkReply, sentence: string) => {
    const copying = createCopying(session, toasts, explain);
    // The address of a link that is switched off leads a guest nowhere.
    if (!saved.active) toasts.show(sentence);
    else toasts.show(sentence, { label: session.words.value.copyLink, act: () => copying.run('link', saved) }, 10_000);
    session.go({ name: 'availability' });
  };
  const editor = useMemo(
    () =>
      createEditor({
        api: session.api,
        link,
        base,
        draft: kept && readDraft(kept.form, base),
        todayIn: zone => dateOf(Date.now(), zone),
        saved: reply => {
          void session.links.load();
          if (link === null && !reply.active) held.value = reply;
          else leave(reply, words.savedToast(reply.details.name));
        },
        copied: (copies, undo) => {
          const said = copies.map(({ from, days }) => words.copiedTo(longDay(from, session.locale.value), days.length));
          toasts.show(said.join(' '), { label: session.words.value.undo, act: undo }, 10_000);
        },
      }),
    [],
  );
  useEffect(() => editor.close, [editor]);

  const { name } = held.value?.details ?? {};
  return (
    <EditorContext.Provider value={editor}>
      <EditorPage draftAt={kept ? Date.parse(kept.savedAt) : null} />
      {held.value && name !== undefined && (
        <PlanDialog
          link={held.value}
          onDone={done => {
            held.value = null;
            void session.links.load();
            leave(done, done.active ? words.switchedOver(name) : words.savedInactive(name));
          }}
        />
      )}
    </EditorContext.Provider>
  );
};

const NoEditor = ({ title, hint }: { title: string; hint: string }) => {
  const session = useSession();
  return (
    <BlankState title={title} hint={hint}>
      <Button kind="primary" onClick={() => session.go({ name: 'availability' })}>
        {session.words.value.manageAvailability}
      </Button>
    </BlankState>
  );
};

/** What is edited, as it is stored when the editor opens: what comes later is noticed when it is saved. */
const Opened = ({ slug, kept }: { slug: string | null; kept: DraftReply | null }) => {
  const { me, links } = useSession();
  const words = useEditorWords();
  const begun = useMemo(() => {
    const link = links.data.value?.links.find(one => one.slug === slug) ?? null;
    const host = me.data.value;
    if (slug === null) return host && { link: null, base: newForm(host, words.newName) };
    return link && { link, base: formOf(link) };
  }, []);
  if (!begun) return <NoEditor title={words.noLink} hint={words.noLinkHint} />;
  if (!begun.base) return <NoEditor title={words.otherKind} hint={words.otherKindHint} />;
  return <Editing link={begun.link} base={begun.base} kept={kept} />;
};

/** Makes a link with general availability, or changes one. */
export const LinkEditor = ({ link }: { readonly link?: string }) => {
  const session = useSession();
  const slug = link ?? null;
  const draft = useMemo(
    () =>
      createResource(async () => ({
        // Without its draft a link can still be edited.
        kept: await newestDraft(session.api, draftName(slug)).catch(() => null),
      })),
    [session, slug],
  );
  useEffect(() => void draft.load(), [draft]);
  return (
    <Gate also={draft} rows={8} whenPaused="banner">
      {() => <Opened key={slug ?? ''} slug={slug} kept={draft.data.value?.kept ?? null} />}
    </Gate>
  );
};
