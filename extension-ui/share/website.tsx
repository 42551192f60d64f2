import type { LinkReply } from '../../server/http/host/schema.ts';
import { mailWords } from '../shared/mail-words.ts';
import { useSession } from '../shared/session.ts';
import { CopyButton } from './copy-button.tsx';
import { buttonSnippet, inlineSnippet } from './snippets.ts';
import { useShareWords } from './words/words.ts';

const Snippet = ({ title, hint, code }: { title: string; hint: string; code: string }) => {
  const own = useShareWords();
  return (
    <section class="share-snippet" aria-label={title}>
      <h3>{title}</h3>
      <p class="muted small">{hint}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: whoever uses the keyboard has to scroll it */}
      <pre class="share-code" tabIndex={0} dir="ltr">
        <code>{code}</code>
      </pre>
      <CopyButton content={{ html: '', text: code }}>
        {own.copyCode}
        <span class="unseen">: {title}</span>
      </CopyButton>
    </section>
  );
};

/** HTML for the host's own website. */
export const Website = ({ link }: { link: LinkReply }) => {
  const { textOptions } = useSession();
  const own = useShareWords();
  const { choose } = mailWords[textOptions(link).language];
  return (
    <>
      <Snippet title={own.inline} hint={own.inlineHint} code={inlineSnippet(link)} />
      <Snippet title={own.button} hint={own.buttonHint} code={buttonSnippet(link, choose)} />
    </>
  );
};
