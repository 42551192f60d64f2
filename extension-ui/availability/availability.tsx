import './availability.css';
import { useSignal } from '@preact/signals';
import { type ComponentChildren, h } from 'preact';
import { useEffect, useId, useMemo, useRef } from 'preact/hooks';
import type { LinkReply } from '../../server/http/host/schema.ts';
import { LinkFilter } from '../menu/filter.tsx';
import { FILTER_FROM, foundLinks } from '../menu/found-links.ts';
import { Button } from '../shared/button.tsx';
import { Gate, useFailureText } from '../shared/gate.tsx';
import { PlusIcon } from '../shared/icons.tsx';
import { BlankState } from '../shared/notice.tsx';
import { planTitle } from '../shared/plan-title.ts';
import { useSession } from '../shared/session.ts';
import { HeldBack } from '../shared/switch-on.tsx';
import { useToasts } from '../shared/toast.tsx';
import { LinkCard } from './link-card.tsx';
import { createLinkDeeds, type LinkDeeds } from './link-deeds.ts';
import { type NewDraft, useNewDraft } from './new-draft.ts';
import { ContinueOrNot, Unfinished } from './unfinished.tsx';
import { useAvailabilityWords } from './words/words.ts';

type ShareDialog = typeof import('../share/share-dialog.tsx')['ShareDialog'];

/** What is being shared; its part is read when it is first wanted. */
const useSharing = () => {
  const { words } = useSession();
  const toasts = useToasts();
  const part = useSignal<ShareDialog | null>(null);
  const shared = useSignal<string | null>(null);
  const share = (link: LinkReply) => {
    shared.value = link.slug;
    if (part.value !== null) return;
    import('../share/share-dialog.tsx').then(
      ({ ShareDialog }) => {
        part.value = ShareDialog;
      },
      () => {
        shared.value = null;
        toasts.show(words.value.failed);
      },
    );
  };
  const close = () => {
    shared.value = null;
  };
  return { part: part.value, slug: shared.value, share, close };
};

/** What the plan lets be active, where it limits that. */
const PlanLine = () => {
  const { me, words } = useSession();
  const own = useAvailabilityWords();
  const plan = me.data.value?.plan;
  if (!plan || plan.limit === null) return null;
  const title = planTitle(plan.name, words.value);
  return <p class="muted small">{plan.limit === 0 ? words.value.planNone(title) : own.planAllows(title)}</p>;
};

interface SectionOptions {
  readonly title: string;
  readonly action?: ComponentChildren;
  readonly about?: ComponentChildren;
  readonly links: readonly LinkReply[];
  readonly none: ComponentChildren;
  /** With what was begun and not saved, above the links. */
  readonly draft?: NewDraft | null;
  readonly deeds: LinkDeeds;
  readonly share: (link: LinkReply) => void;
}

const Section = ({ title, action, about, links, none, draft = null, deeds, share }: SectionOptions) => {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const isDraftBack = useRef(false);
  return (
    <section class="availability-section" aria-labelledby={id}>
      <div class="availability-head">
        <h3 id={id} ref={heading} tabIndex={-1}>
          {title}
        </h3>
        {action}
      </div>
      {about}
      {draft?.kept && (
        <Unfinished draft={draft} kept={draft.kept} isBack={isDraftBack} onGone={() => heading.current?.focus()} />
      )}
      {links.length === 0 ? (
        none
      ) : (
        <ul class="cards">
          {links.map(link => (
            <LinkCard key={link.slug} link={link} deeds={deeds} share={share} onGone={() => heading.current?.focus()} />
          ))}
        </ul>
      )}
    </section>
  );
};

const Content = () => {
  const session = useSession();
  const { go, links: resource } = session;
  const words = session.words.value;
  const own = useAvailabilityWords();
  const toasts = useToasts();
  const explain = useFailureText();
  const latest = useRef({ own, explain });
  latest.current = { own, explain };
  const content = useRef<HTMLDivElement>(null);
  /** Its card takes the focus that went with the button by which it was brought back. */
  const back = useRef<string | null>(null);
  const deeds = useMemo(
    () =>
      createLinkDeeds(
        session,
        toasts,
        () => latest.current.own,
        failure => latest.current.explain(failure),
        link => {
          back.current = link.slug;
        },
      ),
    [session, toasts],
  );
  const { part, slug, share, close } = useSharing();
  const typed = useSignal('');

  const links = resource.data.value?.links ?? [];
  useEffect(() => {
    const card = back.current && content.current?.querySelector(`[data-link="${CSS.escape(back.current)}"] h4`);
    if (!(card instanceof HTMLElement)) return;
    back.current = null;
    if (document.activeElement === null || document.activeElement === document.body) card.focus();
  }, [links]);
  const found = useMemo(() => foundLinks(links, typed.value), [links, typed.value]);
  const general = found.filter(({ offer }) => offer.kind === 'general');
  const specific = found.filter(({ offer }) => offer.kind === 'specific');
  const searching = links.length >= FILTER_FROM && typed.value.trim() !== '';
  const shared = links.find(link => link.slug === slug);
  const draft = useNewDraft();
  const asks = useSignal(false);
  const add = async () => {
    if (await draft.isThere()) asks.value = true;
    else go({ name: 'link' });
  };
  const addButton = (
    <Button kind="primary" onClick={() => void add()}>
      <PlusIcon />
      {words.addAvailability}
    </Button>
  );

  return (
    <div class="availability-content" ref={content}>
      <div class="availability-head">
        <h2>{words.manageAvailability}</h2>
        {addButton}
      </div>
      {asks.value && draft.kept && (
        <ContinueOrNot
          draft={draft}
          onFailed={() => {
            asks.value = false;
          }}
        />
      )}
      {links.length >= FILTER_FROM && <LinkFilter typed={typed} count={found.length} />}
      {searching && found.length === 0 && <p class="muted">{own.noneFound}</p>}
      {(!searching || general.length > 0) && (
        <Section
          title={words.generalAvailability}
          about={
            <>
              <PlanLine />
              <HeldBack />
            </>
          }
          links={general}
          draft={searching ? null : draft}
          none={<BlankState title={own.noGeneral} hint={own.noGeneralHint} />}
          deeds={deeds}
          share={share}
        />
      )}
      {(!searching || specific.length > 0) && (
        <Section
          title={words.specificTimes}
          action={
            <Button onClick={() => go({ name: 'times' })}>
              <PlusIcon />
              {words.pickTimes}
            </Button>
          }
          links={specific}
          none={<p class="muted">{own.noSpecific}</p>}
          deeds={deeds}
          share={share}
        />
      )}
      {part && shared && h(part, { link: shared, onClose: close })}
    </div>
  );
};

/** Manage availability: the host's links, and everything that can be done with them. */
export const Availability = () => (
  <div class="availability">
    <Gate rows={5} whenPaused="banner">
      {() => <Content />}
    </Gate>
  </div>
);
