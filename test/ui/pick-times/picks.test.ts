import { describe, expect, it } from 'vitest';
import { pickRefusal, withChanged, without, withTime } from '../../../extension-ui/pick-times/picks.ts';
import { busyIn, busyOver, isAtNight } from '../../../extension-ui/pick-times/remarks.ts';
import { bodyOf, draftOf, newForm, type TimesForm, withDraft } from '../../../extension-ui/pick-times/times-form.ts';
import type { CalendarReply, MeetingReply } from '../../../server/http/host/schema.ts';
import { hostOf } from '../host/sample.ts';

const at = (text: string): number => Date.parse(text);
const span = (start: string, end: string) => ({ start: at(start), end: at(end) });
const time = (id: string, start: string, end: string) => ({ id, ...span(start, end) });
const nine = time('nine', '2026-12-08T03:15:00Z', '2026-12-08T03:45:00Z');
const eleven = time('eleven', '2026-12-08T05:15:00Z', '2026-12-08T06:15:00Z');
const now = at('2026-12-07T00:00:00Z');

describe('picked times', () => {
  const times = [nine, eleven];

  it('may touch but not overlap, another one than themselves', () => {
    const refusal = (start: string, end: string, id: string | null = null) =>
      pickRefusal(times, span(start, end), id, now);
    expect(refusal('2026-12-08T03:45:00Z', '2026-12-08T05:15:00Z')).toBeNull();
    expect(refusal('2026-12-08T03:44:00Z', '2026-12-08T04:00:00Z')).toBe('overlap');
    expect(refusal('2026-12-08T03:30:00Z', '2026-12-08T04:00:00Z', 'nine')).toBeNull();
    expect(refusal('2026-12-08T03:30:00Z', '2026-12-08T04:00:00Z', 'eleven')).toBe('overlap');
  });

  it('lie ahead, and last five minutes to a day', () => {
    const refusal = (start: string, end: string) => pickRefusal([], span(start, end), null, now);
    expect(refusal('2026-12-07T00:00:00Z', '2026-12-07T00:30:00Z')).toBe('past');
    expect(refusal('2026-12-07T00:01:00Z', '2026-12-07T00:05:00Z')).toBe('tooShort');
    expect(refusal('2026-12-07T00:01:00Z', '2026-12-08T00:02:00Z')).toBe('tooLong');
    expect(refusal('2026-12-07T00:01:00Z', '2026-12-08T00:01:00Z')).toBeNull();
  });

  it('are 200 at most', () => {
    const many = Array.from({ length: 200 }, (_, day) => ({
      id: String(day),
      start: nine.start + day * 86_400_000,
      end: nine.end + day * 86_400_000,
    }));
    expect(pickRefusal(many, span('2026-12-08T05:15:00Z', '2026-12-08T05:45:00Z'), null, now)).toBe('tooMany');
    expect(pickRefusal(many, span('2026-12-08T05:15:00Z', '2026-12-08T05:45:00Z'), '7', now)).toBeNull();
  });

  it('stay in the order of their starts', () => {
    expect(withTime([eleven], nine)).toEqual([nine, eleven]);
    const late = span('2026-12-09T03:15:00Z', '2026-12-09T03:45:00Z');
    expect(withChanged(times, 'nine', late)).toEqual([eleven, { id: 'nine', ...late }]);
    expect(without(times, 'nine')).toEqual([eleven]);
  });
});

const meeting: MeetingReply = {
  id: '01M',
  link: 'aBcDeFgHiJkL',
  state: 'confirmed',
  sequence: 0,
  name: 'Intro call',
  start: '2026-12-09T03:15:00Z',
  end: '2026-12-09T03:45:00Z',
  guest: { name: 'Oona Fairweather', email: 'oona@fairweather.example', zone: 'America/St_Johns', language: 'en' },
  place: { kind: 'other', text: '' },
  description: '',
  answers: [],
  notes: '',
  colleagues: [],
  cancelled: null,
  activity: null,
  person: null,
  deal: null,
  inCrm: 'done',
  mails: [],
  waiting: [],
};

const calendar: CalendarReply = {
  zone: 'Asia/Kathmandu',
  known: true,
  subjectsKnown: true,
  activities: [
    {
      id: 1,
      start: '2026-12-08T04:15:00Z',
      end: '2026-12-08T05:15:00Z',
      date: null,
      busy: true,
      subject: 'Board call',
      type: 'meeting',
      done: false,
      deal: null,
      person: null,
    },
    {
      id: 2,
      start: '2026-12-08T08:15:00Z',
      end: '2026-12-08T09:15:00Z',
      date: null,
      busy: false,
      subject: 'Gym',
      type: 'task',
      done: false,
      deal: null,
      person: null,
    },
    {
      id: 3,
      start: null,
      end: null,
      date: '2026-12-10',
      busy: true,
      subject: null,
      type: null,
      done: false,
      deal: null,
      person: null,
    },
  ],
  meetings: [],
};

