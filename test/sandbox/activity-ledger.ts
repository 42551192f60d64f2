import { isDeepStrictEqual } from 'node:util';
import { type WebhookActivity, webhookActivity } from './activity-shapes.ts';
import type { SandboxActivity, SandboxCompany } from './company.ts';
import type { ActivityEdit } from './sandbox.ts';
import { stamp } from './stamp.ts';

/** The one place where activities change, whoever changes them; every change makes an event for the webhooks. */

export type ChangeSource = 'app' | 'api';

export interface ActivityEvent {
  readonly action: 'create' | 'change' | 'delete';
  readonly activity: SandboxActivity;
  readonly data: WebhookActivity | null;
  readonly previous: Partial<WebhookActivity> | null;
  readonly by: number;
  readonly source: ChangeSource;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** Pipedrive keeps `HH:MM:SS`; the empty string means none. */
const withSeconds = (time: string | null): string | null => (time ? (time.length < 8 ? `${time}:00` : time) : null);

/** Only one of deal, lead and project is kept, in this order. */
const withOneLink = (activity: SandboxActivity): SandboxActivity => {
  if (activity.deal_id !== null) return { ...activity, lead_id: null, project_id: null };
  return activity.lead_id === null ? activity : { ...activity, project_id: null };
};

const settled = (activity: SandboxActivity, before: SandboxActivity | null, at: number): SandboxActivity => {
  const primary = activity.participants.find(participant => participant.primary) ?? activity.participants[0];
  return withOneLink({
    ...activity,
    due_time: withSeconds(activity.due_time),
    duration: withSeconds(activity.duration),
    participants: activity.participants.map(participant => ({ ...participant, primary: participant === primary })),
    person_id: primary?.person_id ?? null,
    marked_as_done_time: activity.done ? (before?.done ? (before.marked_as_done_time ?? null) : stamp(at)) : null,
  });
};

/** Fields of the webhook's body whose value was another before. */
const changed = (before: SandboxActivity, after: SandboxActivity): Partial<WebhookActivity> => {
  const now = webhookActivity(after);
  const changes = Object.entries(webhookActivity(before)).filter(
    ([field, value]) => !isDeepStrictEqual(value, now[field as keyof typeof now]),
  );
  return Object.fromEntries(changes) as Partial<WebhookActivity>;
};

export const createLedger = (company: SandboxCompany, now: () => number, publish: (event: ActivityEvent) => void) => {
  const { activities } = company;
  let lastId = Math.max(0, ...activities.keys());

  const current = (id: number): SandboxActivity => {
    const activity = activities.get(id);
    if (!activity) throw new Error(`There is no activity ${id}`);
    return activity;
  };

  const write = (activity: SandboxActivity, before: SandboxActivity, by: number, source: ChangeSource) => {
    const at = now();
    const after = settled(activity, before, at);
    if (isDeepStrictEqual(after, settled(before, before, at))) return before;
    const stored = { ...after, update_time: stamp(at) };
    activities.set(stored.id, stored);
    const data = { ...webhookActivity(stored), update_user_id: by };
    publish({ action: 'change', activity: stored, data, previous: changed(before, stored), by, source, at });
    return stored;
  };

  return {
    create(by: number, fields: ActivityEdit, source: ChangeSource): SandboxActivity {
      const at = now();
      lastId += 1;
      const blank: SandboxActivity = {
        id: lastId,
        owner_id: by,
        creator_user_id: by,
        subject: 'Call',
        type: 'call',
        due_date: null,
        due_time: null,
        duration: null,
        busy: null,
        done: false,
        is_deleted: false,
        location: null,
        public_description: '',
        note: '',
        deal_id: null,
        lead_id: null,
        org_id: null,
        person_id: null,
        project_id: null,
        participants: [],
        attendees: [],
        priority: null,
        add_time: stamp(at),
        update_time: stamp(at),
      };
      const activity = settled({ ...blank, ...fields }, null, at);
      activities.set(activity.id, activity);
      const data = { ...webhookActivity(activity), update_user_id: by };
      publish({ action: 'create', activity, data, previous: null, by, source, at });
      return activity;
    },

    /** Without a difference there is neither an event nor a new `update_time`. */
    update(by: number, id: number, change: ActivityEdit, source: ChangeSource): SandboxActivity {
      const before = current(id);
      return write({ ...before, ...change }, before, by, source);
    },

    remove(by: number, id: number, source: ChangeSource): SandboxActivity {
      const at = now();
      const before = current(id);
      if (before.is_deleted) return before;
      const deleted = { ...before, is_deleted: true, update_time: stamp(at) };
      activities.set(id, deleted);
      publish({ action: 'delete', activity: deleted, data: null, previous: webhookActivity(before), by, source, at });
      return deleted;
    },

    /** Pipedrive's documents don't say which event a restored activity makes; a change of `active_flag` is assumed. */
    restore(by: number, id: number, source: ChangeSource): SandboxActivity {
      const before = current(id);
      return write({ ...before, is_deleted: false }, before, by, source);
    },
  };
};

export type Ledger = ReturnType<typeof createLedger>;
