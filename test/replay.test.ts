import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { replay } from '../server/replay.ts';

const base = {
  id: 'c1',
  kind: 'general',
  rule: { zone: 'Europe/Warsaw', notice: 0 },
  now: '2026-11-24T09:00:00Z',
  query: { from: '2026-11-25T00:00:00Z', to: '2026-11-25T10:00:00Z' },
};
const answer = (change: object) => JSON.parse(replay(JSON.stringify({ ...base, ...change })));
const withRule = (rule: object) => answer({ rule: { ...base.rule, ...rule } });
const times = (change: object): string[] => answer(change).starts.map((start: string) => start.slice(11, 16));

test('a case is answered in one line, with milliseconds', () => {
  expect(replay(JSON.stringify(base))).toBe(
    '{"id":"c1","starts":["2026-11-25T08:00:00.000Z","2026-11-25T08:30:00.000Z","2026-11-25T09:00:00.000Z","2026-11-25T09:30:00.000Z"]}',
  );
});

test('a picked start is printed to its millisecond', () => {
  const odd = { kind: 'specific', times: [['2026-11-25T08:00:07.089Z', '2026-11-25T09:00:00Z']] };
  expect(answer(odd).starts).toEqual(['2026-11-25T08:00:07.089Z']);
});

test('the example of the format', () => {
  const example = {
    id: 'c1',
    kind: 'general',
    rule: {
      zone: 'Europe/Warsaw',
      weekly: { wed: [['09:00', '17:00']], fri: [['22:30', '02:00']] },
      overrides: { '2026-12-24': [], '2026-12-31': [['09:00', '12:00']] },
      duration: 30,
      step: 15,
      bufferBefore: 0,
      bufferAfter: 10,
      notice: 240,
      horizonDays: 60,
      activeFrom: null,
      activeTo: null,
      dailyLimit: null,
    },
    now: '2026-11-24T09:00:00Z',
    activities: [{ id: 1, due_date: '2026-11-25', due_time: '09:00', duration: '01:00', busy: true, done: false }],
    bookings: [
      {
        id: 'b1',
        start: '2026-11-25T12:00:00Z',
        end: '2026-11-25T12:30:00Z',
        bufferBefore: 0,
        bufferAfter: 15,
        state: 'confirmed',
        ofThisLink: true,
      },
    ],
    holds: [{ start: '2026-11-25T14:00:00Z', end: '2026-11-25T14:30:00Z', mine: false }],
    excludeBooking: null,
    query: { from: '2026-11-25T00:00:00Z', to: '2026-11-26T00:00:00Z' },
  };
  expect(JSON.parse(replay(JSON.stringify(example))).starts.map((start: string) => start.slice(11, 16))).toEqual(
    // 40 minutes of meeting and buffer end before 09:00, 12:00 and 14:00; a meeting begins 15 minutes after 12:30.
    [
      '08:00',
      '08:15',
      '10:00',
      '10:15',
      '10:30',
      '10:45',
      '11:00',
      '11:15',
      '12:45',
      '13:00',
      '13:15',
      '14:30',
      '14:45',
      '15:00',
      '15:15',
      '15:30',
    ],
  );
});

describe('defaults', () => {
  test('are Monday to Friday, nine to five, 30 minutes, four hours’ notice, 60 days', () => {
    const whole = (from: string, to: string, now = base.now) =>
      answer({ rule: { zone: 'Europe/Warsaw' }, now, query: { from, to } }).starts;
    expect(whole('2026-11-28T00:00:00Z', '2026-11-30T00:00:00Z')).toEqual([]);
    expect(whole('2026-11-25T00:00:00Z', '2026-11-26T00:00:00Z')).toHaveLength(16);
    expect(whole('2026-11-24T00:00:00Z', '2026-11-25T00:00:00Z')[0]).toBe('2026-11-24T13:00:00.000Z');
    expect(whole('2027-01-01T00:00:00Z', '2028-01-01T00:00:00Z', '2026-11-23T09:00:00Z').at(-1)).toBe(
      '2027-01-22T15:30:00.000Z',
    );
  });

  test('make the step the duration, up to 30', () => {
    expect(withRule({ duration: 20 }).starts[1]).toBe('2026-11-25T08:20:00.000Z');
    expect(withRule({ duration: 45 }).starts[1]).toBe('2026-11-25T08:30:00.000Z');
  });

  test('don’t fill in for a null', () => {
    expect(withRule({ step: null }).error.field).toBe('step');
    expect(withRule({ weekly: null }).error.field).toBe('weekly');
    expect(withRule({ horizonDays: null }).starts).toHaveLength(4);
  });
});

