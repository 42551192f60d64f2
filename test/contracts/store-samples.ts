import type { Activity } from '../../server/domain/activity.ts';
import type { Booking, MailEffect } from '../../server/domain/booking.ts';
import type { Calendar } from '../../server/domain/calendar.ts';
import { type Company, type Host, hostId } from '../../server/domain/host.ts';
import { HOUR, MINUTE } from '../../server/domain/interval.ts';
import type { Link } from '../../server/domain/link.ts';
import type { WebhookEvent } from '../../server/ports.ts';

/** Documents as the product stores them, with every field filled; a test names what it cares about. */

export const NOON = Date.parse('2026-11-24T12:00:00Z');

export const sampleHost = (change: Partial<Host> = {}): Host => {
  const { company = 42, user = 7 } = change;
  return {
    id: hostId(company, user),
    company,
    user,
    status: 'active',
    pausedBecause: null,
    name: 'Sunita Gurung',
    email: 'sunita@example.com',
    zone: 'Asia/Kathmandu',
    language: 'en',
    grant: {
      accessToken: 'sealed.access',
      refreshToken: 'sealed.refresh',
      expiresAt: NOON + HOUR,
      refreshedAt: NOON,
      apiDomain: 'https://example.pipedrive.com',
      scopes: ['base', 'activities:full'],
    },
    webhook: { id: null, path: `path-of-${company}-${user}`, password: 'sealed.password' },
    webhookAt: null,
    installedAt: NOON,
    wantedAt: null,
    gapSince: null,
    reconciledAt: null,
    retryAt: null,
    checkedAt: null,
    leavingSince: null,
    ...change,
  };
};

export const sampleCompany = (change: Partial<Company> = {}): Company => ({
  id: 42,
  name: 'Everest Outfitters',
  domain: 'everest',
  plan: null,
  addons: [],
  addonsReadAt: null,
  ...change,
});

export const sampleLink = (change: Partial<Link> = {}): Link => ({
  slug: '4fWqZ8mXbT2c',
  host: '42:7',
  version: 1,
  offer: {
    kind: 'general',
    rule: {
      zone: 'Asia/Kathmandu',
      weekly: { mon: [['09:00', '24:00']], wed: [] },
      overrides: { '2026-12-24': [], '2026-12-31': [['22:00', '02:00']] },
      duration: 30,
      step: 15,
      bufferBefore: 0,
      bufferAfter: 10,
      notice: 60,
      horizonDays: null,
      activeFrom: null,
      activeTo: null,
      dailyLimit: 3,
    },
  },
  details: {
    name: 'Call — żółć, हिमाल, ‮,\u0001 "quoted"',
    place: { kind: 'video', text: '' },
    description: '',
    activityType: 'call',
    questions: [],
    footer: '<p>Footer</p>',
  },
  language: null,
  active: true,
  createdAt: NOON,
  deletedAt: null,
  ...change,
});

export const sampleCalendar = (change: Partial<Calendar> = {}): Calendar => ({
  host: '42:7',
  rev: 1,
  mirrorRev: 0,
  syncedAt: null,
  claims: [
    { id: 'one', kind: 'booking', start: NOON, end: NOON + HOUR, link: '4fWqZ8mXbT2c', before: 0, after: 10 },
    {
      id: 'two',
      kind: 'hold',
      start: NOON + HOUR,
      end: NOON + 2 * HOUR,
      link: '4fWqZ8mXbT2c',
      before: 5,
      after: 0,
      madeAt: NOON,
      until: NOON + 10 * MINUTE,
    },
  ],
  activeGeneral: ['4fWqZ8mXbT2c'],
  ...change,
});

export const timedActivity = (change: Partial<Activity> = {}): Activity => ({
  id: '42:1001',
  host: '42:7',
  start: NOON,
  end: NOON + HOUR,
  date: null,
  busy: true,
  updatedAt: NOON,
  ...change,
});

export const allDayActivity = (change: Partial<Activity> = {}): Activity => ({
  id: '42:1002',
  host: '42:7',
  start: null,
  end: null,
  date: '2026-11-24',
  busy: false,
  updatedAt: NOON,
  ...change,
});

/** Neither a time nor a date: nothing that could block. */
export const undatedActivity = (change: Partial<Activity> = {}): Activity =>
  timedActivity({ id: '42:1003', start: null, end: null, busy: false, ...change });

export const mailEffect = (change: Partial<MailEffect> = {}): MailEffect => ({
  kind: 'mail',
  mail: 'booked',
  to: 'guest',
  sequence: 0,
  start: NOON + 24 * HOUR,
  end: NOON + 25 * HOUR,
  before: null,
  by: 'guest',
  why: null,
  state: 'due',
  dueAt: NOON,
  attempts: 0,
  error: null,
  ...change,
});

export const sampleBooking = (change: Partial<Booking> = {}): Booking => ({
  id: '01JDEXAMPLE0000000000000AA',
  host: '42:7',
  link: '4fWqZ8mXbT2c',
  version: 1,
  state: 'confirmed',
  intent: null,
  start: NOON + 24 * HOUR,
  end: NOON + 25 * HOUR,
  bufferBefore: 0,
  bufferAfter: 10,
  sequence: 0,
  guest: { name: 'Zoë O’Brien', email: 'zoe@example.org', zone: 'America/St_Johns', language: 'en' },
  answers: [{ question: 'q1', label: 'Topic', value: '' }],
  notes: '',
  colleagues: ['max@example.org'],
  meeting: { name: 'Call', place: { kind: 'phone', text: '' }, description: '', activityType: 'call' },
  idempotencyKey: change.id ?? 'key-1',
  requestHash: 'a'.repeat(64),
  createdAt: NOON,
  cancelled: null,
  crm: { activity: null, agreed: null, person: null, deal: null, organization: null },
  effects: [],
  ...change,
});

export const sampleEvent = (change: Partial<WebhookEvent> = {}): WebhookEvent => ({
  id: 'delivery-1',
  host: '42:7',
  receivedAt: NOON,
  action: 'change',
  company: 42,
  activity: 1001,
  owner: null,
  timestamp: NOON - 500,
  doneAt: null,
  attempts: 0,
  ...change,
});
