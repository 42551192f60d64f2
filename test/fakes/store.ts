import { type Activity, DATE_BEGINS, DATE_ENDS } from '../../server/domain/activity.ts';
import { type Booking, wakeAt } from '../../server/domain/booking.ts';
import type { Calendar } from '../../server/domain/calendar.ts';
import { type Company, companyOf, type Host } from '../../server/domain/host.ts';
import type { Invitation } from '../../server/domain/invitation.ts';
import type { Link } from '../../server/domain/link.ts';
import type { Count, Draft, Store, WebhookEvent } from '../../server/ports.ts';

const copy = <Value>(value: Value): Value => structuredClone(value);

const found = <Value>(value: Value | undefined): Value | null => (value === undefined ? null : copy(value));

/** Copies of those that match, in the order of `by`, then of the keys. */
const chosen = <Value>(
  documents: Map<string, Value>,
  match: (value: Value) => boolean,
  by: (value: Value) => number = () => 0,
): Value[] =>
  [...documents]
    .filter(([, value]) => match(value))
    .sort(([keyA, a], [keyB, b]) => by(a) - by(b) || (keyA < keyB ? -1 : 1))
    .map(([, value]) => copy(value));

const drop = <Value>(documents: Map<string, Value>, match: (value: Value) => boolean) => {
  for (const [key, value] of documents) if (match(value)) documents.delete(key);
};

const insert = <Value>(documents: Map<string, Value>, key: string, value: Value): boolean => {
  if (documents.has(key)) return false;
  documents.set(key, copy(value));
  return true;
};

const swap = <Value>(
  documents: Map<string, Value>,
  key: string,
  next: Value,
  matches: (stored: Value) => boolean,
): boolean => {
  const stored = documents.get(key);
  if (stored === undefined || !matches(stored)) return false;
  documents.set(key, copy(next));
  return true;
};

const isOpen = (booking: Booking) => booking.effects.some(({ state }) => state === 'due' || state === 'doing');

const overlaps = ({ start, end }: { start: number; end: number }, from: number, to: number) => start < to && end > from;

const mayBlock = ({ start, end, date }: Activity, from: number, to: number): boolean => {
  if (date !== null) return Date.parse(date) > from - DATE_ENDS && Date.parse(date) < to + DATE_BEGINS;
  return start !== null && end !== null && overlaps({ start, end }, from, to);
};

const endedBefore = ({ end, date, updatedAt }: Activity, before: number): boolean =>
  date === null ? (end ?? updatedAt) < before : Date.parse(date) + DATE_ENDS <= before;

