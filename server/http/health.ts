import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { Store } from '../ports.ts';

/** `GET /health`: this process answers. `GET /ready`: it can do its work. */
export const healthRoutes =
  ({ store }: { store: Store }) =>
  async (app: FastifyInstance): Promise<void> => {
    const ok = Type.Object({ status: Type.String() });
    const health = { summary: 'Whether this process answers', response: { 200: ok } };
    const ready = { summary: 'Whether it can do its work', response: { 200: ok, 503: ok } };
    app.get('/health', { schema: health, logLevel: 'warn' }, async () => ({ status: 'ok' }));
    app.get('/ready', { schema: ready, logLevel: 'warn' }, async (_request, reply) => {
      try {
        await store.check();
        return { status: 'ok' };
      } catch {
        return reply.code(503).send({ status: 'store_unreachable' });
      }
    });
  };
