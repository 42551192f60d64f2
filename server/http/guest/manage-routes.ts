import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Booking } from '../../domain/booking.ts';
import { endOf } from '../../domain/slots.ts';
import { isZone } from '../../domain/zone.ts';
import { Failure } from '../../failure.ts';
import { bookPath } from '../../flows/bookings/book-path.ts';
import { isText, parseInstant } from '../../flows/bookings/guest-input.ts';
import { UNDO_TIME } from '../../flows/bookings/move.ts';
import type { OpenLink } from '../../flows/bookings/open-link.ts';
import { ownBooking } from '../../flows/bookings/own-booking.ts';
import type { Store } from '../../ports.ts';
import { asFailure, logFailure, sendProblem } from '../problem.ts';
import { problems } from '../problem-schema.ts';
import { datesAsRange, iso } from '../times.ts';
import { showMonth, showMonthAround } from './book-page.ts';
import type { GuestDeps } from './deps.ts';
import { formAsManage, isForm } from './forms.ts';
import { postLimit, readLimit } from './limits.ts';
import type { ManagePage } from './page.ts';
import { messagePage, sendMessage, sendPage } from './pages.ts';
import { EmbedQuery, ManageBody, ManageReply, SlotsQuery, SlotsReply, TokenParams } from './schema.ts';
import { LONGEST_DAYS, languageOf } from './visit.ts';

/** By whose clock a meeting is moved, where not by the guest's as booked; anything else counts as not given. */
const ManageZone = Type.Optional(Type.String({ maxLength: 60 }));

const ManageQuery = Type.Object({
  booked: Type.Optional(Type.String({ maxLength: 4 })),
  ...EmbedQuery.properties,
  done: Type.Optional(Type.String({ maxLength: 10 })),
  move: Type.Optional(Type.String({ maxLength: 4 })),
  cancel: Type.Optional(Type.String({ maxLength: 4 })),
  month: Type.Optional(Type.String({ maxLength: 10 })),
  date: Type.Optional(Type.String({ maxLength: 10 })),
  start: Type.Optional(Type.String({ maxLength: 40 })),
  zone: ManageZone,
});
type ManageQuery = Static<typeof ManageQuery>;
type Token = { Params: Static<typeof TokenParams> };

const undoUntil = (booking: Booking, now: number): number | null => {
  const until = booking.cancelled?.by === 'guest' ? booking.cancelled.at + UNDO_TIME : 0;
  return booking.state === 'cancelled' && until > now && booking.end > now ? until : null;
};

const replyOf = (booking: Booking, now: number): ManageReply => {
  const until = undoUntil(booking, now);
  return {
    id: booking.id,
    state: booking.state === 'cancelled' ? 'cancelled' : 'confirmed',
    start: iso(booking.start),
    end: iso(booking.end),
    sequence: booking.sequence,
    undoUntil: until === null ? null : iso(until),
  };
};

/** Changes that their page doesn't show by itself. */
const doneWords = new Map<string | undefined, NonNullable<ManagePage['done']>>([
  ['move', 'moved'],
  ['undo', 'restored'],
]);

/** What a booking was made through, in whatever state it is by now. @throws link_gone */
const openOf = async (store: Store, booking: Booking): Promise<OpenLink> => {
  const link = await store.links.find(booking.link);
  const host = await store.hosts.find(booking.host);
  if (!link || !host) throw new Failure('link_gone');
  return { link, host };
};

const showMove = async (
  deps: GuestDeps,
  open: OpenLink,
  booking: Booking,
  query: ManageQuery,
  refused: ManagePage['refused'],
): Promise<NonNullable<ManagePage['move']>> => {
  const zone = query.zone !== undefined && isZone(query.zone) ? query.zone : booking.guest.zone;
  const shown = await showMonth(deps, open, query, zone, booking.id);
  if (refused) {
    const around = await showMonthAround(deps, open, shown, query, refused.nearest, zone, booking.id);
    return { ...around, start: null, zone };
  }
  const end = shown.start === null ? null : endOf(open.link.offer, Date.parse(shown.start));
  return { ...shown, zone, ...(end === null ? {} : { end: iso(end) }) };
};

