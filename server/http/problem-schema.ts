import { type Static, Type } from 'typebox';

/** What is answered where something goes wrong, as `application/problem+json`. */
export const Problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String({ description: 'A sentence for people' }),
    status: Type.Integer(),
    code: Type.String({ description: 'Stable' }),
    field: Type.Optional(Type.String({ description: 'Of `invalid`: the field at fault' })),
    reason: Type.Optional(Type.String({ description: 'Of `invalid`, where a rule was refused: why; stable' })),
    range: Type.Optional(Type.Array(Type.Integer(), { description: 'Of `out_of_range`: the least and the most' })),
    on: Type.Optional(Type.String({ description: 'Of a fault in windows: the weekday or date' })),
    activeLinks: Type.Optional(
      Type.Array(Type.String(), { description: 'Of `plan_limit`: slugs of the active links' }),
    ),
    limit: Type.Optional(Type.Integer({ description: 'Of `plan_limit`' })),
    nearest: Type.Optional(
      Type.Array(Type.String(), { description: 'Of `slot_taken`: the nearest three free starts' }),
    ),
    why: Type.Optional(
      Type.String({
        description: 'Of `crm_unknown`: `paused` where the host has to renew the connection to Pipedrive',
      }),
    ),
    wait: Type.Optional(Type.Integer({ description: 'Of `too_quick`: seconds until the same is taken' })),
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
