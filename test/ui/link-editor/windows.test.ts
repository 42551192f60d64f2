import { describe, expect, it } from 'vitest';
import { hintsOf } from '../../../extension-ui/link-editor/hints.ts';
import {
  changedWindow,
  copiedTo,
  endsNextDay,
  isAlmostMidnight,
  readTime,
  withoutWindow,
  withWindow,
} from '../../../extension-ui/link-editor/windows.ts';
import { formWith, weekly } from './sample.ts';

describe('a time', () => {
  it.each([
    ['9', '09:00'],
    ['17', '17:00'],
    ['930', '09:30'],
    ['0930', '09:30'],
    ['9.05', '09:05'],
    ['9h30', '09:30'],
    [' 9:30 ', '09:30'],
    ['9 am', '09:00'],
    ['12 am', '00:00'],
    ['12:15 p.m.', '12:15'],
    ['9:30\u202fPM', '21:30'],
    ['24:00', '24:00'],
    ['24', '24:00'],
    ['23:59', '23:59'],
  ])('typed as %j is %s', (typed, time) => {
    expect(readTime(typed)).toBe(time);
  });

  it.each(['', 'noon', '25', '24:30', '9:60', '13 pm', '0 am', '9:3', '<b>9</b>'])('isn’t %j', typed => {
    expect(readTime(typed)).toBeNull();
  });
});

describe('windows', () => {
  it('over midnight end on the next day; midnight itself is the end of the day', () => {
    expect(endsNextDay(['22:30', '02:00'])).toBe(true);
    expect(endsNextDay(['09:00', '24:00'])).toBe(false);
    expect(endsNextDay(['09:00', '00:00'])).toBe(false);
    expect(endsNextDay(['09:00', '17:00'])).toBe(false);
    expect(isAlmostMidnight(['09:00', '23:59'])).toBe(true);
  });

  it('get one more where there is room, and one to begin with', () => {
    expect(withWindow([])).toEqual([['09:00', '17:00']]);
    expect(withWindow([['09:00', '17:00']])).toEqual([
      ['09:00', '17:00'],
      ['18:00', '19:00'],
    ]);
    expect(withWindow([['09:00', '22:30']])).toEqual([
      ['09:00', '22:30'],
      ['23:30', '24:00'],
    ]);
    expect(withWindow([['09:00', '24:00']])).toEqual([
      ['07:00', '08:00'],
      ['09:00', '24:00'],
    ]);
  });

  it('are changed and taken away one at a time', () => {
    const windows = [['09:00', '12:00'] as const, ['13:00', '17:00'] as const];
    expect(changedWindow(windows, 1, ['14:00', '17:00'])).toEqual([windows[0], ['14:00', '17:00']]);
    expect(withoutWindow(windows, 0)).toEqual([windows[1]]);
  });

  it('are copied to the days that were chosen and to no other', () => {
    const before = weekly({ mon: [['08:15', '12:45']], tue: [['09:00', '10:00']], wed: [['11:00', '12:00']] });
    expect(copiedTo(before, 'mon', ['tue', 'sun'])).toEqual({
      ...before,
      tue: [['08:15', '12:45']],
      sun: [['08:15', '12:45']],
    });
  });
});

describe('hints', () => {
  it('are none where step, duration and hours fit', () => {
    expect(hintsOf(formWith())).toEqual({ between: null, ends: [] });
  });

  it('tell what stays unused after each meeting, and the step that leaves nothing', () => {
    expect(hintsOf(formWith({ duration: 45, step: 30 })).between).toEqual({ minutes: 15, takes: 45, step: 15 });
    expect(hintsOf(formWith({ duration: 30, step: 60 })).between).toEqual({ minutes: 30, takes: 30, step: 30 });
  });

  it('count the longer buffer once', () => {
    const between = hintsOf(formWith({ duration: 30, step: 30, bufferBefore: 5, bufferAfter: 10 })).between;
    expect(between).toEqual({ minutes: 20, takes: 40, step: 20 });
  });

  it('offer no step where none fits', () => {
    expect(hintsOf(formWith({ duration: 7, step: 10 })).between).toEqual({ minutes: 3, takes: 7, step: 7 });
    expect(hintsOf(formWith({ duration: 7, step: 5 })).between).toEqual({ minutes: 3, takes: 7, step: null });
  });

  it('tell of ends of the day that no meeting reaches, days of equal hours at once', () => {
    const hours = [['09:00', '18:00'] as const];
    const form = formWith({ duration: 50, step: 20, weekly: weekly({ mon: hours, wed: hours }) });
    expect(hintsOf(form).ends).toEqual([{ days: ['mon', 'wed'], window: ['09:00', '18:00'], minutes: 10, fits: true }]);
  });

  it('tell of windows that are too short for any meeting', () => {
    const form = formWith({
      weekly: weekly({
        tue: [
          ['09:00', '17:00'],
          ['18:00', '18:20'],
        ],
      }),
    });
    expect(hintsOf(form).ends).toEqual([{ days: ['tue'], window: ['18:00', '18:20'], minutes: 20, fits: false }]);
  });

  it('know that a meeting may go on past midnight into the next day’s hours', () => {
    const form = formWith({
      duration: 60,
      step: 60,
      weekly: weekly({ sun: [['22:30', '24:00']], mon: [['00:00', '03:00']] }),
    });
    expect(hintsOf(form).ends).toEqual([]);
  });
});
