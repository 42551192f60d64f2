import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import type { ApiFailure } from './api.ts';
import { Button, TabLink } from './button.tsx';
import { BlankState, Notice } from './notice.tsx';
import type { Resource } from './resource.ts';
import { useSession } from './session.ts';
import { Skeleton } from './skeleton.tsx';
import type { Words } from './words/words.ts';

const failureSentence = (words: Words, failure: ApiFailure): string => {
  if (failure.code === 'paused') return words.connectionLost;
  const sentences: Partial<Record<string, string>> = words.failure;
  return sentences[failure.code] ?? words.failedOtherwise;
};

/** What to say of a request that failed. */
export const useFailureText = (): ((failure: ApiFailure) => string) => {
  const words = useSession().words.value;
  return failure => (failure.code === 'offline' ? words.offline : failureSentence(words, failure));
};

const Failed = ({ failure }: { failure: ApiFailure }) => {
  const { words, reload } = useSession();
  const text = words.value;
  const offline = failure.code === 'offline';
  return (
    <div role="alert">
      <BlankState
        title={offline ? text.offline : text.failed}
        hint={offline ? text.offlineHint : failureSentence(text, failure)}
      >
        <Button kind="primary" onClick={reload}>
          {text.tryAgain}
        </Button>
      </BlankState>
    </div>
  );
};

/** One button that mends it; when the host comes back from the new tab, the surface reads everything again. */
const Mend = ({ lost, href }: { lost: boolean; href: string }) => {
  const words = useSession().words.value;
  return (
    <BlankState
      title={lost ? words.connectionLost : words.notInstalled}
      hint={lost ? words.connectionLostHint : words.notInstalledHint}
    >
      <TabLink href={href}>{lost ? words.reconnect : words.connect}</TabLink>
    </BlankState>
  );
};

const useOffline = (): boolean => {
  const offline = useSignal(!navigator.onLine);
  useEffect(() => {
    const look = () => {
      offline.value = !navigator.onLine;
    };
    addEventListener('online', look);
    addEventListener('offline', look);
    return () => {
      removeEventListener('online', look);
      removeEventListener('offline', look);
    };
  }, [offline]);
  return offline.value;
};

interface GateOptions {
  /** What the surface reads beside the host and the links. */
  readonly also?: Resource<unknown>;
  /** Rows that the skeleton holds the place of. */
  readonly rows: number;
  /** While the authorisation is lost: show only the way to mend it, or the content below it. */
  readonly whenPaused: 'block' | 'banner';
  readonly children: () => ComponentChildren;
}

/** Shows a surface's content when it is there, else why it isn't. */
export const Gate = ({ also, rows, whenPaused, children }: GateOptions) => {
  const { me, links, words } = useSession();
  const text = words.value;
  const offline = useOffline();
  const resources: Resource<unknown>[] = also ? [me, links, also] : [me, links];
  const failure = resources.map(resource => resource.failure.value).find(found => found !== null) ?? null;
  const complete = resources.every(resource => resource.data.value !== null);
  const host = me.data.value;
  const paused = host?.status === 'paused' || failure?.code === 'paused';

  if (failure?.code === 'not_installed') return <Mend lost={false} href="/oauth/start" />;
  if (paused && (whenPaused === 'block' || !complete)) return <Mend lost href={host?.connectUrl ?? '/oauth/start'} />;
  if (!complete) return failure ? <Failed failure={failure} /> : <Skeleton label={text.loading} rows={rows} />;
  return (
    <>
      {paused && host && (
        <Notice kind="warn">
          <strong>{text.connectionLost}</strong>
          <span>{text.connectionLostHint}</span>
          <TabLink href={host.connectUrl}>{text.reconnect}</TabLink>
        </Notice>
      )}
      {failure && !paused && <StaleNotice failure={failure} />}
      {offline && !failure && (
        <Notice kind="warn">
          <span role="alert">{text.offlineNow}</span>
        </Notice>
      )}
      {children()}
    </>
  );
};

const StaleNotice = ({ failure }: { failure: ApiFailure }) => {
  const { words, reload } = useSession();
  const sentence = useFailureText();
  return (
    <Notice kind="warn">
      <span role="alert">{sentence(failure)}</span>
      <button type="button" class="link-button" onClick={reload}>
        {words.value.tryAgain}
      </button>
    </Notice>
  );
};
