import { describe, expect, it } from 'vitest';
import { joined, spanOf, withMeeting } from '../../../extension-ui/host-weeks/calendar-data.ts';
import { overlapping } from '../../../extension-ui/scheduler-calendar/overlapping.ts';
import { activityOf, calendarOf, meetingOf } from '../scheduler-calendar/sample.ts';

const week = { from: '2026-11-30', to: '2026-12-06' };

describe('what several weeks say', () => {
  it('is said once, and isn’t known where one of them isn’t', () => {
    const over = activityOf({ id: 9 });
    const data = joined([
      calendarOf({ activities: [over], meetings: [meetingOf()] }),
      calendarOf({ activities: [over, activityOf({ id: 10 })], known: false, subjectsKnown: false }),
    ]);
    expect(data?.activities.map(({ id }) => id)).toEqual([9, 10]);
    expect(data?.meetings).toHaveLength(1);
    expect(data).toMatchObject({ known: false, subjectsKnown: false, zone: 'Asia/Kathmandu' });
    expect(joined([])).toBe(null);
  });

  it('leaves out a meeting’s own activity', () => {
    const data = joined([calendarOf({ activities: [activityOf({ id: 71 }), activityOf()], meetings: [meetingOf()] })]);
    expect(data?.activities.map(({ id }) => id)).toEqual([5]);
  });
});

describe('a changed meeting', () => {
  const before = calendarOf({ meetings: [meetingOf()] });

  it('takes its new place in its week', () => {
    const moved = meetingOf({ start: '2026-12-04T03:15:00.000Z', end: '2026-12-04T03:45:00.000Z', sequence: 3 });
    expect(withMeeting(before, week, moved).meetings).toEqual([moved]);
  });

  it('leaves the week that it isn’t in any more, by the zone’s midnight', () => {
    const monday = meetingOf({ start: '2026-12-06T18:15:00.000Z', end: '2026-12-06T18:45:00.000Z' });
    expect(withMeeting(before, week, monday).meetings).toEqual([]);
    const sunday = meetingOf({ start: '2026-12-06T18:10:00.000Z', end: '2026-12-06T18:45:00.000Z' });
    expect(withMeeting(before, week, sunday).meetings).toEqual([sunday]);
  });
});

describe('what lies on a time', () => {
  const own = meetingOf();
  const other = meetingOf({ id: 'B2', start: '2026-12-02T04:30:00.000Z', end: '2026-12-02T05:00:00.000Z' });
  const gone = meetingOf({ id: 'C3', state: 'cancelled' });
  const data = calendarOf({
    activities: [activityOf(), activityOf({ id: 6, busy: false }), activityOf({ id: 71 })],
    meetings: [own, other, gone],
  });
  const on = (start: string, end: string) =>
    overlapping(data, { start: Date.parse(start), end: Date.parse(end) }, own).map(({ kind, title }) => [kind, title]);

  it('is other confirmed meetings and busy activities', () => {
    expect(on('2026-12-02T10:00:00+05:45', '2026-12-02T10:30:00+05:45')).toEqual([
      ['activity', 'Team planning'],
      ['meeting', 'Nora Quill'],
    ]);
  });

  it('is nothing that only touches it, and not the meeting itself', () => {
    expect(on('2026-12-02T09:00:00+05:45', '2026-12-02T09:45:00+05:45')).toEqual([]);
  });

  it('is a busy day from midnight to midnight of the zone', () => {
    const leave = activityOf({ id: 8, start: null, end: null, date: '2027-03-14', subject: 'Annual leave' });
    expect(spanOf(leave, 'America/St_Johns')).toEqual({
      start: Date.parse('2027-03-14T00:00:00-03:30'),
      end: Date.parse('2027-03-15T00:00:00-02:30'),
    });
    expect(spanOf({ ...leave, date: null }, 'America/St_Johns')).toBe(null);
  });
});