describe('what is taken', () => {
  const booking = { id: 'b1', start: '2026-11-25T08:30:00Z', end: '2026-11-25T09:00:00Z', state: 'confirmed' };

  test.each([
    ['confirmed', false],
    ['pending', false],
    ['cancelled', true],
    ['dropped', true],
  ])('a %s booking leaves its time free: %s', (state, isFree) => {
    expect(times({ bookings: [{ ...booking, state }] }).includes('08:30')).toBe(isFree);
  });

  test('the excluded booking and the asker’s own hold don’t count', () => {
    expect(times({ bookings: [booking], excludeBooking: 'b1' })).toContain('08:30');
    expect(times({ holds: [booking] })).not.toContain('08:30');
    expect(times({ holds: [{ ...booking, mine: true }] })).toContain('08:30');
  });

  test('bookings and holds of this link count towards its daily limit', () => {
    const rule = { ...base.rule, dailyLimit: 1 };
    expect(times({ rule, bookings: [booking] })).toHaveLength(3);
    expect(times({ rule, bookings: [{ ...booking, ofThisLink: true }] })).toEqual([]);
    expect(times({ rule, holds: [{ ...booking, ofThisLink: true }] })).toEqual([]);
  });

  test('activities are in the CRM’s form', () => {
    const activity = { id: 1, due_date: '2026-11-25', due_time: '08:30', duration: '00:30' };
    expect(times({ activities: [activity] })).toEqual(['08:00', '09:00', '09:30']);
    expect(times({ activities: [{ ...activity, due_time: '08:30:00', duration: '01:00:00', done: true }] })).toEqual([
      '08:00',
      '09:30',
    ]);
    expect(times({ activities: [{ ...activity, duration: undefined }] })).toEqual(['08:00', '09:00', '09:30']);
    expect(
      times({
        activities: [
          { ...activity, busy: false },
          { ...activity, is_deleted: true },
          { ...activity, due_date: null },
        ],
      }),
    ).toHaveLength(4);
    expect(times({ activities: [{ id: 2, due_date: '2026-11-25', due_time: null }] })).toHaveLength(4);
    expect(times({ activities: [{ id: 2, due_date: '2026-11-25', due_time: '', busy: true }] })).toEqual([]);
  });

  test('specific times close with a booking of their link', () => {
    const one = {
      kind: 'specific',
      rule: { zone: 'Europe/Warsaw' },
      times: [
        ['2026-11-25T09:00:00Z', '2026-11-25T09:45:00Z'],
        ['2026-11-25T08:00:00Z', '2026-11-25T08:45:00Z'],
      ],
    };
    const elsewhere = { ...booking, start: '2026-12-25T08:30:00Z', end: '2026-12-25T09:00:00Z' };
    expect(times(one)).toEqual(['08:00', '09:00']);
    expect(times({ ...one, bookings: [booking] })).toEqual(['09:00']);
    expect(times({ ...one, bookings: [{ ...elsewhere, ofThisLink: true }] })).toEqual([]);
    expect(
      times({ ...one, rule: { ...one.rule, bookings: 'each' }, bookings: [{ ...elsewhere, ofThisLink: true }] }),
    ).toHaveLength(2);
  });
});

