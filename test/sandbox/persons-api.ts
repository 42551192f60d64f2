import type { AddPersonRequest, GetPersonSearchResponse, Person } from 'pipedrive/v2';
import {
  anything,
  type Check,
  checkBody,
  filledText,
  flag,
  integer,
  listOf,
  objectOf,
  orNull,
  text,
} from './body-check.ts';
import type { SandboxCompany, SandboxPerson } from './company.ts';
import { type Endpoint, listed, ok, reading } from './endpoint.ts';
import { choice, idsOf, isUpdatedWithin, pageOf, paging, parameter, readQuery } from './listing.ts';
import { stamp } from './stamp.ts';
import { isVisible } from './visibility.ts';
import { notFound, refuse, type Wire } from './wire.ts';

const personItem = (person: SandboxPerson): Wire<Person> => ({
  id: person.id,
  name: person.name,
  first_name: person.name.split(' ')[0] ?? null,
  last_name: person.name.split(' ').slice(1).join(' ') || null,
  owner_id: person.owner_id,
  org_id: person.org_id,
  add_time: person.add_time,
  update_time: person.update_time,
  emails: person.emails,
  phones: person.phones,
  is_deleted: false,
  visible_to: 3,
  label_ids: [],
  picture_id: null,
  postal_address: null,
  notes: null,
  im: [],
  birthday: null,
  job_title: null,
  custom_fields: {},
});
const contactWay = listOf(objectOf({ value: filledText, primary: flag, label: text }));

/** Without Contact Sync these are a 403; the stand-in's company hasn't got it. */
const syncedOnly = ['postal_address', 'notes', 'im', 'birthday', 'job_title', 'marketing_status'];

const writablePerson = {
  name: filledText,
  owner_id: integer,
  org_id: orNull(integer),
  add_time: text,
  emails: contactWay,
  phones: contactWay,
  visible_to: integer,
  label_ids: listOf(integer),
  postal_address: anything,
  notes: anything,
  im: anything,
  birthday: anything,
  job_title: anything,
  marketing_status: anything,
  custom_fields: anything,
} as const satisfies Record<keyof AddPersonRequest, Check>;

const searchQuery = {
  term: parameter.text,
  fields: (value: string) =>
    value.split(',').every(field => ['custom_fields', 'email', 'notes', 'phone', 'name'].includes(field)),
  exact_match: parameter.flag,
  organization_id: parameter.whole,
  include_fields: parameter.text,
  limit: parameter.limit,
  cursor: parameter.text,
};

const listQuery = {
  ...paging,
  ids: parameter.ids,
  owner_id: parameter.whole,
  org_id: parameter.whole,
  updated_since: parameter.instant,
  updated_until: parameter.instant,
  sort_by: choice('id', 'update_time', 'add_time'),
};

type SearchItem = Wire<NonNullable<NonNullable<GetPersonSearchResponse['data']>['items']>[number]>;

export interface PersonsOptions {
  readonly company: SandboxCompany;
  readonly now: () => number;
  readonly searchLagMs: number;
}

