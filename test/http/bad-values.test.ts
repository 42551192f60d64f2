import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY } from '../../server/domain/interval.ts';
import { booking, link, oneOff, type Refusals, type Sent, startRefusals, times, withField } from './refusals.ts';
import { NOW, SLUG } from './scheduler.ts';

let refusals: Refusals;
beforeAll(async () => {
  refusals = await startRefusals();
});
afterAll(() => refusals.scheduler.close());

const refusal = (sent: Sent) => refusals.refusal(sent);
const expectNothingStored = () => refusals.expectNothingStored();

describe('a booking', () => {
  it.each([
    [
      'start',
      [
        '',
        'tomorrow',
        '2026-11-26',
        '2026-11-26T05:15:00',
        '2026-02-30T05:15:00Z',
        '0000-00-00T00:00:00Z',
        '+010000-01-01T00:00:00Z',
        '+275760-09-13T00:00:00Z',
        '1795510800000',
        '2026-11-26T24:00:00Z',
        '2026-11-26T05:15:00+99:00',
      ],
    ],
    ['name', ['', '   ', 'a\nb', 'a\u2028b']],
    [
      'email',
      [
        '',
        'zoe',
        'zoe@',
        '@ferns.example',
        'zoe@ferns',
        'zoe@@ferns.example',
        'zoe@ferns..example',
        'zoe@ferns.example\r\nBcc: all@ferns.example',
        'a,b@ferns.example',
        '<zoe@ferns.example>',
        `${'x'.repeat(65)}@ferns.example`,
      ],
    ],
    ['zone', ['', 'Mars/Olympus', '../../etc/passwd', 'Asia/Kathmandu\u0000', '+99:99']],
    ['answers', [{ constructor: 'x' }, { toString: 'x' }, { nobody: 'x' }, { altitude: 'a', hasOwnProperty: 'b' }]],
    ['answers.season', [{ season: 'winter' }]],
    [
      'colleagues',
      [['not an address'], ['a@ferns.example\nb'], Array.from({ length: 11 }, (_, index) => `c${index}@ferns.example`)],
    ],
  ] as [string, unknown[]][])('is refused for its %s, which is named', async (path, values) => {
    for (const value of values) {
      const { status, code, field } = await refusal({
        method: 'POST',
        url: `/b/${SLUG}/bookings`,
        payload: { ...booking, [path.split('.')[0] ?? '']: value },
      });
      expect([value, status, code, field]).toEqual([value, 400, 'invalid', path]);
    }
    expectNothingStored();
  });

  it('is refused through the form as well, whatever the fields are called', async () => {
    const forms = [
      '',
      'start=&name=&email=&zone=&key=k',
      'answer.__proto__=x&answer.constructor=y&start=2026-11-26T05:15:00Z&name=a&email=a@b.example&zone=UTC&key=k',
      'start[]=a&start[]=b&name=a&name=b',
      '%00=%00&%ff=%fe&__proto__=x&constructor=y&toString=z&hasOwnProperty=1',
      `${'a=1&'.repeat(10_000)}`,
      'name=%E0%A4%A&start=%',
    ];
    for (const payload of forms) {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      for (const url of [`/b/${SLUG}/bookings`, refusals.manage]) {
        const { status, body } = await refusal({ method: 'POST', url, payload, headers });
        expect([payload.slice(0, 40), status]).toEqual([payload.slice(0, 40), 400]);
        expect(body).toMatch(/^<!doctype html>/i);
      }
    }
    expectNothingStored();
  });
});

