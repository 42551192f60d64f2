import { describe, expect, it } from 'vitest';
import { createHoursCopying, type HoursCopy } from '../../../extension-ui/link-editor/hours-copying.ts';
import { weekly } from './sample.ts';

const morning = [['08:15', '12:45'] as const];
const noon = [['11:00', '12:00'] as const];

const setUp = () => {
  const before = weekly({ mon: morning, tue: noon, sat: noon });
  let hours = before;
  const told: HoursCopy[][] = [];
  let undo = () => {};
  const copying = createHoursCopying({
    weekly: () => hours,
    put: next => {
      hours = next;
    },
    copied: (copies, back) => {
      told.push([...copies]);
      undo = back;
    },
  });
  const close = (day: 'wed') => {
    hours = { ...hours, [day]: [] };
  };
  return { before, copying, told, close, undo: () => undo(), hours: () => hours };
};

describe('the hours of a day', () => {
  it('are copied at once, told, and what they replaced comes back without what was changed since', () => {
    const { before, copying, told, undo, hours, close } = setUp();
    copying.tick('mon', ['sun']);
    copying.copy('mon', ['tue', 'wed']);
    expect(hours()).toEqual({ ...before, tue: morning, wed: morning });
    expect(told).toEqual([[{ from: 'mon', days: ['tue', 'wed'] }]]);
    expect(copying.ticked.value).toEqual({});
    copying.copy('sat', ['fri']);
    close('wed');
    undo();
    expect(hours()).toEqual({ ...before, tue: morning, wed: [] });
  });

  it('go to what is ticked in all open panels, once, and to nothing that was closed', () => {
    const { before, copying, told, undo, hours } = setUp();
    copying.tick('mon', ['tue']);
    copying.tick('sat', ['sun', 'fri']);
    copying.tick('wed', ['thu']);
    copying.tick('thu', []);
    copying.closePanel('wed');
    copying.copyTicked();
    expect(hours()).toEqual({ ...before, tue: morning, sun: noon, fri: noon });
    copying.copyTicked();
    expect(told).toEqual([
      [
        { from: 'mon', days: ['tue'] },
        { from: 'sat', days: ['sun', 'fri'] },
      ],
    ]);
    undo();
    expect(hours()).toEqual(before);
  });
});
