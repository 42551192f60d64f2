import type { AddPersonRequest } from 'pipedrive/v2';
import { type Static, Type } from 'typebox';
import type { Crm, CrmPerson } from '../../ports.ts';
import type { Client } from './client.ts';
import { refusal } from './failures.ts';
import { dataOf, PersonReply, PersonSearchReply } from './schema.ts';
import { rfc3339 } from './times.ts';

const PATH = '/api/v2/persons';
const PAGE = 500;

const readPerson = (reply: Static<typeof PersonReply>): CrmPerson => ({
  id: reply.id,
  name: reply.name ?? '',
  emails: [...(reply.emails ?? [])]
    .sort((a, b) => Number(b.primary ?? false) - Number(a.primary ?? false))
    .flatMap(({ value }) => value || []),
  organization: reply.org_id ?? null,
});

type Calls = Pick<Crm, 'findPerson' | 'personsUpdatedSince' | 'person' | 'createPerson'>;

export const personCalls = (client: Client): Calls => ({
  async findPerson(access, email) {
    const path = `${PATH}/search`;
    const reply = await client.read(access, path, { term: email, fields: 'email', exact_match: true, limit: 100 });
    if (!reply) throw refusal(`GET ${path}: 404`);
    const { items } = dataOf(PersonSearchReply, reply.body, `GET ${path}`, true).data;
    const wanted = email.toLowerCase();
    const found = items
      .map(({ item }) => item)
      .filter(item => item.emails?.some(address => address.toLowerCase() === wanted))
      .sort((a, b) => a.id - b.id)[0];
    if (!found) return null;
    const { id, name, emails, organization } = found;
    return { id, name: name ?? '', emails: emails ?? [], organization: organization?.id ?? null };
  },

  async *personsUpdatedSince(access, since) {
    const query = { updated_since: rfc3339(since), sort_by: 'update_time', sort_direction: 'asc', limit: PAGE };
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const reply = await client.read(access, PATH, { ...query, cursor });
      if (!reply) throw refusal(`GET ${PATH}: 404`);
      const page = dataOf(Type.Array(PersonReply), reply.body, `GET ${PATH}`, true);
      yield page.data.filter(person => !person.is_deleted).map(readPerson);
      cursor = page.cursor;
    }
  },

  async person(access, id) {
    const reply = await client.read(access, `${PATH}/${id}`);
    if (!reply) return null;
    const { data } = dataOf(PersonReply, reply.body, `GET ${PATH}/${id}`, true);
    return data.is_deleted ? null : readPerson(data);
  },

  async createPerson(access, { name, email, owner }) {
    const body: AddPersonRequest = {
      name,
      owner_id: owner,
      emails: [{ value: email, primary: true, label: 'work' }],
    };
    const reply = await client.write(access, 'POST', PATH, body);
    if (!reply) throw refusal(`POST ${PATH}: 404`);
    return readPerson(dataOf(PersonReply, reply.body, `POST ${PATH}`, false).data);
  },
});
