import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detailsFaults, faultOf, placeOf, ruleFaults, stepOf } from '../../../extension-ui/link-editor/faults.ts';
import { type EditorForm, offerOf } from '../../../extension-ui/link-editor/form.ts';
import type { NoticeUnit } from '../../../extension-ui/meeting-fields/lengths.ts';
import { refuse, type UncheckedOffer } from '../../../server/domain/refusal.ts';
import { refusalCodes } from '../../../server/domain/rule.ts';
import { formWith, weekly } from './sample.ts';

const today = '2027-03-02';
const known = { before: null, todayIn: () => today };
/** In Kathmandu it is already 2 March. */
const now = Date.parse('2027-03-01T18:30:00Z');

const inForm = (form: EditorForm) =>
  ruleFaults(form, known).map(({ field, code, range, on }) => ({
    field: field.replace('offer.rule.', ''),
    code,
    range,
    on,
  }));

const onServer = (form: EditorForm) => {
  const found = refuse(offerOf(form) as UncheckedOffer, now);
  return found ? { field: found.field, code: found.code, range: found.range, on: found.on } : null;
};

describe('faults of a rule', () => {
  const cases: readonly (readonly [string, Partial<EditorForm>])[] = [
    ['a zone that nobody knows', { zone: 'Mars/Olympus' }],
    ['no window', { weekly: weekly({}) }],
    ['a time that is none', { weekly: weekly({ tue: [['9 o’clock', '17:00']] }) }],
    ['24:00 as a beginning', { weekly: weekly({ tue: [['24:00', '17:00']] }) }],
    ['a window without length', { weekly: weekly({ sat: [['09:00', '09:00']] }) }],
    [
      'windows that overlap',
      {
        weekly: weekly({
          fri: [
            ['09:00', '12:00'],
            ['11:59', '13:00'],
          ],
        }),
      },
    ],
    [
      'windows that overlap past midnight',
      {
        weekly: weekly({
          fri: [
            ['22:00', '02:00'],
            ['23:00', '24:00'],
          ],
        }),
      },
    ],
    [
      'an override that overlaps',
      {
        overrides: [
          {
            date: '2027-05-03',
            windows: [
              ['09:00', '12:00'],
              ['10:00', '11:00'],
            ],
          },
        ],
      },
    ],
    ['a date that doesn’t exist', { overrides: [{ date: '2027-02-30', windows: [] }] }],
    ['a duration out of range', { duration: 4 }],
    ['a duration longer than what is open', { duration: 481, step: 30 }],
    ['a step out of range', { step: 1441 }],
    ['a buffer out of range', { bufferAfter: -5 }],
    ['a notice longer than the horizon', { notice: { amount: 62, unit: 'days' } }],
    ['a horizon out of range', { horizonDays: 731 }],
    ['a last date before the first', { activeFrom: '2027-06-02', activeTo: '2027-06-01' }],
    ['a last date that has passed', { activeTo: '2027-03-01' }],
    ['a first date that doesn’t exist', { activeFrom: '2027-06-31' }],
    ['a daily limit of none', { hasDailyLimit: true, dailyLimit: 0 }],
  ];
  it.each(cases)('are found as the server finds them: %s', (_, part) => {
    const form = formWith(part);
    expect(onServer(form)).not.toBeNull();
    expect(inForm(form)[0]).toEqual(onServer(form));
  });

  it('aren’t there where the server has none: touching windows, a spill, the whole day, today as the last date', () => {
    const form = formWith({
      weekly: weekly({
        mon: [['00:00', '24:00']],
        fri: [
          ['09:00', '12:00'],
          ['12:00', '13:00'],
          ['22:30', '02:00'],
        ],
      }),
      activeTo: today,
      duration: 1440,
    });
    expect(onServer(form)).toBeNull();
    expect(inForm(form)).toEqual([]);
  });

  it('are all told at once, each at its place', () => {
    const form = formWith({
      weekly: weekly({ mon: [['09:00', '09:00']], tue: [['x', '17:00']] }),
      step: null,
      notice: { amount: null, unit: 'hours' },
    });
    expect(ruleFaults(form, known).map(placeOf)).toEqual([
      'offer.rule.weekly.mon',
      'offer.rule.weekly.tue',
      'offer.rule.step',
      'offer.rule.notice',
    ]);
  });

  it('leave a last date alone that was stored before it passed', () => {
    const form = formWith({ activeTo: '2027-03-01' });
    expect(ruleFaults(form, { ...known, before: form })).toEqual([]);
    expect(refuse(offerOf(form) as UncheckedOffer, now, offerOf(form) as never)).toBeNull();
  });

  it('are the server’s for whatever is typed', () => {
    const time = fc.oneof(
      {
        weight: 8,
        arbitrary: fc
          .integer({ min: 0, max: 48 })
          .map(half => `${String(half >> 1).padStart(2, '0')}:${half & 1 ? '30' : '00'}`),
      },
      { weight: 1, arbitrary: fc.constantFrom('9', '', '24:30', '23:59') },
    );
    const windows = fc.array(fc.tuple(time, time), { maxLength: 3 });
    const amount = fc.oneof(fc.integer({ min: -1, max: 1500 }), fc.constantFrom(5, 30, 60));
    const part = fc.record(
      {
        weekly: fc.dictionary(fc.constantFrom('mon', 'tue', 'wed', 'sat', 'sun'), windows).map(weekly),
        overrides: fc.uniqueArray(
          fc.record({
            date: fc.constantFrom('2027-04-05', '2027-04-06', '2027-04-07', '2027-04-09', '2027-02-29'),
            windows,
          }),
          { selector: ({ date }) => date, maxLength: 3 },
        ),
        duration: amount,
        step: amount,
        bufferBefore: amount,
        notice: fc.record({
          amount: fc.integer({ min: 0, max: 400 }),
          unit: fc.constantFrom<NoticeUnit>('minutes', 'hours', 'days'),
        }),
        hasHorizon: fc.boolean(),
        horizonDays: fc.integer({ min: 0, max: 750 }),
        hasDailyLimit: fc.boolean(),
        dailyLimit: fc.integer({ min: 0, max: 101 }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(part, given => {
        const form = formWith(given);
        expect(inForm(form)[0] ?? null).toEqual(onServer(form));
      }),
      { numRuns: 1500 },
    );
  });
});

describe('faults of details', () => {
  const codes = (part: Partial<EditorForm>) =>
    detailsFaults(formWith(part)).map(({ field, code }) => `${field} ${code}`);
  const question = { id: 'q', label: 'Size?', kind: 'text' as const, required: false, choices: '' };

  it('are told by the server’s names', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ name: '  ' })).toEqual(['details.name name_missing']);
    expect(codes({ name: 'a\u0007b' })).toEqual(['details.name text_unprintable']);
    expect(codes({ activityType: '' })).toEqual(['details.activityType activity_type_missing']);
    expect(codes({ description: 'x'.repeat(4001) })).toEqual(['details.description too_long']);
    expect(
      codes({
        questions: [
          question,
          { ...question, id: 'r', label: ' ' },
          { ...question, id: 's', kind: 'choice', choices: ' \n ' },
        ],
      }),
    ).toEqual(['details.questions.1.label question_text_missing', 'details.questions.2.choices choices_missing']);
  });

  it('allow lines where there may be lines', () => {
    expect(codes({ description: 'One\n\tTwo', footer: '<p>One</p>' })).toEqual([]);
  });
});

describe('what the server refused', () => {
  it('is shown where it is, in the step where it is', () => {
    const fault = faultOf({ field: 'offer.rule.weekly', reason: 'windows_overlap', on: 'tue' });
    expect(fault).toEqual({ field: 'offer.rule.weekly', code: 'windows_overlap', on: 'tue' });
    expect(fault && placeOf(fault)).toBe('offer.rule.weekly.tue');
    expect(fault && stepOf(fault)).toBe('availability');
    expect(stepOf({ field: 'details.questions.2.label' })).toBe('details');
  });

  it('is told in general words where its code isn’t known, and not at all where it names no field', () => {
    expect(faultOf({ field: 'details.name', reason: 'too_rude' })?.code).toBe('refused');
    expect(faultOf({ field: 'details.name', reason: 'toString' })?.code).toBe('refused');
    expect(faultOf({ reason: 'malformed' })).toBeNull();
  });

  it('is told by its own code, for every code that the server has', () => {
    for (const reason of refusalCodes) expect(faultOf({ field: 'language', reason })?.code).toBe(reason);
  });
});
