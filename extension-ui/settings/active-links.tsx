import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { LinkReply, MeReply } from '../../server/http/host/schema.ts';
import { asApiFailure } from '../shared/api.ts';
import { CheckField } from '../shared/check-field.tsx';
import { useFailureText } from '../shared/gate.tsx';
import { othersActive } from '../shared/link-facts.ts';
import { LinkList, useCopying } from '../shared/link-list.tsx';
import { Notice } from '../shared/notice.tsx';
import { planTitle } from '../shared/plan-title.ts';
import { useSession } from '../shared/session.ts';
import { switchLink } from '../shared/switch-link.ts';
import { HeldBack } from '../shared/switch-on.tsx';
import { useToasts } from '../shared/toast.tsx';
import { planAllows } from './plan.ts';
import { Section } from './section.tsx';
import { useSettingsWords } from './words/words.ts';

/** Which links are active. Where the plan allows one, switching one on switches the other off in the same step. */
const ActiveSwitch = ({ link }: { link: LinkReply }) => {
  const session = useSession();
  const words = useSettingsWords();
  const toasts = useToasts();
  const explain = useFailureText();
  const busy = useSignal(false);
  const error = useSignal<string | null>(null);
  const { name } = link.details;

  const put = async (on: boolean): Promise<void> => {
    const links = session.links.data.value?.links ?? [];
    const plan = session.me.data.value?.plan;
    const [other] = othersActive(links, link.slug);
    const instead = on && plan?.limit === 1 ? other : undefined;
    busy.value = true;
    error.value = null;
    let done: string | null = null;
    try {
      await switchLink(session, link.slug, { active: on, ...(instead ? { instead: instead.slug } : {}) });
      if (instead) done = words.switchedInstead(name, instead.details.name);
      else done = on ? words.switchedOn(name) : words.switchedOff(name);
    } catch (caught) {
      const failure = asApiFailure(caught);
      if (failure.code === 'plan_limit') {
        const [holder] = othersActive(links, link.slug, failure.problem.activeLinks ?? []);
        const text = session.words.value;
        error.value = holder
          ? words.limitReached(holder.details.name)
          : text.planNone(planTitle(plan?.name ?? null, text));
      } else error.value = `${explain(failure)} ${words.notChanged}`;
    }
    // Whatever happened, what is shown is what is stored.
    await session.links.load();
    busy.value = false;
    if (done !== null) toasts.say(done);
  };

  return (
    <CheckField
      kind="switch"
      label={words.guestsCanBook(name)}
      error={error.value}
      checked={link.active}
      busy={busy.value}
      onChange={on => void put(on)}
    />
  );
};

/** The plan, what it allows, and which links are active by it. */
export const ActiveLinks = ({ plan }: { plan: MeReply['plan'] }) => {
  const { words: text, links: resource } = useSession();
  const words = useSettingsWords();
  const copying = useCopying();
  const links = resource.data.value?.links;
  const general = useMemo(() => (links ?? []).filter(({ offer }) => offer.kind === 'general'), [links]);
  const title = planTitle(plan.name, text.value);
  return (
    <Section id="links" title={text.value.yourLinks}>
      <dl class="facts">
        <dt>{words.plan}</dt>
        <dd>
          {title}
          {plan.leadBooster && <span class="muted"> + {words.leadBooster}</span>}
        </dd>
        <dt>{words.planAllows}</dt>
        <dd>{planAllows(plan, words)}</dd>
      </dl>
      {plan.limit === 0 && (
        <Notice kind="warn">
          <span>{words.noneAllowed(title)}</span>
        </Notice>
      )}
      <HeldBack />
      {plan.limit === 1 && general.length > 1 && <p class="muted small">{words.oneAtATime}</p>}
      {general.length === 0 ? (
        <p class="muted">{words.noGeneral}</p>
      ) : (
        <LinkList links={general} copying={copying} roomy hours below={ActiveSwitch} />
      )}
    </Section>
  );
};
