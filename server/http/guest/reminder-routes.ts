import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Booking } from '../../domain/booking.ts';
import { Failure } from '../../failure.ts';
import { applyEvent } from '../../flows/bookings/changes.ts';
import { ownBooking } from '../../flows/bookings/own-booking.ts';
import { iso } from '../times.ts';
import type { GuestDeps } from './deps.ts';
import { postLimit, readLimit } from './limits.ts';
import type { RemindersPage } from './page.ts';
import { sendMessage, sendPage } from './pages.ts';
import { TokenParams } from './schema.ts';

/** The page's own form, or what a mail program sends at one click (RFC 8058). */
const RemindersBody = Type.Object({
  action: Type.Optional(Type.Union([Type.Literal('decline'), Type.Literal('wanted')])),
  'List-Unsubscribe': Type.Optional(Type.Literal('One-Click')),
});
type RemindersBody = Static<typeof RemindersBody>;
type Token = { Params: Static<typeof TokenParams> };

const stateOf = (booking: Booking, now: number): RemindersPage['state'] => {
  if (booking.end <= now) return 'over';
  if (booking.state === 'cancelled') return 'cancelled';
  return booking.remindersDeclined ? 'off' : 'on';
};

const wishOf = (body: RemindersBody): 'reminders_declined' | 'reminders_wanted' => {
  if (body['List-Unsubscribe'] !== undefined || body.action === 'decline') return 'reminders_declined';
  if (body.action === 'wanted') return 'reminders_wanted';
  throw new Failure('invalid', { field: 'action', message: 'The “action” is missing.' });
};

/** Mail programs send their click as either kind of form; none of this page's has files. */
const multipartFields = async (request: FastifyRequest, body: string | Buffer): Promise<object> => {
  const headers = { 'content-type': request.headers['content-type'] ?? '' };
  try {
    return Object.fromEntries(await new Response(new Uint8Array(Buffer.from(body)), { headers }).formData());
  } catch (cause) {
    throw new Failure('invalid', { field: 'body', message: 'The body isn’t well formed.', cause });
  }
};

/** `/m/:token/reminders`: GET shows, POST acts, since mail scanners follow links. */
export const reminderRoutes =
  (deps: GuestDeps) =>
  async (app: FastifyInstance): Promise<void> => {
    const { store, clock, tokens } = deps;
    // The clicks of many guests come from their mail provider's few addresses.
    const posts = postLimit(deps, 'reminders', ({ params }) => tokens.read((params as Token['Params']).token));
    const path = (request: FastifyRequest): string => `/m/${(request.params as Token['Params']).token}`;
    const find = (request: FastifyRequest) => ownBooking(store, tokens, (request.params as Token['Params']).token);
    app.addContentTypeParser('multipart/form-data', { parseAs: 'buffer' }, multipartFields);

    const pageOf = async (request: FastifyRequest, booking: Booking): Promise<RemindersPage> => ({
      kind: 'reminders',
      language: booking.guest.language,
      assets: deps.assets,
      path: `${path(request)}/reminders`,
      managePath: path(request),
      state: stateOf(booking, clock.now()),
      meeting: { name: booking.meeting.name, host: (await store.hosts.find(booking.host))?.name ?? '' },
      start: iso(booking.start),
      end: iso(booking.end),
      zone: booking.guest.zone,
    });

    app.get<Token>(
      '/m/:token/reminders',
      { schema: { params: TokenParams, hide: true }, ...readLimit(app, deps), errorHandler: sendMessage(deps) },
      async (request, reply) => sendPage(deps, reply, await pageOf(request, await find(request))),
    );

    app.post<Token & { Body: RemindersBody }>(
      '/m/:token/reminders',
      {
        schema: { params: TokenParams, body: RemindersBody, hide: true },
        ...posts,
        bodyLimit: 4 * 1024,
        errorHandler: sendMessage(deps),
      },
      async (request, reply) => {
        const { id } = await find(request);
        await applyEvent(store, id, { kind: wishOf(request.body), at: clock.now() });
        // Mail programs don't follow redirects here.
        if (request.body.action === undefined) return sendPage(deps, reply, await pageOf(request, await find(request)));
        return reply.redirect(`${path(request)}/reminders`, 303);
      },
    );
  };
