import { CheckIcon, CopyIcon } from '../shared/icons.tsx';
import { useSession } from '../shared/session.ts';
import { useCopy } from './copy-button.tsx';
import { useShareWords } from './words/words.ts';

/** The whole of it is the button: hover or focus offers to copy, one click does. */
export const Address = ({ url }: { url: string }) => {
  const words = useSession().words.value;
  const own = useShareWords();
  const { isDone, put, report } = useCopy();
  return (
    <div class="share-address">
      <button type="button" onClick={() => void put({ html: '', text: url })}>
        <span class="unseen">{words.copyLink}: </span>
        <span class="share-url">{url}</span>
        <span class={isDone ? 'share-offer done' : 'share-offer'} aria-hidden="true">
          {isDone ? <CheckIcon /> : <CopyIcon />}
          <span>{isDone ? own.copied : words.copyLink}</span>
        </span>
      </button>
      {report}
    </div>
  );
};
