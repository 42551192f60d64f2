import { describe, expect, test } from 'vitest';
import { refuse } from '../../server/domain/refusal.ts';
import { defaultRule, type Offer } from '../../server/domain/rule.ts';

const field = (change: Record<string, unknown>, now?: number, before?: Offer): string | null =>
  refuse({ kind: 'general', rule: { ...defaultRule('Europe/Warsaw'), ...change } }, now, before)?.field ?? null;
const at = (iso: string): number => Date.parse(iso);
const every = (from: string, to: string) =>
  Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map(day => [day, [[from, to]]]));

test('the default rule is let through, and the reason of a refusal names the field', () => {
  expect(field({})).toBeNull();
  expect(refuse({ kind: 'general', rule: { ...defaultRule('Europe/Warsaw'), duration: 4 } })).toEqual({
    field: 'duration',
    reason: '“duration” must be a whole number of minutes from 5 to 1440.',
    code: 'out_of_range',
    range: [5, 1440],
  });
});

describe('numbers', () => {
  test.each([
    ['duration', 5, 1440, { weekly: every('00:00', '24:00') }],
    ['step', 5, 1440, {}],
    ['bufferBefore', 0, 1440, {}],
    ['bufferAfter', 0, 1440, {}],
    ['notice', 0, 525_600, { horizonDays: 730 }],
    ['horizonDays', 0, 730, { notice: 0 }],
    ['dailyLimit', 1, 100, {}],
  ])('%s is whole and from %d to %d', (name, least, most, rest) => {
    expect(field({ ...rest, [name]: least })).toBeNull();
    expect(field({ ...rest, [name]: most })).toBeNull();
    for (const wrong of [
      least - 1,
      most + 1,
      least + 0.5,
      Number.NaN,
      Infinity,
      String(least),
      true,
      [],
      {},
      undefined,
    ])
      expect(field({ ...rest, [name]: wrong })).toBe(name);
  });

  test.each(['horizonDays', 'dailyLimit', 'activeFrom', 'activeTo'])('%s may be null', name => {
    expect(field({ [name]: null })).toBeNull();
  });

  test.each(['duration', 'step', 'bufferBefore', 'bufferAfter', 'notice', 'weekly', 'overrides', 'zone'])(
    '%s may not',
    name => {
      expect(field({ [name]: null })).toBe(name);
    },
  );

  test('notice fits into the horizon, its last day included', () => {
    expect(field({ notice: 2880, horizonDays: 1 })).toBeNull();
    expect(field({ notice: 2881, horizonDays: 1 })).toBe('notice');
    expect(field({ notice: 525_600, horizonDays: null })).toBeNull();
  });
});

describe('windows', () => {
  test.each([
    ['of no length', [['09:00', '09:00']]],
    ['of no length at midnight', [['00:00', '00:00']]],
    ['that begin at 24:00', [['24:00', '02:00']]],
    ['past 24:00', [['09:00', '24:01']]],
    ['past the hour', [['09:00', '10:60']]],
    ['without a leading zero', [['9:00', '17:00']]],
    ['with seconds', [['09:00:00', '17:00:00']]],
    ['of numbers', [[9, 17]]],
    ['of one time', [['09:00']]],
    ['of three times', [['09:00', '10:00', '11:00']]],
    [
      'that overlap',
      [
        ['09:00', '12:00'],
        ['11:59', '13:00'],
      ],
    ],
    [
      'that are the same',
      [
        ['09:00', '12:00'],
        ['09:00', '12:00'],
      ],
    ],
    [
      'that overlap out of order',
      [
        ['11:00', '13:00'],
        ['09:00', '11:01'],
      ],
    ],
    [
      'that overlap past midnight',
      [
        ['22:00', '02:00'],
        ['23:00', '23:30'],
      ],
    ],
    ['that aren’t pairs', ['09:00']],
    ['that aren’t a list', '09:00-17:00'],
    ['that are null', null],
  ])('%s are refused, in weekly hours and in overrides', (_what, windows) => {
    expect(field({ weekly: { mon: windows } })).toBe('weekly');
    expect(field({ overrides: { '2026-12-24': windows } })).toBe('overrides');
  });

  test.each([
    [
      'that touch',
      [
        ['09:00', '12:00'],
        ['12:00', '13:00'],
      ],
    ],
    ['of a whole day', [['00:00', '24:00']]],
    [
      'over midnight beside the morning',
      [
        ['22:00', '10:00'],
        ['09:00', '10:00'],
      ],
    ],
    ['up to 00:00', [['09:00', '00:00']]],
    ['up to 23:59', [['09:00', '23:59']]],
  ])('%s are let through', (_what, windows) => {
    expect(field({ weekly: { mon: windows } })).toBeNull();
    expect(field({ overrides: { '2026-12-24': windows } })).toBeNull();
  });

  test('a spill into the next date’s windows is let through', () => {
    expect(field({ weekly: { mon: [['22:00', '10:00']], tue: [['09:00', '17:00']] } })).toBeNull();
  });

  test('none anywhere is a fault of the weekly hours; one override is enough', () => {
    expect(field({ weekly: {} })).toBe('weekly');
    expect(field({ weekly: { mon: [] }, overrides: { '2026-12-24': [] } })).toBe('weekly');
    expect(field({ weekly: {}, overrides: { '2026-12-24': [['09:00', '10:00']] } })).toBeNull();
  });

  test.each([[[]], ['mon'], [7], [{ funday: [['09:00', '10:00']] }]])('weekly hours %j are refused', weekly => {
    expect(field({ weekly })).toBe('weekly');
  });

  test.each(['2026-02-29', '2026-13-01', '24.12.2026', '2026-1-1', ''])('an override of %j is refused', date => {
    expect(field({ overrides: { [date]: [] } })).toBe('overrides');
  });
});

