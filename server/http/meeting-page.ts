import type { FastifyPluginAsync } from 'fastify';
import { page, policy } from './host-pages.ts';

/** Where the note of an activity leads: says where the meeting is found, and nothing about it, since nobody has signed in here. */
export const meetingPage = (): FastifyPluginAsync => async app => {
  app.get('/app/meetings/:booking', { schema: { hide: true } }, async (request, reply) =>
    reply
      .header('content-security-policy', policy)
      .type('text/html; charset=utf-8')
      .send(page({ kind: 'meeting' }, request.headers['accept-language'])),
  );
};
