import type { AddWebhookRequest } from 'pipedrive/v1';
import { type Static, Type } from 'typebox';
import type { Crm, CrmWebhook } from '../../ports.ts';
import type { Client } from './client.ts';
import { refusal } from './failures.ts';
import { dataOf, WebhookReply } from './schema.ts';

const PATH = '/api/v1/webhooks';

const readWebhook = (reply: Static<typeof WebhookReply>): CrmWebhook => ({
  id: reply.id,
  url: reply.subscription_url,
  active: reply.is_active !== false && reply.is_active !== 0,
});

export const webhookCalls = (client: Client): Pick<Crm, 'webhooks' | 'createWebhook' | 'deleteWebhook'> => ({
  async webhooks(access) {
    const reply = await client.read(access, PATH);
    if (!reply) throw refusal(`GET ${PATH}: 404`);
    return dataOf(Type.Array(WebhookReply), reply.body, `GET ${PATH}`, true).data.map(readWebhook);
  },

  async createWebhook(access, { url, name, user, password }) {
    const body: AddWebhookRequest = {
      subscription_url: url,
      event_action: '*',
      event_object: 'activity',
      name,
      version: '2.0',
      http_auth_user: user,
      http_auth_password: password,
    };
    const reply = await client.write(access, 'POST', PATH, body);
    if (!reply) throw refusal(`POST ${PATH}: 404`);
    return readWebhook(dataOf(WebhookReply, reply.body, `POST ${PATH}`, false).data);
  },

  async deleteWebhook(access, id) {
    await client.write(access, 'DELETE', `${PATH}/${id}`);
  },
});
