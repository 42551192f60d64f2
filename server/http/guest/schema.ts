import { type Static, Type } from 'typebox';

/** JSON routes of guests; the OpenAPI document is made from these. */

export const SlugParams = Type.Object({ slug: Type.String({ minLength: 1, maxLength: 40 }) });
export const InvitationParams = Type.Object({ invitation: Type.String({ minLength: 1, maxLength: 40 }) });
export const TokenParams = Type.Object({ token: Type.String({ minLength: 1, maxLength: 200 }) });

/** Any id that could be one: what is nobody's counts as none. */
const HoldId = (description: string) => Type.String({ pattern: '^[\\w-]{1,40}$', description });

export const SlotsQuery = Type.Object({
  from: Type.String({ maxLength: 40, description: 'First date, YYYY-MM-DD, in `zone`' }),
  to: Type.String({ maxLength: 40, description: 'Last date, inclusive; at most 62 days in all' }),
  zone: Type.String({ maxLength: 80, description: 'IANA zone of the guest' }),
  hold: Type.Optional(HoldId('The guest’s own hold, which doesn’t count')),
});

/** In another site's page. */
export const EmbedQuery = Type.Object({
  embed: Type.Optional(Type.String({ maxLength: 4, description: '`1`: the page may be shown in a frame' })),
});

/** A host's preview of a link: it shows what the link would offer, and nothing is booked where it is given. */
export const PreviewQuery = Type.Object({
  preview: Type.Optional(Type.String({ maxLength: 400, description: 'A host’s preview' })),
});

export const SlotsReply = Type.Object({
  zone: Type.String(),
  starts: Type.Array(Type.String(), { description: 'ISO 8601 with Z, sorted' }),
  ends: Type.Optional(Type.Array(Type.String(), { description: 'Of specific times: the end of each start' })),
});
export type SlotsReply = Static<typeof SlotsReply>;

export const BookingBody = Type.Object({
  start: Type.String({ maxLength: 40, description: 'One of the offered starts, ISO 8601' }),
  name: Type.String({ maxLength: 200 }),
  email: Type.String({ maxLength: 254 }),
  zone: Type.String({ maxLength: 80 }),
  answers: Type.Optional(
    Type.Record(Type.String({ maxLength: 64 }), Type.String({ maxLength: 4000 }), { description: 'By question id' }),
  ),
  notes: Type.Optional(Type.String({ maxLength: 4000 })),
  colleagues: Type.Optional(Type.Array(Type.String({ maxLength: 254 }), { maxItems: 10 })),
  language: Type.Optional(Type.String({ maxLength: 10 })),
  hold: Type.Optional(HoldId('The guest’s own hold: it becomes the booking')),
  other: Type.Optional(
    Type.Boolean({ description: 'Of a personal link: somebody else books, and takes part beside the person' }),
  ),
  campaign: Type.Optional(
    Type.Object(
      {
        source: Type.Optional(Type.String({ maxLength: 200 })),
        medium: Type.Optional(Type.String({ maxLength: 200 })),
        campaign: Type.Optional(Type.String({ maxLength: 200 })),
        term: Type.Optional(Type.String({ maxLength: 200 })),
        content: Type.Optional(Type.String({ maxLength: 200 })),
      },
      { description: 'UTM parameters of the website that led here' },
    ),
  ),
  website: Type.Optional(Type.String({ maxLength: 200, description: 'Stays empty: people don’t see this field' })),
});
export type BookingBody = Static<typeof BookingBody>;

/** Through a personal link, which may know name and address. */
export const PersonalBookingBody = Type.Interface([Type.Omit(BookingBody, ['name', 'email'])], {
  name: Type.Optional(Type.String({ maxLength: 200 })),
  email: Type.Optional(Type.String({ maxLength: 254 })),
});
export type PersonalBookingBody = Static<typeof PersonalBookingBody>;

export const BookingReply = Type.Object({
  id: Type.String(),
  start: Type.String(),
  end: Type.String(),
  manageUrl: Type.String(),
});
export type BookingReply = Static<typeof BookingReply>;

export const HoldBody = Type.Object({
  start: Type.String({ maxLength: 40, description: 'One of the offered starts, ISO 8601' }),
  hold: Type.Optional(
    HoldId(
      'The guest’s own, to be renewed, or to be moved to another start; or, for a new one, 22 to 40 random characters of base58',
    ),
  ),
});
export type HoldBody = Static<typeof HoldBody>;

export const HoldReply = Type.Object({
  hold: Type.String({ description: 'Known to this guest alone' }),
  until: Type.String({ description: 'ISO 8601 with Z' }),
  latest: Type.String({ description: 'It can’t be renewed past this instant' }),
});
export type HoldReply = Static<typeof HoldReply>;

export const ReleaseBody = Type.Object({ hold: HoldId('The guest’s own') });
export type ReleaseBody = Static<typeof ReleaseBody>;

export const ManageBody = Type.Object({
  action: Type.Union([Type.Literal('cancel'), Type.Literal('move'), Type.Literal('undo')]),
  start: Type.Optional(Type.String({ maxLength: 40 })),
  reason: Type.Optional(Type.String({ maxLength: 1000 })),
});
export type ManageBody = Static<typeof ManageBody>;

export const ManageReply = Type.Object({
  id: Type.String(),
  state: Type.Union([Type.Literal('confirmed'), Type.Literal('cancelled')]),
  start: Type.String(),
  end: Type.String(),
  sequence: Type.Integer(),
  undoUntil: Type.Union([Type.String(), Type.Null()]),
});
export type ManageReply = Static<typeof ManageReply>;
