import formbody from '@fastify/formbody';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Failure } from '../../failure.ts';
import { bookRoutes } from './book-routes.ts';
import type { GuestDeps } from './deps.ts';
import { doors } from './doors.ts';
import { manageRoutes } from './manage-routes.ts';

/** The link, or personal link, that a request is about. */
const addressed = ({ params }: FastifyRequest): string => {
  const { slug, invitation } = params as { slug?: string; invitation?: string };
  return slug ?? invitation ?? '';
};

/** Everything that guests reach: forms are understood, and addresses that ask too much are slowed down, for each link apart. */
export const guestRoutes =
  (deps: GuestDeps) =>
  async (app: FastifyInstance): Promise<void> => {
    await app.register(formbody, { bodyLimit: 64 * 1024 });
    await app.register(rateLimit, {
      global: false,
      keyGenerator: request => `${request.ip} ${addressed(request)}`,
      errorResponseBuilder: () => new Failure('too_many_requests'),
    });
    for (const door of doors) await app.register(bookRoutes(deps, door));
    await app.register(manageRoutes(deps));
  };
