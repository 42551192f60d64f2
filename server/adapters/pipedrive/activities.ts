import type { AddActivityRequest } from 'pipedrive/v2';
import type { Static } from 'typebox';
import { Type } from 'typebox';
import { clockMinutes } from '../../domain/busy.ts';
import type { ActivityDraft, Crm, CrmActivity } from '../../ports.ts';
import type { Client, Query } from './client.ts';
import { refusal } from './failures.ts';
import { ActivityReply, dataOf } from './schema.ts';
import { clock, instant, rfc3339 } from './times.ts';

const PATH = '/api/v2/activities';
const PAGE = 500;

export const readActivity = (reply: Static<typeof ActivityReply>): CrmActivity => {
  const time = reply.due_time ? clockMinutes(reply.due_time) : null;
  const length = reply.duration ? clockMinutes(reply.duration) : null;
  const primary = reply.participants?.find(participant => participant.primary) ?? reply.participants?.[0];
  return {
    id: reply.id,
    owner: reply.owner_id,
    subject: reply.subject ?? '',
    type: reply.type ?? '',
    dueDate: reply.due_date || null,
    dueTime: time === null ? null : clock(Math.floor(time)),
    durationMinutes: length === null ? null : Math.ceil(length),
    busy: reply.busy ?? null,
    done: reply.done ?? false,
    deleted: reply.is_deleted ?? false,
    location: reply.location?.value ?? '',
    publicDescription: reply.public_description ?? '',
    note: reply.note ?? '',
    deal: reply.deal_id ?? null,
    person: reply.person_id ?? primary?.person_id ?? null,
    organization: reply.org_id ?? null,
    updatedAt: instant(reply.update_time),
  };
};

/**
 * Date and time are converted together, since the UTC date may be another one. A person goes in as first participant: `person_id` is
 * read-only in v2, and `attendees` stay out, or Pipedrive's calendar sync would send its own invitations beside ours.
 */
export const writeActivity = (draft: Partial<ActivityDraft>): AddActivityRequest => {
  const body: AddActivityRequest = { busy: true };
  if (draft.subject !== undefined) body.subject = draft.subject;
  if (draft.type !== undefined) body.type = draft.type;
  if (draft.owner !== undefined) body.owner_id = draft.owner;
  if (draft.start !== undefined) {
    const iso = new Date(draft.start).toISOString();
    body.due_date = iso.slice(0, 10);
    body.due_time = iso.slice(11, 16);
    if (draft.end !== undefined) body.duration = clock(Math.round((draft.end - draft.start) / 60_000));
  }
  if (draft.location !== undefined) body.location = { value: draft.location };
  if (draft.publicDescription !== undefined) body.public_description = draft.publicDescription;
  if (draft.note !== undefined) body.note = draft.note;
  if (draft.participants !== undefined) {
    body.participants = draft.participants.map((person_id, index) => ({ person_id, primary: index === 0 }));
  }
  // null means that there is no deal to link, not that one is to be unlinked: that is the host's to do.
  if (typeof draft.deal === 'number') body.deal_id = draft.deal;
  if (draft.organization !== undefined) body.org_id = draft.organization;
  return body;
};

type Calls = Pick<
  Crm,
  | 'activity'
  | 'activitiesById'
  | 'activitiesByDueDate'
  | 'activitiesUpdatedSince'
  | 'createActivity'
  | 'updateActivity'
  | 'deleteActivity'
>;

export const activityCalls = (client: Client): Calls => {
  const List = Type.Array(ActivityReply);

  const page = async (access: Parameters<Crm['activity']>[0], query: Query) => {
    const reply = await client.read(access, PATH, query);
    if (!reply) throw refusal(`GET ${PATH}: 404`);
    const { data, cursor } = dataOf(List, reply.body, `GET ${PATH}`, true);
    return { activities: data.map(readActivity), cursor };
  };

  async function* pages(access: Parameters<Crm['activity']>[0], query: Query): AsyncGenerator<CrmActivity[]> {
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const found = await page(access, { ...query, limit: PAGE, cursor });
      yield found.activities;
      cursor = found.cursor;
    }
  }

  return {
    async activity(access, id) {
      const reply = await client.read(access, `${PATH}/${id}`);
      return reply && readActivity(dataOf(ActivityReply, reply.body, `GET ${PATH}/${id}`, true).data);
    },

    async activitiesById(access, ids) {
      // An empty list of ids would ask for everything.
      if (ids.length === 0) return [];
      const { activities } = await page(access, { ids: ids.join(','), limit: 100 });
      return activities.filter(activity => !activity.deleted);
    },

    activitiesByDueDate: (access, owner) =>
      pages(access, { owner_id: owner, sort_by: 'due_date', sort_direction: 'desc' }),

    activitiesUpdatedSince: (access, owner, since) =>
      pages(access, {
        owner_id: owner,
        updated_since: rfc3339(since),
        sort_by: 'update_time',
        sort_direction: 'asc',
      }),

    async createActivity(access, draft) {
      const reply = await client.write(access, 'POST', PATH, writeActivity(draft));
      if (!reply) throw refusal(`POST ${PATH}: 404`);
      return readActivity(dataOf(ActivityReply, reply.body, `POST ${PATH}`, false).data);
    },

    async updateActivity(access, id, change) {
      const call = `PATCH ${PATH}/${id}`;
      const reply = await client.write(access, 'PATCH', `${PATH}/${id}`, writeActivity(change));
      if (!reply) throw refusal(`${call}: 404`);
      return readActivity(dataOf(ActivityReply, reply.body, call, false).data);
    },

    async deleteActivity(access, id) {
      await client.write(access, 'DELETE', `${PATH}/${id}`);
    },
  };
};
