import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import formbody from '@fastify/formbody';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Host } from '../domain/host.ts';
import { escapeHtml } from '../domain/html.ts';
import type { Sessions } from '../flows/hosts/session.ts';
import { type Message, page, policy } from './host-pages.ts';
import { returnPath, signInUrl } from './return-path.ts';
import { isSameOrigin } from './same-origin.ts';
import { sessionIn, takeSession } from './session-cookie.ts';

export interface AppPagesDeps {
  readonly sessions: Sessions;
  readonly publicUrl: string;
  /** The folder `dist` of the build. */
  readonly dist: string;
}

const HOME = '/app';
const SIGNED_OUT = '/app/signed-out';

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const SignOut = Type.Object({ csrf: Type.Optional(Type.String({ maxLength: 100 })) });

/** What the page's script is given, in places that the built page has for it. */
type Given = 'csrf-token' | 'crm-url';
const place = (name: Given, content = ''): string => `<meta name="${name}" content="${escapeHtml(content)}" />`;

/**
 * `/app` and whatever lies below: the full page of a host who has signed in; which view it shows is for its script. Nobody else gets
 * anything but the way to sign in.
 */
export const appPages =
  ({ sessions, publicUrl, dist }: AppPagesDeps): FastifyPluginAsync =>
  async scope => {
    await scope.register(formbody);
    const built = await readFile(join(dist, 'client/app/index.html'), 'utf8');
    for (const name of ['csrf-token', 'crm-url'] as const)
      if (!built.includes(place(name)))
        throw new Error(`The page in ${dist} has no place for ${name}: run npm run build`);

    const show = (request: FastifyRequest, reply: FastifyReply, message: Message, way: string): FastifyReply =>
      reply
        .header('content-security-policy', policy)
        .header('cache-control', 'no-store')
        .type('text/html; charset=utf-8')
        .send(page(message, request.headers['accept-language'], way));

    const open = (reply: FastifyReply, session: string, { language, grant }: Host): FastifyReply =>
      reply
        .header('content-security-policy', POLICY)
        .header('cache-control', 'no-store')
        // Without a referrer browsers don't name the origin of a form that is sent, which signing out asks for.
        .header('referrer-policy', 'same-origin')
        .header('cross-origin-opener-policy', 'same-origin')
        .header('cross-origin-resource-policy', 'same-origin')
        .header('x-robots-tag', 'noindex')
        .type('text/html; charset=utf-8')
        .send(
          built
            .replace(place('csrf-token'), () => place('csrf-token', sessions.csrfToken(session)))
            .replace(place('crm-url'), () => place('crm-url', grant.apiDomain))
            .replace('<html lang="en"', `<html lang="${language === 'pl' ? 'pl' : 'en'}"`),
        );

    for (const url of [HOME, `${HOME}/*`]) {
      scope.get(url, { schema: { hide: true } }, async (request, reply) => {
        const session = sessionIn(request);
        const host = await sessions.host(session);
        if (host) return open(reply, session, host);
        return show(request, reply, { kind: 'sign_in' }, signInUrl(returnPath(request.url) ?? HOME));
      });
    }

    scope.get(SIGNED_OUT, { schema: { hide: true } }, async (request, reply) =>
      (await sessions.host(sessionIn(request)))
        ? reply.redirect(HOME)
        : show(request, reply, { kind: 'signed_out' }, signInUrl(HOME)),
    );

    scope.post<{ Body: Static<typeof SignOut> }>(
      '/app/sign-out',
      { schema: { body: SignOut, hide: true }, attachValidation: true, bodyLimit: 1024 },
      async (request, reply) => {
        const session = sessionIn(request);
        const host = await sessions.host(session);
        if (host) {
          const token = request.validationError ? '' : (request.body.csrf ?? '');
          if (!sessions.isCsrfToken(session, token) || !isSameOrigin(request, publicUrl))
            return show(request, reply.code(403), { kind: 'still_signed_in' }, HOME);
          await sessions.endAll(host);
        }
        return takeSession(reply).redirect(SIGNED_OUT, 303);
      },
    );
  };
