import type { Crm } from '../../ports.ts';
import { activityCalls } from './activities.ts';
import { activityTypeCalls } from './activity-types.ts';
import { createClient } from './client.ts';
import { dealCalls } from './deals.ts';
import { type OauthOptions, oauthCalls } from './oauth.ts';
import { organizationCalls } from './organizations.ts';
import { personCalls } from './persons.ts';
import { userCalls } from './users.ts';
import { webhookCalls } from './webhooks.ts';

export const createCrm = (options: OauthOptions): Crm => {
  const client = createClient(options);
  return {
    ...oauthCalls(options),
    ...userCalls(client),
    ...activityCalls(client),
    ...activityTypeCalls(client),
    ...personCalls(client),
    ...dealCalls(client),
    ...organizationCalls(client),
    ...webhookCalls(client),
  };
};
