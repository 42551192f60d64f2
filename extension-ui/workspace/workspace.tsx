import './workspace.css';
import { useSignal } from '@preact/signals';
import { type ComponentType, h } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../shared/button.tsx';
import { CalendarIcon, ChainIcon, GearIcon, HoursIcon, OutsideIcon, TimesIcon } from '../shared/icons.tsx';
import { BlankState } from '../shared/notice.tsx';
import { openSettings } from '../shared/open-settings.ts';
import { useSession } from '../shared/session.ts';
import { Skeleton } from '../shared/skeleton.tsx';
import type { View } from '../shared/view.ts';
import { loadPart, type Part, partOf } from './parts.ts';
import { useFocusOnView } from './view-focus.ts';
import { useWorkspaceWords } from './words/words.ts';

interface WorkspaceOptions {
  /** Where views have addresses of their own. */
  readonly hrefOf?: (view: View) => string;
}

interface Way {
  readonly view: View;
  readonly label: string;
  readonly icon: ComponentType;
}

const useWays = (): readonly Way[] => {
  const words = useSession().words.value;
  const own = useWorkspaceWords();
  return [
    { view: { name: 'links' }, label: own.links, icon: ChainIcon },
    { view: { name: 'calendar' }, label: words.calendar, icon: CalendarIcon },
    { view: { name: 'availability' }, label: words.manageAvailability, icon: HoursIcon },
    { view: { name: 'times' }, label: words.pickTimes, icon: TimesIcon },
    { view: { name: 'settings' }, label: words.settings, icon: GearIcon },
  ];
};

const isCurrent = (way: View['name'], shown: View['name']): boolean =>
  way === shown || (way === 'availability' && shown === 'link');

/** A click that asks for a tab of its own is the browser's. */
const isPlain = (event: MouseEvent): boolean =>
  event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;

const WayButton = ({ way, hrefOf }: { way: Way; hrefOf: WorkspaceOptions['hrefOf'] }) => {
  const session = useSession();
  const { view, go, bridge } = session;
  const own = useWorkspaceWords();
  // Inside Pipedrive the settings have a page of their own.
  const isOutside = way.view.name === 'settings' && !hrefOf;
  const shown = {
    class: 'workspace-way',
    title: isOutside ? `${way.label}: ${own.newTab}` : way.label,
    ...(isCurrent(way.view.name, view.value.name) ? { 'aria-current': 'page' as const } : {}),
  };
  const act = () => {
    if (isOutside) openSettings(session);
    else if (way.view.name === 'settings') bridge.redirect('settings');
    else go(way.view);
  };
  const content = (
    <>
      {h(way.icon, {})}
      <span class="workspace-way-label">{way.label}</span>
      {isOutside && <OutsideIcon />}
    </>
  );
  if (!hrefOf) {
    return (
      <button type="button" {...shown} onClick={act}>
        {content}
      </button>
    );
  }
  return (
    <a
      href={hrefOf(way.view)}
      {...shown}
      onClick={event => {
        if (!isPlain(event)) return;
        event.preventDefault();
        act();
      }}
    >
      {content}
    </a>
  );
};

const Failed = ({ retry, again }: { retry: () => void; again: boolean }) => {
  const words = useSession().words.value;
  const own = useWorkspaceWords();
  return (
    <div role="alert">
      <BlankState title={own.partFailed} hint={own.partFailedHint}>
        <Button kind="primary" onClick={retry}>
          {again ? words.reload : words.tryAgain}
        </Button>
      </BlankState>
    </div>
  );
};

/** A part's files, and what is shown until they are there. */
const Shown = ({ view }: { view: View }) => {
  const words = useSession().words.value;
  const part = useSignal<Part | null>(partOf(view.name));
  const failures = useSignal(0);
  const load = () => {
    // With files of another version on the server only the page itself helps.
    if (failures.value > 1 && navigator.onLine) return location.reload();
    loadPart(view.name).then(
      loaded => {
        part.value = loaded;
      },
      () => {
        failures.value += 1;
      },
    );
  };
  useEffect(() => {
    if (part.peek() === null) load();
  }, []);
  if (part.value !== null) {
    const { name: _, ...given } = view;
    return h(part.value, given);
  }
  if (failures.value > 0) return <Failed retry={load} again={failures.value > 1} />;
  return <Skeleton label={words.loading} rows={6} />;
};

/** What is typed into an editor belongs to its link; the calendar stays where it is when a meeting opens in it. */
const keyOf = (view: View): string => ('link' in view ? `${view.name} ${view.link}` : view.name);

/** Guests book meanwhile: who comes back to the links reads what is true by then. What is known stays until that has come. */
const useLinksReadAgain = (shown: View['name']) => {
  const { links } = useSession();
  const isFirst = useRef(true);
  useEffect(() => {
    if (!isFirst.current && (shown === 'links' || shown === 'availability')) void links.load();
    isFirst.current = false;
  }, [shown]);
};

/** All of the scheduler where there is room for it: its views, and the ways between them. Each view begins with a heading. */
export const Workspace = ({ hrefOf }: WorkspaceOptions) => {
  const { words, view } = useSession();
  const own = useWorkspaceWords();
  const main = useRef<HTMLElement>(null);
  useLinksReadAgain(view.value.name);
  useFocusOnView(main, keyOf(view.value));
  return (
    <>
      <header class="workspace-head">
        <h1>{words.value.meetingScheduler}</h1>
        <nav aria-label={own.navigation}>
          {useWays().map(way => (
            <WayButton key={way.view.name} way={way} hrefOf={hrefOf} />
          ))}
        </nav>
      </header>
      <main ref={main} class="workspace-view" tabIndex={-1}>
        <Shown key={keyOf(view.value)} view={view.value} />
      </main>
    </>
  );
};