describe('remarks on a time', () => {
  const busy = busyIn(calendar, 'Asia/Kathmandu', null);
  const none = { bufferBefore: 0, bufferAfter: null };
  const over = (start: string, end: string, buffers: Parameters<typeof busyOver>[2] = none) =>
    busyOver(busy, span(start, end), buffers)?.title;

  it('are of busy activities, not of those that block nobody', () => {
    expect(over('2026-12-08T05:00:00Z', '2026-12-08T05:30:00Z')).toBe('Board call');
    expect(over('2026-12-08T05:15:00Z', '2026-12-08T05:45:00Z')).toBeUndefined();
    expect(over('2026-12-08T08:15:00Z', '2026-12-08T08:45:00Z')).toBeUndefined();
  });

  it('count what is to stay free around it', () => {
    const quarter = { bufferBefore: 15, bufferAfter: 0 };
    expect(over('2026-12-08T05:15:00Z', '2026-12-08T05:45:00Z', quarter)).toBe('Board call');
  });

  it('count whole days of the host’s zone', () => {
    expect(over('2026-12-09T18:15:00Z', '2026-12-09T18:45:00Z')).toBeNull();
    expect(over('2026-12-09T17:45:00Z', '2026-12-09T18:15:00Z')).toBeUndefined();
    expect(over('2026-12-10T18:15:00Z', '2026-12-10T18:45:00Z')).toBeUndefined();
  });

  it('leave out the meetings that were made from these very times', () => {
    const withMeeting = { ...calendar, meetings: [meeting] };
    expect(busyIn(withMeeting, 'Asia/Kathmandu', null)).toHaveLength(3);
    expect(busyIn(withMeeting, 'Asia/Kathmandu', meeting.link)).toHaveLength(2);
  });

  it('tell of the guest’s night, also where the time ends in it', () => {
    const night = (start: string, end: string) => isAtNight(span(start, end), 'America/St_Johns');
    expect(night('2026-12-08T10:29:00Z', '2026-12-08T10:59:00Z')).toBe(true);
    expect(night('2026-12-08T10:30:00Z', '2026-12-08T11:00:00Z')).toBe(false);
    expect(night('2026-12-09T01:00:00Z', '2026-12-09T01:30:00Z')).toBe(false);
    expect(night('2026-12-09T01:15:00Z', '2026-12-09T01:45:00Z')).toBe(true);
    expect(night('2026-12-09T03:00:00Z', '2026-12-09T03:30:00Z')).toBe(true);
  });
});

describe('the form', () => {
  let count = 0;
  const id = () => {
    count += 1;
    return String(count);
  };
  const form: TimesForm = { ...newForm(hostOf('https://book.example'), 'Meeting'), times: [nine, eleven] };

  it('begins with what the host has chosen for new links', () => {
    expect(form.details).toMatchObject({ name: 'Meeting', place: hostOf('https://book.example').settings.place });
    expect(form.newMinutes).toBe(hostOf('https://book.example').settings.newLink.duration);
    expect(form.bookings).toBe('one');
  });

  it('is sent with each time’s own end, and nothing in a field is none', () => {
    expect(bodyOf({ ...form, bufferAfter: null }, 'Asia/Kathmandu').offer).toEqual({
      kind: 'specific',
      rule: {
        zone: 'Asia/Kathmandu',
        times: [
          ['2026-12-08T03:15:00.000Z', '2026-12-08T03:45:00.000Z'],
          ['2026-12-08T05:15:00.000Z', '2026-12-08T06:15:00.000Z'],
        ],
        bufferBefore: 0,
        bufferAfter: 0,
        bookings: 'one',
      },
    });
  });

  it('comes back from a draft as it was', () => {
    const typed: TimesForm = {
      ...form,
      details: { ...form.details, name: 'Ωmega <b>', description: 'Two\nlines' },
      bookings: 'each',
      bufferBefore: 10,
    };
    const back = withDraft({ ...form, times: [] }, JSON.parse(JSON.stringify(draftOf(typed))), id);
    expect(draftOf(back)).toEqual(draftOf(typed));
  });

  it('takes nothing from a draft that isn’t what it should be', () => {
    const odd = { times: [['tomorrow', 'later']], name: 7, place: { kind: 'moon' }, bookings: 'all', newMinutes: '30' };
    expect(withDraft(form, odd, id)).toEqual(form);
  });
});
