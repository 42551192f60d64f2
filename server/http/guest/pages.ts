import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Language } from '../../domain/link.ts';
import type { Failure } from '../../failure.ts';
import { asFailure, logFailure } from '../problem.ts';
import type { GuestDeps } from './deps.ts';
import type { GuestPage, MessagePage } from './page.ts';
import { languageOf } from './visit.ts';

/** Failures whose page is a state of the link and no error. */
const STATES = new Set(['link_inactive', 'link_closed']);

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const sendPage = (
  { render }: Pick<GuestDeps, 'render'>,
  reply: FastifyReply,
  page: GuestPage,
  status = 200,
): FastifyReply =>
  reply
    .code(status)
    .header('content-security-policy', POLICY)
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .header('x-robots-tag', 'noindex')
    .type('text/html; charset=utf-8')
    .send(render(page));

export const messagePage = (deps: Pick<GuestDeps, 'assets'>, failure: Failure, language: Language): MessagePage => ({
  kind: 'message',
  language,
  assets: deps.assets,
  code: failure.code,
  host: typeof failure.extra.host === 'string' ? failure.extra.host : null,
  status: STATES.has(failure.code) ? 200 : failure.status,
});

/** The error handler of pages: the same failures, said in the guest's language. */
export const sendMessage =
  (deps: Pick<GuestDeps, 'assets' | 'render'>) =>
  (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const failure = asFailure(error);
    logFailure(request, failure);
    const page = messagePage(deps, failure, languageOf(request, null));
    return sendPage(deps, reply, page, page.status);
  };
