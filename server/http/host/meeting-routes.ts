import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Booking } from '../../domain/booking.ts';
import type { Host } from '../../domain/host.ts';
import { Failure } from '../../failure.ts';
import type { Store } from '../../ports.ts';
import { problems } from '../problem-schema.ts';
import { datesAsRange } from '../times.ts';
import { meetingReply } from './meeting-reply.ts';
import { MeetingReply, MeetingsReply } from './schema.ts';

export interface MeetingDeps {
  readonly store: Store;
}

const Id = Type.Object({ id: Type.String({ maxLength: 40 }) });
type Id = { Params: Static<typeof Id> };
const Range = Type.Object({ from: Type.String({ maxLength: 10 }), to: Type.String({ maxLength: 10 }) });
type Range = { Querystring: Static<typeof Range> };
const MOST_DAYS = 400;

/** The host's meetings: to look at, to change, to cancel. `hostOf`: whom the request's token or session stands for. */
export const meetingRoutes = (
  app: FastifyInstance,
  { store }: MeetingDeps,
  hostOf: (request: FastifyRequest) => Host,
): void => {
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
      return { zone: host.zone, meetings: (await store.bookings.ofHost(host.id, start, end)).map(meetingReply) };
    },
  );

  app.get<Id>(
    '/meetings/:id',
    { schema: { summary: 'One meeting', params: Id, response: { 200: MeetingReply, ...problems } } },
    async request => meetingReply(await ownMeeting(hostOf(request), request.params.id)),
  );
};