export const personEndpoints = ({ company, now, searchLagMs }: PersonsOptions): Endpoint[] => {
  const { persons, organizations } = company;
  let lastId = Math.max(0, ...persons.keys());

  const matches = (person: SandboxPerson, term: string, fields: readonly string[], exact: boolean): boolean => {
    const words = [
      ...(fields.includes('name') ? [person.name] : []),
      ...(fields.includes('email') ? person.emails.map(email => email.value) : []),
      ...(fields.includes('phone') ? person.phones.map(phone => phone.value) : []),
    ].map(word => word.toLowerCase());
    return words.some(word => (exact ? word === term : word.includes(term)));
  };

  const searchItem = (person: SandboxPerson): SearchItem => {
    const organization = person.org_id === null ? null : organizations.get(person.org_id);
    return {
      result_score: 0.29,
      item: {
        id: person.id,
        type: 'person',
        name: person.name,
        phones: person.phones.map(phone => phone.value),
        emails: person.emails.map(email => email.value),
        visible_to: 3,
        owner: { id: person.owner_id },
        organization: organization ? { id: organization.id, name: organization.name } : null,
        custom_fields: [],
        notes: [],
      },
    };
  };

  return [
    {
      method: 'GET',
      path: '/v2/persons/search',
      scopes: [...reading('contacts'), 'search:read'],
      cost: 20,
      search: true,
      answer({ query, user }) {
        const asked = readQuery(searchQuery, query);
        const exact = asked.exact_match === 'true';
        const term = (asked.term ?? '').toLowerCase();
        if (term.length < (exact ? 1 : 2)) throw refuse(400, 'Search term must be at least 2 characters long');
        const fields = asked.fields?.split(',') ?? ['name', 'email', 'phone'];
        const found = [...persons.values()].filter(
          person =>
            isVisible(person, user.id) &&
            person.searchable_at <= now() &&
            (asked.organization_id === undefined || asked.organization_id === String(person.org_id)) &&
            matches(person, term, fields, exact),
        );
        const page = pageOf(found, 'id', person => person.id, asked);
        return listed({ items: page.items.map(searchItem) }, page.next);
      },
    },
    {
      method: 'GET',
      path: '/v2/persons',
      scopes: reading('contacts'),
      cost: 10,
      answer({ query, user }) {
        const asked = readQuery(listQuery, query);
        const ids = asked.ids === undefined ? null : idsOf(asked.ids);
        const found = [...persons.values()].filter(
          person =>
            isVisible(person, user.id) &&
            (ids === null || ids.has(person.id)) &&
            (asked.owner_id === undefined || asked.owner_id === String(person.owner_id)) &&
            (asked.org_id === undefined || asked.org_id === String(person.org_id)) &&
            isUpdatedWithin(person.update_time, asked),
        );
        const sortBy = (asked.sort_by ?? 'id') as 'id' | 'update_time' | 'add_time';
        const page = pageOf(found, sortBy, person => person[sortBy], asked);
        return listed(page.items.map(personItem), page.next);
      },
    },
    {
      method: 'GET',
      path: '/v2/persons/:id',
      scopes: reading('contacts'),
      cost: 1,
      answer({ params, user }) {
        const person = persons.get(Number(params.id));
        if (!person || !isVisible(person, user.id)) throw notFound('Person');
        return ok(personItem(person));
      },
    },
    {
      method: 'POST',
      path: '/v2/persons',
      scopes: ['contacts:full'],
      cost: 5,
      answer({ body, user }) {
        const fields = checkBody(writablePerson, body) as AddPersonRequest;
        if (fields.name === undefined) throw refuse(400, 'Validation failed: name: This value should not be blank.');
        const forbidden = syncedOnly.find(field => field in fields);
        if (forbidden) throw refuse(403, `The ${forbidden} field needs Contact Sync`);
        if (fields.owner_id !== undefined && !company.users.some(({ id }) => id === fields.owner_id)) {
          throw refuse(400, 'Validation failed: owner_id: User not found.');
        }
        const contact = (entry: { value?: string; primary?: boolean; label?: string }, index: number) => ({
          value: entry.value ?? '',
          primary: entry.primary ?? index === 0,
          label: entry.label ?? 'work',
        });
        lastId += 1;
        const person: SandboxPerson = {
          id: lastId,
          name: fields.name,
          emails: (fields.emails ?? []).map(contact),
          phones: (fields.phones ?? []).map(contact),
          org_id: fields.org_id ?? null,
          owner_id: fields.owner_id ?? user.id,
          add_time: stamp(now()),
          update_time: stamp(now()),
          searchable_at: now() + searchLagMs,
        };
        persons.set(person.id, person);
        return { ...ok(personItem(person)), status: 201 };
      },
    },
  ];
};
