import { describe, expect, it } from 'vitest';
import {
  changeIn,
  faultsIn,
  fieldOf,
  formOf,
  isEdited,
  timeIn,
  withFrom,
  withTyped,
} from '../../../extension-ui/scheduler-calendar/meeting-form.ts';
import { meetingOf } from './sample.ts';

const kathmandu = 'Asia/Kathmandu';
const stJohns = 'America/St_Johns';
const meeting = meetingOf();
const form = formOf(meeting, kathmandu);
const now = Date.parse('2026-12-01T09:00:00+05:45');

describe('the form of a meeting', () => {
  it('shows the host’s clock', () => {
    expect(form).toMatchObject({ date: '2026-12-02', from: '09:00', to: '09:30' });
    expect(formOf(meeting, stJohns)).toMatchObject({ date: '2026-12-01', from: '23:45', to: '00:15' });
  });

  it('changes nothing as it is opened', () => {
    expect(changeIn(form, meeting, kathmandu)).toBe(null);
    expect(changeIn(formOf(meeting, stJohns), meeting, stJohns)).toBe(null);
    expect(isEdited(form, meeting, kathmandu)).toBe(false);
  });

  it('says all that was changed as one change of the state that was edited', () => {
    const edited = {
      ...form,
      date: '2026-12-03',
      from: '10:15',
      to: '11:00',
      placeKind: 'video' as const,
      placeText: ' https://meet.example/nora ',
      description: 'About the new harbour.',
      colleagues: [],
    };
    expect(changeIn(edited, meeting, kathmandu)).toEqual({
      sequence: 2,
      start: '2026-12-03T04:30:00.000Z',
      end: '2026-12-03T05:15:00.000Z',
      place: { kind: 'video', text: 'https://meet.example/nora' },
      description: 'About the new harbour.',
      colleagues: [],
    });
    expect(isEdited(edited, meeting, kathmandu)).toBe(true);
  });

  it('leaves out what stays', () => {
    expect(changeIn({ ...form, description: 'Other' }, meeting, kathmandu)).toEqual({
      sequence: 2,
      description: 'Other',
    });
  });

  it('ends on the next date where it ends earlier on the clock', () => {
    expect(timeIn({ ...form, from: '23:30', to: '00:15' }, meeting, kathmandu)).toEqual({
      start: Date.parse('2026-12-02T23:30:00+05:45'),
      end: Date.parse('2026-12-03T00:15:00+05:45'),
      endsNextDate: true,
      repeated: false,
    });
  });

  it('keeps its length with another start', () => {
    expect(withFrom(form, '23:45')).toMatchObject({ from: '23:45', to: '00:15' });
    expect(withFrom(form, '')).toMatchObject({ from: '', to: '09:30' });
  });

  it('stays what it was in the second of two like hours', () => {
    const late = meetingOf({ start: '2027-11-07T05:00:00.000Z', end: '2027-11-07T05:20:00.000Z' });
    const shown = formOf(late, stJohns);
    expect(shown).toMatchObject({ date: '2027-11-07', from: '01:30', to: '01:50' });
    expect(changeIn({ ...shown, to: '01:40' }, late, stJohns)).toEqual({
      sequence: 2,
      start: '2027-11-07T05:00:00.000Z',
      end: '2027-11-07T05:10:00.000Z',
    });
    expect(timeIn({ ...shown, from: '01:15' }, late, stJohns)).toMatchObject({
      start: Date.parse('2027-11-07T01:15:00-02:30'),
      repeated: true,
    });
  });

  it('has no time that the clocks jump over', () => {
    const spring = meetingOf({ start: '2027-03-14T12:00:00.000Z', end: '2027-03-14T12:30:00.000Z' });
    const shown = formOf(spring, stJohns);
    expect(faultsIn({ ...shown, from: '02:15' }, spring, stJohns, now)).toEqual({ from: 'skipped' });
    expect(faultsIn({ ...shown, from: '01:45', to: '02:15' }, spring, stJohns, now)).toEqual({ to: 'skipped' });
    expect(timeIn({ ...shown, from: '01:45', to: '03:15' }, spring, stJohns)).toMatchObject({
      start: Date.parse('2027-03-14T01:45:00-03:30'),
      end: Date.parse('2027-03-14T03:15:00-02:30'),
    });
  });

  it('tells what is wrong before the server is asked', () => {
    expect(faultsIn({ ...form, date: '' }, meeting, kathmandu, now)).toEqual({ date: 'no_date' });
    expect(faultsIn({ ...form, to: '' }, meeting, kathmandu, now)).toEqual({ to: 'no_time' });
    expect(faultsIn({ ...form, to: '09:00' }, meeting, kathmandu, now)).toEqual({ to: 'empty' });
    expect(faultsIn({ ...form, date: '2026-11-30' }, meeting, kathmandu, now)).toEqual({ from: 'past' });
  });

  it('refuses an end before the beginning as too long, and keeps the length of a meeting that is as long', () => {
    expect(faultsIn({ ...form, to: '08:00' }, meeting, kathmandu, now)).toEqual({ to: 'too_long' });
    expect(faultsIn({ ...form, to: '21:00' }, meeting, kathmandu, now)).toEqual({});
    expect(faultsIn({ ...form, to: '21:01' }, meeting, kathmandu, now)).toEqual({ to: 'too_long' });
    const long = meetingOf({ end: '2026-12-02T16:15:00.000Z' });
    const moved = { ...formOf(long, kathmandu), date: '2026-12-03' };
    expect(faultsIn(moved, long, kathmandu, now)).toEqual({});
  });

  it('takes a running meeting’s end, but not one that is over by now', () => {
    const running = Date.parse('2026-12-02T09:20:00+05:45');
    expect(faultsIn({ ...form, to: '10:00' }, meeting, kathmandu, running)).toEqual({});
    expect(faultsIn({ ...form, to: '09:10' }, meeting, kathmandu, running)).toEqual({ to: 'over' });
  });
});

describe('further guests', () => {
  const typing = (typed: string) => withTyped({ ...form, typed }, meeting);

  it('join the list, several at once', () => {
    expect(typing('ivo@harbour.example, ada@harbour.example').form).toMatchObject({
      colleagues: ['pim@harbour.example', 'ivo@harbour.example', 'ada@harbour.example'],
      typed: '',
    });
  });

  it('stay typed where they can’t be invited', () => {
    expect(typing('ivo@harbour.example; nobody')).toMatchObject({
      form: { colleagues: ['pim@harbour.example', 'ivo@harbour.example'], typed: 'nobody' },
      fault: 'not_an_address',
    });
    expect(typing('PIM@harbour.example').fault).toBe('twice');
    expect(typing('Nora.Quill@harbour.example').fault).toBe('is_guest');
    const many = Array.from({ length: 10 }, (_, index) => `guest${index}@harbour.example`).join(' ');
    expect(typing(many)).toMatchObject({ form: { typed: 'guest9@harbour.example' }, fault: 'too_many' });
  });

  it('that are typed and not in the list count as edited', () => {
    expect(isEdited({ ...form, typed: 'ivo@' }, meeting, kathmandu)).toBe(true);
  });
});

it('says a refusal of the server at its field', () => {
  expect(fieldOf('place.text')).toBe('place');
  expect(fieldOf('end')).toBe('to');
  expect(fieldOf('sequence')).toBe(null);
  expect(fieldOf(undefined)).toBe(null);
});
