import { type Static, Type } from 'typebox';
import type { Crm, CrmDeal } from '../../ports.ts';
import type { Client } from './client.ts';
import { refusal } from './failures.ts';
import { DealReply, dataOf } from './schema.ts';

const PATH = '/api/v2/deals';

const readDeal = (reply: Static<typeof DealReply>): CrmDeal => ({
  id: reply.id,
  title: reply.title ?? '',
  person: reply.person_id ?? null,
  organization: reply.org_id ?? null,
});

export const dealCalls = (client: Client): Pick<Crm, 'openDeals' | 'deal'> => ({
  async openDeals(access, person) {
    const reply = await client.read(access, PATH, { person_id: person, status: 'open', limit: 100 });
    if (!reply) throw refusal(`GET ${PATH}: 404`);
    const { data } = dataOf(Type.Array(DealReply), reply.body, `GET ${PATH}`, true);
    return data.filter(deal => !deal.is_deleted).map(readDeal);
  },

  async deal(access, id) {
    const reply = await client.read(access, `${PATH}/${id}`);
    if (!reply) return null;
    const { data } = dataOf(DealReply, reply.body, `GET ${PATH}/${id}`, true);
    return data.is_deleted ? null : readDeal(data);
  },
});
