import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { Failure } from '../../failure.ts';
import { openKey } from '../../flows/bookings/open-link.ts';
import { iso } from '../times.ts';
import { bookPage } from './book-page.ts';
import type { GuestDeps } from './deps.ts';
import { readLimit } from './limits.ts';
import { sendMessage, sendPage } from './pages.ts';
import { requireOpen } from './require-open.ts';
import { TokenParams } from './schema.ts';
import { fixedLanguage, languageOf } from './visit.ts';

/** `/t/:token`, a time in a mail: the booking page at that time, or the page that says that it isn’t free and which are. Books nothing. */
export const timeRoutes =
  (deps: GuestDeps) =>
  async (app: FastifyInstance): Promise<void> => {
    app.get<{ Params: Static<typeof TokenParams> }>(
      '/t/:token',
      {
        schema: { hide: true, params: TokenParams },
        ...readLimit(app, deps),
        errorHandler: sendMessage(deps),
      },
      async (request, reply) => {
        const offered = deps.times.read(request.params.token);
        if (!offered) throw new Failure('link_not_found');
        const open = await openKey(deps.store, offered.key);
        await requireOpen(deps, open);
        await deps.wanted(open);
        const language = languageOf(request, fixedLanguage(open));
        return sendPage(deps, reply, await bookPage(deps, open, { start: iso(offered.start) }, language, null));
      },
    );
  };
