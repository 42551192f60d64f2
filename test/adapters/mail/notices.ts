import type { Notice } from '../../../server/ports.ts';

/** A guest in Nepal books a host in Newfoundland: both offsets are broken hours, so a wrong zone can't look right. */
export const notice = (change: Partial<Notice> = {}): Notice => ({
  kind: 'booked',
  to: { role: 'guest', name: 'Sita Gurung', email: 'sita@client.example' },
  messageId: '01JDGUESTBOOKED.0.booked.guest@app.example',
  language: 'en',
  zone: 'Asia/Kathmandu',
  by: 'guest',
  why: null,
  meeting: {
    id: '01JDMEETING',
    name: 'Intro call',
    place: { kind: 'video', text: 'https://meet.example/anna' },
    description: 'We look at your set-up.\nHave the numbers at hand.',
    sequence: 0,
    start: Date.parse('2026-12-01T18:45:00+05:45'),
    end: Date.parse('2026-12-01T19:15:00+05:45'),
    before: null,
    reason: '',
  },
  host: { name: 'Anna Nowak', email: 'anna@seller.example', zone: 'America/St_Johns' },
  guest: { name: 'Sita Gurung', email: 'sita@client.example', zone: 'Asia/Kathmandu' },
  answers: [{ label: 'Company size', value: '20–50' }],
  notes: 'Bring the plan.',
  colleagues: [],
  footer: '',
  urls: {
    manage: 'https://app.example/m/token-of-the-guest',
    view: 'https://app.example/app/meetings/01JDMEETING',
    book: 'https://app.example/b/abcdefghijkm',
    reminders: null,
  },
  calendarFile: true,
  ...change,
});

export const toHost = (change: Partial<Notice> = {}): Notice =>
  notice({
    to: { role: 'host', name: 'Anna Nowak', email: 'anna@seller.example' },
    messageId: '01JDGUESTBOOKED.0.booked.host@app.example',
    zone: 'America/St_Johns',
    calendarFile: false,
    ...change,
  });
