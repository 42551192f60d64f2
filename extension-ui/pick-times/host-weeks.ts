import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { CalendarReply } from '../../server/http/host/schema.ts';
import { type Api, type ApiFailure, asApiFailure } from '../shared/api.ts';
import { addDays } from '../shared/times.ts';

/** What was read longer ago is read again when it is shown again; meanwhile it is shown as it was. */
const STALE_MS = 60_000;

/** What fills a host's weeks, all of them read so far taken together. */
export interface HostTime extends Pick<CalendarReply, 'activities' | 'meetings'> {
  readonly known: boolean;
  readonly subjectsKnown: boolean;
}

export interface HostWeeks {
  readonly time: ReadonlySignal<HostTime>;
  /** Of the dates that were last asked for. */
  readonly loading: ReadonlySignal<boolean>;
  readonly failure: ReadonlySignal<ApiFailure | null>;
  /** Reads the weeks of these dates, and after them the weeks beside. */
  show(dates: readonly string[]): void;
  /** Reads the weeks of these dates, if they haven't been read. */
  also(dates: readonly string[]): void;
  /** Reads anew what is shown, and forgets the rest. */
  reload(): void;
}

/** Monday of the date's week: what is asked of the server, whatever day the locale begins with. */
const mondayOf = (date: string): string => addDays(date, -((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7));

const mondaysOf = (dates: readonly string[]): string[] => [...new Set(dates.map(mondayOf))];

interface Week {
  readonly reply: CalendarReply;
  readonly readAt: number;
}

const unique = <T extends { readonly id: number | string }>(items: readonly T[]): T[] => [
  ...new Map(items.map(item => [item.id, item])).values(),
];

export const createHostWeeks = (api: Pick<Api, 'calendar'>, now: () => number): HostWeeks => {
  const weeks = signal<ReadonlyMap<string, Week>>(new Map());
  const failure = signal<ApiFailure | null>(null);
  const asked = signal<readonly string[]>([]);
  const underWay = new Map<string, Promise<void>>();
  /** What was asked for before a reload says nothing of the time after it. */
  let round = 0;

  const read = (monday: string): Promise<void> => {
    const mine = round;
    const known = underWay.get(monday);
    if (known !== undefined) return known;
    const reading = api.calendar(monday, addDays(monday, 6)).then(
      reply => {
        if (mine !== round) return;
        weeks.value = new Map(weeks.value).set(monday, { reply, readAt: now() });
        failure.value = null;
      },
      (error: unknown) => {
        if (mine === round) failure.value = asApiFailure(error);
      },
    );
    const done = reading.finally(() => {
      if (underWay.get(monday) === done) underWay.delete(monday);
    });
    underWay.set(monday, done);
    return done;
  };

  const ensure = (monday: string): Promise<void> => {
    const week = weeks.peek().get(monday);
    return week && now() - week.readAt < STALE_MS ? Promise.resolve() : read(monday);
  };

  const show = (dates: readonly string[]): void => {
    const mondays = mondaysOf(dates);
    asked.value = mondays;
    const beside = [addDays(mondays[0] ?? '', -7), addDays(mondays.at(-1) ?? '', 7)];
    const isStill = () => asked.peek() === mondays;
    void Promise.all(mondays.map(ensure)).then(async () => {
      if (isStill() && failure.peek() === null) await Promise.all(beside.map(ensure));
    });
  };

  return {
    time: computed(() => {
      const replies = [...weeks.value.values()].map(({ reply }) => reply);
      return {
        known: replies.every(({ known }) => known),
        subjectsKnown: replies.every(({ subjectsKnown }) => subjectsKnown),
        activities: unique(replies.flatMap(({ activities }) => activities)),
        meetings: unique(replies.flatMap(({ meetings }) => meetings)),
      };
    }),
    loading: computed(() => asked.value.some(monday => !weeks.value.has(monday)) && failure.value === null),
    failure,
    show,
    also: dates => {
      for (const monday of mondaysOf(dates)) if (!weeks.peek().has(monday)) void read(monday);
    },
    reload: () => {
      round += 1;
      underWay.clear();
      failure.value = null;
      const shown = asked.peek();
      weeks.value = new Map([...weeks.peek()].filter(([monday]) => shown.includes(monday)));
      for (const monday of shown) void read(monday);
    },
  };
};
