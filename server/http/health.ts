import type { FastifyInstance } from 'fastify';
import type { Store } from '../ports.ts';

/** `GET /health`: this process answers. `GET /ready`: it can do its work. */
export const healthRoutes =
  ({ store }: { store: Store }) =>
  async (app: FastifyInstance): Promise<void> => {
    app.get('/health', { schema: { hide: true }, logLevel: 'warn' }, async () => ({ status: 'ok' }));
    app.get('/ready', { schema: { hide: true }, logLevel: 'warn' }, async (_request, reply) => {
      try {
        await store.check();
        return { status: 'ok' };
      } catch {
        return reply.code(503).send({ status: 'store_unreachable' });
      }
    });
  };
