import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import swagger from '@fastify/swagger';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { type ReceiverDeps, webhookReceiver } from '../webhooks/receiver.ts';
import { type AppPagesDeps, appPages } from './http/app-pages.ts';
import { assetRoutes } from './http/assets.ts';
import { frontPage, sendNotFound } from './http/front.ts';
import type { GuestDeps } from './http/guest/deps.ts';
import { guestRoutes } from './http/guest/guest-routes.ts';
import { healthRoutes } from './http/health.ts';
import { type HostDeps, hostRoutes } from './http/host/host-routes.ts';
import { type OauthDeps, oauthRoutes } from './http/oauth.ts';
import { sendProblem } from './http/problem.ts';
import { surfaceRoutes } from './http/surfaces.ts';
import type { Store } from './ports.ts';

export interface AppDeps {
  readonly logger: FastifyBaseLogger;
  /** How many proxies stand in front and add to X-Forwarded-For. */
  readonly trustProxy: number;
  readonly store: Store;
  readonly guest: GuestDeps;
  readonly host: HostDeps;
  readonly oauth: OauthDeps;
  readonly pages: Omit<AppPagesDeps, 'dist'>;
  readonly webhooks: ReceiverDeps;
  /** Folder of the built browser bundles. */
  readonly dist: string;
  readonly frameAncestors: string;
}

const BODY_LIMIT = 128 * 1024;

/** The whole HTTP side as a function of what it depends on; listens nowhere. Tests build the very same. */
export const buildApp = async (deps: AppDeps): Promise<FastifyInstance> => {
  const app = fastify({
    loggerInstance: deps.logger,
    // A line of our own for each request: the framework's would carry addresses and query strings.
    logController: new LogController({ disableRequestLogging: true }),
    // By hops: a number here would be taken for none. What a guest sends along lies before the first hop.
    trustProxy: (_address, hop) => hop < deps.trustProxy,
    bodyLimit: BODY_LIMIT,
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    // Slugs and signed tokens are longer than Fastify's 100 characters allow, and what is too long is told by its schema.
    routerOptions: { maxParamLength: 400 },
    // What goes wrong before a route is found, such as an address that can't be read.
    frameworkErrors: (error, request, reply) => void sendProblem(error, request, reply),
    // A value of the wrong type is refused, not made to fit.
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, allErrors: false } },
  });
  app.addHook('onResponse', async (request, reply) => {
    const facts = { method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode };
    request.log.info({ ...facts, milliseconds: Math.round(reply.elapsedTime) }, 'request');
  });
  app.setErrorHandler(sendProblem);
  app.setNotFoundHandler(sendNotFound);

  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] },
    },
    // Surfaces and embedded pages are shown on other sites; what may frame them their own policies say.
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    crossOriginOpenerPolicy: false,
    referrerPolicy: { policy: 'no-referrer' },
  });
  await app.register(cookie);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Meeting scheduler',
        version: '1',
        description: 'Times in ISO 8601 with Z. Errors are application/problem+json with a stable code.',
      },
    },
  });

  await app.register(healthRoutes(deps));
  await app.register(assetRoutes({ dist: deps.dist }));
  await app.register(surfaceRoutes({ dist: deps.dist, frameAncestors: deps.frameAncestors }));
  await app.register(oauthRoutes(deps.oauth));
  await app.register(webhookReceiver(deps.webhooks));
  await app.register(hostRoutes(deps.host), { prefix: '/api' });
  await app.register(guestRoutes(deps.guest));
  await app.register(appPages({ ...deps.pages, dist: deps.dist }));
  await app.register(frontPage());
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  await app.ready();
  return app;
};
