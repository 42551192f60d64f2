import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import { Failure } from '../../failure.ts';
import { parseInstant } from '../../flows/bookings/guest-input.ts';
import { type OpenLink, openLink } from '../../flows/bookings/open-link.ts';
import { idempotencyKey } from '../idempotency-key.ts';
import { asFailure, logFailure, sendProblem } from '../problem.ts';
import { problems } from '../problem-schema.ts';
import { datesAsRange, iso } from '../times.ts';
import { bookPage } from './book-page.ts';
import { broughtBy, campaignIn } from './brought.ts';
import type { GuestDeps } from './deps.ts';
import type { Door } from './doors.ts';
import { requireUnhurried } from './form-key.ts';
import { formAsBooking, isForm, textsUnder } from './forms.ts';
import { postLimit, readLimit } from './limits.ts';
import type { Refused } from './page.ts';
import { messagePage, sendMessage, sendPage } from './pages.ts';
import { requireOpen } from './require-open.ts';
import { BookingReply, EmbedQuery, type PersonalBookingBody, PreviewQuery, SlotsQuery, SlotsReply } from './schema.ts';
import { fixedLanguage, LONGEST_DAYS, languageOf } from './visit.ts';

const PageQuery = Type.Object({
  zone: Type.Optional(Type.String({ maxLength: 80 })),
  month: Type.Optional(Type.String({ maxLength: 10 })),
  date: Type.Optional(Type.String({ maxLength: 10 })),
  start: Type.Optional(Type.String({ maxLength: 40 })),
  lang: Type.Optional(Type.String({ maxLength: 10 })),
  other: Type.Optional(Type.String({ maxLength: 4, description: '`1`, of a personal link: somebody else books' })),
  ...PreviewQuery.properties,
  ...EmbedQuery.properties,
});
const LinkSlotsQuery = Type.Object({ ...SlotsQuery.properties, ...PreviewQuery.properties });
const PostQuery = Type.Object({ ...PreviewQuery.properties, ...EmbedQuery.properties });
const Page = {
  content: { 'text/html': { schema: Type.String({ description: 'Whatever happens, a page that says it' }) } },
};

const keyOf = (request: FastifyRequest): string => {
  const key = idempotencyKey(request, 1);
  if (key !== null) return key;
  throw new Failure('invalid', { field: 'Idempotency-Key', message: 'The header Idempotency-Key is missing.' });
};

/** A field that people don't see, and programs fill in. */
const requireEmpty = (website = ''): void => {
  if (website.trim() === '') return;
  throw new Failure('invalid', {
    field: 'website',
    message:
      'A field that you can’t see was filled in, perhaps by your browser. It is empty again: please send the form once more.',
  });
};

/** Failures that a page can go on from, with the form as it was filled in. */
const RECOVERABLE = new Set([
  'invalid',
  'slot_taken',
  'not_offered',
  'busy',
  'too_many_requests',
  'too_quick',
  'idempotency_mismatch',
]);

/**
 * The form was changed after an attempt that came through, or may yet. It stays open at its time, which by then may be this guest's own,
 * with a word to look for the confirmation first; sent again all the same, it is an attempt of its own.
 */
const isAfterAttempt = ({ code }: Failure): boolean => code === 'idempotency_mismatch';

/** Those after which another time has to be chosen. */
const START_LOST = new Set(['slot_taken', 'not_offered']);

const refusedOf = (failure: Failure, typed: Readonly<Record<string, unknown>>): Refused => {
  const text = (name: string): string => (typeof typed[name] === 'string' ? String(typed[name]) : '');
  return {
    code: failure.code,
    message: failure.message,
    field: failure.field ?? null,
    nearest: Array.isArray(failure.extra.nearest) ? failure.extra.nearest.map(String) : [],
    typed: {
      name: text('name'),
      email: text('email'),
      notes: text('notes'),
      colleagues: text('colleagues'),
      answers: textsUnder(typed, 'answer.'),
    },
  };
};

