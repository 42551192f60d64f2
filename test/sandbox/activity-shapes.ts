import type { ActivityItem } from 'pipedrive/v2';
import type { SandboxActivity } from './company.ts';
import type { Wire } from './wire.ts';

/** An activity as REST v2 shows it; attendees only where they were asked for. */
export const activityItem = (activity: SandboxActivity): Wire<Omit<ActivityItem, 'attendees'>> => ({
  id: activity.id,
  subject: activity.subject,
  type: activity.type,
  owner_id: activity.owner_id,
  creator_user_id: activity.creator_user_id,
  is_deleted: activity.is_deleted,
  add_time: activity.add_time,
  update_time: activity.update_time,
  deal_id: activity.deal_id,
  lead_id: activity.lead_id,
  person_id: activity.person_id,
  org_id: activity.org_id,
  project_id: activity.project_id,
  due_date: activity.due_date,
  due_time: activity.due_time,
  duration: activity.duration,
  busy: activity.busy,
  done: activity.done,
  marked_as_done_time: activity.marked_as_done_time ?? null,
  location: activity.location && placeOf(activity.location),
  participants: activity.participants,
  conference_meeting_client: null,
  conference_meeting_url: null,
  conference_meeting_id: null,
  public_description: activity.public_description,
  priority: activity.priority,
  outcome: activity.outcome ?? null,
  note: activity.note,
});

export const attendeesOf = (activity: SandboxActivity): Wire<NonNullable<ActivityItem['attendees']>> =>
  activity.attendees.map(attendee => ({
    email: attendee.email,
    name: attendee.name,
    status: attendee.status ?? 'noreply',
    is_organizer: attendee.is_organizer ?? false,
    person_id: attendee.person_id ?? null,
    user_id: attendee.user_id ?? null,
  }));

const placeOf = (location: NonNullable<SandboxActivity['location']>): Wire<NonNullable<ActivityItem['location']>> => ({
  value: location.value,
  country: location.country ?? null,
  admin_area_level_1: location.admin_area_level_1 ?? null,
  admin_area_level_2: location.admin_area_level_2 ?? null,
  locality: location.locality ?? null,
  sublocality: location.sublocality ?? null,
  route: location.route ?? null,
  street_number: location.street_number ?? null,
  subpremise: location.subpremise ?? null,
  postal_code: location.postal_code ?? null,
});

const timed = (value: string | null): { timezone_id: null; value: string } => ({
  timezone_id: null,
  value: value ?? '',
});

/** An activity as webhooks v2 show it, which isn't how REST v2 does: no note, no participants, other names for flags. */
export const webhookActivity = (activity: SandboxActivity) => ({
  active_flag: !activity.is_deleted,
  add_time: activity.add_time,
  busy_flag: activity.busy,
  custom_fields: {},
  deal_id: activity.deal_id,
  done: activity.done,
  due_date: activity.due_date,
  due_time: timed(activity.due_time),
  duration: timed(activity.duration),
  id: activity.id,
  lead_id: activity.lead_id,
  location: activity.location?.value ?? null,
  org_id: activity.org_id,
  owner_id: activity.owner_id,
  person_id: activity.person_id,
  project_id: activity.project_id,
  public_description: activity.public_description,
  subject: activity.subject,
  type: activity.type,
  update_time: activity.update_time,
});

export type WebhookActivity = ReturnType<typeof webhookActivity> & { update_user_id?: number };