describe('a duration fits some opening, in wall minutes', () => {
  const mon = (from: string, to: string) => ({ mon: [[from, to]] });

  test.each([
    ['one window', { weekly: mon('09:00', '10:00') }, 60],
    ['a window over midnight', { weekly: mon('22:30', '02:00') }, 210],
    [
      'windows that touch',
      {
        weekly: {
          mon: [
            ['10:00', '12:00'],
            ['09:00', '10:00'],
          ],
        },
      },
      180,
    ],
    ['windows that touch at midnight', { weekly: { sat: [['22:00', '24:00']], sun: [['00:00', '02:00']] } }, 240],
    ['Sunday into Monday', { weekly: { sun: [['22:00', '03:00']], mon: [['01:00', '04:00']] } }, 360],
    [
      'an override longer than the weekly hours',
      { weekly: mon('09:00', '10:00'), overrides: { '2026-12-24': [['09:00', '12:00']] } },
      180,
    ],
    [
      'a window that runs into an override',
      { weekly: mon('22:00', '24:00'), overrides: { '2026-11-24': [['00:00', '03:00']] } },
      300,
    ],
    [
      'an override that runs into weekly hours',
      { weekly: mon('00:00', '02:00'), overrides: { '2026-11-29': [['21:00', '24:00']] } },
      300,
    ],
    [
      'a spill that an override cuts, but other weeks have',
      { weekly: mon('22:00', '02:00'), overrides: { '2026-11-24': [] } },
      240,
    ],
    [
      'overrides alone',
      { weekly: {}, overrides: { '2026-12-24': [['22:00', '04:00']], '2026-12-25': [['00:00', '01:00']] } },
      180,
    ],
    [
      'two overrides, the first one cut',
      { weekly: {}, overrides: { '2026-12-24': [['22:00', '04:00']], '2026-12-25': [] } },
      120,
    ],
  ])('%s', (_what, rule, longest) => {
    expect(field({ ...rule, duration: longest })).toBeNull();
    expect(field({ ...rule, duration: longest + 1 })).toBe('duration');
  });

  test('round the clock, a whole day fits', () => {
    expect(field({ weekly: every('00:00', '24:00'), duration: 1440 })).toBeNull();
    expect(field({ weekly: every('12:00', '11:59'), duration: 1440 })).toBe('duration');
    expect(field({ weekly: { mon: [['12:00', '11:59']], tue: [['11:59', '13:00']] }, duration: 1440 })).toBeNull();
  });
});

