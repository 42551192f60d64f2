import { Type } from 'typebox';
import type { Crm } from '../../ports.ts';
import type { Client } from './client.ts';
import { refusal } from './failures.ts';
import { ActivityTypeReply, dataOf } from './schema.ts';

const PATH = '/api/v1/activityTypes';

export const activityTypeCalls = (client: Client): Pick<Crm, 'activityTypes'> => ({
  async activityTypes(access) {
    const reply = await client.read(access, PATH);
    if (!reply) throw refusal(`GET ${PATH}: 404`);
    const { data } = dataOf(Type.Array(ActivityTypeReply), reply.body, `GET ${PATH}`, true);
    return data
      .filter(({ active_flag: active }) => active !== false && active !== 0)
      .sort((a, b) => (a.order_nr ?? 0) - (b.order_nr ?? 0))
      .map(({ key_string: key, name }) => ({ key, name: name || key }));
  },
});
