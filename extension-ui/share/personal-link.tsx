import type { LinkReply, PersonalReply } from '../../server/http/host/schema.ts';
import { usePersonalFailureText, whoOf } from '../shared/personal.ts';
import type { Resource } from '../shared/resource.ts';
import { linkText } from '../shared/rich-text.ts';
import { useSession } from '../shared/session.ts';
import { Skeleton } from '../shared/skeleton.tsx';
import { Address } from './address.tsx';
import { CopyButton } from './copy-button.tsx';
import { useShareWords } from './words/words.ts';

interface PersonalLinkOptions {
  readonly link: LinkReply;
  readonly made: Resource<PersonalReply>;
}

/** The link for what is in view: its address, and what it does. */
export const PersonalLink = ({ link, made }: PersonalLinkOptions) => {
  const { record, words, textOptions } = useSession();
  const own = useShareWords();
  const explain = usePersonalFailureText();
  if (!record) return null;
  const text = words.value;
  const failure = made.failure.value;
  const reply = made.data.value;
  if (failure) {
    return (
      <div role="alert">
        <p>{explain(failure)}</p>
        {failure.code !== 'invalid' && (
          <button type="button" class="link-button" onClick={() => void made.load()}>
            {text.tryAgain}
          </button>
        )}
      </div>
    );
  }
  if (reply === null) return <Skeleton label={text.loading} rows={2} />;
  const title = text.personal.title(whoOf(reply, record, text));
  return (
    <section class="share-personal" aria-label={title}>
      <h3 dir="auto">{title}</h3>
      <p class="muted small">{text.personal.about(reply.name, record.resource)}</p>
      <Address url={reply.url} />
      <CopyButton content={linkText({ ...link, url: reply.url }, textOptions(link))}>{own.copyForMail}</CopyButton>
    </section>
  );
};
