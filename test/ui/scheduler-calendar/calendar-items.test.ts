import { describe, expect, it } from 'vitest';
import { agendaDays } from '../../../extension-ui/scheduler-calendar/agenda-days.ts';
import {
  allDayItems,
  isMovable,
  meetingItem,
  openedBy,
  timedItems,
} from '../../../extension-ui/scheduler-calendar/calendar-items.ts';
import { isSameClock, shortWhen, webAddress, whenText } from '../../../extension-ui/scheduler-calendar/when.ts';
import { activityOf, calendarOf, meetingOf } from './sample.ts';

const words = {
  noSubject: 'Activity',
  done: 'done',
  cancelled: 'Cancelled',
  notSaved: 'Not saved',
  waiting: 'Waiting',
  beingWritten: 'Being written',
};
const before = Date.parse('2026-12-01T09:00:00+05:45');
const options = { now: before, showsCancelled: false, move: null, words };
const cancelled = meetingOf({ id: 'C3', state: 'cancelled' });

describe('what the grid shows', () => {
  it('tells meetings and activities apart; only meetings to come are moved', () => {
    const data = calendarOf({ activities: [activityOf({ subject: null, busy: false })], meetings: [meetingOf()] });
    expect(timedItems(data, options)).toMatchObject([
      { id: 'activity 5', kind: 'activity', title: 'Activity', busy: false, movable: false, openable: true },
      { kind: 'meeting', title: 'Nora Quill', detail: 'Discovery call', movable: true, openable: true },
    ]);
    expect(isMovable(meetingOf(), Date.parse('2026-12-02T09:30:00+05:45'))).toBe(false);
    expect(isMovable(cancelled, before)).toBe(false);
  });

  it('shows cancelled meetings on demand, as such', () => {
    const data = calendarOf({ meetings: [cancelled] });
    expect(timedItems(data, options)).toEqual([]);
    expect(timedItems(data, { ...options, showsCancelled: true })).toMatchObject([
      { tone: 'quiet', detail: 'Cancelled · Discovery call', busy: false, movable: false },
    ]);
  });

  it('says what waits', () => {
    const data = calendarOf({ meetings: [meetingOf({ inCrm: 'waiting' })] });
    expect(timedItems(data, options)).toMatchObject([{ tone: 'warn', detail: 'Being written · Discovery call' }]);
    const refused = calendarOf({ meetings: [meetingOf({ inCrm: 'given_up' })] });
    expect(timedItems(refused, options)).toMatchObject([{ tone: 'warn', detail: 'Waiting · Discovery call' }]);
  });

  it('shows a meeting that is being moved where it would be, and moves no other meanwhile', () => {
    const move = {
      meeting: meetingOf(),
      start: Date.parse('2026-12-09T10:00:00+05:45'),
      end: Date.parse('2026-12-09T10:30:00+05:45'),
    };
    const data = calendarOf({ meetings: [meetingOf({ id: 'B2' })] });
    expect(timedItems(data, { ...options, move })).toMatchObject([
      { id: meetingItem('B2'), movable: false },
      { start: move.start, end: move.end, movable: true, tone: 'warn', detail: 'Not saved · Discovery call' },
    ]);
  });

  it('keeps what has no time of day apart', () => {
    const data = calendarOf({ activities: [activityOf({ start: null, end: null, date: '2026-12-02' })] });
    expect(timedItems(data, options)).toEqual([]);
    expect(allDayItems(data, options)).toMatchObject([{ date: '2026-12-02', title: 'Team planning', busy: true }]);
  });

  it('knows its own names again', () => {
    expect(openedBy(meetingItem('01JDM'))).toEqual({ kind: 'meeting', id: '01JDM' });
    expect(openedBy('activity 5')).toEqual({ kind: 'activity', id: 5 });
  });
});

describe('the list', () => {
  const zone = 'Asia/Kathmandu';
  const item = (start: string, end: string) =>
    timedItems(calendarOf({ activities: [activityOf({ start, end })] }), options);

  it('has each item once, on the zone’s date, and what began before on the first', () => {
    const timed = [
      ...item('2026-12-02T20:00:00.000Z', '2026-12-02T20:30:00.000Z'),
      ...item('2026-12-01T17:00:00.000Z', '2026-12-01T19:00:00.000Z'),
      ...item('2026-12-01T17:00:00.000Z', '2026-12-01T18:15:00.000Z'),
    ];
    const days = agendaDays(timed, [], { from: '2026-12-02', to: '2026-12-29' }, zone);
    expect(days.map(({ date, timed }) => [date, timed.length])).toEqual([
      ['2026-12-02', 1],
      ['2026-12-03', 1],
    ]);
  });
});

describe('a time in words', () => {
  const span = { start: Date.parse('2026-12-02T09:00:00+05:45'), end: Date.parse('2026-12-02T09:30:00+05:45') };
  const plain = (text: string) => text.replace(/\s/g, ' ');

  it('is the same meeting on both clocks', () => {
    expect(plain(whenText(span, 'Asia/Kathmandu', 'en-GB'))).toBe('Wednesday, 2 December 2026, 09:00–09:30');
    expect(plain(whenText(span, 'America/St_Johns', 'en-GB'))).toMatch(
      /^Tuesday,? 1 December 2026.* 23:45 – Wednesday,? 2 December 2026.* 00:15$/,
    );
    expect(plain(shortWhen(span, 'Asia/Kathmandu', 'pl'))).toBe('śr., 2 gru, 09:00–09:30');
  });

  it('is said twice only where the clocks differ', () => {
    expect(isSameClock('Europe/Warsaw', 'Europe/Berlin', span.start)).toBe(true);
    expect(isSameClock('Asia/Kathmandu', 'Asia/Kolkata', span.start)).toBe(false);
  });

  it('has a place that is a link only where that is a web address', () => {
    expect(webAddress('https://meet.example/nora')).toBe('https://meet.example/nora');
    expect(webAddress('javascript:alert(1)')).toBe(null);
    expect(webAddress('+977 1 4220000')).toBe(null);
  });
});
