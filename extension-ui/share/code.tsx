import { useEffect, useMemo } from 'preact/hooks';
import type { LinkReply } from '../../server/http/host/schema.ts';
import { createResource } from '../shared/resource.ts';
import { useSession } from '../shared/session.ts';
import { Skeleton } from '../shared/skeleton.tsx';
import { useShareWords } from './words/words.ts';

/** A picture of the address, for cameras. */
export const Code = ({ link }: { link: LinkReply }) => {
  const words = useSession().words.value;
  const own = useShareWords();
  const code = useMemo(
    () =>
      createResource(async () => {
        const { fileName, qrSvg } = await import('./qr-code.ts');
        return {
          file: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(qrSvg(link.url))}`,
          name: fileName(link.details.name),
        };
      }),
    [link.url, link.details.name],
  );
  useEffect(() => void code.load(), [code]);
  const made = code.data.value;
  if (code.failure.value) {
    return (
      <div role="alert">
        <p>{words.failed}</p>
        <button type="button" class="link-button" onClick={() => void code.load()}>
          {words.tryAgain}
        </button>
      </div>
    );
  }
  if (made === null) return <Skeleton label={words.loading} rows={3} />;
  return (
    <div class="share-qr">
      <img src={made.file} alt={own.codePicture(link.details.name)} width={200} height={200} />
      <div>
        <p class="muted small">{own.codeHint}</p>
        <a class="button plain" href={made.file} download={made.name}>
          {own.download}
        </a>
      </div>
    </div>
  );
};
