import type { Language, Question } from '../../../server/domain/link.ts';
import type {
  Assets,
  BookPage,
  ManagePage,
  MessagePage,
  PublicMeeting,
  RemindersPage,
} from '../../../server/http/guest/page.ts';

/** Names of the built files where none are served. */
export const noAssets: Assets = {
  script: '/assets/booking.js',
  style: '/assets/booking.css',
  shared: [],
  book: [],
  picker: [],
  details: [],
  manage: [],
  reminders: [],
};

export const meeting: PublicMeeting = {
  name: 'Product walkthrough',
  host: 'Zofia Wiśniewska',
  company: 'Nordlicht & Söhne',
  place: { kind: 'video', text: 'https://meet.example.com/zofia' },
  description: 'A first look at the product, with time for your questions.\nBring whoever decides with you.',
  duration: 30,
};

export const questions: Question[] = [
  { id: 'size', label: 'How large is your team?', kind: 'choice', required: true, choices: ['1–10', '11–50', '51+'] },
  { id: 'phone', label: 'Phone number', kind: 'phone', required: false, choices: [] },
  { id: 'nda', label: 'I need an NDA first', kind: 'checkbox', required: false, choices: [] },
];

export const footer = '<p>Questions? <a href="https://example.com/help">Look here</a>.</p>';

const weekday = (date: Date): boolean => date.getUTCDay() % 6 !== 0;

/**
 * Half hours from 9:00 to 12:30 by the clock of Warsaw in winter (+01:00), Mondays to Fridays in December 2026 from the
 * 3rd on, and on two days of February 2027; January is empty.
 */
export const allStarts: readonly string[] = [
  ...Array.from({ length: 29 }, (_, index) => new Date(Date.UTC(2026, 11, 3 + index))),
  new Date(Date.UTC(2027, 1, 8)),
  new Date(Date.UTC(2027, 1, 9)),
]
  .filter(weekday)
  .flatMap(day => Array.from({ length: 8 }, (_, index) => new Date(day.getTime() + (8 * 60 + index * 30) * 60_000)))
  .map(start => start.toISOString());

export const startsIn = (month: string): string[] => allStarts.filter(start => start.startsWith(month.slice(0, 7)));

export const bookPage = (change: Partial<BookPage> = {}): BookPage => ({
  kind: 'book',
  language: 'en',
  assets: noAssets,
  path: '/b/7kQx2mNpR4sT',
  meeting,
  hostZone: 'Europe/Warsaw',
  zone: null,
  today: '2026-12-01',
  month: '2026-12-01',
  firstMonth: '2026-12-01',
  lastMonth: '2027-02-01',
  starts: startsIn('2026-12-01'),
  date: '2026-12-03',
  start: null,
  questions,
  footer,
  idempotencyKey: '0123456789abcdef0123456789abcdef',
  refused: null,
  preview: false,
  ...change,
});

export const managePage = (change: Partial<ManagePage> = {}): ManagePage => ({
  kind: 'manage',
  language: 'en',
  assets: noAssets,
  path: '/m/token',
  state: 'confirmed',
  justBooked: false,
  meeting,
  start: '2026-12-03T09:00:00.000Z',
  end: '2026-12-03T09:30:00.000Z',
  guestName: 'Asha Rai',
  zone: 'Asia/Kathmandu',
  hostZone: 'Europe/Warsaw',
  footer,
  calendarFile: '/m/token/calendar.ics',
  bookPath: '/b/7kQx2mNpR4sT',
  cancelling: false,
  undoUntil: null,
  refused: null,
  ...change,
});

export const remindersPage = (change: Partial<RemindersPage> = {}): RemindersPage => ({
  kind: 'reminders',
  language: 'en',
  assets: noAssets,
  path: '/m/token/reminders',
  managePath: '/m/token',
  state: 'on',
  meeting,
  start: '2026-12-03T09:00:00.000Z',
  end: '2026-12-03T09:30:00.000Z',
  zone: 'Asia/Kathmandu',
  ...change,
});

export const messagePage = (code: string, status: number, language: Language = 'en'): MessagePage => ({
  kind: 'message',
  language,
  assets: noAssets,
  code,
  host: null,
  status,
});
