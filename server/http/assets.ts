import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyPluginAsync } from 'fastify';

export interface AssetOptions {
  /** The folder `dist` of the build. */
  readonly dist: string;
}

/**
 * `/assets/*`: every name carries a hash of its content, so that a copy never goes stale. `/embed.js` stands in the pages of other
 * sites by this name for good, so that a copy is asked about after an hour. The build has compressed them all.
 */
export const assetRoutes =
  ({ dist }: AssetOptions): FastifyPluginAsync =>
  async scope => {
    await scope.register(fastifyStatic, {
      root: join(dist, 'client/assets'),
      prefix: '/assets/',
      index: false,
      immutable: true,
      preCompressed: true,
      maxAge: '365d',
    });
    scope.get('/embed.js', { schema: { hide: true } }, (_, reply) =>
      reply.sendFile('embed.js', join(dist, 'client'), { immutable: false, maxAge: '1h' }),
    );
  };
