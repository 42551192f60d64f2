import type { FastifyInstance } from 'fastify';
import type { GuestDeps } from './deps.ts';

/**
 * For the routes that read times and meetings. Those that are given the same one are counted together: by address, and on a link's
 * routes for each link apart.
 */
export const readLimit = (app: FastifyInstance, { limits }: Pick<GuestDeps, 'limits'>) => ({
  onRequest: app.rateLimit({ max: limits.slotReads, timeWindow: '1 minute' }),
});
