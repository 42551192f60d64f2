import type { AddActivityRequest, DeleteActivityResponse } from 'pipedrive/v2';
import type { Ledger } from './activity-ledger.ts';
import { activityItem, attendeesOf } from './activity-shapes.ts';
import { activityTypes } from './activity-types.ts';
import {
  type Check,
  checkBody,
  date,
  filledText,
  flag,
  integer,
  length,
  listOf,
  objectOf,
  orNull,
  readOnly,
  text,
  textUpTo,
  timeOfDay,
} from './body-check.ts';
import type { SandboxActivity, SandboxCompany, SandboxDeal, SandboxPerson } from './company.ts';
import { type Call, type Endpoint, listed, ok, reading } from './endpoint.ts';
import { choice, idsOf, isUpdatedWithin, pageOf, paging, parameter, readQuery } from './listing.ts';
import type { ActivityEdit } from './sandbox.ts';
import { isVisible } from './visibility.ts';
import { notFound, refuse, type Wire } from './wire.ts';

const noteBytes = 100 * 1024;

const placeParts = [
  'value',
  'country',
  'admin_area_level_1',
  'admin_area_level_2',
  'locality',
  'sublocality',
  'route',
  'street_number',
  'subpremise',
  'postal_code',
];

/** What POST and PATCH take. `person_id` stands in the package's type, but v2 takes it from `participants` alone. */
const writable = {
  subject: filledText,
  type: filledText,
  owner_id: integer,
  deal_id: orNull(integer),
  lead_id: orNull(text),
  person_id: readOnly,
  org_id: orNull(integer),
  project_id: orNull(integer),
  due_date: orNull(date),
  due_time: orNull(timeOfDay),
  duration: orNull(length),
  busy: orNull(flag),
  done: flag,
  location: orNull(objectOf(Object.fromEntries(placeParts.map(part => [part, text])))),
  participants: listOf(objectOf({ person_id: integer, primary: flag })),
  attendees: listOf(
    objectOf({
      email: filledText,
      name: orNull(text),
      status: text,
      is_organizer: flag,
      person_id: orNull(integer),
      user_id: orNull(integer),
    }),
  ),
  public_description: text,
  priority: orNull(integer),
  outcome: orNull(integer),
  note: textUpTo(noteBytes),
} as const satisfies Record<keyof AddActivityRequest, Check>;

const listQuery = {
  ...paging,
  ids: parameter.ids,
  owner_id: parameter.whole,
  deal_id: parameter.whole,
  lead_id: parameter.text,
  person_id: parameter.whole,
  org_id: parameter.whole,
  done: parameter.flag,
  updated_since: parameter.instant,
  updated_until: parameter.instant,
  sort_by: choice('id', 'update_time', 'add_time', 'due_date'),
  include_fields: choice('attendees'),
};

const invalid = (field: string, complaint: string) => refuse(400, `Validation failed: ${field}: ${complaint}`);

export interface ActivitiesOptions {
  readonly company: SandboxCompany;
  readonly ledger: Ledger;
  readonly deleted: 'shown' | 'not_found';
}

export const activityEndpoints = ({ company, ledger, deleted }: ActivitiesOptions): Endpoint[] => {
  const { activities, persons, deals, organizations } = company;

  const visible = ({ params, user }: Call): SandboxActivity => {
    const activity = activities.get(Number(params.id));
    if (!activity || !isVisible(activity, user.id)) throw notFound('Activity');
    return activity;
  };
  const live = (call: Call): SandboxActivity => {
    const activity = visible(call);
    if (activity.is_deleted) throw notFound('Activity');
    return activity;
  };

  /** Whom and what the body names must exist, and be seen by the user. */
  const readEdit = ({ body, user }: Call): ActivityEdit => {
    const edit = checkBody(writable, body) as ActivityEdit;
    if (edit.owner_id !== undefined && !company.users.some(user => user.id === edit.owner_id)) {
      throw invalid('owner_id', 'User not found.');
    }
    if (edit.type !== undefined && !activityTypes.some(type => type.key_string === edit.type && type.active_flag)) {
      throw invalid('type', 'Activity type not found.');
    }
    const sees = (item: SandboxDeal | SandboxPerson | undefined): boolean =>
      item !== undefined && isVisible(item, user.id);
    if (edit.deal_id != null && !sees(deals.get(edit.deal_id))) throw invalid('deal_id', 'Deal not found.');
    if (edit.org_id != null && !organizations.has(edit.org_id)) throw invalid('org_id', 'Organization not found.');
    if (edit.participants?.some(({ person_id }) => !sees(persons.get(person_id)))) {
      throw invalid('participants', 'Person not found.');
    }
    return edit;
  };

  const shown = (activity: SandboxActivity, includeFields: unknown) =>
    includeFields === 'attendees'
      ? { ...activityItem(activity), attendees: attendeesOf(activity) }
      : activityItem(activity);

  return [
    {
      method: 'GET',
      path: '/v2/activities',
      scopes: reading('activities'),
      cost: 10,
      answer({ query, user }) {
        const asked = readQuery(listQuery, query);
        const ids = asked.ids === undefined ? null : idsOf(asked.ids);
        const is = (wanted: string | undefined, value: string | number | boolean | null): boolean =>
          wanted === undefined || wanted === String(value);
        const found = [...activities.values()].filter(
          activity =>
            !activity.is_deleted &&
            isVisible(activity, user.id) &&
            (ids === null || ids.has(activity.id)) &&
            is(asked.owner_id, activity.owner_id) &&
            is(asked.deal_id, activity.deal_id) &&
            is(asked.lead_id, activity.lead_id) &&
            is(asked.person_id, activity.person_id) &&
            is(asked.org_id, activity.org_id) &&
            is(asked.done, activity.done) &&
            isUpdatedWithin(activity.update_time, asked),
        );
        const sortBy = (asked.sort_by ?? 'id') as 'id' | 'update_time' | 'add_time' | 'due_date';
        const page = pageOf(found, sortBy, activity => activity[sortBy], asked);
        return listed(
          page.items.map(activity => shown(activity, asked.include_fields)),
          page.next,
        );
      },
    },
    {
      method: 'GET',
      path: '/v2/activities/:id',
      scopes: reading('activities'),
      cost: 1,
      answer(call) {
        const asked = readQuery({ include_fields: choice('attendees') }, call.query);
        return ok(shown(deleted === 'shown' ? visible(call) : live(call), asked.include_fields));
      },
    },
    {
      method: 'POST',
      path: '/v2/activities',
      scopes: ['activities:full'],
      cost: 5,
      answer(call) {
        const activity = ledger.create(call.user.id, readEdit(call), 'api');
        return { ...ok(activityItem(activity)), status: 201 };
      },
    },
    {
      method: 'PATCH',
      path: '/v2/activities/:id',
      scopes: ['activities:full'],
      cost: 5,
      answer(call) {
        const { id } = live(call);
        return ok(activityItem(ledger.update(call.user.id, id, readEdit(call), 'api')));
      },
    },
    {
      method: 'DELETE',
      path: '/v2/activities/:id',
      scopes: ['activities:full'],
      cost: 3,
      answer(call) {
        const { id } = live(call);
        ledger.remove(call.user.id, id, 'api');
        const body: Wire<DeleteActivityResponse> = { success: true, data: { id } };
        return { status: 200, body };
      },
    },
  ];
};
