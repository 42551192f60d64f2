import './pick-times.css';
import { useEffect, useMemo } from 'preact/hooks';
import type { LinkReply } from '../../server/http/host/schema.ts';
import { newestDraft } from '../drafts/draft-keeper.ts';
import { Button } from '../shared/button.tsx';
import { Gate } from '../shared/gate.tsx';
import { BlankState } from '../shared/notice.tsx';
import { createResource } from '../shared/resource.ts';
import { useSession } from '../shared/session.ts';
import { Editor } from './editor.tsx';
import { createPicking } from './picking.ts';
import { usePickWords } from './words.ts';

interface Draft {
  /** null: nothing was kept, or it can't be had now. */
  readonly form: Readonly<Record<string, unknown>> | null;
}

const Begun = ({ link, draft }: { link: LinkReply | null; draft: Draft }) => {
  const session = useSession();
  const words = usePickWords();
  const picking = useMemo(
    () => createPicking({ session, link, draft: draft.form, name: words.meetingName, now: Date.now }),
    [session],
  );
  const newest = session.links.data.value?.links.find(({ slug }) => slug === picking.link.value?.slug);
  useEffect(() => {
    if (newest) picking.follow(newest);
  }, [picking, newest]);
  useEffect(() => {
    addEventListener('pagehide', picking.leave);
    return () => {
      removeEventListener('pagehide', picking.leave);
      picking.leave();
    };
  }, [picking]);
  return <Editor picking={picking} />;
};

/** Specific times, picked in the host's own week; with a link its times are changed. */
export const PickTimes = ({ link: slug }: { readonly link?: string }) => {
  const session = useSession();
  const words = usePickWords();
  const draft = useMemo(
    () =>
      createResource(
        (): Promise<Draft> =>
          newestDraft(session.api, slug ?? 'times').then(
            kept => ({ form: kept?.form ?? null }),
            () => ({ form: null }),
          ),
      ),
    [session, slug],
  );
  useEffect(() => void draft.load(), [draft]);

  const begun = () => {
    const link =
      session.links.data.value?.links.find(one => one.slug === slug && one.offer.kind === 'specific') ?? null;
    if (slug !== undefined && !link) {
      return (
        <BlankState title={words.notFound} hint={words.notFoundHint}>
          <Button kind="primary" onClick={() => session.go({ name: 'times' })}>
            {session.words.value.pickTimes}
          </Button>
        </BlankState>
      );
    }
    return draft.data.value && <Begun link={link} draft={draft.data.value} />;
  };
  return (
    <div class="pick-times">
      <h2>{slug === undefined ? session.words.value.pickTimes : words.editTimes}</h2>
      <Gate also={draft} rows={8} whenPaused="banner">
        {begun}
      </Gate>
    </div>
  );
};
