import './app.css';
import { type ReadonlySignal, useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { Button } from '../shared/button.tsx';
import { Dialog } from '../shared/dialog.tsx';
import { Notice } from '../shared/notice.tsx';
import { useSession } from '../shared/session.ts';
import { useToasts } from '../shared/toast.tsx';
import type { Asked, PageBridge } from './page-bridge.ts';
import { pathOf } from './view-path.ts';
import { useAppWords } from './words.ts';

interface FrameOptions {
  readonly bridge: PageBridge;
  /** Whether the server takes this page's session no longer. */
  readonly ended: ReadonlySignal<boolean>;
  readonly csrfToken: string;
  readonly crmUrl: string;
  readonly children: ComponentChildren;
}

/** A form that is really sent: the server answers with the page of somebody who is signed out. */
const Bar = ({ csrfToken, crmUrl }: Pick<FrameOptions, 'csrfToken' | 'crmUrl'>) => {
  const { me } = useSession();
  const words = useAppWords();
  const name = me.data.value?.name;
  return (
    <section class="app-bar" aria-label={words.session}>
      <a href={crmUrl}>{words.toPipedrive}</a>
      {name !== undefined && (
        <span class="app-bar-name">
          <span class="unseen">{words.signedInAs}</span> <bdi>{name}</bdi>
        </span>
      )}
      <form method="post" action="/app/sign-out">
        <input type="hidden" name="csrf" value={csrfToken} />
        <button type="submit" class="button plain">
          {words.signOut}
        </button>
      </form>
    </section>
  );
};

const SignInAgain = () => {
  const { view } = useSession();
  const words = useAppWords();
  return (
    <a class="button primary" href={`/oauth/start?return=${encodeURIComponent(pathOf(view.value))}`}>
      {words.signIn}
    </a>
  );
};

/** What is on the screen stays there: it may be wanted, though nothing of it can be saved. */
const Ended = () => {
  const words = useAppWords();
  const isRead = useSignal(false);
  return (
    <>
      <Notice kind="warn">
        <strong>{words.ended}</strong>
        <SignInAgain />
      </Notice>
      {!isRead.value && (
        <Dialog
          title={words.ended}
          onClose={() => {
            isRead.value = true;
          }}
          foot={<SignInAgain />}
        >
          <p>{words.endedSentence}</p>
        </Dialog>
      )}
    </>
  );
};

const Question = ({ asked }: { asked: Asked }) => (
  <Dialog
    title={asked.title}
    onClose={() => asked.answer(false)}
    foot={
      <>
        <Button onClick={() => asked.answer(false)}>{asked.cancelText}</Button>
        <Button kind="danger" onClick={() => asked.answer(true)}>
          {asked.okText}
        </Button>
      </>
    }
  >
    <p class="app-question">{asked.description}</p>
  </Dialog>
);

/** Around the workspace on a page of its own: who is signed in, the way out, and what Pipedrive shows for a surface inside of it. */
export const Frame = ({ bridge, ended, csrfToken, crmUrl, children }: FrameOptions) => {
  const toasts = useToasts();
  const said = bridge.said.value;
  const asked = bridge.asked.value;
  useEffect(() => {
    if (said) toasts.show(said.message);
  }, [said, toasts]);
  return (
    <>
      <Bar csrfToken={csrfToken} crmUrl={crmUrl} />
      {ended.value && <Ended />}
      {children}
      {asked && <Question asked={asked} />}
    </>
  );
};
