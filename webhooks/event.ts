import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { companyOf } from '../server/domain/host.ts';
import type { WebhookEvent } from '../server/ports.ts';

/** The part of a version 2.0 delivery that is read; ids in `meta` are strings, and are taken as numbers too. */
const Id = Type.Union([Type.String({ pattern: '^[0-9]{1,15}$' }), Type.Integer({ minimum: 1 })]);
const Snapshot = Type.Union([
  Type.Null(),
  Type.Object({ owner_id: Type.Optional(Type.Union([Type.Integer(), Type.Null()])) }),
]);

const Delivery = Type.Object({
  data: Type.Optional(Snapshot),
  previous: Type.Optional(Snapshot),
  meta: Type.Object({
    action: Type.Union([Type.Literal('create'), Type.Literal('change'), Type.Literal('delete')]),
    entity: Type.Literal('activity'),
    entity_id: Id,
    company_id: Id,
    id: Type.String({ minLength: 1, maxLength: 200 }),
    timestamp: Type.String({ maxLength: 40 }),
    webhook_id: Type.Optional(Id),
  }),
});
type Delivery = Static<typeof Delivery>;

/** One of ours, or null: another object, another version, or nonsense. */
export const readDelivery = (body: unknown, host: string, now: number): WebhookEvent | null => {
  if (!Value.Check(Delivery, body)) return null;
  const { data, previous, meta }: Delivery = body;
  const company = Number(meta.company_id);
  if (companyOf(host) !== company) return null;
  const timestamp = Date.parse(meta.timestamp);
  return {
    // The webhook is part of it: whether two webhooks share an event's id isn't documented.
    id: `${host}:${meta.webhook_id ?? ''}:${meta.id}`,
    host,
    receivedAt: now,
    action: meta.action,
    company,
    activity: Number(meta.entity_id),
    owner: data?.owner_id ?? previous?.owner_id ?? null,
    timestamp: Number.isNaN(timestamp) ? now : timestamp,
    doneAt: null,
    attempts: 0,
  };
};