describe('a rule', () => {
  it.each([
    ['offer.rule.zone', 'Mars/Olympus'],
    ['offer.rule.weekly', { mon: [['09:00', '09:00']] }],
    ['offer.rule.weekly', { mon: [['9:00', '17:00']] }],
    ['offer.rule.weekly', { mon: [['09:00', '25:00']] }],
    [
      'offer.rule.weekly',
      {
        mon: [
          ['09:00', '12:00'],
          ['11:00', '13:00'],
        ],
      },
    ],
    ['offer.rule.weekly', { someday: [['09:00', '12:00']] }],
    ['offer.rule.weekly', {}],
    ['offer.rule.overrides', { '2026-02-30': [] }],
    ['offer.rule.overrides', { '2026-1-1': [] }],
    [
      'offer.rule.overrides',
      Object.fromEntries(
        Array.from({ length: 1001 }, (_, day) => [new Date(NOW + day * DAY).toISOString().slice(0, 10), []]),
      ),
    ],
    ['offer.rule.duration', 4],
    ['offer.rule.duration', 1441],
    ['offer.rule.duration', 600],
    ['offer.rule.step', 0],
    ['offer.rule.bufferBefore', -1],
    ['offer.rule.bufferAfter', 1441],
    ['offer.rule.notice', 1e9],
    ['offer.rule.notice', 61 * 1440 + 1],
    ['offer.rule.horizonDays', 731],
    ['offer.rule.activeFrom', '2026-02-30'],
    ['offer.rule.activeTo', '2026-11-23'],
    ['offer.rule.dailyLimit', 0],
    ['details.name', '  '],
    ['details.activityType', ''],
    ['language', 'tlh'],
  ] as [string, unknown][])('is refused when saved: %s as %j', async (path, value) => {
    for (const sent of [
      { method: 'POST', url: '/api/links', payload: withField(link, path, value) },
      { method: 'PATCH', url: `/api/links/${SLUG}`, payload: withField({ version: 1, ...link }, path, value) },
    ] as const) {
      const { status, code, field } = await refusal(sent);
      expect([sent.method, status, code, field]).toEqual([sent.method, 400, 'invalid', path]);
    }
    expectNothingStored();
  });

  it.each([
    ['no time', []],
    ['a time in the past', [['2026-11-23T05:00:00Z', '2026-11-23T06:00:00Z']]],
    ['two that overlap', [...times, ['2026-12-01T05:30:00Z', '2026-12-01T06:30:00Z']]],
    ['one that ends before it begins', [['2026-12-01T06:00:00Z', '2026-12-01T05:00:00Z']]],
    ['no instant', [['2026-12-01', '2026-12-02']]],
    ['three instants', [[...(times[0] ?? []), '2026-12-01T07:00:00Z']]],
  ])('of specific times is refused with %s', async (_, given) => {
    const payload = withField(oneOff, 'offer.rule.times', given);
    const { status, code, field } = await refusal({ method: 'POST', url: '/api/links', payload });
    expect([status, code, field]).toEqual([400, 'invalid', expect.stringMatching(/^offer\.rule\.times/)]);
    expectNothingStored();
  });

  it('is refused with questions that couldn’t be answered', async () => {
    const question = { id: 'one', label: 'One?', kind: 'text', required: true, choices: [] };
    const choice = { ...question, id: 'two', kind: 'choice', choices: ['a'] };
    for (const [questions, at, why] of [
      [[question, question], '1.id', 'malformed'],
      [[{ ...question, id: '__proto__' }], '0.id', 'malformed'],
      [[{ ...question, id: 'constructor' }], '0.id', 'malformed'],
      [[{ ...question, id: 'a b' }], '0.id', 'malformed'],
      [[question, choice, { ...question, id: 'three', label: ' ' }], '2.label', 'question_text_missing'],
      [[question, { ...choice, label: 'a\u0000' }], '1.label', 'text_unprintable'],
      [[question, { ...choice, choices: ['a', 'b\u0007'] }], '1.choices', 'text_unprintable'],
      [[question, { ...choice, choices: [] }], '1.choices', 'choices_missing'],
      [[question, { ...choice, choices: ['a', ' '] }], '1.choices', 'choices_missing'],
      [[{ ...question, choices: ['a'] }], '0.choices', 'malformed'],
    ] as const) {
      const payload = withField(link, 'details.questions', questions);
      const { status, field, body } = await refusal({ method: 'POST', url: '/api/links', payload });
      expect([status, field, JSON.parse(body).reason]).toEqual([400, `details.questions.${at}`, why]);
    }
    expectNothingStored();
  });
});