describe('active dates', () => {
  test('exist, and end after they begin', () => {
    expect(field({ activeFrom: '2026-11-25', activeTo: '2026-11-25' })).toBeNull();
    expect(field({ activeFrom: '2026-11-25', activeTo: '2026-11-24' })).toBe('activeTo');
    expect(field({ activeFrom: '2026-02-30' })).toBe('activeFrom');
    expect(field({ activeTo: '2026-2-3' })).toBe('activeTo');
    expect(field({ activeTo: 20261125 })).toBe('activeTo');
  });

  test('don’t end in the past when that is set, by the rule’s own zone', () => {
    const now = at('2026-11-24T23:30Z');
    expect(field({ activeTo: '2026-11-24' }, now)).toBe('activeTo');
    expect(field({ activeTo: '2026-11-25' }, now)).toBeNull();
    expect(field({ activeTo: '2026-11-24', zone: 'America/St_Johns' }, now)).toBeNull();
    expect(field({ activeTo: '2020-01-01' })).toBeNull();
    const before: Offer = { kind: 'general', rule: { ...defaultRule('Europe/Warsaw'), activeTo: '2026-11-24' } };
    expect(field({ activeTo: '2026-11-24' }, now, before)).toBeNull();
    expect(field({ activeTo: '2026-11-23' }, now, before)).toBe('activeTo');
  });
});

test('of several faults the first in the order of the table is named', () => {
  const faults = {
    zone: 'Mars/Olympus',
    weekly: { mon: [['9', '10']] },
    overrides: { never: [] },
    duration: 1,
    step: 1,
    bufferBefore: -1,
    bufferAfter: -1,
    notice: -1,
    horizonDays: -1,
    activeFrom: 'x',
    activeTo: 'x',
    dailyLimit: 0,
  };
  const names = Object.keys(faults) as (keyof typeof faults)[];
  const rule: Record<string, unknown> = { ...faults };
  for (const name of names) {
    expect(field(rule)).toBe(name);
    rule[name] = defaultRule('Europe/Warsaw')[name];
  }
  expect(field(rule)).toBeNull();
});

describe('specific times', () => {
  const hour = (start: string, minutes = 60): [number, number] => [at(start), at(start) + minutes * 60_000];
  const rule = {
    zone: 'Asia/Kathmandu',
    times: [hour('2026-11-26T10:00Z'), hour('2026-11-25T10:00Z')],
    bufferBefore: 0,
    bufferAfter: 0,
    bookings: 'one',
  };
  const specific = (change: Record<string, unknown>, now?: number, before?: Offer) =>
    refuse({ kind: 'specific', rule: { ...rule, ...change } }, now, before)?.field ?? null;

  test('are let through in any order, touching or not', () => {
    expect(specific({})).toBeNull();
    expect(specific({ times: [hour('2026-11-25T11:00Z'), hour('2026-11-25T10:00Z')] })).toBeNull();
    expect(specific({ times: [[-1, 1]] })).toBeNull();
  });

  test.each([
    ['none at all', []],
    ['two that overlap', [hour('2026-11-25T10:00Z'), hour('2026-11-25T10:59Z')]],
    ['the same twice', [hour('2026-11-25T10:00Z'), hour('2026-11-25T10:00Z')]],
    [
      'one inside another',
      [hour('2026-11-25T10:00Z', 300), hour('2026-11-25T11:00Z', 5), hour('2026-11-25T12:00Z', 5)],
    ],
    ['one of no length', [hour('2026-11-25T10:00Z', 0)]],
    ['one backwards', [hour('2026-11-25T10:00Z', -5)]],
    ['one that is no instant', [[Number.NaN, at('2026-11-25T10:00Z')]]],
    ['text', [['2026-11-25T10:00Z', '2026-11-25T11:00Z']]],
    ['no pair', [[at('2026-11-25T10:00Z')]]],
    ['no list', {}],
    ['nothing', undefined],
  ])('%s: refused', (_what, times) => {
    expect(specific({ times })).toBe('times');
  });

  test('aren’t in the past when they are set; those that were set before may be', () => {
    const now = at('2026-11-25T10:00Z');
    expect(specific({}, now)).toBe('times');
    expect(specific({}, now - 1)).toBeNull();
    const before: Offer = { kind: 'specific', rule: { ...rule, times: [hour('2026-11-25T10:00Z')], bookings: 'one' } };
    expect(specific({}, now, before)).toBeNull();
    expect(specific({ times: [hour('2026-11-25T10:00Z', 30)] }, now, before)).toBe('times');
  });

  test('have a zone, buffers and one of two ways of booking, named in that order', () => {
    const faults: Record<string, unknown> = {
      zone: 'x',
      times: [],
      bufferBefore: -1,
      bufferAfter: 1441,
      bookings: 'all',
    };
    for (const name of Object.keys(faults)) {
      expect(specific(faults)).toBe(name);
      delete faults[name];
    }
    expect(specific({ bookings: 'each' })).toBeNull();
  });
});

