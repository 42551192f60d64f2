import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type {} from '@fastify/swagger';
import type { FastifyPluginAsync } from 'fastify';
import { type Static, Type } from 'typebox';
import { Failure } from '../failure.ts';

export interface SurfaceOptions {
  /** The folder `dist` of the build. */
  readonly dist: string;
  /** Source list of the policy, such as `https://*.pipedrive.com`. */
  readonly frameAncestors: string;
}

const surfaces = ['composer', 'activities', 'settings'] as const;
type Surface = (typeof surfaces)[number];

const isSurface = (name: string): name is Surface => surfaces.some(surface => surface === name);

const Params = Type.Object({ surface: Type.String({ maxLength: 40 }) });
/** Everything else that Pipedrive puts into the query is for the page's script, and is only a hint there. */
const Query = Type.Object({ theme: Type.Optional(Type.String({ maxLength: 4096 })) });

/**
 * `GET /ui/:surface`: the pages that Pipedrive shows in iframes. They alone may be framed, and only by Pipedrive: what the
 * application forbids for all pages is lifted here. The theme stands in the page from the start, so that nothing flashes.
 */
export const surfaceRoutes =
  ({ dist, frameAncestors }: SurfaceOptions): FastifyPluginAsync =>
  async scope => {
    const pages = new Map<Surface, string>();
    for (const surface of surfaces) {
      pages.set(surface, await readFile(join(dist, 'client', surface, 'index.html'), 'utf8'));
    }
    const policy = [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      `frame-ancestors ${frameAncestors}`,
    ].join('; ');

    scope.get<{ Params: Static<typeof Params>; Querystring: Static<typeof Query> }>(
      '/ui/:surface',
      { schema: { params: Params, querystring: Query, hide: true } },
      async (request, reply) => {
        const { surface } = request.params;
        const page = isSurface(surface) ? pages.get(surface) : undefined;
        if (page === undefined) throw new Failure('not_found');
        reply.raw.removeHeader('x-frame-options');
        return reply
          .header('content-security-policy', policy)
          .header('cache-control', 'no-store')
          .header('referrer-policy', 'no-referrer')
          .type('text/html; charset=utf-8')
          .send(request.query.theme === 'dark' ? page.replace('data-theme="light"', 'data-theme="dark"') : page);
      },
    );
  };