/** A store in memory, of the same semantics as the real ones: the contract battery runs on it too. */
export const openFakeStore = (): Store => {
  const hosts = new Map<string, Host>();
  const companies = new Map<string, Company>();
  const links = new Map<string, Link>();
  const calendars = new Map<string, Calendar>();
  const activities = new Map<string, Activity>();
  const bookings = new Map<string, Booking>();
  const events = new Map<string, WebhookEvent>();
  const people = new Map<string, { company: number; person: number }>();
  const leases = new Map<string, { holder: string; until: number }>();
  const tombstones = new Set<string>();
  const drafts = new Map<string, Draft>();
  const invitations = new Map<string, Invitation>();
  const counters = new Map<string, Count>();
  let closed = false;

  return {
    hosts: {
      find: async id => found(hosts.get(id)),
      findByWebhookPath: async path => chosen(hosts, host => host.webhook.path === path)[0] ?? null,
      page: async (after, limit) => chosen(hosts, ({ id }) => after === null || id > after).slice(0, limit),
      ofCompany: async company => chosen(hosts, host => host.company === company),
      async put(host) {
        hosts.set(host.id, copy(host));
      },
      async update(id, change) {
        const host = hosts.get(id);
        if (host) hosts.set(id, copy({ ...host, ...change }));
        return host !== undefined;
      },
      async remove(id) {
        hosts.delete(id);
      },
    },
    companies: {
      find: async id => found(companies.get(String(id))),
      async put(company) {
        companies.set(String(company.id), copy(company));
      },
      async remove(id) {
        companies.delete(String(id));
      },
    },
    links: {
      find: async slug => found(links.get(slug)),
      ofHost: async host =>
        chosen(
          links,
          link => link.host === host,
          link => -link.createdAt,
        ),
      insert: async link => insert(links, link.slug, link),
      replace: async (next, was) => swap(links, next.slug, next, ({ version }) => version === was),
      removeOfHost: async host => drop(links, link => link.host === host),
    },
    calendars: {
      find: async host => found(calendars.get(host)),
      insert: async calendar => insert(calendars, calendar.host, calendar),
      replace: async (next, was) => swap(calendars, next.host, next, ({ rev }) => rev === was),
      async raise(host, syncedAt) {
        const was = calendars.get(host);
        if (!was) return;
        const { rev, mirrorRev } = was;
        calendars.set(host, { ...was, rev: rev + 1, mirrorRev: mirrorRev + 1, syncedAt: syncedAt ?? was.syncedAt });
      },
      async remove(host) {
        calendars.delete(host);
      },
    },
    activities: {
      find: async id => found(activities.get(id)),
      between: async (host, from, to) =>
        chosen(activities, activity => activity.host === host && mayBlock(activity, from, to)),
      idsFrom: async (host, from) =>
        chosen(
          activities,
          ({ host: owner, end, date }) =>
            owner === host && (date === null ? end !== null && end >= from : Date.parse(date) >= from),
        ).map(({ id }) => id),
      async put(changed) {
        for (const activity of changed) {
          const stored = activities.get(activity.id);
          if (!stored || activity.updatedAt >= stored.updatedAt) activities.set(activity.id, copy(activity));
        }
      },
      async remove(ids) {
        for (const id of ids) activities.delete(id);
      },
      removeOfHost: async host => drop(activities, activity => activity.host === host),
      prune: async before => drop(activities, activity => endedBefore(activity, before)),
    },
    bookings: {
      find: async id => found(bookings.get(id)),
      findByKey: async (link, key) =>
        chosen(bookings, booking => booking.link === link && booking.idempotencyKey === key)[0] ?? null,
      findByActivity: async (company, activity) =>
        chosen(bookings, ({ host, crm }) => companyOf(host) === company && crm.activity === activity)[0] ?? null,
      async insert(booking) {
        const { link, idempotencyKey } = booking;
        const repeated = [...bookings.values()].some(
          other => other.link === link && other.idempotencyKey === idempotencyKey,
        );
        return !repeated && insert(bookings, booking.id, booking);
      },
      replace: async (next, was) => swap(bookings, next.id, next, ({ version }) => version === was),
      waiting: async (now, limit) =>
        chosen(
          bookings,
          booking => (wakeAt(booking) ?? Number.POSITIVE_INFINITY) <= now,
          booking => wakeAt(booking) ?? 0,
        ).slice(0, limit),
      waitingOfHost: async (host, limit) =>
        chosen(
          bookings,
          booking => booking.host === host && isOpen(booking),
          booking => wakeAt(booking) ?? 0,
        ).slice(0, limit),
      givenUpOfHost: async (host, limit) =>
        chosen(bookings, booking => booking.host === host && booking.effects.some(({ state }) => state === 'given_up'))
          .reverse()
          .slice(0, limit),
      bookedAmong: async slugs => [
        ...new Set(
          chosen(bookings, ({ link, state }) => state === 'confirmed' && slugs.includes(link)).map(({ link }) => link),
        ),
      ],
      liveOfLink: async link =>
        chosen(
          bookings,
          booking => booking.link === link && (booking.state === 'pending' || booking.state === 'confirmed'),
          booking => booking.start,
        ),
      ofHost: async (host, from, to) =>
        chosen(
          bookings,
          booking =>
            booking.host === host &&
            (booking.state === 'confirmed' || booking.state === 'cancelled') &&
            overlaps(booking, from, to),
          booking => booking.start,
        ),
      countFuture: async (host, now) =>
        chosen(bookings, booking => booking.host === host && booking.state === 'confirmed' && booking.end > now).length,
      removeOfHost: async host => drop(bookings, booking => booking.host === host),
      pruneDropped: async before => drop(bookings, ({ state, createdAt }) => state === 'dropped' && createdAt < before),
    },
    events: {
      find: async id => found(events.get(id)),
      insert: async event => insert(events, event.id, event),
      async update(id, { doneAt, attempts }) {
        const event = events.get(id);
        if (event) events.set(id, { ...event, doneAt, attempts });
      },
      open: async (before, limit) =>
        chosen(
          events,
          event => event.doneAt === null && event.receivedAt < before,
          event => event.receivedAt,
        ).slice(0, limit),
      prune: async before => drop(events, event => event.receivedAt < before),
      removeOfHost: async host => drop(events, event => event.host === host),
    },
    people: {
      find: async (company, email) => people.get(`${company}:${email}`)?.person ?? null,
      async put(company, email, person) {
        people.set(`${company}:${email}`, { company, person });
      },
      async remove(company, email) {
        people.delete(`${company}:${email}`);
      },
      removeOfCompany: async company => drop(people, person => person.company === company),
    },
    leases: {
      async take(name, holder, now, until) {
        const lease = leases.get(name);
        if (lease && lease.holder !== holder && lease.until > now) return false;
        leases.set(name, { holder, until });
        return true;
      },
      async release(name, holder) {
        if (leases.get(name)?.holder === holder) leases.delete(name);
      },
      prune: async before => drop(leases, ({ until }) => until < before),
    },
    tombstones: {
      has: async key => tombstones.has(key),
      async put(keys) {
        for (const key of keys) tombstones.add(key);
      },
    },
    drafts: {
      find: async (host, name) => found(drafts.get(`${host} ${name}`)),
      async put(draft) {
        drafts.set(`${draft.host} ${draft.name}`, copy(draft));
      },
      async remove(host, name) {
        drafts.delete(`${host} ${name}`);
      },
      removeOfHost: async host => drop(drafts, draft => draft.host === host),
      prune: async before => drop(drafts, ({ savedAt }) => savedAt < before),
    },
    invitations: {
      find: async id => found(invitations.get(id)),
      async put(invitation) {
        invitations.set(invitation.id, copy(invitation));
      },
      idsOfHost: async host => chosen(invitations, invitation => invitation.host === host).map(({ id }) => id),
      hosts: async () => [...new Set(chosen(invitations, () => true).map(({ host }) => host))],
      removeOfHost: async host => drop(invitations, invitation => invitation.host === host),
      prune: async before => drop(invitations, ({ madeAt }) => madeAt < before),
    },
    counters: {
      async add(key, now, until) {
        const earlier = counters.get(key);
        const count = earlier && earlier.until > now ? { ...earlier, count: earlier.count + 1 } : { count: 1, until };
        counters.set(key, count);
        return count;
      },
      prune: async before => drop(counters, counter => counter.until < before),
    },
    async check() {
      if (closed) throw new Error('The store is closed.');
    },
    async close() {
      closed = true;
    },
  };
};
