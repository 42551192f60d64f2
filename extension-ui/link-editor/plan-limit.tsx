import type { LinkReply } from '../../server/http/host/schema.ts';
import { othersActive } from '../shared/link-facts.ts';
import { Notice } from '../shared/notice.tsx';
import { planTitle } from '../shared/plan-title.ts';
import { useSession } from '../shared/session.ts';
import { useEditorWords } from './words/words.ts';

/** What the plan lets be active, `active` being what is; as if it allowed one where its limit isn't known here. */
export const useLimitSentence = (): ((active: readonly LinkReply[]) => string) => {
  const session = useSession();
  const words = useEditorWords();
  const shared = session.words.value;
  const plan = session.me.data.value?.plan;
  const limit = plan?.limit ?? 1;
  return active => {
    const [only] = active;
    if (limit === 0) return shared.planNone(planTitle(plan?.name ?? null, shared));
    if (limit === 1 && only) return words.limitOne(only.details.name);
    return words.limitSome(new Intl.NumberFormat(session.locale.value).format(limit));
  };
};

/** Told before anything is typed: a further link would be saved switched off. */
export const PlanNotice = () => {
  const session = useSession();
  const words = useEditorWords();
  const sentence = useLimitSentence();
  const limit = session.me.data.value?.plan.limit ?? null;
  const active = othersActive(session.links.data.value?.links ?? [], '');
  if (limit === null || active.length < limit) return null;
  const lifts = limit > 0 ? ` ${session.words.value.planLifts}` : '';
  return (
    <Notice kind="warn">
      <span dir="auto">{`${sentence(active)}${lifts} ${words.savedOff}`}</span>
    </Notice>
  );
};
