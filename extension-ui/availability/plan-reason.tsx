import type { LinkReply } from '../../server/http/host/schema.ts';
import { othersActive } from '../shared/link-facts.ts';
import { Notice } from '../shared/notice.tsx';
import { planTitle } from '../shared/plan-title.ts';
import { useSession } from '../shared/session.ts';
import type { PlanRefusal } from './link-deeds.ts';
import { useAvailabilityWords } from './words/words.ts';

interface ReasonOptions {
  readonly link: LinkReply;
  /** null: the link was saved switched off, and nobody tried to switch it on since. */
  readonly refusal: PlanRefusal | null;
  readonly busy: boolean;
  readonly switchOver: (instead: LinkReply) => void;
}

/** The one link that the plan lets be active, where it is one. */
const useHolder = (link: LinkReply, refusal: PlanRefusal | null): LinkReply | null => {
  const links = useSession().links.data.value?.links ?? [];
  const others = othersActive(links, link.slug, refusal?.activeLinks);
  const [holder] = others;
  return others.length === 1 && holder ? holder : null;
};

/** Why a link can't be active, by name of the one that is, and both ways out: another plan, or this link in its place. */
export const PlanReason = ({ link, refusal, busy, switchOver }: ReasonOptions) => {
  const { me, words } = useSession();
  const own = useAvailabilityWords();
  const holder = useHolder(link, refusal);
  const plan = me.data.value?.plan;
  const isNone = plan?.limit === 0;
  const sentence = isNone
    ? words.value.planNone(planTitle(plan.name, words.value))
    : `${holder ? own.planHolds(holder.details.name) : own.planHoldsAny} ${words.value.planLifts}`;
  return (
    <Notice kind="warn">
      <span role={refusal ? 'alert' : undefined}>{sentence}</span>
      {holder && !isNone && (
        <button
          type="button"
          class="link-button"
          aria-label={`${own.switchOver}: ${link.details.name}`}
          aria-disabled={busy}
          onClick={() => {
            if (!busy) switchOver(holder);
          }}
        >
          {own.switchOver}
        </button>
      )}
    </Notice>
  );
};
