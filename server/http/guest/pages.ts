import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Language } from '../../domain/link.ts';
import type { Failure, FailureCode } from '../../failure.ts';
import { asFailure, logFailure } from '../problem.ts';
import type { GuestDeps } from './deps.ts';
import { doors } from './doors.ts';
import type { GuestPage, MessagePage } from './page.ts';
import { languageOf } from './visit.ts';

/** Failures whose page is a state of the link and no error. */
const STATES = new Set(['link_inactive', 'link_closed']);

const policy = (frameAncestors: '*' | "'none'"): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${frameAncestors}`,
  ].join('; ');

/**
 * What other sites may show in a frame, by asking for it with `?embed=1`: the page to book on, and the confirmation that follows it at
 * once. A click stolen there gives nothing away: these pages know no cookie, and whom a personal one or a confirmation names, its token
 * stands for anyway; what changes a meeting opens in a tab of its own.
 */
const isEmbedded = ({ method, query, routeOptions: { url } }: FastifyRequest): boolean => {
  const { embed, booked, move, cancel } = query as Readonly<Record<string, unknown>>;
  if (embed !== '1') return false;
  if (doors.some(({ path }) => url === path || url === `${path}/bookings`)) return true;
  // With `move` or `cancel` the same page is the form that changes the meeting.
  const isPlain = booked === '1' && move === undefined && cancel === undefined;
  return url === '/m/:token' && method === 'GET' && isPlain;
};

export const sendPage = (
  { render }: Pick<GuestDeps, 'render'>,
  reply: FastifyReply,
  page: GuestPage,
  status = 200,
): FastifyReply => {
  const embedded = isEmbedded(reply.request);
  if (embedded) reply.raw.removeHeader('x-frame-options');
  return reply
    .code(status)
    .header('content-security-policy', policy(embedded ? '*' : "'none'"))
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .header('x-robots-tag', 'noindex')
    .type('text/html; charset=utf-8')
    .send(render(embedded ? { ...page, embedded } : page));
};

/** Whoever reads that times aren’t known is told too where only the host can mend it. */
const codeOfPage = ({ code, extra }: Failure): FailureCode =>
  code === 'crm_unknown' && extra.why === 'paused' ? 'paused' : code;

export const messagePage = (deps: Pick<GuestDeps, 'assets'>, failure: Failure, language: Language): MessagePage => ({
  kind: 'message',
  language,
  assets: deps.assets,
  code: codeOfPage(failure),
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
