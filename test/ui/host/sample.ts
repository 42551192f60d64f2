import type { LinkReply, MeReply } from '../../../server/http/host/schema.ts';

/** A host in Kathmandu, so that a time shown in the machine's zone, or in UTC, is seen at once. */

const rule = {
  zone: 'Asia/Kathmandu',
  weekly: { mon: [['09:00', '17:00'] satisfies [string, string]] },
  overrides: {},
  duration: 30,
  step: 15,
  bufferBefore: 0,
  bufferAfter: 0,
  notice: 60,
  horizonDays: 60,
  activeFrom: null,
  activeTo: null,
  dailyLimit: null,
};

export const linkOf = (base: string, change: Partial<LinkReply> & { name?: string }): LinkReply => {
  const { name = 'Intro call', ...rest } = change;
  const slug = rest.slug ?? 'aBcDeFgHiJkL';
  return {
    slug,
    url: `${base}/b/${slug}`,
    version: 1,
    offer: { kind: 'general', rule },
    details: {
      name,
      place: { kind: 'video', text: 'https://meet.example/room' },
      description: '',
      activityType: 'meeting',
      questions: [],
      footer: '',
    },
    language: null,
    active: true,
    closed: false,
    ...rest,
  };
};

export const linksOf = (base: string): LinkReply[] => [
  linkOf(base, {}),
  linkOf(base, {
    slug: 'MnPqRsTuVwXy',
    name: 'Product demonstration for the whole buying team & friends',
    offer: { kind: 'general', rule: { ...rule, duration: 60 } },
    active: false,
  }),
  linkOf(base, {
    slug: '1234567abcde',
    name: 'Contract review',
    offer: {
      kind: 'specific',
      rule: {
        zone: 'Asia/Kathmandu',
        times: [
          ['2027-03-02T04:15:00Z', '2027-03-02T05:00:00Z'],
          ['2027-03-03T08:15:00Z', '2027-03-03T09:00:00Z'],
        ],
        bufferBefore: 0,
        bufferAfter: 0,
        bookings: 'one',
      },
    },
    closed: true,
  }),
];

export const hostOf = (base: string, change: Partial<MeReply> = {}): MeReply => ({
  status: 'active',
  name: 'Maya Gurung',
  email: 'maya@northwind.example',
  zone: 'Asia/Kathmandu',
  language: 'en',
  company: 'Northwind Lamps',
  companyDomain: 'northwind',
  settingsUrl: `${base}/settings/marketplace/app/abc/app-settings`,
  plan: { name: 'growth', leadBooster: false, limit: 1 },
  settings: {
    language: 'en',
    place: { kind: 'video', text: 'https://meet.example/room' },
    notifications: true,
    calendarFile: false,
    reminders: true,
    mailZone: null,
    newLink: { duration: 30, step: 30, bufferBefore: 0, bufferAfter: 0, notice: 240, horizonDays: 60 },
  },
  sync: {
    calendarKnown: true,
    lastWebhook: '2027-03-01T06:15:00Z',
    lastReconciliation: '2027-03-01T05:45:00Z',
    waiting: [{ booking: '01JX', kind: 'activity', attempts: 3, error: 'unavailable', givenUp: false }],
  },
  futureMeetings: 2,
  connectUrl: `${base}/oauth/start`,
  ...change,
});

/** Two on one Kathmandu day, one on the next, though all three are on one date in UTC. */
export const nextStarts = ['2027-03-02T04:15:00Z', '2027-03-02T09:45:00Z', '2027-03-02T18:45:00Z'];
