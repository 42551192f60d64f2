import { datesBetween } from '../shared/dates.ts';
import { dayName } from '../shared/times.ts';
import { wallAt } from '../shared/zones/wall.ts';
import type { AllDayItem, GridItem, Span } from '../week/grid-item.ts';
import { clockRange } from '../week/labels.ts';
import { type Busy, busyOver, isAtNight } from './remarks.ts';
import type { PickedTime, TimesForm } from './times-form.ts';
import type { HostTime } from './use-host-time.ts';
import type { PickWords } from './words.ts';

export interface TimeFacts {
  readonly time: PickedTime;
  readonly isPast: boolean;
  /** Something keeps the host from it, so that it isn't offered. */
  readonly isBusy: boolean;
  /** Who has booked it. */
  readonly booked: string | null;
  /** Its clock in the guest's zone; null where that is the host's. */
  readonly forGuest: string | null;
  /** What the host should know before sending it. */
  readonly remarks: readonly string[];
}

export interface FactOptions {
  readonly form: TimesForm;
  readonly zone: string;
  readonly guestZone: string;
  readonly locale: string;
  readonly now: number;
  readonly busy: readonly Busy[];
  /** Of this link, by their starts. */
  readonly booked: ReadonlyMap<number, string>;
  readonly words: PickWords;
}

/** With the day where it is another one for the guest. */
const guestClock = (span: Span, { zone, guestZone, locale }: FactOptions): string => {
  const { date } = wallAt(guestZone, span.start);
  const clock = clockRange(span, guestZone, locale);
  return date === wallAt(zone, span.start).date ? clock : `${dayName(date, locale)}, ${clock}`;
};

export const remarksOf = (span: Span, { form, zone, guestZone, busy, words }: FactOptions): string[] => {
  const over = busyOver(busy, span, form);
  return [
    ...(over ? [over.title === null ? words.overUnnamed : words.over(over.title)] : []),
    ...(zone !== guestZone && isAtNight(span, guestZone) ? [words.atNight] : []),
  ];
};

export const factsOf = (options: FactOptions): TimeFacts[] =>
  options.form.times.map(time => {
    const isPast = time.start <= options.now;
    const booked = options.booked.get(time.start) ?? null;
    return {
      time,
      isPast,
      isBusy: !isPast && booked === null && busyOver(options.busy, time, options.form) !== null,
      booked,
      forGuest: options.zone === options.guestZone ? null : guestClock(time, options),
      remarks: isPast || booked !== null ? [] : remarksOf(time, options),
    };
  });

const toneOf = ({ isPast, booked, remarks }: TimeFacts): GridItem['tone'] => {
  if (booked !== null) return 'good';
  if (isPast) return 'quiet';
  return remarks.length > 0 ? 'warn' : undefined;
};

export const timeItem = (facts: TimeFacts, words: PickWords): GridItem => {
  const { time, isPast, booked, forGuest, remarks } = facts;
  const tone = toneOf(facts);
  const detail = [...(forGuest ? [words.forGuest(forGuest)] : []), ...remarks, ...(isPast ? [words.isPast] : [])];
  return {
    id: time.id,
    start: time.start,
    end: time.end,
    kind: 'time',
    title: booked === null ? '' : words.booked(booked),
    ...(detail.length > 0 ? { detail: detail.join(' · ') } : {}),
    ...(tone ? { tone } : {}),
    movable: !isPast && booked === null,
    openable: false,
    removable: !isPast,
  };
};

/** What the host has in the calendar; nothing of it can be changed here. */
export const hostItems = ({ activities, meetings }: HostTime, words: PickWords): GridItem[] => {
  const fixed = { movable: false, openable: false };
  return [
    ...activities.flatMap(({ id, start, end, busy, subject }): GridItem[] =>
      start === null || end === null
        ? []
        : [
            {
              ...fixed,
              id: `activity-${id}`,
              kind: 'activity',
              start: Date.parse(start),
              end: Date.parse(end),
              title: subject ?? (busy ? words.activity : words.notBusyActivity),
              busy,
            },
          ],
    ),
    ...meetings.map(
      ({ id, start, end, guest, name }): GridItem => ({
        ...fixed,
        id: `meeting-${id}`,
        kind: 'meeting',
        start: Date.parse(start),
        end: Date.parse(end),
        title: guest.name,
        detail: name,
      }),
    ),
  ];
};

export const allDayItems = ({ activities }: HostTime, words: PickWords): AllDayItem[] =>
  activities.flatMap(({ id, date, busy, subject }) =>
    date === null
      ? []
      : [
          {
            id: `activity-${id}`,
            date,
            kind: 'activity' as const,
            title: subject ?? (busy ? words.activity : words.notBusyActivity),
            busy,
            openable: false,
          },
        ],
  );

/** The dates that a time lies on. */
export const datesOf = ({ start, end }: Span, zone: string): string[] =>
  datesBetween(wallAt(zone, start).date, wallAt(zone, end - 1).date);
