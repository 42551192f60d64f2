import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Booking } from '../../domain/booking.ts';
import type { Host } from '../../domain/host.ts';
import { Failure } from '../../failure.ts';
import type { createCancel } from '../../flows/bookings/cancel.ts';
import type { createChange } from '../../flows/bookings/change.ts';
import { parseText, readHostChange } from '../../flows/bookings/host-input.ts';
import { overlapsOf } from '../../flows/bookings/overlaps.ts';
import type { createHostCalendar } from '../../flows/crm/host-calendar.ts';
import type { Clock, Store } from '../../ports.ts';
import { problems } from '../problem-schema.ts';
import { datesAsRange, iso } from '../times.ts';
import { calendarReply, meetingReply } from './meeting-reply.ts';
import {
  CalendarReply,
  MeetingCancel,
  MeetingChange,
  MeetingChangeReply,
  MeetingReply,
  MeetingsReply,
} from './schema.ts';

export interface MeetingDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly changeMeeting: ReturnType<typeof createChange>;
  readonly cancelMeeting: ReturnType<typeof createCancel>;
  readonly hostCalendar: ReturnType<typeof createHostCalendar>;
}

const Id = Type.Object({ id: Type.String({ maxLength: 40 }) });
type Id = { Params: Static<typeof Id> };
const Range = Type.Object({ from: Type.String({ maxLength: 10 }), to: Type.String({ maxLength: 10 }) });
type Range = { Querystring: Static<typeof Range> };
const MOST_DAYS = 400;
/** Six weeks, as a month may take. */
const CALENDAR_DAYS = 42;

/** The host's meetings: to look at, to change, to cancel. `hostOf`: whom the request's token or session stands for. */
export const meetingRoutes = (
  app: FastifyInstance,
  { store, clock, changeMeeting, cancelMeeting, hostCalendar }: MeetingDeps,
  hostOf: (request: FastifyRequest) => Host,
): void => {
  const replyOf = (booking: Booking): MeetingReply => meetingReply(booking, clock.now());

  /** Those of others, and attempts that came to nothing, aren't there. @throws not_found */
  const ownMeeting = async (host: Host, id: string): Promise<Booking> => {
    const booking = await store.bookings.find(id);
    if (booking?.host !== host.id || (booking.state !== 'confirmed' && booking.state !== 'cancelled'))
      throw new Failure('not_found');
    return booking;
  };

  app.get<Range>(
    '/meetings',
    {
      schema: {
        summary: 'The host’s meetings between two dates of the host’s zone, inclusive',
        querystring: Range,
        response: { 200: MeetingsReply, ...problems },
      },
    },
    async request => {
      const host = hostOf(request);
      const { from, to } = request.query;
      const { start, end } = datesAsRange(from, to, host.zone, MOST_DAYS);
      return { zone: host.zone, meetings: (await store.bookings.ofHost(host.id, start, end)).map(replyOf) };
    },
  );

  app.get<Id>(
    '/meetings/:id',
    { schema: { summary: 'One meeting', params: Id, response: { 200: MeetingReply, ...problems } } },
    async request => replyOf(await ownMeeting(hostOf(request), request.params.id)),
  );

  app.patch<Id & { Body: MeetingChange }>(
    '/meetings/:id',
    {
      schema: {
        summary:
          'Change a meeting, as one change: the guest is told, and the CRM. The host’s change always goes through',
        params: Id,
        body: MeetingChange,
        response: { 200: MeetingChangeReply, ...problems },
      },
    },
    async request => {
      const host = hostOf(request);
      const booking = await ownMeeting(host, request.params.id);
      const { sequence, ...asked } = request.body;
      const meeting = await changeMeeting(booking.id, sequence, readHostChange(asked, booking));
      const overlaps = await overlapsOf(store, meeting, host.zone);
      return {
        meeting: replyOf(meeting),
        overlaps: overlaps.map(({ kind, start, end }) => ({ kind, start: iso(start), end: iso(end) })),
      };
    },
  );

  app.post<Id & { Body: Static<typeof MeetingCancel> }>(
    '/meetings/:id/cancel',
    {
      schema: {
        summary:
          'Cancel a meeting: its time is free, the guest is told why, the activity is deleted. Again: nothing more',
        params: Id,
        body: MeetingCancel,
        response: { 200: MeetingReply, ...problems },
      },
    },
    async request => {
      const booking = await ownMeeting(hostOf(request), request.params.id);
      return replyOf(await cancelMeeting(booking, 'host', parseText(request.body.reason, 'reason')));
    },
  );

  app.get<Range>(
    '/calendar',
    {
      schema: {
        summary: 'The host’s activities and meetings between two dates of the host’s zone, inclusive',
        querystring: Range,
        response: { 200: CalendarReply, ...problems },
      },
    },
    async request => {
      const host = hostOf(request);
      const { from, to } = request.query;
      const range = datesAsRange(from, to, host.zone, CALENDAR_DAYS);
      return calendarReply(await hostCalendar(host, range, { from, to }), host.zone, clock.now());
    },
  );
};
