import { useEffect, useMemo } from 'preact/hooks';
import { Notice } from '../shared/notice.tsx';
import { personalBody, type RecordInView } from '../shared/record-in-view.ts';
import { createResource } from '../shared/resource.ts';
import { useSession } from '../shared/session.ts';
import type { Earlier } from './picking.ts';
import { usePickWords } from './words.ts';

/** Who it is, where the CRM tells it. `slug`: of any link. */
const useName = (record: RecordInView | null, slug: string | null): string | null => {
  const { api } = useSession();
  const key = record && `${record.resource} ${record.id}`;
  const made = useMemo(
    () => (record && slug !== null ? createResource(() => api.personalLink(slug, personalBody(record))) : null),
    [api, key, slug],
  );
  useEffect(() => void made?.load(), [made]);
  return made?.data.value?.name ?? null;
};

interface EarlierOptions {
  readonly earlier: Earlier;
  readonly namedBy: string | null;
  readonly takeOver: () => void;
  readonly discard: () => void;
}

/** Times that were picked beside something else wait here until they are wanted, or not. */
export const EarlierPicks = ({ earlier, namedBy, takeOver, discard }: EarlierOptions) => {
  const words = usePickWords();
  const name = useName(earlier.record, namedBy);
  return (
    <Notice kind="warn">
      <span dir="auto">{words.earlierPicks(earlier.count, name)}</span>
      <div class="notice-ways">
        <button type="button" class="link-button" onClick={takeOver}>
          {words.takeOver}
        </button>
        <button type="button" class="link-button" onClick={discard}>
          {words.discardEarlier}
        </button>
      </div>
    </Notice>
  );
};
