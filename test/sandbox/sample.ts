import type { SandboxActivity, SandboxCompany, SandboxDeal, SandboxPerson, SandboxUser } from './company.ts';
import { createDice, type Entry, entriesOf } from './sample-calendar.ts';
import { deals, firms, people } from './sample-words.ts';
import { stamp } from './stamp.ts';

const dayMs = 86_400_000;
const personsPerFirm = 5;

const users: readonly SandboxUser[] = [
  {
    id: 15_204_101,
    name: 'Katarzyna Sowa',
    email: 'katarzyna.sowa@borealis-pack.example',
    timezone_name: 'Europe/Warsaw',
    language: { language_code: 'pl', country_code: 'PL' },
    is_admin: true,
  },
  {
    id: 15_204_102,
    name: 'Julian Mercer',
    email: 'julian.mercer@borealis-pack.example',
    timezone_name: 'America/New_York',
    language: { language_code: 'en', country_code: 'US' },
    is_admin: false,
  },
  {
    id: 15_204_103,
    name: 'Binita Shakya',
    email: 'binita.shakya@borealis-pack.example',
    timezone_name: 'Asia/Kathmandu',
    language: { language_code: 'en', country_code: 'GB' },
    is_admin: false,
  },
];

/** Each user looks after a third of the persons. */
const ownerOf = (person: number): SandboxUser => {
  const owner = users[Math.floor((person * users.length) / people.length)];
  if (!owner) throw new Error(`Nobody looks after person ${person}`);
  return owner;
};

const firmOf = (person: number): number => Math.floor(person / personsPerFirm);

/** Every third person has a deal. */
const personsPerDeal = 3;
const dealOfPerson = (person: number): number | null =>
  person % personsPerDeal === 0 && person / personsPerDeal < deals.length ? 1 + person / personsPerDeal : null;

const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}:00`;

/** Pipedrive keeps date and time of a timed activity in UTC, and the bare date of one that lasts all day. */
const dueOf = ({ date, time, user }: Entry): { due_date: string; due_time: string | null } => {
  if (time === null) return { due_date: date, due_time: null };
  const wall = Temporal.PlainDateTime.from(`${date}T${time}`);
  const utc = wall.toZonedDateTime(user.timezone_name).toInstant().toString();
  return { due_date: utc.slice(0, 10), due_time: utc.slice(11, 19) };
};

const activityOf = (entry: Entry, id: number, now: number): SandboxActivity => {
  const { user, person } = entry;
  const due = dueOf(entry);
  const made = stamp(Math.min(now, Date.parse(`${due.due_date}T07:00:00Z`)) - (3 + (id % 9)) * dayMs);
  return {
    id,
    owner_id: user.id,
    creator_user_id: user.id,
    subject: entry.subject,
    type: entry.type,
    ...due,
    duration: entry.minutes === null ? null : clockOf(entry.minutes),
    busy: entry.busy,
    done: entry.done,
    is_deleted: false,
    location: entry.place === '' ? null : { value: entry.place },
    public_description: '',
    note: '',
    deal_id: person === null ? null : dealOfPerson(person),
    lead_id: null,
    org_id: person === null ? null : 1 + firmOf(person),
    person_id: person === null ? null : 1 + person,
    project_id: null,
    participants: person === null ? [] : [{ person_id: 1 + person, primary: true }],
    attendees: [],
    priority: null,
    ...(entry.private ? { private: true } : {}),
    marked_as_done_time: entry.done ? `${due.due_date}T18:00:00Z` : null,
    add_time: made,
    update_time: made,
  };
};

const personOf = (index: number, now: number): SandboxPerson => {
  const [name, mail] = people[index] ?? ['', ''];
  const domain = firms[firmOf(index)]?.[1] ?? 'firm.example';
  const made = stamp(now - (400 - index) * dayMs);
  return {
    id: 1 + index,
    name,
    emails: [{ value: `${mail}@${domain}`, primary: true, label: 'work' }],
    phones: [],
    org_id: 1 + firmOf(index),
    owner_id: ownerOf(index).id,
    add_time: made,
    update_time: made,
    searchable_at: 0,
  };
};

const dealOf = (index: number, now: number): SandboxDeal => {
  const [title, value, status] = deals[index] ?? ['', 0, 'open'];
  const person = index * personsPerDeal;
  return {
    id: 1 + index,
    title,
    status,
    person_id: 1 + person,
    org_id: 1 + firmOf(person),
    owner_id: ownerOf(person).id,
    value,
    currency: 'EUR',
    add_time: stamp(now - (90 - index) * dayMs),
  };
};

const byId = <Item extends { id: number }>(items: readonly Item[]): Map<number, Item> =>
  new Map(items.map(item => [item.id, item]));

/** A maker of packing machines with three users; the same for every call at the same `now`, and fresh each time. */
export const sampleCompany = (now: number): SandboxCompany => {
  const dice = createDice(20_261_104);
  const entries = users.flatMap(user => {
    const persons = people.map((_, index) => index).filter(index => ownerOf(index) === user);
    const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(user.timezone_name).toPlainDate();
    return entriesOf({ user, today, persons, firmOf: person => firms[firmOf(person)]?.[0] ?? '' }, dice);
  });
  return {
    id: 8_087_566,
    name: 'Borealis Packing Machines',
    domain: 'borealis-pack',
    plan: 'premium',
    addons: ['leadbooster_v2'],
    users: structuredClone([...users]),
    activities: byId(entries.map((entry, index) => activityOf(entry, 1 + index, now))),
    persons: byId(people.map((_, index) => personOf(index, now))),
    deals: byId(deals.map((_, index) => dealOf(index, now))),
    organizations: byId(firms.map(([name], index) => ({ id: 1 + index, name }))),
    webhooks: new Map(),
  };
};
