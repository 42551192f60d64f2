import './scheduler-menu.css';
import { useSignal } from '@preact/signals';
import type { ComponentChildren, ComponentType } from 'preact';
import { useEffect, useId, useMemo } from 'preact/hooks';
import type { LinkReply } from '../../server/http/host/schema.ts';
import { Button } from '../shared/button.tsx';
import type { Copying } from '../shared/copying.ts';
import { Gate } from '../shared/gate.tsx';
import { CalendarIcon, HoursIcon, PlusIcon } from '../shared/icons.tsx';
import { LinkList, useCopying } from '../shared/link-list.tsx';
import { BlankState, Notice } from '../shared/notice.tsx';
import { planTitle } from '../shared/plan-title.ts';
import { useSession } from '../shared/session.ts';
import { HeldBack } from '../shared/switch-on.tsx';
import { EditTimes } from './edit-times.tsx';
import { LinkFilter } from './filter.tsx';
import { FILTER_FROM, foundLinks } from './found-links.ts';
import { MailZone } from './mail-zone.tsx';
import { PickTimesWay } from './pick-times-way.tsx';
import { Way } from './way.tsx';
import { useMenuWords } from './words/words.ts';

interface MenuOptions {
  /** With the ways to everything else, where nothing around the menu has them. */
  readonly ways?: boolean;
}

const WIDE = '(min-width: 640px)';

const useWide = (): boolean => {
  const query = useMemo(() => matchMedia(WIDE), []);
  const wide = useSignal(query.matches);
  useEffect(() => {
    const look = () => {
      wide.value = query.matches;
    };
    query.addEventListener('change', look);
    return () => query.removeEventListener('change', look);
  }, [query, wide]);
  return wide.value;
};

interface SectionOptions {
  readonly title: string;
  readonly action: ComponentChildren;
  readonly children: ComponentChildren;
}

const Section = ({ title, action, children }: SectionOptions) => {
  const id = useId();
  return (
    <section class="scheduler-section" aria-labelledby={id}>
      <div class="scheduler-head">
        <h2 id={id}>{title}</h2>
        {action}
      </div>
      {children}
    </section>
  );
};

/** Why nothing in the list can be booked, and what changes that. */
const AllOff = ({ general }: { general: readonly LinkReply[] }) => {
  const { me, go, words } = useSession();
  const own = useMenuWords();
  const plan = me.data.value?.plan;
  if (general.length === 0 || general.some(({ active }) => active)) return null;
  // Said with its own way out.
  if (plan?.limit === null && general.some(({ heldBack }) => heldBack)) return null;
  if (plan?.limit === 0) {
    return (
      <Notice kind="warn">
        <span>{words.value.planNone(planTitle(plan.name, words.value))}</span>
      </Notice>
    );
  }
  return (
    <Notice kind="warn">
      <span>{own.allOff}</span>
      <button type="button" class="link-button" onClick={() => go({ name: 'availability' })}>
        {own.allOffWay}
      </button>
    </Notice>
  );
};

interface ListsOptions {
  readonly general: readonly LinkReply[];
  readonly specific: readonly LinkReply[];
  readonly copying: Copying;
  readonly searching: boolean;
  /** Whether links with specific times stand in a list of their own, or behind the way to them. */
  readonly both: boolean;
}

const HeadWay = ({ label, icon: Icon, act }: { label: string; icon: ComponentType; act: () => void }) => (
  <button type="button" class="scheduler-head-way" onClick={act}>
    <Icon />
    {label}
  </button>
);

const Lists = ({ general, specific, copying, searching, both }: ListsOptions) => {
  const { words, go } = useSession();
  const text = words.value;
  const own = useMenuWords();
  if (searching && general.length + specific.length === 0) return <p class="scheduler-none muted">{own.noneFound}</p>;
  const roomy = both && !searching;
  const generalPart = general.length > 0 && <LinkList links={general} copying={copying} roomy={roomy} />;
  const specificPart = specific.length > 0 && (
    <LinkList links={specific} copying={copying} roomy={roomy} aside={EditTimes} />
  );
  return (
    <div class={both ? 'scheduler-lists both' : 'scheduler-lists'}>
      {(!searching || generalPart) && (
        <Section
          title={text.generalAvailability}
          action={both && <HeadWay label={text.addAvailability} icon={PlusIcon} act={() => go({ name: 'link' })} />}
        >
          {generalPart || (
            <BlankState title={own.noGeneral} hint={own.noGeneralHint}>
              <Button kind="primary" onClick={() => go({ name: 'link' })}>
                {text.addAvailability}
              </Button>
            </BlankState>
          )}
        </Section>
      )}
      {(both || searching) && (!searching || specificPart) && (
        <Section
          title={text.specificTimes}
          action={<HeadWay label={text.pickTimes} icon={PlusIcon} act={() => go({ name: 'times' })} />}
        >
          {specificPart || <p class="scheduler-none muted">{own.noSpecific}</p>}
        </Section>
      )}
    </div>
  );
};

const Content = ({ ways }: { ways: boolean }) => {
  const { links: resource, words } = useSession();
  const text = words.value;
  const own = useMenuWords();
  const copying = useCopying();
  const typed = useSignal('');
  const wide = useWide();
  const links = resource.data.value?.links ?? [];
  const found = useMemo(() => foundLinks(links, typed.value), [links, typed.value]);
  const general = useMemo(() => found.filter(({ offer }) => offer.kind === 'general'), [found]);
  const specific = useMemo(() => found.filter(({ offer }) => offer.kind === 'specific'), [found]);
  const searching = typed.value.trim() !== '';
  const both = !ways || wide;
  return (
    <div class="scheduler-menu">
      {!searching && <AllOff general={general} />}
      {!searching && <HeldBack />}
      {links.length >= FILTER_FROM && <LinkFilter typed={typed} count={found.length} />}
      <Lists general={general} specific={specific} copying={copying} searching={searching} both={both} />
      <div class="scheduler-foot">
        {ways && (
          <nav class="scheduler-ways" aria-label={own.ways}>
            <PickTimesWay links={both || searching ? [] : specific} copying={copying} />
            <Way icon={HoursIcon} label={text.manageAvailability} to={{ name: 'availability' }} />
            <Way icon={CalendarIcon} label={text.calendar} to={{ name: 'calendar' }} />
          </nav>
        )}
        {links.length > 0 && <MailZone />}
      </div>
    </div>
  );
};

/** The host's links, to be copied into a mail, and the ways to make, change and see everything else. */
export const SchedulerMenu = ({ ways = false }: MenuOptions) => (
  <Gate rows={4} whenPaused="block">
    {() => <Content ways={ways} />}
  </Gate>
);
