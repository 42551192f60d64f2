import type { Crm } from '../../ports.ts';
import type { Client } from './client.ts';
import { dataOf, OrganizationReply } from './schema.ts';

const PATH = '/api/v2/organizations';

export const organizationCalls = (client: Client): Pick<Crm, 'organization'> => ({
  async organization(access, id) {
    const reply = await client.read(access, `${PATH}/${id}`);
    if (!reply) return null;
    const { data } = dataOf(OrganizationReply, reply.body, `GET ${PATH}/${id}`, true);
    return data.is_deleted ? null : { id: data.id, name: data.name ?? '' };
  },
});
