import { type Static, Type } from 'typebox';

/** What is answered where something goes wrong, as `application/problem+json`. */
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
