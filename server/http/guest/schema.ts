import { type Static, Type } from 'typebox';

/** JSON routes of guests; the OpenAPI document is made from these. */

export const SlugParams = Type.Object({ slug: Type.String({ minLength: 1, maxLength: 40 }) });
export const TokenParams = Type.Object({ token: Type.String({ minLength: 1, maxLength: 200 }) });

export const SlotsQuery = Type.Object({
  from: Type.String({ maxLength: 40, description: 'First date, YYYY-MM-DD, in `zone`' }),
  to: Type.String({ maxLength: 40, description: 'Last date, inclusive; at most 62 days in all' }),
  zone: Type.String({ maxLength: 80, description: 'IANA zone of the guest' }),
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
});
export type BookingBody = Static<typeof BookingBody>;

export const BookingReply = Type.Object({
  id: Type.String(),
  start: Type.String(),
  end: Type.String(),
  manageUrl: Type.String(),
});
export type BookingReply = Static<typeof BookingReply>;

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

export const Problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String({ description: 'A sentence for people' }),
    status: Type.Integer(),
    code: Type.String({ description: 'Stable' }),
    field: Type.Optional(Type.String({ description: 'Of `invalid`: the field at fault' })),
    nearest: Type.Optional(
      Type.Array(Type.String(), { description: 'Of `slot_taken`: the nearest three free starts' }),
    ),
    version: Type.Optional(Type.Integer({ description: 'Of `stale`: the current version' })),
  },
  { additionalProperties: true },
);
export type Problem = Static<typeof Problem>;

/** What routes answer that go wrong, for their schemas. */
export const problems = {
  '4xx': { description: 'Refused', content: { 'application/problem+json': { schema: Problem } } },
  '5xx': { description: 'Not possible at the moment', content: { 'application/problem+json': { schema: Problem } } },
};
