/** The stand-in's own data, in Pipedrive's REST v2 words. Everything lives in memory. */

export interface SandboxUser {
  id: number;
  name: string;
  email: string;
  timezone_name: string;
  language: { language_code: string; country_code: string };
  is_admin: boolean;
}

export interface SandboxActivity {
  id: number;
  owner_id: number;
  creator_user_id: number;
  subject: string;
  type: string;
  due_date: string | null;
  /** UTC, `HH:MM:SS`; null: all day. */
  due_time: string | null;
  duration: string | null;
  busy: boolean | null;
  done: boolean;
  is_deleted: boolean;
  /** `value` is the address as typed; its parts are kept as given. */
  location: { value: string; [part: string]: string } | null;
  public_description: string;
  note: string;
  deal_id: number | null;
  lead_id: string | null;
  org_id: number | null;
  person_id: number | null;
  project_id: number | null;
  participants: { person_id: number; primary: boolean }[];
  attendees: {
    email: string;
    name: string | null;
    status?: string;
    is_organizer?: boolean;
    person_id?: number;
    user_id?: number;
  }[];
  priority: number | null;
  outcome?: number | null;
  marked_as_done_time?: string | null;
  /** True: nobody but its owner sees it. Not a field of Pipedrive's, which decides by visibility groups. */
  private?: boolean;
  add_time: string;
  update_time: string;
}

export interface SandboxPerson {
  id: number;
  name: string;
  emails: { value: string; primary: boolean; label: string }[];
  phones: { value: string; primary: boolean; label: string }[];
  org_id: number | null;
  owner_id: number;
  add_time: string;
  update_time: string;
  /** The search index lags: not found by search before this instant. */
  searchable_at: number;
  /** As of an activity. */
  private?: boolean;
}

export interface SandboxDeal {
  id: number;
  title: string;
  status: 'open' | 'won' | 'lost';
  person_id: number | null;
  org_id: number | null;
  owner_id: number;
  value: number;
  currency: string;
  add_time?: string;
  /** As of an activity. */
  private?: boolean;
}

export interface SandboxOrganization {
  id: number;
  name: string;
}

export interface SandboxWebhook {
  id: number;
  owner_id: number;
  user_id: number;
  name: string;
  event_action: string;
  event_object: string;
  subscription_url: string;
  version: string;
  http_auth_user: string | null;
  http_auth_password: string | null;
  is_active: boolean;
  client_id: string;
  add_time?: string;
}

export type PlanName = 'lite' | 'growth' | 'premium' | 'ultimate';

/** One Pipedrive company. */
export interface SandboxCompany {
  id: number;
  name: string;
  domain: string;
  plan: PlanName;
  addons: string[];
  users: SandboxUser[];
  activities: Map<number, SandboxActivity>;
  persons: Map<number, SandboxPerson>;
  deals: Map<number, SandboxDeal>;
  organizations: Map<number, SandboxOrganization>;
  webhooks: Map<number, SandboxWebhook>;
}
