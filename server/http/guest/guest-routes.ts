import formbody from '@fastify/formbody';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { Failure } from '../../failure.ts';
import { bookRoutes } from './book-routes.ts';
import { compressReply } from './compress.ts';
import type { GuestDeps } from './deps.ts';
import { doors } from './doors.ts';
import { holdRoutes } from './hold-routes.ts';
import { readKey } from './limits.ts';
import { manageRoutes } from './manage-routes.ts';
import { reminderRoutes } from './reminder-routes.ts';
import { timeRoutes } from './time-routes.ts';

/** Everything that guests reach: forms are understood, and addresses that ask too much are slowed down, for each link apart. */
export const guestRoutes =
  (deps: GuestDeps) =>
  async (app: FastifyInstance): Promise<void> => {
    app.addHook('onSend', compressReply);
    await app.register(formbody, { bodyLimit: 64 * 1024 });
    await app.register(rateLimit, {
      global: false,
      keyGenerator: readKey,
      errorResponseBuilder: () => new Failure('too_many_requests'),
    });
    for (const door of doors) {
      await app.register(bookRoutes(deps, door));
      await app.register(holdRoutes(deps, door));
    }
    await app.register(manageRoutes(deps));
    await app.register(reminderRoutes(deps));
    await app.register(timeRoutes(deps));
  };
