import { describe, expect, it } from 'vitest';
import { entered, periodOf, periodTitle, stepped } from '../../../extension-ui/scheduler-calendar/period.ts';
import { clockMinutes, clockText } from '../../../extension-ui/scheduler-calendar/wall-time.ts';
import { datesBetween, firstDayOf, weekOf, weeksBetween } from '../../../extension-ui/shared/dates.ts';
import { instantsAt } from '../../../extension-ui/shared/zones/instant.ts';

describe('the period that is shown', () => {
  it('is a week from the day on which the locale begins one', () => {
    expect(firstDayOf('pl')).toBe(1);
    expect(firstDayOf('en-US')).toBe(7);
    expect(weekOf('2026-12-06', 1)).toBe('2026-11-30');
    expect(weekOf('2026-12-06', 7)).toBe('2026-12-06');
    expect(periodOf('week', '2026-12-02', 1)).toEqual({ from: '2026-11-30', to: '2026-12-06' });
  });

  it('steps by its own length, over years and the days on which clocks change', () => {
    expect(stepped('week', '2026-12-29', 1)).toBe('2027-01-05');
    expect(stepped('day', '2027-03-28', -1)).toBe('2027-03-27');
    expect(periodOf('day', '2027-03-28', 1)).toEqual({ from: '2027-03-28', to: '2027-03-28' });
    expect(stepped('list', '2026-12-02', 1)).toBe('2026-12-30');
  });

  it('is entered on its first day, and this week on today: a list begun there leaves out nothing to come', () => {
    const next = periodOf('week', stepped('week', '2026-11-29', 1), 1);
    expect(entered(next, '2026-11-29')).toBe('2026-11-30');
    expect(entered(next, '2026-12-02')).toBe('2026-12-02');
  });

  it('asks for every week that it touches', () => {
    const { from, to } = periodOf('list', '2026-12-02', 1);
    expect({ from, to }).toEqual({ from: '2026-12-02', to: '2026-12-29' });
    expect(weeksBetween(from, to, 1)).toEqual(['2026-11-30', '2026-12-07', '2026-12-14', '2026-12-21', '2026-12-28']);
    expect(weeksBetween('2026-12-06', '2026-12-06', 1)).toEqual(['2026-11-30']);
    expect(datesBetween('2026-12-30', '2027-01-02')).toEqual(['2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02']);
  });

  it('is named as the locale names a range', () => {
    expect(periodTitle({ from: '2026-11-30', to: '2026-12-06' }, 'en-GB').replace(/\s/g, ' ')).toBe(
      '30 November – 6 December 2026',
    );
    expect(periodTitle({ from: '2026-12-02', to: '2026-12-02' }, 'pl')).toBe('środa, 2 grudnia 2026');
  });
});

describe('a time on the wall', () => {
  it('is an instant of its zone', () => {
    expect(instantsAt('Asia/Kathmandu', '2026-12-02', 9 * 60)).toEqual([Date.parse('2026-12-02T09:00:00+05:45')]);
    expect(instantsAt('America/St_Johns', '2026-12-02', 9 * 60)).toEqual([Date.parse('2026-12-02T09:00:00-03:30')]);
    expect(instantsAt('America/St_Johns', '2027-07-05', 9 * 60)).toEqual([Date.parse('2027-07-05T09:00:00-02:30')]);
  });

  it('isn’t there where clocks jump over it, and is there twice where they go back', () => {
    expect(instantsAt('America/St_Johns', '2027-03-14', 150)).toEqual([]);
    expect(instantsAt('America/St_Johns', '2027-11-07', 90)).toEqual([
      Date.parse('2027-11-07T01:30:00-02:30'),
      Date.parse('2027-11-07T01:30:00-03:30'),
    ]);
  });

  it('is written and read with two digits each', () => {
    expect(clockText(545)).toBe('09:05');
    expect(clockMinutes('09:05')).toBe(545);
    expect(clockMinutes('09:05:00')).toBe(545);
    expect(clockMinutes('24:00')).toBe(null);
    expect(clockMinutes('')).toBe(null);
  });
});
