import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { Failure } from '../failure.ts';
import { page, policy } from './host-pages.ts';
import { sendProblem } from './problem.ts';

/** Programs that ask for anything at all get JSON: only browsers name HTML. */
const isBrowser = ({ headers }: FastifyRequest): boolean => headers.accept?.includes('text/html') ?? false;

const sendPage = (kind: 'not_found' | 'welcome', request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  return reply
    .header('content-security-policy', policy)
    .header('vary', 'accept, accept-language')
    .type('text/html; charset=utf-8')
    .send(page({ kind }, request.headers['accept-language']));
};

/** For addresses that lead nowhere. */
export const sendNotFound = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  isBrowser(request)
    ? sendPage('not_found', request, reply.code(404))
    : sendProblem(new Failure('not_found'), request, reply);

/** What the product's bare address shows to people: what it is, and the way to install it. */
export const frontPage = (): FastifyPluginAsync => async app => {
  app.get('/', { schema: { hide: true } }, async (request, reply) =>
    isBrowser(request) ? sendPage('welcome', request, reply) : sendNotFound(request, reply),
  );
};
