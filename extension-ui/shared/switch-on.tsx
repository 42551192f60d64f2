import { useSignal } from '@preact/signals';
import type { LinkReply } from '../../server/http/host/schema.ts';
import { asApiFailure } from './api.ts';
import { useFailureText } from './gate.tsx';
import { Notice } from './notice.tsx';
import { useSession } from './session.ts';
import { switchLink } from './switch-link.ts';
import { useToasts } from './toast.tsx';

/** Whether the host may switch this link on, as far as the plan is known here. */
export const useAllowed = ({ offer, closed }: LinkReply): boolean => {
  const { me, links } = useSession();
  if (closed) return false;
  const limit = me.data.value?.plan.limit ?? null;
  if (limit === null || offer.kind === 'specific') return true;
  const active = (links.data.value?.links ?? []).filter(link => link.active && link.offer.kind === 'general');
  return active.length < limit;
};

/** Switches links on, one after the other, and says what became of it. */
export const useSwitchOn = (): { readonly busy: boolean; readonly run: (links: readonly LinkReply[]) => void } => {
  const session = useSession();
  const toasts = useToasts();
  const explain = useFailureText();
  const busy = useSignal(false);
  const put = async (links: readonly LinkReply[]): Promise<void> => {
    const words = session.words.peek();
    busy.value = true;
    try {
      for (const { slug } of links) await switchLink(session, slug, { active: true });
      toasts.say(words.switchedOn(links.length));
    } catch (error) {
      const failure = asApiFailure(error);
      toasts.show(failure.code === 'plan_limit' ? words.planForbids : explain(failure));
    }
    // Whatever happened, what is shown is what is stored.
    await session.links.load();
    busy.value = false;
  };
  return {
    busy: busy.value,
    run: links => {
      if (!busy.peek()) void put(links);
    },
  };
};

/** What a lower plan had switched off, once the plan sets no limit any more. */
export const HeldBack = () => {
  const { me, links, words } = useSession();
  const { busy, run } = useSwitchOn();
  const held = (links.data.value?.links ?? []).filter(({ heldBack }) => heldBack);
  if (held.length === 0 || me.data.value?.plan.limit !== null) return null;
  return (
    <Notice kind="warn">
      <span>{words.value.heldBack(held.length)}</span>
      <button type="button" class="link-button" aria-disabled={busy} onClick={() => run(held)}>
        {words.value.switchHeldOn(held.length)}
      </button>
    </Notice>
  );
};