describe('why, in a code', () => {
  const day = 'T09:00:00Z';
  const time = (start: string, end: string) => [at(`2026-12-01T${start}:00Z`), at(`2026-12-01T${end}:00Z`)];
  const specific = (times: unknown) => ({ times });
  const now = at(`2026-11-24${day}`);

  test.each([
    ['zone_unknown', { zone: 'Europe/Atlantis' }, {}],
    ['malformed', { weekly: [] }, {}],
    ['malformed', { weekly: { moon: [] } }, {}],
    ['malformed', { weekly: { mon: [['09:00']] } }, { on: 'mon' }],
    ['not_a_time', { weekly: { tue: [['9:00', '17:00']] } }, { on: 'tue' }],
    ['not_a_time', { weekly: { tue: [['24:00', '17:00']] } }, { on: 'tue' }],
    ['empty_window', { weekly: { wed: [['09:00', '09:00']] } }, { on: 'wed' }],
    [
      'windows_overlap',
      {
        weekly: {
          thu: [
            ['09:00', '12:00'],
            ['11:00', '13:00'],
          ],
        },
      },
      { on: 'thu' },
    ],
    ['no_window', { weekly: {} }, {}],
    ['malformed', { overrides: [] }, {}],
    ['not_a_date', { overrides: { '2026-02-30': [] } }, { on: '2026-02-30' }],
    ['empty_window', { overrides: { '2026-12-24': [['09:00', '09:00']] } }, { on: '2026-12-24' }],
    [
      'windows_overlap',
      {
        overrides: {
          '2026-12-24': [
            ['09:00', '12:00'],
            ['11:00', '13:00'],
          ],
        },
      },
      { on: '2026-12-24' },
    ],
    ['out_of_range', { duration: 1441 }, { range: [5, 1440] }],
    ['longer_than_openings', { duration: 481 }, {}],
    ['out_of_range', { step: 4 }, { range: [5, 1440] }],
    ['out_of_range', { bufferBefore: -1 }, { range: [0, 1440] }],
    ['out_of_range', { bufferAfter: 1441 }, { range: [0, 1440] }],
    ['out_of_range', { notice: 525_601 }, { range: [0, 525_600] }],
    ['beyond_horizon', { notice: 2881, horizonDays: 1 }, {}],
    ['out_of_range', { horizonDays: 731 }, { range: [0, 730] }],
    ['not_a_date', { activeFrom: '2026-02-29' }, {}],
    ['not_a_date', { activeTo: 'tomorrow' }, {}],
    ['before_first_date', { activeFrom: '2026-12-02', activeTo: '2026-12-01' }, {}],
    ['in_the_past', { activeTo: '2026-11-23' }, {}],
    ['out_of_range', { dailyLimit: 0 }, { range: [1, 100] }],
  ])('%s: %j', (code, change, more) => {
    const refusal = refuse({ kind: 'general', rule: { ...defaultRule('Asia/Kathmandu'), ...change } }, now);
    const { field: _, reason, ...why } = refusal ?? { field: '', reason: '' };
    expect(why).toEqual({ code, ...more });
    expect(reason).toMatch(/^“.+”.+\.$/);
  });

  test.each([
    ['malformed', specific('soon')],
    ['malformed', specific([[1]])],
    ['no_times', specific([])],
    ['ends_before_start', specific([time('10:00', '09:00')])],
    ['times_overlap', specific([time('09:00', '10:00'), time('09:30', '10:30')])],
    ['in_the_past', specific([[now - 1, now + 1]])],
    ['out_of_range', { bufferAfter: 1441 }],
    ['zone_unknown', { zone: 'Nowhere' }],
    ['malformed', { bookings: 'two' }],
  ])('%s of specific times: %j', (code, change) => {
    const rule = { zone: 'America/St_Johns', times: [time('09:00', '10:00')], bufferBefore: 0, bufferAfter: 0 };
    expect(refuse({ kind: 'specific', rule: { ...rule, bookings: 'one', ...change } }, now)?.code).toBe(code);
  });
});
