import { type Access, type Crm, CrmFailure, type CrmWebhook, type TokenReply } from '../../server/ports.ts';

export const SCOPES = ['base', 'activities:full', 'contacts:full', 'deals:read', 'users:read', 'webhooks:full'];

export const tokens = (generation: number, change: Partial<TokenReply> = {}): TokenReply => ({
  accessToken: `access-${generation}`,
  refreshToken: `refresh-${generation}`,
  expiresInSeconds: 3599,
  apiDomain: 'https://himal.pipedrive.com',
  scopes: SCOPES,
  ...change,
});

const notNeeded = async (): Promise<never> => {
  throw new Error('not part of this test');
};

/**
 * A CRM of one user, in memory: it refreshes, says who the user is and keeps webhooks. `calls` are the names of what was asked; `fail`
 * makes the calls of that name fail.
 */
export const createFakeCrm = () => {
  const calls: string[] = [];
  const failures = new Map<string, CrmFailure>();
  let generation = 1;
  let nextWebhook = 1;

  const state = {
    webhooks: [] as (CrmWebhook & { password?: string })[],
    /** Only the newest refresh token is good where the server rotates. */
    rotates: false,
    reply: {} as Partial<TokenReply>,
    burstLimit: 400 as number | null,
    addons: [] as string[],
    language: 'en-US',
    zone: 'Asia/Kathmandu',
    /** Resolves when a refresh may be answered. */
    gate: Promise.resolve(),
    domain: 'https://himal.pipedrive.com',
  };

  const asked = (name: string) => {
    calls.push(name);
    const failure = failures.get(name);
    if (failure) throw failure;
  };

  const checked = (name: string, access: Access) => {
    asked(name);
    if (access.accessToken !== `access-${generation}`) throw new CrmFailure('unauthorised', `${name}: 401`);
  };

  const crm: Crm = {
    async refresh(refreshToken) {
      asked('refresh');
      await state.gate;
      if (state.rotates && refreshToken !== `refresh-${generation}`) throw new CrmFailure('grant_lost', 'refresh: 400');
      generation += 1;
      return tokens(generation, state.reply);
    },
    async revoke() {
      asked('revoke');
    },
    async me(access) {
      checked('me', access);
      return {
        user: 3,
        company: 100,
        name: 'Sunita Gurung',
        email: 'sunita@example.com',
        zone: state.zone,
        language: state.language,
        companyName: 'Himal',
        companyDomain: 'himal',
        burstLimit: state.burstLimit,
      };
    },
    async addons(access) {
      checked('addons', access);
      return state.addons;
    },
    async webhooks(access) {
      checked('webhooks', access);
      return state.webhooks.map(({ id, url, active }) => ({ id, url, active }));
    },
    async createWebhook(access, { url, password }) {
      checked('createWebhook', access);
      const webhook = { id: nextWebhook++, url, active: true };
      state.webhooks.push({ ...webhook, password });
      return webhook;
    },
    async deleteWebhook(access, id) {
      checked('deleteWebhook', access);
      state.webhooks = state.webhooks.filter(webhook => webhook.id !== id);
    },
    activity: notNeeded,
    activitiesById: notNeeded,
    activitiesByDueDate: () => {
      throw new Error('not part of this test');
    },
    activitiesUpdatedSince: () => {
      throw new Error('not part of this test');
    },
    createActivity: notNeeded,
    updateActivity: notNeeded,
    deleteActivity: notNeeded,
    findPerson: notNeeded,
    personsUpdatedSince: () => {
      throw new Error('not part of this test');
    },
    person: notNeeded,
    createPerson: notNeeded,
    openDeals: notNeeded,
    deal: notNeeded,
    organization: notNeeded,
    activityTypes: notNeeded,
  };

  return {
    crm,
    calls,
    state,
    count: (name: string) => calls.filter(call => call === name).length,
    fail: (name: string, kind: CrmFailure['kind']) => void failures.set(name, new CrmFailure(kind, `${name}: failed`)),
    mend: (name: string) => void failures.delete(name),
    /** Tokens of another installation of the same user: the earlier ones are no good any more. */
    issue: (change: Partial<TokenReply> = {}) => {
      generation += 1;
      return tokens(generation, change);
    },
    /** As if somebody had made the access token invalid. */
    invalidate: () => {
      generation += 1;
    },
  };
};
