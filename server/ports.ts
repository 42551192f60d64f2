import type { Activity } from './domain/activity.ts';
import type { Actor, Attention, Booking, MailKind } from './domain/booking.ts';
import type { Calendar } from './domain/calendar.ts';
import type { Company, Host } from './domain/host.ts';
import type { Interval } from './domain/interval.ts';
import type { Invitation } from './domain/invitation.ts';
import type { Language, Link, Place } from './domain/link.ts';

/** What the flows need of the world. Adapters implement it; one contract battery holds each port's adapters. */

export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
}

/** Structured log: no personal data, tokens, addresses or query strings. */
export interface Log {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** Seals short secrets for the store. `open` throws on text that was changed or sealed under an unknown key. */
export interface Sealer {
  seal(plain: string): string;
  open(sealed: string): string;
}

// ------------------------------------------------------------------------------------------------- store

/**
 * Single-document atomicity only: every method is one atomic step and no two are joined. Documents are plain
 * JSON values, returned as copies. `replace(next, was)` writes only if the stored `version` (of a
 * calendar: `rev`) equals `was`, and answers whether it did; `next` already carries the raised number.
 */
export interface Store {
  readonly hosts: HostStore;
  readonly companies: CompanyStore;
  readonly links: LinkStore;
  readonly calendars: CalendarStore;
  readonly activities: ActivityStore;
  readonly bookings: BookingStore;
  readonly events: EventStore;
  readonly people: PeopleStore;
  readonly leases: LeaseStore;
  readonly tombstones: TombstoneStore;
  readonly drafts: DraftStore;
  readonly invitations: InvitationStore;
  readonly counters: CounterStore;
  /** Throws if the store can't be reached. */
  check(): Promise<void>;
  close(): Promise<void>;
}

export interface HostStore {
  find(id: string): Promise<Host | null>;
  findByWebhookPath(path: string): Promise<Host | null>;
  /** By id in ascending order (compared as strings), beginning after `after`. */
  page(after: string | null, limit: number): Promise<Host[]>;
  ofCompany(company: number): Promise<Host[]>;
  /** Inserts or replaces the whole document. */
  put(host: Host): Promise<void>;
  /** Sets the given top-level fields and leaves the others as they are; false if there is no such host. */
  update(id: string, change: Partial<Omit<Host, 'id'>>): Promise<boolean>;
  remove(id: string): Promise<void>;
}

export interface CompanyStore {
  find(id: number): Promise<Company | null>;
  put(company: Company): Promise<void>;
  remove(id: number): Promise<void>;
}

export interface LinkStore {
  find(slug: string): Promise<Link | null>;
  /** Newest first. */
  ofHost(host: string): Promise<Link[]>;
  /** False if the slug is taken. */
  insert(link: Link): Promise<boolean>;
  replace(next: Link, was: number): Promise<boolean>;
  removeOfHost(host: string): Promise<void>;
}

export interface CalendarStore {
  find(host: string): Promise<Calendar | null>;
  /** False if the host has one already. */
  insert(calendar: Calendar): Promise<boolean>;
  replace(next: Calendar, was: number): Promise<boolean>;
  /** After a write to the mirror: raises `rev` and `mirrorRev` by one, and sets `syncedAt` where given. */
  raise(host: string, syncedAt?: number): Promise<void>;
  remove(host: string): Promise<void>;
}

export interface ActivityStore {
  find(id: string): Promise<Activity | null>;
  /**
   * Those of a host that may block time in `[from, to)`, in any order: timed ones that overlap it, and all-day ones
   * whose date, at UTC midnight, is less than 38 hours before `from` or 14 hours past `to` (dates of any zone).
   */
  between(host: string, from: number, to: number): Promise<Activity[]>;
  /** Ids of a host's activities that end (all-day: whose date begins) at or after `from`; those without any time never do. */
  idsFrom(host: string, from: number): Promise<string[]>;
  /** Inserts or replaces, each on its own, those that are not older (`updatedAt`) than what is stored. */
  put(activities: readonly Activity[]): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
  removeOfHost(host: string): Promise<void>;
  /** Drops those that ended, or without any time were last changed, before `before`. */
  prune(before: number): Promise<void>;
}

export interface BookingStore {
  find(id: string): Promise<Booking | null>;
  findByKey(link: string, idempotencyKey: string): Promise<Booking | null>;
  findByActivity(company: number, activity: number): Promise<Booking | null>;
  /** False if the id, or the idempotency key of this link, is taken. */
  insert(booking: Booking): Promise<boolean>;
  replace(next: Booking, was: number): Promise<boolean>;
  /** Those to be looked at by the sweep: `wakeAt(booking) <= now`, earliest first. */
  waiting(now: number, limit: number): Promise<Booking[]>;
  /** Those of one host with open effects, for the settings page. */
  waitingOfHost(host: string, limit: number): Promise<Booking[]>;
  /** Those of one host with effects that were given up, the newest first. */
  givenUpOfHost(host: string, limit: number): Promise<Booking[]>;
  /** Those of the links that have a confirmed booking, whenever it is; in any order. */
  bookedAmong(links: readonly string[]): Promise<string[]>;
  /** Pending and confirmed ones of a link, whenever they are. */
  liveOfLink(link: string): Promise<Booking[]>;
  /** Confirmed and cancelled ones that overlap `[from, to)`, by start. */
  ofHost(host: string, from: number, to: number): Promise<Booking[]>;
  /** How many confirmed ones of a host aren't over at `now`. */
  countFuture(host: string, now: number): Promise<number>;
  removeOfHost(host: string): Promise<void>;
  /** Drops `dropped` ones that were created before `before`. */
  pruneDropped(before: number): Promise<void>;
}

/** A webhook delivery as received; kept 7 days, so that repeats are known. */
export interface WebhookEvent {
  /** Pipedrive's `meta.id` with the webhook's id. */
  readonly id: string;
  readonly host: string;
  readonly receivedAt: number;
  readonly action: 'create' | 'change' | 'delete';
  readonly company: number;
  readonly activity: number;
  /** Of `data`, else of `previous`. */
  readonly owner: number | null;
  readonly timestamp: number;
  readonly doneAt: number | null;
  readonly attempts: number;
}

export interface EventStore {
  find(id: string): Promise<WebhookEvent | null>;
  /** False if it is known already. */
  insert(event: WebhookEvent): Promise<boolean>;
  update(id: string, change: Pick<WebhookEvent, 'doneAt' | 'attempts'>): Promise<void>;
  /** Not done, received before `before`, oldest first. */
  open(before: number, limit: number): Promise<WebhookEvent[]>;
  prune(before: number): Promise<void>;
  removeOfHost(host: string): Promise<void>;
}

/** (company, e-mail in lower case) → the CRM's person, so that a second booking searches no more. */
export interface PeopleStore {
  find(company: number, email: string): Promise<number | null>;
  put(company: number, email: string, person: number): Promise<void>;
  remove(company: number, email: string): Promise<void>;
  removeOfCompany(company: number): Promise<void>;
}

export interface LeaseStore {
  /** Takes or prolongs the lease: true if nobody else holds it at `now`. */
  take(name: string, holder: string, now: number, until: number): Promise<boolean>;
  /** Gives it back if `holder` has it. */
  release(name: string, holder: string): Promise<void>;
  /** Drops those that ended before `before`. */
  prune(before: number): Promise<void>;
}

/** Keys (slugs, booking ids) of an erased host, without anything else, so that their pages answer 410. */
export interface TombstoneStore {
  has(key: string): Promise<boolean>;
  put(keys: readonly string[]): Promise<void>;
}

/** What a host was typing and hasn't saved: a form's fields as the editor has them. */
export interface Draft {
  readonly host: string;
  /** The slug of the link that is being edited, or `new`, or `times` for times that are being picked. */
  readonly name: string;
  readonly form: Readonly<Record<string, unknown>>;
  readonly savedAt: number;
}

export interface DraftStore {
  find(host: string, name: string): Promise<Draft | null>;
  /** Inserts or replaces. */
  put(draft: Draft): Promise<void>;
  remove(host: string, name: string): Promise<void>;
  removeOfHost(host: string): Promise<void>;
  /** Drops those that were saved before `before`. */
  prune(before: number): Promise<void>;
}

export interface InvitationStore {
  find(id: string): Promise<Invitation | null>;
  /** Inserts or replaces. */
  put(invitation: Invitation): Promise<void>;
  /** In any order. */
  idsOfHost(host: string): Promise<string[]>;
  /** Those who have any, each once, in any order. */
  hosts(): Promise<string[]>;
  removeOfHost(host: string): Promise<void>;
  /** Drops those that were made before `before`. */
  prune(before: number): Promise<void>;
}

export interface Count {
  /** With this one. */
  readonly count: number;
  /** When the count begins anew, epoch milliseconds. */
  readonly until: number;
}

/** Counts that all instances share. */
export interface CounterStore {
  /** Adds one to the count of `key`, which begins anew where it has ended: it then ends at `until`. */
  add(key: string, now: number, until: number): Promise<Count>;
  /** Drops those that ended before `before`. */
  prune(before: number): Promise<void>;
}

// ------------------------------------------------------------------------------------------------- CRM

/** How to call the CRM as one host. */
export interface Access {
  readonly apiDomain: string;
  readonly accessToken: string;
}

/** A reply of the OAuth server, in plain text. */
export interface TokenReply {
  readonly accessToken: string;
  /** null where the server sent none: keep the old one. */
  readonly refreshToken: string | null;
  readonly expiresInSeconds: number;
  readonly apiDomain: string;
  readonly scopes: readonly string[];
}

export interface CrmUser {
  readonly user: number;
  readonly company: number;
  readonly name: string;
  readonly email: string;
  readonly zone: string;
  /** BCP 47 of the user's interface. */
  readonly language: string;
  readonly companyName: string;
  readonly companyDomain: string;
  /** `x-ratelimit-limit` of the reply, which tells the plan; null where it wasn't sent. */
  readonly burstLimit: number | null;
}

/** An activity in the CRM's own terms: `dueDate` and `dueTime` together are one UTC instant. */
export interface CrmActivity {
  readonly id: number;
  readonly owner: number;
  readonly subject: string;
  readonly type: string;
  readonly dueDate: string | null;
  /** `HH:MM`; null: all day. */
  readonly dueTime: string | null;
  readonly durationMinutes: number | null;
  /** null: unset, which means busy with a time and free all day. */
  readonly busy: boolean | null;
  readonly done: boolean;
  readonly deleted: boolean;
  readonly location: string;
  readonly publicDescription: string;
  readonly note: string;
  readonly deal: number | null;
  readonly person: number | null;
  readonly organization: number | null;
  /** Epoch milliseconds. */
  readonly updatedAt: number;
}

export interface ActivityDraft {
  readonly subject: string;
  readonly type: string;
  readonly owner: number;
  readonly start: number;
  readonly end: number;
  readonly location: string;
  readonly publicDescription: string;
  readonly note: string;
  /** The first is the primary participant. */
  readonly participants: readonly number[];
  readonly deal: number | null;
  /** Absent: none is said. */
  readonly organization?: number;
}

export interface CrmPerson {
  readonly id: number;
  readonly name: string;
  /** The primary one first, where the CRM tells it. */
  readonly emails: readonly string[];
  readonly organization: number | null;
}

export interface CrmOrganization {
  readonly id: number;
  readonly name: string;
}

export interface CrmDeal {
  readonly id: number;
  readonly title: string;
  readonly person: number | null;
  readonly organization: number | null;
}

/** A kind of activity that the company has switched on, in its own order and wording. */
export interface CrmActivityType {
  /** `key_string`, what an activity's `type` says. */
  readonly key: string;
  readonly name: string;
}

export interface CrmWebhook {
  readonly id: number;
  readonly url: string;
  readonly active: boolean;
}

/**
 * Every call throws `CrmFailure` and nothing else. Iterables yield pages in the CRM's order.
 * Activities and persons are read by what the host's token may see.
 */
export interface Crm {
  refresh(refreshToken: string): Promise<TokenReply>;
  revoke(refreshToken: string): Promise<void>;
  me(access: Access): Promise<CrmUser>;
  /** Codes of the company's add-ons, such as `leadbooster_v2`. */
  addons(access: Access): Promise<string[]>;
  activity(access: Access, id: number): Promise<CrmActivity | null>;
  /** At most 100 ids; deleted and invisible ones are absent. */
  activitiesById(access: Access, ids: readonly number[]): Promise<CrmActivity[]>;
  /** Pages of an owner's activities, due date descending, no `done` filter. */
  activitiesByDueDate(access: Access, owner: number): AsyncIterable<CrmActivity[]>;
  activitiesUpdatedSince(access: Access, owner: number, since: number): AsyncIterable<CrmActivity[]>;
  createActivity(access: Access, draft: ActivityDraft): Promise<CrmActivity>;
  updateActivity(access: Access, id: number, change: Partial<Omit<ActivityDraft, 'owner'>>): Promise<CrmActivity>;
  /** Resolves also where it is gone already. */
  deleteActivity(access: Access, id: number): Promise<void>;
  /** By exact e-mail; of several, the one with the lowest id. */
  findPerson(access: Access, email: string): Promise<CrmPerson | null>;
  personsUpdatedSince(access: Access, since: number): AsyncIterable<CrmPerson[]>;
  person(access: Access, id: number): Promise<CrmPerson | null>;
  createPerson(access: Access, person: { name: string; email: string; owner: number }): Promise<CrmPerson>;
  openDeals(access: Access, person: number): Promise<CrmDeal[]>;
  deal(access: Access, id: number): Promise<CrmDeal | null>;
  organization(access: Access, id: number): Promise<CrmOrganization | null>;
  /** Those that are active. */
  activityTypes(access: Access): Promise<CrmActivityType[]>;
  webhooks(access: Access): Promise<CrmWebhook[]>;
  createWebhook(
    access: Access,
    webhook: { url: string; name: string; user: string; password: string },
  ): Promise<CrmWebhook>;
  deleteWebhook(access: Access, id: number): Promise<void>;
}

/**
 * * `unauthorised` the access token isn't accepted: refresh and try once more
 * * `grant_lost`   the refresh token isn't accepted: the host has to connect again
 * * `forbidden`    scope or permission is missing
 * * `refused`      the CRM won't have these values; trying again is useless
 * * `limited`      rate or budget: not before `retryAt`
 * * `unavailable`  not reached, or 5xx to a read: try later
 * * `unanswered`   a write whose outcome isn't known: look before writing again
 */
export type CrmFailureKind =
  | 'unauthorised'
  | 'grant_lost'
  | 'forbidden'
  | 'refused'
  | 'limited'
  | 'unavailable'
  | 'unanswered';

export class CrmFailure extends Error {
  override readonly name = 'CrmFailure';
  readonly kind: CrmFailureKind;
  /** Epoch milliseconds; only of `limited`. */
  readonly retryAt: number | null;

