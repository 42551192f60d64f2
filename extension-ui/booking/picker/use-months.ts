import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { BookPage } from '../../../server/http/guest/page.ts';
import { wallAt } from '../../shared/zones/wall.ts';
import { addMonths, monthOf } from '../dates.ts';
import { fetchMonth } from '../requests.ts';

export interface Months {
  /** Free starts of the month shown; while it is loading, those of them that are known already. */
  readonly starts: readonly string[];
  readonly state: 'known' | 'loading' | 'failed';
  /** After an empty month: the next one known to have times. */
  readonly nextFree: string | null;
  readonly retry: () => void;
  /** Times may have gone in the meantime: everything is asked for anew. */
  readonly refresh: () => void;
  readonly endOf: (start: string) => string | undefined;
}

/** The month that came with the page, by the clock of `zone`; the others are read below `path`. */
export interface RenderedMonth
  extends Pick<BookPage, 'path' | 'month' | 'lastMonth' | 'starts' | 'ends' | 'previewToken'> {
  readonly zone: string;
}

/** After an empty month the next ones are looked into, so that the guest needn't. */
const monthsAhead = 6;

const keyOf = (zone: string, month: string): string => `${zone} ${month}`;

const pairs = (starts: readonly string[], ends: readonly string[] | undefined): [string, string][] =>
  starts.flatMap((start, index) => (ends?.[index] ? [[start, ends[index]]] : []));

const without = <T>(set: ReadonlySet<T>, item: T): ReadonlySet<T> =>
  set.has(item) ? new Set([...set].filter(other => other !== item)) : set;

/** Months by zone: the one rendered by the server, then each by one request as it is needed, and the next. */
export const useMonths = (page: RenderedMonth, zone: string, month: string, enhanced: boolean): Months => {
  const rendered = keyOf(page.zone, page.month);
  const [known, setKnown] = useState<ReadonlyMap<string, readonly string[]>>(() => new Map([[rendered, page.starts]]));
  const [failed, setFailed] = useState<ReadonlySet<string>>(() => new Set());
  const asked = useRef(new Set<string>());
  const ends = useRef(new Map(pairs(page.starts, page.ends)));
  const here = keyOf(zone, month);
  const shown = useRef(here);
  shown.current = here;
  /** Read ahead in vain: asked for again when they are shown. */
  const missed = useRef(new Set<string>());

  const load = useCallback(
    async (zone: string, month: string) => {
      const key = keyOf(zone, month);
      if (asked.current.has(key)) return;
      asked.current.add(key);
      try {
        const reply = await fetchMonth(page, month, zone);
        for (const [start, end] of pairs(reply.starts, reply.ends)) ends.current.set(start, end);
        setKnown(known => new Map(known).set(key, reply.starts));
        missed.current.delete(key);
      } catch {
        if (key === shown.current) setFailed(failed => new Set(failed).add(key));
        else missed.current.add(key);
      }
      asked.current.delete(key);
    },
    [page.path, page.previewToken],
  );

  const retry = useCallback(() => setFailed(failed => without(failed, here)), [here]);
  // Forgotten on leaving: who comes back sees it being loaded again, not that it failed.
  useEffect(() => retry, [retry]);

  const ahead = useMemo(() => {
    const months = Array.from({ length: monthsAhead }, (_, index) => addMonths(month, index + 1));
    return months.filter(next => page.lastMonth === null || next <= page.lastMonth);
  }, [month, page.lastMonth]);

  useEffect(() => {
    if (!enhanced) return;
    const times = known.get(here);
    const wanted = times
      ? ahead.slice(0, times.length > 0 ? 1 : monthsAhead).find(next => known.get(keyOf(zone, next))?.length !== 0)
      : month;
    if (!wanted) return;
    const key = keyOf(zone, wanted);
    const inVain = key === here ? failed : missed.current;
    if (!known.has(key) && !inVain.has(key)) void load(zone, wanted);
  }, [enhanced, known, failed, here, zone, month, ahead, load]);

  const starts = useMemo(() => {
    const exact = known.get(here);
    if (exact) return exact;
    const all = [...new Set([...known.values()].flat())].sort();
    return all.filter(start => monthOf(wallAt(zone, Date.parse(start)).date) === month);
  }, [known, here, zone, month]);

  return {
    starts,
    state: known.has(here) ? 'known' : failed.has(here) ? 'failed' : 'loading',
    nextFree: ahead.find(next => (known.get(keyOf(zone, next))?.length ?? 0) > 0) ?? null,
    retry,
    refresh: () => {
      setKnown(known => new Map([...known].filter(([key]) => key === here)));
      void load(zone, month);
    },
    endOf: start => ends.current.get(start),
  };
};
