import { type EditorForm, newForm } from '../../../extension-ui/link-editor/form.ts';
import type { LinkReply } from '../../../server/http/host/schema.ts';

/** A new link's form of a host in Kathmandu: Monday to Friday, nine to five, half an hour. */
export const formWith = (part: Partial<EditorForm> = {}): EditorForm => ({
  ...newForm(
    {
      zone: 'Asia/Kathmandu',
      settings: {
        language: 'en',
        place: { kind: 'phone', text: '+977 1 5970000' },
        notifications: true,
        calendarFile: false,
        reminders: true,
        mailZone: null,
        newLink: { duration: 30, step: 30, bufferBefore: 0, bufferAfter: 0, notice: 240, horizonDays: 60 },
      },
    },
    'Meeting',
  ),
  ...part,
});

export const weekly = (part: Partial<EditorForm['weekly']>): EditorForm['weekly'] => ({
  mon: [],
  tue: [],
  wed: [],
  thu: [],
  fri: [],
  sat: [],
  sun: [],
  ...part,
});

/** Every field says something else than its default. */
export const fullLink: LinkReply = {
  slug: '4Fh8Kq2Zx7Wp',
  url: 'https://example.test/b/4Fh8Kq2Zx7Wp',
  version: 7,
  offer: {
    kind: 'general',
    rule: {
      zone: 'America/St_Johns',
      weekly: {
        mon: [
          ['09:00', '12:00'],
          ['13:00', '17:00'],
        ],
        fri: [['22:30', '02:00']],
      },
      overrides: { '2027-12-24': [], '2027-12-31': [['09:00', '12:00']] },
      duration: 50,
      step: 20,
      bufferBefore: 5,
      bufferAfter: 10,
      notice: 2880,
      horizonDays: null,
      activeFrom: '2027-01-11',
      activeTo: '2028-06-30',
      dailyLimit: 3,
    },
  },
  details: {
    name: 'Consultation',
    place: { kind: 'video', text: 'https://meet.example.test/k' },
    description: 'What we talk about.\nTwo lines.',
    activityType: 'call',
    questions: [
      { id: 'size', label: 'How many are you?', kind: 'choice', required: true, choices: ['One', 'More'] },
      { id: 'why', label: 'Why?', kind: 'long_text', required: false, choices: [] },
    ],
    footer: '<p>See <b>you</b></p>',
  },
  language: 'pt-BR',
  active: true,
  closed: false,
};
