import fastify, { type FastifyPluginAsync } from 'fastify';
import { accountEndpoints } from './account-api.ts';
import { activityEndpoints } from './activities-api.ts';
import { createLedger } from './activity-ledger.ts';
import { createBudget } from './budget.ts';
import { dealEndpoints } from './deals-api.ts';
import { createDeliveries } from './deliveries.ts';
import { createFaultList, meetsCall } from './fault-list.ts';
import { apiRoutes } from './gate.ts';
import { createGrants } from './grants.ts';
import { oauthRoutes } from './oauth.ts';
import { personEndpoints } from './persons-api.ts';
import { sampleCompany } from './sample.ts';
import type { ApiCall, Sandbox, SandboxOptions } from './sandbox.ts';
import { signToken } from './signed-token.ts';
import { createSockets, type Sockets } from './sockets.ts';
import { webhookEndpoints } from './webhooks-api.ts';

const uninstallTimeoutMs = 10_000;

/** Starts the stand-in of Pipedrive on loopback: OAuth server, API, webhooks, and the pages where they are given. */
export const startPipedrive = async (options: SandboxOptions): Promise<Sandbox> => {
  const { app, now = Date.now, elapsed = () => performance.now(), host = '127.0.0.1' } = options;
  const company = options.company ?? sampleCompany(now());
  const calls: ApiCall[] = [];
  const closing = new AbortController();
  const faults = createFaultList();
  const budget = createBudget(company, now, elapsed);
  let sockets: Sockets | null = null;
  const open = (): Sockets => {
    if (!sockets) throw new Error('The stand-in doesn’t listen yet');
    return sockets;
  };

  const grants = createGrants({
    app,
    userIds: company.users.map(user => user.id),
    now,
    apiDomain: () => open().current(),
    rotate: options.rotateRefreshTokens ?? false,
  });
  const deliveries = createDeliveries({
    company,
    faults,
    now,
    delays: options.webhookDelays ?? [3000, 30_000, 150_000],
    timeoutMs: options.webhookTimeoutMs ?? 10_000,
    banMs: options.banMs ?? 30 * 60_000,
  });
  const ledger = createLedger(company, now, deliveries.publish);

  /** Tokens and webhooks of the user go; the app isn't told. */
  const forget = (userId: number): void => {
    grants.uninstall(userId);
    for (const webhook of company.webhooks.values()) {
      if (webhook.owner_id === userId) company.webhooks.delete(webhook.id);
    }
  };

  /** Pipedrive reads neither status nor body, and doesn't try again. */
  const tellUninstalled = async (userId: number): Promise<void> => {
    const { method, path } = app.manifest.uninstall;
    await fetch(app.origin + path, {
      method,
      headers: {
        'content-type': 'application/json',
        authorization: `Basic ${btoa(`${app.clientId}:${app.clientSecret}`)}`,
      },
      body: JSON.stringify({
        client_id: app.clientId,
        company_id: company.id,
        user_id: userId,
        timestamp: new Date(now()).toISOString(),
      }),
      redirect: 'manual',
      signal: AbortSignal.timeout(uninstallTimeoutMs),
    }).then(
      response => response.arrayBuffer(),
      () => undefined,
    );
  };

  const server = fastify({ routerOptions: { maxParamLength: 500 }, bodyLimit: 1_048_576 });

  const endpoints = [
    ...activityEndpoints({ company, ledger, deleted: options.deletedActivities ?? 'shown' }),
    ...personEndpoints({ company, now, searchLagMs: options.searchLagMs ?? 2000 }),
    ...dealEndpoints(company),
    ...accountEndpoints(company, now),
    ...webhookEndpoints({ company, clientId: app.clientId, deliveries, now, isOurs: url => open().isOurs(url) }),
  ];
  const { signal } = closing;
  await server.register(apiRoutes(endpoints, { company, grants, budget, faults, calls, now, signal }), {
    prefix: '/api',
  });
  await server.register(
    oauthRoutes({
      app,
      grants,
      faults,
      calls,
      now,
      signal,
      firstUserId: company.users[0]?.id ?? 0,
      hasConsentPage: () => server.hasRoute({ method: 'GET', url: '/oauth/consent' }),
      uninstall: forget,
    }),
  );

  const sandbox: Sandbox = {
    get origin() {
      return open().first();
    },
    get apiDomain() {
      return open().current();
    },
    company,
    app,
    requests: {
      calls,
      of: (method, path) => calls.filter(call => meetsCall({ method, path }, call)),
      clear: () => void calls.splice(0),
    },
    deliveries: deliveries.log,
    faults: {
      fail: faults.calls.add,
      misdeliver: faults.deliveries.add,
      expireAccess: grants.expireAccess,
      revokeTokens: grants.revokeTokens,
      exhaustBudget: budget.exhaust,
      renameDomain: () => open().move(),
      async goDown() {
        deliveries.pause();
        await open().down();
      },
      async comeUp() {
        await open().up();
        deliveries.resume();
      },
      clear() {
        faults.calls.clear();
        faults.deliveries.clear();
      },
    },
    edit: {
      createActivity: (by, fields) => ledger.create(by, fields, 'app'),
      updateActivity: (by, id, change) => ledger.update(by, id, change, 'app'),
      deleteActivity: (by, id) => ledger.remove(by, id, 'app'),
      restoreActivity: (by, id) => ledger.restore(by, id, 'app'),
    },
    now,
    authorize: grants.authorize,
    deny: grants.deny,
    grant: grants.grant,
    installed: grants.isInstalled,
    async uninstall(userId) {
      forget(userId);
      await tellUninstalled(userId);
    },
    signToken: userId => signToken(userId, company.id, app.clientSecret, now()),
    settle: deliveries.settle,
    async close() {
      closing.abort();
      await open().down();
      await deliveries.close();
      await server.close();
    },
  };

  const { pages } = options;
  const pageRoutes: FastifyPluginAsync = async scope => pages?.(scope, sandbox);
  await server.register(pageRoutes);
  await server.ready();
  sockets = await createSockets((request, response) => server.routing(request, response), options.port ?? 0, host);
  return sandbox;
};
