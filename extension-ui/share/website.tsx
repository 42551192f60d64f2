import type { LinkReply } from '../../server/http/host/schema.ts';
import { mailWords } from '../shared/mail-words.ts';
import { useSession } from '../shared/session.ts';
import { CopyButton } from './copy-button.tsx';
import { buttonSnippet, eventsCode, frameSnippet, inlineSnippet, openCode, prefillCode } from './snippets.ts';
import { useShareWords } from './words/words.ts';

const Code = ({ code }: { code: string }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever uses the keyboard has to scroll it
  <pre class="share-code" tabIndex={0} dir="ltr">
    <code>{code}</code>
  </pre>
);

const Snippet = ({ title, hint, code }: { title: string; hint: string; code: string }) => {
  const own = useShareWords();
  return (
    <section class="share-snippet" aria-label={title}>
      <h3>{title}</h3>
      <p class="muted small">{hint}</p>
      <Code code={code} />
      <CopyButton content={{ html: '', text: code }}>
        {own.copyCode}
        <span class="unseen">: {title}</span>
      </CopyButton>
    </section>
  );
};

const Developers = ({ link }: { link: LinkReply }) => {
  const own = useShareWords();
  return (
    <details class="share-developers">
      <summary>{own.developers}</summary>
      <p class="muted small">{own.prefillHint}</p>
      <Code code={`${prefillCode(link)}\n\n${openCode(link)}`} />
      <p class="muted small">{own.eventsHint}</p>
      <Code code={eventsCode} />
      <p class="muted small">{own.campaignHint}</p>
      <p class="muted small">{own.policyHint(new URL(link.url).origin)}</p>
    </details>
  );
};

/** HTML for the host's own website. */
export const Website = ({ link }: { link: LinkReply }) => {
  const { textOptions } = useSession();
  const own = useShareWords();
  const { choose } = mailWords[textOptions(link).language];
  return (
    <>
      <Snippet title={own.inline} hint={own.inlineHint} code={inlineSnippet(link, choose)} />
      <Snippet title={own.button} hint={own.buttonHint} code={buttonSnippet(link, choose)} />
      <Snippet title={own.frame} hint={own.frameHint} code={frameSnippet(link)} />
      <Developers link={link} />
    </>
  );
};
