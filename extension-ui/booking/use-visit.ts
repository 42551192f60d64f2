import { useEffect, useRef, useState } from 'preact/hooks';
import type { BookPage } from '../../server/http/guest/page.ts';
import { address, keptOf } from './address.ts';

/** What of a booking page is shown; each part has its place in the address. */
export interface Visit {
  readonly zone: string;
  /** By the guest: only then it belongs into the address, which may be passed on to someone elsewhere. */
  readonly zoneChosen: boolean;
  readonly month: string;
  /** The day asked for; null for the first one of the month that has times. */
  readonly date: string | null;
  /** The time asked for: its details form is shown. */
  readonly start: string | null;
}

export interface VisitControl {
  readonly visit: Visit;
  readonly href: (part: Partial<Visit>) => string;
  /** Without a new entry in the history. */
  readonly change: (part: Partial<Visit>) => void;
  readonly openDetails: (start: string) => void;
  readonly closeDetails: () => void;
}

const initialVisit = (page: BookPage): Visit => ({
  zone: page.zone ?? page.hostZone,
  zoneChosen: page.zone !== null,
  month: page.month,
  date: page.date,
  start: page.start,
});

const addressOf = (page: BookPage, visit: Visit): string =>
  address(page.path, {
    zone: visit.zoneChosen ? visit.zone : null,
    month: visit.month,
    date: visit.date,
    start: visit.start,
    ...keptOf(page),
  });

/** An entry of the history that this page made: `opened` means that the picker is the entry before it. */
interface Entry {
  readonly visit: Visit;
  readonly opened: boolean;
}

const isEntry = (state: unknown): state is Entry => typeof state === 'object' && state !== null && 'visit' in state;

export const useVisit = (page: BookPage): VisitControl => {
  const [visit, setVisit] = useState(() => initialVisit(page));
  const latest = useRef(visit);
  const show = (next: Visit): void => {
    latest.current = next;
    setVisit(next);
  };

  useEffect(() => {
    history.replaceState({ visit: latest.current, opened: false } satisfies Entry, '');
    const follow = ({ state }: PopStateEvent): void => {
      if (!isEntry(state)) return;
      const { zone, zoneChosen } = latest.current;
      latest.current = { ...state.visit, zone, zoneChosen };
      setVisit(latest.current);
    };
    addEventListener('popstate', follow);
    return () => removeEventListener('popstate', follow);
  }, []);

  const replace = (next: Visit): void => {
    const opened = isEntry(history.state) && history.state.opened;
    history.replaceState({ visit: next, opened } satisfies Entry, '', addressOf(page, next));
    show(next);
  };

  return {
    visit,
    href: part => addressOf(page, { ...visit, ...part }),
    change: part => replace({ ...latest.current, ...part }),
    openDetails: start => {
      const next = { ...latest.current, start };
      history.pushState({ visit: next, opened: true } satisfies Entry, '', addressOf(page, next));
      show(next);
    },
    closeDetails: () => {
      if (isEntry(history.state) && history.state.opened) history.back();
      else replace({ ...latest.current, start: null });
    },
  };
};