/** A change that wasn't made, with the times of the link nearest to the one wanted. */
const refusalOf = ({ code, message, extra }: Failure, { link }: OpenLink): NonNullable<ManagePage['refused']> => {
  const starts = Array.isArray(extra.nearest) ? extra.nearest.map(start => Date.parse(String(start))) : [];
  const times = starts.map(start => ({ start, end: endOf(link.offer, start) }));
  const known = times.flatMap(({ start, end }) => (end === null ? [] : [{ start: iso(start), end: iso(end) }]));
  return { code, message, nearest: known.map(({ start }) => start), ends: known.map(({ end }) => end) };
};

/** The time wanted is another's by now, or no longer one of the link's: the same attempt would fail again. */
const isTimeGone = (refused: ManagePage['refused']): boolean =>
  refused !== null && ['slot_taken', 'not_offered'].includes(refused.code);

/** The address that the guest gave: one that a personal link knew isn’t told to whoever holds that link. */
const givenEmail = ({ guest, invited }: Booking): Pick<ManagePage, 'guestEmail'> =>
  invited?.knewEmail ? {} : { guestEmail: guest.email };

const managePage = async (
  deps: GuestDeps,
  token: string,
  booking: Booking,
  query: ManageQuery,
  failure: Failure | null,
): Promise<ManagePage> => {
  const { store, clock } = deps;
  const now = clock.now();
  const open = await openOf(store, booking);
  const refused = failure && refusalOf(failure, open);
  const { link, host } = open;
  const company = await store.companies.find(host.company);
  const state = booking.end <= now ? 'over' : booking.state === 'cancelled' ? 'cancelled' : 'confirmed';
  const until = isTimeGone(refused) ? null : undoUntil(booking, now);
  const justBooked = query.booked !== undefined && booking.sequence === 0 && state === 'confirmed';
  const done = state === 'confirmed' && booking.sequence > 0 ? doneWords.get(query.done) : undefined;
  const moving = state === 'confirmed' && (query.move !== undefined || isTimeGone(refused));
  return {
    kind: 'manage',
    language: booking.guest.language,
    assets: deps.assets,
    path: `/m/${token}`,
    state,
    justBooked,
    ...(justBooked ? givenEmail(booking) : {}),
    ...(justBooked && booking.colleagues.length > 0 ? { hasColleagues: true } : {}),
    ...(done ? { done } : {}),
    meeting: {
      name: booking.meeting.name,
      host: host.name,
      company: company?.name ?? '',
      place: booking.meeting.place,
      description: booking.meeting.description,
      duration: (booking.end - booking.start) / 60_000,
    },
    start: iso(booking.start),
    end: iso(booking.end),
    guestName: booking.guest.name,
    zone: booking.guest.zone,
    hostZone: host.zone,
    footer: link.details.footer,
    calendarFile: `/m/${token}/calendar.ics`,
    bookPath: bookPath(link, booking),
    ...(moving ? { move: await showMove(deps, open, booking, query, refused) } : {}),
    cancelling: state === 'confirmed' && query.cancel !== undefined,
    cancelledByHost: booking.cancelled !== null && booking.cancelled.by !== 'guest',
    undoUntil: until === null ? null : iso(until),
    refused,
  };
};

const act = async (deps: GuestDeps, booking: Booking, { action, start, reason }: ManageBody): Promise<Booking> => {
  if (!isText(reason ?? ''))
    throw new Failure('invalid', { field: 'reason', message: 'The reason has control characters.' });
  switch (action) {
    case 'cancel':
      return deps.cancel(booking, 'guest', (reason ?? '').trim());
    case 'undo':
      return deps.undo(booking);
    case 'move':
      if (start === undefined) throw new Failure('invalid', { field: 'start', message: 'The new “start” is missing.' });
      return deps.move(booking, parseInstant(start, 'start'));
  }
};

