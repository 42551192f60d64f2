import { Type } from 'typebox';
import type { Crm } from '../../ports.ts';
import type { Client } from './client.ts';
import { refusal } from './failures.ts';
import { AddonReply, dataOf, UserReply } from './schema.ts';

const ME = '/api/v1/users/me';
const ADDONS = '/api/v1/billing/subscriptions/addons';

export const userCalls = (client: Client): Pick<Crm, 'me' | 'addons'> => ({
  async me(access) {
    const reply = await client.read(access, ME);
    if (!reply) throw refusal(`GET ${ME}: 404`);
    const { data } = dataOf(UserReply, reply.body, `GET ${ME}`, true);
    const limit = Number(reply.headers.get('x-ratelimit-limit') || Number.NaN);
    const { language_code: language, country_code: country } = data.language ?? {};
    return {
      user: data.id,
      company: data.company_id,
      name: data.name ?? '',
      email: data.email ?? '',
      zone: data.timezone_name ?? '',
      language: [language || 'en', ...(country ? [country] : [])].join('-'),
      companyName: data.company_name ?? '',
      companyDomain: data.company_domain ?? '',
      burstLimit: Number.isFinite(limit) ? limit : null,
    };
  },

  async addons(access) {
    const reply = await client.read(access, ADDONS);
    if (!reply) throw refusal(`GET ${ADDONS}: 404`);
    const { data } = dataOf(Type.Array(AddonReply), reply.body, `GET ${ADDONS}`, true);
    return data.flatMap(({ code }) => code || []);
  },
});
