import type { CalendarReply, MeetingReply } from '../../../server/http/host/schema.ts';

export const meetingOf = (given: Partial<MeetingReply> = {}): MeetingReply => ({
  id: '01JDM0000000000000000000A1',
  link: '7Kd2mPq9XwTb',
  state: 'confirmed',
  sequence: 2,
  name: 'Discovery call',
  start: '2026-12-02T03:15:00.000Z',
  end: '2026-12-02T03:45:00.000Z',
  guest: { name: 'Nora Quill', email: 'nora.quill@harbour.example', zone: 'America/St_Johns', language: 'en' },
  place: { kind: 'phone', text: '+977 1 4220000' },
  description: 'About the harbour.',
  answers: [],
  notes: '',
  colleagues: ['pim@harbour.example'],
  cancelled: null,
  activity: 71,
  person: 12,
  deal: null,
  inCrm: 'done',
  mails: [],
  waiting: [],
  ...given,
});

export const activityOf = (
  given: Partial<CalendarReply['activities'][number]> = {},
): CalendarReply['activities'][number] => ({
  id: 5,
  start: '2026-12-02T04:00:00.000Z',
  end: '2026-12-02T05:00:00.000Z',
  date: null,
  busy: true,
  subject: 'Team planning',
  type: 'meeting',
  done: false,
  deal: null,
  person: null,
  ...given,
});

export const calendarOf = (given: Partial<CalendarReply> = {}): CalendarReply => ({
  zone: 'Asia/Kathmandu',
  known: true,
  subjectsKnown: true,
  activities: [],
  meetings: [],
  ...given,
});