/** `/m/:token`: the guest's own meeting. GET shows, POST acts: mail scanners follow links. */
export const manageRoutes =
  (deps: GuestDeps) =>
  async (app: FastifyInstance): Promise<void> => {
    const { store, clock, tokens } = deps;
    const reads = readLimit(app, deps);
    const posts = postLimit(deps, 'manage');
    const find = (request: FastifyRequest) => ownBooking(store, tokens, (request.params as Token['Params']).token);

    app.get<Token & { Querystring: ManageQuery }>(
      '/m/:token',
      {
        schema: {
          summary: 'A guest’s meeting, as a page or as JSON',
          params: TokenParams,
          querystring: ManageQuery,
          response: { 200: ManageReply, ...problems },
        },
        ...reads,
        errorHandler: (error, request, reply) =>
          wantsJson(request) ? sendProblem(error, request, reply) : sendMessage(deps)(error, request, reply),
      },
      async (request, reply) => {
        const booking = await find(request);
        if (wantsJson(request)) return reply.header('cache-control', 'no-store').send(replyOf(booking, clock.now()));
        return sendPage(deps, reply, await managePage(deps, request.params.token, booking, request.query, null));
      },
    );

    app.get<Token & { Querystring: Static<typeof SlotsQuery> }>(
      '/m/:token/slots',
      {
        schema: {
          summary: 'Free starts that a meeting may be moved to',
          params: TokenParams,
          querystring: SlotsQuery,
          response: { 200: SlotsReply, ...problems },
        },
        ...reads,
        errorHandler: sendProblem,
      },
      async (request, reply): Promise<SlotsReply> => {
        const booking = await find(request);
        void reply.header('cache-control', 'no-store');
        const { from, to, zone } = request.query;
        const range = datesAsRange(from, to, zone, LONGEST_DAYS);
        const { starts, ends } = await deps.list(await openOf(store, booking), range, booking.id);
        return { zone, starts: starts.map(iso), ...(ends ? { ends: ends.map(iso) } : {}) };
      },
    );

    app.get<Token>(
      '/m/:token/calendar.ics',
      { schema: { params: TokenParams, hide: true }, ...reads, errorHandler: sendMessage(deps) },
      async (request, reply) => {
        const booking = await find(request);
        const host = await store.hosts.find(booking.host);
        if (!host) throw new Failure('link_gone');
        return reply
          .type('text/calendar; charset=utf-8')
          .header('content-disposition', 'attachment; filename="meeting.ics"')
          .header('cache-control', 'no-store')
          .send(deps.calendarFile(booking, host));
      },
    );

    const sendRefusal = async (error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      if (!isForm(request)) return sendProblem(error, request, reply);
      const failure = asFailure(error);
      logFailure(request, failure);
      const booking = await find(request).catch(() => null);
      if (!booking) {
        const page = messagePage(deps, failure, languageOf(request, null));
        return sendPage(deps, reply, page, page.status);
      }
      const { token } = request.params as Token['Params'];
      const { zone } = request.query as ManageQuery;
      const { start } = (request.body ?? {}) as Partial<ManageBody>;
      const asked = { ...(start !== undefined && { start }), ...(zone !== undefined && { zone }) };
      try {
        return await sendPage(deps, reply, await managePage(deps, token, booking, asked, failure), failure.status);
      } catch (other) {
        return sendMessage(deps)(other, request, reply);
      }
    };

    app.post<Token & { Body: ManageBody; Querystring: Pick<ManageQuery, 'zone'> }>(
      '/m/:token',
      {
        schema: {
          summary: 'Cancel, move or undo',
          params: TokenParams,
          querystring: Type.Object({ zone: ManageZone }),
          body: ManageBody,
          response: { 200: ManageReply, ...problems },
        },
        bodyLimit: 16 * 1024,
        errorHandler: sendRefusal,
        onRequest: posts.onRequest,
        preValidation: [
          async request => {
            // Checked by the schema next, like any body.
            if (isForm(request))
              request.body = formAsManage((request.body ?? {}) as Record<string, unknown>) as ManageBody;
          },
          posts.preValidation,
        ],
      },
      async (request, reply) => {
        const booking = await act(deps, await find(request), request.body);
        if (isForm(request)) {
          const { action } = request.body;
          return reply.redirect(`/m/${request.params.token}${doneWords.has(action) ? `?done=${action}` : ''}`, 303);
        }
        return reply.send(replyOf(booking, clock.now()));
      },
    );
  };

/** Browsers name HTML; programs name JSON, or nothing in particular. */
const wantsJson = (request: FastifyRequest): boolean => {
  const accepted = request.headers.accept ?? '';
  return accepted.includes('application/json') && !accepted.includes('text/html');
};
