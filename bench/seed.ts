import type { Activity } from '../server/domain/activity.ts';
import type { Booking } from '../server/domain/booking.ts';
import type { Calendar, Claim } from '../server/domain/calendar.ts';
import { type Host, hostId } from '../server/domain/host.ts';
import { HOUR, MINUTE } from '../server/domain/interval.ts';
import type { Link } from '../server/domain/link.ts';
import { defaultRule, type GeneralRule, weekdays } from '../server/domain/rule.ts';
import { addDays, dateIn, instantIn, weekdayOf } from '../server/domain/zone.ts';
import type { Sealer, Store } from '../server/ports.ts';

/** Hosts as they are after a year of use, written through the store's own port. */

export const ZONES = ['Europe/Warsaw', 'Asia/Kathmandu', 'America/St_Johns', 'America/New_York', 'Pacific/Auckland'];

/** A length of 30 minutes on a grid of 15, Monday to Friday from nine to five. */
export const ruleIn = (zone: string): GeneralRule => ({
  ...defaultRule(zone),
  step: 15,
  notice: 60,
  bufferBefore: 5,
  bufferAfter: 5,
});

/** The same numbers in [0, 1) on every run. */
export const dice = (seed: number): (() => number) => {
  let state = seed | 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 8) / 2 ** 24;
  };
};

/** Half-hour and hour activities between seven and seven o'clock, and one in fifty for all the day. */
export const activitiesOf = (
  host: Pick<Host, 'id' | 'zone'>,
  now: number,
  days: number,
  count: number,
  roll: () => number,
): Activity[] => {
  const today = dateIn(host.zone, now);
  return Array.from({ length: count }, (_, index): Activity => {
    const id = `${host.id.split(':')[0]}:${host.id.split(':')[1]}${String(index).padStart(5, '0')}`;
    const date = addDays(today, Math.floor(roll() * days));
    if (index % 50 === 49) {
      return { id, host: host.id, start: null, end: null, date, busy: index % 100 === 99, updatedAt: now };
    }
    const start = instantIn(host.zone, date, 7 * 60 + Math.floor(roll() * 48) * 15);
    const end = start + (roll() < 0.8 ? 30 : 60) * MINUTE;
    return { id, host: host.id, start, end, date: null, busy: true, updatedAt: now };
  });
};

const slugOf = (number: number): string => `bench${String(number).padStart(7, '0').replaceAll('0', 'o')}`;

const linkOf = (host: Host, slug: string, now: number): Link => ({
  slug,
  host: host.id,
  version: 1,
  offer: { kind: 'general', rule: ruleIn(host.zone) },
  details: {
    name: 'Talk about the offer',
    place: { kind: 'video', text: 'https://video.example/room' },
    description: 'Half an hour on what was sent, and on what comes next.',
    activityType: 'meeting',
    questions: [
      { id: 'topic', label: 'What shall we talk about?', kind: 'long_text', required: false, choices: [] },
      { id: 'size', label: 'How many are you?', kind: 'choice', required: false, choices: ['1–10', '11–100', 'more'] },
    ],
    footer: '<p>See you soon</p>',
  },
  language: null,
  active: true,
  createdAt: now,
  deletedAt: null,
});

const hostOf = (number: number, sealer: Sealer, apiDomain: string, now: number): Host => {
  const company = 7001 + Math.floor(number / 20);
  const user = 1000 + number;
  return {
    id: hostId(company, user),
    company,
    user,
    status: 'active',
    pausedBecause: null,
    name: `Host ${number}`,
    email: `host${number}@company.example`,
    zone: ZONES[number % ZONES.length] ?? 'UTC',
    language: 'en',
    grant: {
      accessToken: sealer.seal(`access-${number}`),
      refreshToken: sealer.seal(`refresh-${number}`),
      expiresAt: now + 2 * HOUR,
      refreshedAt: now,
      apiDomain,
      scopes: ['base'],
    },
    webhook: { id: number + 1, path: `webhook-${number}`, password: sealer.seal(`password-${number}`) },
    webhookAt: now,
    installedAt: now,
    wantedAt: null,
    gapSince: null,
    reconciledAt: now,
    retryAt: null,
    checkedAt: now,
  };
};

const bookingOf = (link: Link, number: number, start: number, now: number): Booking => ({
  id: `${link.slug}-${number}`,
  host: link.host,
  link: link.slug,
  version: 2,
  state: 'confirmed',
  intent: null,
  start,
  end: start + 30 * MINUTE,
  bufferBefore: 5,
  bufferAfter: 5,
  sequence: 0,
  guest: { name: 'Some Guest', email: `guest${number}@client.example`, zone: 'Asia/Kathmandu', language: 'en' },
  answers: [],
  notes: '',
  colleagues: [],
  meeting: { ...link.details },
  idempotencyKey: `seed-${number}`,
  requestHash: '',
  createdAt: now,
  cancelled: null,
  crm: { activity: null, agreed: null, person: null, deal: null, organization: null },
  effects: [],
});

const claimOf = ({ id, link, start, end, bufferBefore, bufferAfter }: Booking): Claim => ({
  id,
  kind: 'booking',
  link,
  start,
  end,
  before: bufferBefore,
  after: bufferAfter,
});

/** One booking on each of the next working days, at noon, where it doesn't overlap another. */
const bookingsOf = (host: Host, link: Link, count: number, now: number): Booking[] => {
  const dates: string[] = [];
  for (let date = addDays(dateIn(host.zone, now), 1); dates.length < count; date = addDays(date, 1)) {
    const weekday = weekdays[weekdayOf(Date.parse(date) / 86_400_000)];
    if (weekday !== 'sat' && weekday !== 'sun') dates.push(date);
  }
  return dates.map((date, number) => bookingOf(link, number, instantIn(host.zone, date, 12 * 60), now));
};

export interface Seeded {
  readonly slugs: readonly string[];
  readonly hosts: readonly string[];
  /** Claims of each host. */
  readonly claims: number;
}

/** Activities and bookings are of each host. */
export interface Size {
  readonly hosts: number;
  readonly activities: number;
  readonly bookings: number;
}

/** Fills an empty store. `apiDomain` is where nobody listens: no job is to reach the CRM. */
export const seed = async (
  store: Store,
  sealer: Sealer,
  apiDomain: string,
  { hosts, activities, bookings: booked }: Size,
): Promise<Seeded> => {
  const now = Date.now();
  const slugs: string[] = [];
  const ids: string[] = [];
  for (let number = 0; number < hosts; number += 1) {
    const host = hostOf(number, sealer, apiDomain, now);
    const link = linkOf(host, slugOf(number), now);
    const bookings = bookingsOf(host, link, booked, now);
    const calendar: Calendar = {
      host: host.id,
      rev: 1,
      mirrorRev: 1,
      syncedAt: now,
      claims: bookings.map(claimOf),
      activeGeneral: [link.slug],
    };
    if (number % 20 === 0) {
      const { company: id } = host;
      const plan = { plan: null, addons: [], addonsReadAt: now };
      await store.companies.put({ id, name: `Company ${id}`, domain: `company${id}`, ...plan });
    }
    await store.hosts.put(host);
    await store.links.insert(link);
    await store.calendars.insert(calendar);
    await store.activities.put(activitiesOf(host, now, 31, activities, dice(number + 1)));
    for (const booking of bookings) await store.bookings.insert(booking);
    slugs.push(link.slug);
    ids.push(host.id);
  }
  // Somebody has been here to take webhooks: nothing is missing.
  await store.leases.take('presence', 'instances', now, now + 10 * MINUTE);
  return { slugs, hosts: ids, claims: booked };
};
