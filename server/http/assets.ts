import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyPluginAsync } from 'fastify';

export interface AssetOptions {
  /** The folder `dist` of the build. */
  readonly dist: string;
}

/** `/assets/*`: every name carries a hash of its content, so that a copy never goes stale. */
export const assetRoutes =
  ({ dist }: AssetOptions): FastifyPluginAsync =>
  async scope => {
    await scope.register(fastifyStatic, {
      root: join(dist, 'client/assets'),
      prefix: '/assets/',
      index: false,
      decorateReply: false,
      immutable: true,
      maxAge: '365d',
    });
  };
