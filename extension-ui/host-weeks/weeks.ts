import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { CalendarReply, MeetingReply } from '../../server/http/host/schema.ts';
import { type ApiFailure, asApiFailure } from '../shared/api.ts';
import { addDays } from '../shared/dates.ts';
import { withMeeting } from './calendar-data.ts';

export interface Week {
  readonly data: ReadonlySignal<CalendarReply | null>;
  readonly failure: ReadonlySignal<ApiFailure | null>;
}

export interface WeeksOptions {
  readonly read: (from: string, to: string) => Promise<CalendarReply>;
  /** Milliseconds. */
  readonly now: () => number;
}

/** What was read within this time is shown as it is. */
const FRESH_MS = 30_000;
/** More than anybody looks at in one go: as many as times can be picked ahead. */
const KEPT = 120;

/** The weeks of the host's calendar, each by its first date and read as it is wanted. */
export interface Weeks {
  of(first: string): Week;
  /** Reads these weeks where they aren't fresh and then, where they aren't known at all, their neighbours. */
  show(firsts: readonly string[]): Promise<void>;
  /** Reads a week that isn't known yet, whether or not it is shown. */
  want(first: string): Promise<void>;
  /** Reads what is shown again; what isn't, when it is shown. */
  refresh(): Promise<void>;
  /** A meeting as it is now, before anything is read again. */
  put(meeting: MeetingReply): void;
}

interface Held extends Week {
  readonly first: string;
  load(): Promise<void>;
  isFresh(): boolean;
  age(): void;
  put(meeting: MeetingReply): void;
}

const createWeek = (first: string, { read, now }: WeeksOptions): Held => {
  const to = addDays(first, 6);
  const data = signal<CalendarReply | null>(null);
  const failure = signal<ApiFailure | null>(null);
  let latest = 0;
  /** When the last answer was asked for; null: nothing fresh is there. */
  let askedAt: number | null = null;

  const load = async () => {
    latest += 1;
    const mine = latest;
    askedAt = now();
    try {
      const reply = await read(first, to);
      if (mine !== latest) return;
      batch(() => {
        data.value = reply;
        failure.value = null;
      });
    } catch (error) {
      if (mine !== latest) return;
      askedAt = null;
      failure.value = asApiFailure(error);
    }
  };

  return {
    first,
    data,
    failure,
    load,
    isFresh: () => askedAt !== null && now() - askedAt < FRESH_MS,
    age: () => {
      askedAt = null;
    },
    put: meeting => {
      if (data.value) data.value = withMeeting(data.value, { from: first, to }, meeting);
    },
  };
};

export const createWeeks = (options: WeeksOptions): Weeks => {
  const held = new Map<string, Held>();
  let shown: readonly string[] = [];

  const of = (first: string): Held => {
    const week = held.get(first) ?? createWeek(first, options);
    // The one that was wanted last stands last, and goes last.
    held.delete(first);
    held.set(first, week);
    for (const [oldest] of held) {
      if (held.size <= KEPT) break;
      held.delete(oldest);
    }
    return week;
  };

  const loadStale = (firsts: readonly string[]) =>
    Promise.all(
      firsts
        .map(of)
        .filter(week => !week.isFresh())
        .map(week => week.load()),
    );

  const neighbours = (): string[] => {
    const [first] = shown;
    const last = shown.at(-1);
    return first === undefined || last === undefined ? [] : [addDays(last, 7), addDays(first, -7)];
  };

  const show = async (firsts: readonly string[]) => {
    shown = firsts;
    await loadStale(firsts);
    if (shown !== firsts) return;
    await loadStale(neighbours().filter(first => of(first).data.peek() === null));
  };

  return {
    of,
    show,
    want: async first => {
      const week = of(first);
      if (week.data.peek() === null && !week.isFresh()) await week.load();
    },
    refresh: () => {
      for (const week of held.values()) week.age();
      return show([...shown]);
    },
    put: meeting => batch(() => held.forEach(week => void week.put(meeting))),
  };
};
