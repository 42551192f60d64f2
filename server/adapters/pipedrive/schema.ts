import type { ActivityType, BaseWebhook, GetCurrentUserResponse } from 'pipedrive/v1';
import type { ActivityItem, Deal, OrganizationItem, Person } from 'pipedrive/v2';
import { type Static, type TSchema, Type } from 'typebox';
import { Value } from 'typebox/value';
import { unreadable } from './failures.ts';

/**
 * The parts of Pipedrive's replies that we read. Their types call every field optional and none null; what they send is null
 * for what is unset. So only what we can't do without is required here, and the rest may be absent or null.
 */
const Maybe = <T extends TSchema>(schema: T) => Type.Optional(Type.Union([schema, Type.Null()]));

export const ActivityReply = Type.Object({
  id: Type.Integer(),
  owner_id: Type.Integer(),
  subject: Maybe(Type.String()),
  type: Maybe(Type.String()),
  due_date: Maybe(Type.String()),
  due_time: Maybe(Type.String()),
  duration: Maybe(Type.String()),
  busy: Maybe(Type.Boolean()),
  done: Maybe(Type.Boolean()),
  is_deleted: Maybe(Type.Boolean()),
  location: Maybe(Type.Object({ value: Maybe(Type.String()) })),
  public_description: Maybe(Type.String()),
  note: Maybe(Type.String()),
  deal_id: Maybe(Type.Integer()),
  person_id: Maybe(Type.Integer()),
  org_id: Maybe(Type.Integer()),
  participants: Maybe(Type.Array(Type.Object({ person_id: Maybe(Type.Integer()), primary: Maybe(Type.Boolean()) }))),
  update_time: Type.String(),
});

export const PersonReply = Type.Object({
  id: Type.Integer(),
  name: Maybe(Type.String()),
  emails: Maybe(Type.Array(Type.Object({ value: Maybe(Type.String()), primary: Maybe(Type.Boolean()) }))),
  org_id: Maybe(Type.Integer()),
  is_deleted: Maybe(Type.Boolean()),
});

export const PersonSearchReply = Type.Object({
  items: Type.Array(
    Type.Object({
      item: Type.Object({
        id: Type.Integer(),
        name: Maybe(Type.String()),
        emails: Maybe(Type.Array(Type.String())),
        organization: Maybe(Type.Object({ id: Maybe(Type.Integer()) })),
      }),
    }),
  ),
});

export const DealReply = Type.Object({
  id: Type.Integer(),
  title: Maybe(Type.String()),
  person_id: Maybe(Type.Integer()),
  org_id: Maybe(Type.Integer()),
  is_deleted: Maybe(Type.Boolean()),
});

export const OrganizationReply = Type.Object({
  id: Type.Integer(),
  name: Maybe(Type.String()),
  is_deleted: Maybe(Type.Boolean()),
});

export const UserReply = Type.Object({
  id: Type.Integer(),
  name: Maybe(Type.String()),
  email: Maybe(Type.String()),
  timezone_name: Maybe(Type.String()),
  language: Maybe(Type.Object({ language_code: Maybe(Type.String()), country_code: Maybe(Type.String()) })),
  company_id: Type.Integer(),
  company_name: Maybe(Type.String()),
  company_domain: Maybe(Type.String()),
});

/** The package says that `is_active` is 0 or 1; other pages of Pipedrive's say true or false. */
export const WebhookReply = Type.Object({
  id: Type.Integer(),
  subscription_url: Type.String(),
  is_active: Maybe(Type.Union([Type.Boolean(), Type.Integer()])),
});

/** The package says that `active_flag` is true or false; older replies of Pipedrive's say 1 or 0. */
export const ActivityTypeReply = Type.Object({
  key_string: Type.String(),
  name: Maybe(Type.String()),
  order_nr: Maybe(Type.Number()),
  active_flag: Maybe(Type.Union([Type.Boolean(), Type.Integer()])),
});

export const AddonReply = Type.Object({ code: Maybe(Type.String()) });

const Envelope = Type.Object({
  data: Type.Optional(Type.Unknown()),
  additional_data: Maybe(Type.Object({ next_cursor: Maybe(Type.String()) })),
});

/** Fails to compile where we read a field that the package's types don't have. */
type Known<Ours, Theirs> = Exclude<keyof Ours, keyof Theirs> extends never ? true : false;
const known: [
  Known<Static<typeof ActivityReply>, ActivityItem>,
  Known<Static<typeof PersonReply>, Person>,
  Known<Static<typeof DealReply>, Deal>,
  Known<Static<typeof OrganizationReply>, OrganizationItem>,
  Known<Static<typeof UserReply>, NonNullable<GetCurrentUserResponse['data']>>,
  Known<Static<typeof WebhookReply>, BaseWebhook>,
  Known<Static<typeof ActivityTypeReply>, ActivityType>,
] = [true, true, true, true, true, true, true];
void known;

export interface Page<Item> {
  readonly data: Item;
  /** null on the last page. */
  readonly cursor: string | null;
}

/** The `data` of a reply, checked; throws `CrmFailure` where it isn't of that shape: a field that we can't read isn't an absent one. */
export const dataOf = <T extends TSchema>(schema: T, body: unknown, call: string, safe: boolean): Page<Static<T>> => {
  if (!Value.Check(Envelope, body) || !Value.Check(schema, body.data)) throw unreadable(call, safe);
  return { data: body.data as Static<T>, cursor: body.additional_data?.next_cursor || null };
};
