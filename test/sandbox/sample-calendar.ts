import type { SandboxUser } from './company.ts';
import { appointments, places, tasks } from './sample-words.ts';

/** The sample's calendars: what each user has on around today, as wall time of that user. */

/** Working days before and after today. */
const daysBack = 16;
const daysAhead = 28;

export interface Entry {
  readonly user: SandboxUser;
  readonly date: string;
  /** Wall time of the user; null: all day. */
  readonly time: string | null;
  /** Null: none is given. */
  readonly minutes: number | null;
  readonly busy: boolean | null;
  readonly done: boolean;
  readonly subject: string;
  readonly type: string;
  readonly place: string;
  readonly private?: true;
  /** Index into the sample's persons, or null. */
  readonly person: number | null;
}

/** Deterministic: the same seed gives the same row (mulberry32). */
export const createDice = (seed: number) => {
  let state = seed;
  return (sides: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
};

export type Dice = ReturnType<typeof createDice>;

const pick = <Item>(list: readonly Item[], dice: Dice): Item => {
  const item = list[dice(list.length)];
  if (item === undefined) throw new Error('Nothing to pick from');
  return item;
};

const workingDays = (today: Temporal.PlainDate): { date: string; offset: number }[] => {
  const days: { date: string; offset: number }[] = [];
  for (let offset = -daysBack; offset <= daysAhead; offset += 1) {
    const date = today.add({ days: offset });
    if (date.dayOfWeek <= 5) days.push({ date: date.toString(), offset });
  }
  return days;
};

/** Never two at the same time of one day, but for the ones that are meant to overlap. */
const times = ['09:00', '10:30', '11:15', '13:00', '14:45', '16:00'];

export interface SampleUser {
  readonly user: SandboxUser;
  readonly today: Temporal.PlainDate;
  /** Indexes of the persons this user looks after. */
  readonly persons: readonly number[];
  firmOf(person: number): string;
}

const fixedEntries = ({ user, today }: SampleUser): Entry[] => {
  const on = (offset: number): string => today.add({ days: offset }).toString();
  const blank = { user, busy: null, done: false, place: '', person: null } as const;
  const nextFriday = 5 - today.dayOfWeek + (today.dayOfWeek >= 4 ? 7 : 0);
  return [
    {
      ...blank,
      date: on(nextFriday + 7),
      time: null,
      minutes: null,
      busy: true,
      subject: 'Annual leave',
      type: 'task',
    },
    {
      ...blank,
      date: on(nextFriday),
      time: null,
      minutes: null,
      busy: false,
      subject: 'Quarter closes',
      type: 'deadline',
    },
    // Unset and all day: free by Pipedrive's rule.
    { ...blank, date: on(nextFriday + 3), time: null, minutes: null, subject: 'Trade fair opens', type: 'task' },
    {
      ...blank,
      date: on(nextFriday + 4),
      time: '08:30',
      minutes: 510,
      subject: 'Trade fair, stand 14',
      type: 'meeting',
    },
    // Has a time and no length.
    { ...blank, date: on(nextFriday - 1), time: '15:30', minutes: null, subject: 'Ring the forwarder', type: 'call' },
    {
      ...blank,
      date: on(nextFriday + 5),
      time: '12:00',
      minutes: 60,
      busy: false,
      subject: 'Webinar, if nothing else',
      type: 'meeting',
    },
    { ...blank, date: on(nextFriday + 6), time: '11:00', minutes: 90, subject: 'Team planning', type: 'meeting' },
    { ...blank, date: on(nextFriday + 6), time: '12:00', minutes: 45, subject: 'Candidate interview', type: 'meeting' },
    {
      ...blank,
      date: on(nextFriday + 10),
      time: '22:30',
      minutes: 150,
      subject: 'Night test of the new line',
      type: 'task',
    },
    {
      ...blank,
      date: on(nextFriday + 11),
      time: '17:15',
      minutes: 45,
      subject: 'Dentist',
      type: 'task',
      private: true,
    },
  ];
};

/** Three on an ordinary day in the past, fewer ahead: the next working days keep room for bookings. */
export const entriesOf = (sample: SampleUser, dice: Dice): Entry[] => {
  const { user, today, persons, firmOf } = sample;
  const usual = workingDays(today).flatMap(({ date, offset }): Entry[] => {
    const count = offset < 0 ? 3 : offset <= 14 ? 1 + (dice(3) === 0 ? 1 : 0) : dice(2);
    const free = [...times];
    return Array.from({ length: count }, (): Entry => {
      const person = pick(persons, dice);
      const firm = firmOf(person);
      const [time = '09:00'] = free.splice(dice(free.length), 1);
      const isTask = dice(6) === 0;
      const [subject, type] = isTask ? pick(tasks, dice) : pick(appointments, dice);
      const minutes = appointments.find(([name]) => name === subject)?.[2] ?? null;
      return {
        user,
        date,
        time: isTask ? null : time,
        minutes,
        busy: dice(8) === 0 ? false : null,
        done: offset < 0 && dice(5) !== 0,
        subject: subject.replace('{firm}', firm),
        type,
        place: isTask ? '' : pick(places, dice),
        person,
      };
    });
  });
  return [...usual, ...fixedEntries(sample)];
};