describe('faults are named', () => {
  test.each([
    ['kind', { kind: 'weekly' }],
    ['kind', { kind: undefined }],
    ['rule', { rule: [] }],
    ['rule', { rule: undefined }],
    ['zone', { rule: {} }],
    ['zone', { rule: { zone: 'Mars/Olympus' } }],
    ['weekly', { rule: { zone: 'UTC', weekly: {} } }],
    ['overrides', { rule: { zone: 'UTC', overrides: { '2026-02-30': [] } } }],
    ['duration', { rule: { zone: 'UTC', duration: 481 } }],
    ['activeTo', { rule: { zone: 'UTC', activeFrom: '2026-02-02', activeTo: '2026-02-01' } }],
    ['now', { now: undefined }],
    ['now', { now: '2026-11-24' }],
    ['query', { query: undefined }],
    ['query', { query: { from: '2026-11-25T00:00:00Z' } }],
    ['query', { query: { from: '2026-02-30T00:00:00Z', to: '2026-11-25T00:00:00Z' } }],
    [
      'query',
      { rule: { zone: 'UTC', horizonDays: null }, query: { from: '2026-11-25T00:00:00Z', to: '9998-11-25T00:00:00Z' } },
    ],
    ['activities', { activities: {} }],
    ['activities', { activities: [null] }],
    ['activities', { activities: [{ due_date: '2026-02-30', due_time: '09:00' }] }],
    ['activities', { activities: [{ due_date: '2026-02-03', due_time: '25:00' }] }],
    ['activities', { activities: [{ due_date: '2026-02-03', due_time: '09:00', duration: 'long' }] }],
    ['activities', { activities: [{ due_date: 20260203 }] }],
    ['activities', { activities: [{ due_date: '2026-02-03', busy: 1 }] }],
    ['bookings', { bookings: 'none' }],
    ['bookings', { bookings: [{ start: '2026-11-25T09:00:00Z' }] }],
    ['bookings', { bookings: [{ start: '2026-11-25T09:00:00Z', end: '2026-11-25T09:00:00Z' }] }],
    ['bookings', { bookings: [{ start: '2026-11-25T09:00:00Z', end: '2026-11-25T10:00:00Z', state: 'maybe' }] }],
    ['bookings', { bookings: [{ start: '2026-11-25T09:00:00Z', end: '2026-11-25T10:00:00Z', bufferAfter: -1 }] }],
    ['holds', { holds: [{}] }],
    ['holds', { holds: [{ start: '2026-11-25T09:00:00Z', end: '2026-11-25T10:00:00Z', mine: 'yes' }] }],
    ['excludeBooking', { excludeBooking: {} }],
    ['times', { kind: 'specific' }],
    ['times', { kind: 'specific', times: [['2026-11-25', '2026-11-26']] }],
    ['times', { kind: 'specific', times: [7] }],
    [
      'bookings',
      { kind: 'specific', times: [['2026-11-25T09:00Z', '2026-11-25T10:00Z']], rule: { zone: 'UTC', bookings: 'all' } },
    ],
  ])('%s in %j', (field, change) => {
    expect(answer(change)).toEqual({ id: 'c1', error: { field, reason: expect.stringContaining(field) } });
  });

  test.each(['', '{', 'null', '[]', '7', '"text"', '{"id":'])('a line of %j is no case', line => {
    expect(JSON.parse(replay(line))).toMatchObject({ id: null, error: { field: 'case' } });
  });

  test('unknown fields are ignored, those of weekly hours too', () => {
    expect(
      answer({
        colour: 'red',
        rule: { ...base.rule, colour: 'red', weekly: { wed: [['09:00', '17:00']], holiday: 7 } },
      }).starts,
    ).toHaveLength(4);
  });

  test('the two checks on the past aren’t made', () => {
    expect(withRule({ activeTo: '2020-01-01' })).toEqual({ id: 'c1', starts: [] });
    expect(answer({ kind: 'specific', times: [['2020-01-01T09:00Z', '2020-01-01T10:00Z']] })).toEqual({
      id: 'c1',
      starts: [],
    });
  });
});

describe('the command', () => {
  const start = (...args: string[]) => spawn('npm', ['run', '-s', 'replay', '--', ...args], { stdio: 'pipe' });
  const finish = async (child: ReturnType<typeof start>) => {
    let out = '';
    let err = '';
    child.stdout.on('data', chunk => {
      out += chunk;
    });
    child.stderr.on('data', chunk => {
      err += chunk;
    });
    const [code] = await once(child, 'close');
    return { code, err, lines: out.split('\n').slice(0, -1) };
  };
  const cases = (count: number) =>
    Array.from({ length: count }, (_, index) => JSON.stringify({ ...base, id: `c${index}` })).join('\n');

  test('reads a file and answers each line in order, whatever is in it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'replay-'));
    const file = join(folder, 'cases.jsonl');
    await writeFile(file, `${cases(2)}\r\nnot json\n\n${JSON.stringify({ id: 'last', kind: 'general', rule: {} })}`);
    const { code, lines } = await finish(start(file));
    await rm(folder, { recursive: true });
    expect(code).toBe(0);
    expect(lines.map(line => [JSON.parse(line).id, JSON.parse(line).error?.field])).toEqual([
      ['c0', undefined],
      ['c1', undefined],
      [null, 'case'],
      ['last', 'zone'],
    ]);
  });

  test('reads ten thousand cases from standard input', async () => {
    const child = start('-');
    child.stdin.end(cases(10_000));
    const { code, lines } = await finish(child);
    expect(code).toBe(0);
    expect(lines).toHaveLength(10_000);
    expect(lines.map(line => JSON.parse(line).id)).toEqual(lines.map((_, index) => `c${index}`));
  });

  test('ends a line at a line feed only, not at a separator within a text', async () => {
    const child = start('-');
    child.stdin.end(`\uFEFF${JSON.stringify({ ...base, id: 'a\u2028b\u2029c' })}\r\n${cases(1)}`);
    const { lines } = await finish(child);
    expect(lines.map(line => JSON.parse(line).id)).toEqual(['a\u2028b\u2029c', 'c0']);
  });

  test('ends quietly when its reader has seen enough', async () => {
    const child = spawn('bash', ['-c', 'set -o pipefail; npm run -s replay -- - | head -n 1'], { stdio: 'pipe' });
    child.stdin.on('error', () => {});
    child.stdin.end(cases(20_000));
    const { code, err, lines } = await finish(child);
    expect(lines).toHaveLength(1);
    expect([code, err]).toEqual([0, '']);
  });

  test('says so where there is no such file, or none is named', async () => {
    const missing = await finish(start('/nowhere/cases.jsonl'));
    expect([missing.code, missing.lines]).toEqual([1, []]);
    expect(missing.err).toContain('/nowhere/cases.jsonl');
    expect((await finish(start())).code).toBe(2);
  });
});