/** At a door: the page, its free starts, and booking. */
export const bookRoutes =
  (deps: GuestDeps, door: Door) =>
  async (app: FastifyInstance): Promise<void> => {
    const { store } = deps;
    const reads = readLimit(app, deps);
    const posts = postLimit(deps, 'book');

    /** A preview that isn't good, or not any more, counts as none. */
    const opened = async (request: FastifyRequest, preview?: string): Promise<OpenLink> => {
      const { slug, invitation } = await door.target(store, request);
      const open = { ...(await openLink(store, slug)), ...(invitation && { invitation }) };
      const isGood = preview !== undefined && deps.previews.isGood(open.link.slug, preview, deps.clock.now());
      return isGood ? { ...open, preview: true } : open;
    };

    app.get<{ Querystring: Static<typeof PageQuery> }>(
      door.path,
      {
        schema: {
          summary: 'The booking page',
          params: door.params,
          querystring: PageQuery,
          response: { 200: Page, '4xx': Page, '5xx': Page },
        },
        ...reads,
        errorHandler: sendMessage(deps),
      },
      async (request, reply) => {
        const { zone, month, date, start, lang, other, preview } = request.query;
        const open = await opened(request, preview);
        const language = languageOf(request, fixedLanguage(open), lang);
        if (!open.preview) {
          await requireOpen(deps, open);
          await deps.wanted(open);
        }
        const brought = broughtBy(request.query, open.link.details.questions);
        const visit = { zone, month, date, start, preview, other: other === '1', brought };
        return sendPage(deps, reply, await bookPage(deps, open, visit, language, null));
      },
    );

    app.get<{ Querystring: Static<typeof LinkSlotsQuery> }>(
      `${door.path}/slots`,
      {
        schema: {
          summary: 'Free starts of a link',
          params: door.params,
          querystring: LinkSlotsQuery,
          response: { 200: SlotsReply, ...problems },
        },
        ...reads,
        errorHandler: sendProblem,
      },
      async (request, reply): Promise<SlotsReply> => {
        const { from, to, zone, preview, hold = null } = request.query;
        const open = await opened(request, preview);
        const range = datesAsRange(from, to, zone, LONGEST_DAYS);
        if (!open.preview) await deps.wanted(open);
        const { starts, ends } = await deps.list(open, range, null, hold);
        void reply.header('cache-control', 'no-store');
        return { zone, starts: starts.map(iso), ...(ends ? { ends: ends.map(iso) } : {}) };
      },
    );

    const ownKey = (key: unknown): string | undefined =>
      typeof key === 'string' && deps.formKeys.renderedAt(key) !== null ? key : undefined;

    const sendRefusal = async (error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const failure = asFailure(error);
      if (failure.code === 'too_quick') void reply.header('retry-after', Number(failure.extra.wait));
      if (!isForm(request)) return sendProblem(failure, request, reply);
      const typed = typedOf.get(request) ?? {};
      logFailure(request, failure);
      const canGoOn = RECOVERABLE.has(failure.code) && typedOf.has(request);
      const open = canGoOn ? await opened(request).catch(() => null) : null;
      const language = languageOf(request, open && fixedLanguage(open), stringOr(typed.language));
      if (!open) {
        const page = messagePage(deps, failure, language);
        return sendPage(deps, reply, page, page.status);
      }
      const visit = {
        zone: stringOr(typed.zone),
        other: typed.other === 'true',
        brought: campaignIn(typed, 'campaign.'),
        start: START_LOST.has(failure.code) ? undefined : stringOr(typed.start),
        // An attempt that may still come through stays the same one; and a form that was there long enough doesn't begin anew.
        key: isAfterAttempt(failure) ? undefined : ownKey(typed.key),
      };
      try {
        const page = await bookPage(deps, open, visit, language, refusedOf(failure, typed));
        const start = isAfterAttempt(failure) ? iso(parseInstant(String(typed.start), 'start')) : page.start;
        return await sendPage(deps, reply, { ...page, start }, failure.status);
      } catch (other) {
        return sendMessage(deps)(other, request, reply);
      }
    };

    app.post<{ Querystring: Static<typeof PostQuery>; Body: PersonalBookingBody }>(
      `${door.path}/bookings`,
      {
        schema: {
          summary: 'Book a start',
          description:
            'Idempotent by the header Idempotency-Key: the same key and body again answer 200 and the same booking.',
          params: door.params,
          querystring: PostQuery,
          headers: Type.Object({ 'idempotency-key': Type.Optional(Type.String({ description: 'Required' })) }),
          body: door.body,
          response: { 200: BookingReply, 201: BookingReply, ...problems },
        },
        bodyLimit: 64 * 1024,
        errorHandler: sendRefusal,
        onRequest: posts.onRequest,
        preValidation: [
          async request => {
            // Good or not: whoever came by a preview doesn't mean to book, also from one that was left open for days.
            if (request.query.preview !== undefined) throw new Failure('preview');
            if (!isForm(request)) return;
            const form = (request.body ?? {}) as Record<string, unknown>;
            typedOf.set(request, form);
            const { body, key } = formAsBooking(form);
            // Checked by the schema next, like any body.
            request.body = body as PersonalBookingBody;
            if (key !== undefined) request.headers['idempotency-key'] = key;
          },
          posts.preValidation,
        ],
      },
      async (request, reply) => {
        const key = keyOf(request);
        requireEmpty(request.body.website);
        requireUnhurried(deps.formKeys, key, deps.limits.formSeconds, deps.clock.now());
        const { booking, created } = await deps.book(
          await door.target(store, request),
          key,
          request.body,
          languageOf(request, null),
        );
        const manage = `/m/${deps.tokens.token(booking.id)}`;
        if (isForm(request))
          return reply.redirect(`${manage}?booked=1${request.query.embed === '1' ? '&embed=1' : ''}`, 303);
        return reply.code(created ? 201 : 200).send({
          id: booking.id,
          start: iso(booking.start),
          end: iso(booking.end),
          manageUrl: `${deps.publicUrl}${manage}`,
        });
      },
    );
  };

/** What was typed into the form that a request brought, for the page that gives it back. */
const typedOf = new WeakMap<FastifyRequest, Readonly<Record<string, unknown>>>();

const stringOr = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