  constructor(kind: CrmFailureKind, message: string, options: { retryAt?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.kind = kind;
    this.retryAt = options.retryAt ?? null;
  }
}

// ------------------------------------------------------------------------------------------------- mail

/** One mail that tells one change to one recipient. The adapter finds the words, the flows the facts. */
export interface Notice {
  readonly kind: MailKind;
  readonly to: { readonly role: 'guest' | 'host'; readonly name: string; readonly email: string };
  /** Fixed for (booking, sequence, kind, recipient): a repeat after a crash is the same mail. Without angle brackets. */
  readonly messageId: string;
  readonly language: Language;
  /** The recipient's zone: every time in the mail is said in it. */
  readonly zone: string;
  readonly by: Actor;
  readonly why: Attention | null;
  readonly meeting: {
    readonly id: string;
    readonly name: string;
    readonly place: Place;
    readonly description: string;
    readonly sequence: number;
    readonly start: number;
    readonly end: number;
    /** Of a move: the time before. */
    readonly before: Interval | null;
    /** Of a change of place: the place before. */
    readonly placeBefore?: Place;
    readonly reason: string;
  };
  readonly host: { readonly name: string; readonly email: string; readonly zone: string };
  readonly guest: { readonly name: string; readonly email: string; readonly zone: string };
  readonly answers: readonly { readonly label: string; readonly value: string }[];
  readonly notes: string;
  /** Addresses of those whom the guest invites. */
  readonly colleagues: readonly string[];
  /** Safe HTML of the link’s footer, or empty; guests alone get it. */
  readonly footer: string;
  /** `manage` for guests; `view` for hosts; none in a farewell. `reminders`, where they end, goes with each of them. */
  readonly urls: {
    readonly manage: string | null;
    readonly view: string | null;
    readonly book: string | null;
    readonly reminders: string | null;
  };
  /** Whether an `.ics` goes with it: the guest's mails by METHOD REQUEST or CANCEL. */
  readonly calendarFile: boolean;
}

export interface Mailer {
  /** Resolves when the mail server has taken it; throws `MailFailure`. */
  send(notice: Notice): Promise<void>;
  close(): Promise<void>;
}

export class MailFailure extends Error {
  override readonly name = 'MailFailure';
  /** True where trying again is useless, such as an address that doesn't exist. */
  readonly permanent: boolean;

  constructor(permanent: boolean, message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.permanent = permanent;
  }
}
