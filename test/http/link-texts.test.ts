import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { generalLink, managePath, type Scheduler, SLUG, startScheduler } from './scheduler.ts';

let scheduler: Scheduler;
beforeEach(async () => {
  scheduler = await startScheduler();
});
afterEach(() => scheduler.close());

const { offer, details } = generalLink();
const question = { id: 'q', label: 'Why?', kind: 'choice', required: false, choices: ['a', 'b'] };
const save = (change: object) =>
  scheduler.api('POST', '/links', { offer, details: { ...details, ...change }, language: null, active: true });

const NASTY = [
  `<script>alert(1)</script>`,
  `<img src=x onerror=alert(1)>`,
  `"><svg onload=alert(1)>`,
  `</script><!--`,
  `{{constructor.constructor('alert(1)')()}}`,
  `javascript:alert(1)`,
  `&lt;b&gt;&amp;amp;&#x3c;`,
  `\u202egpj.exe \u200b\u202e\ufeff.`,
  `'); DROP TABLE links; --`,
  `%00%0d%0aBcc: all@ferns.example`,
  `\${process.env.SECRET_KEY} $where $set`,
  `Żółć हिमाल 漢字 😀`,
];

/** Where each text of a link stands in what is sent and answered. */
const PLACES = {
  name: (text: string) => ({ name: text }),
  place: (text: string) => ({ place: { kind: 'other', text } }),
  description: (text: string) => ({ description: `one\n\t${text}` }),
  activityType: (text: string) => ({ activityType: text }),
  label: (text: string) => ({ questions: [{ ...question, label: text }] }),
  choices: (text: string) => ({ questions: [{ ...question, choices: [text, 'b'] }] }),
} as const;

describe('a link’s text', () => {
  it.each(Object.entries(PLACES))('in %s is kept as text, whatever it says, and changes no page', async (_, at) => {
    for (const text of NASTY) {
      const change = at(text);
      const { status, body } = await save(change);
      expect([text, status]).toEqual([text, 201]);
      expect(body.details).toMatchObject(change);
      for (const url of [`/b/${body.slug}`, `/b/${body.slug}?start=2026-11-25T03:15:00Z`]) {
        const page = await scheduler.app.inject({ url, headers: { accept: 'text/html' } });
        expect(page.statusCode).toBe(200);
        const scripts = page.body.match(/<script\b[^>]*>/g) ?? [];
        expect(scripts.every(script => /src="\/assets\/|type="application\/json"/.test(script))).toBe(true);
        expect(page.body.match(/<\/script>/g)).toHaveLength(scripts.length);
        expect(/<(?:img|svg onload)/.test(page.body)).toBe(false);
      }
    }
  });

  it('in the footer keeps its safe part, and what is sent back is saved as it is', async () => {
    for (const text of NASTY) {
      const { status, body } = await save({ footer: `<p>Hi <b>you</b></p>${text}<a href="javascript:alert(1)">x</a>` });
      expect([text, status]).toEqual([text, 201]);
      expect(body.details.footer).toMatch(/^<p>Hi <b>you<\/b><\/p>/);
      expect(body.details.footer).not.toMatch(/<script|<img|<svg|<!--|javascript:alert\(1\)"/i);
      const again = await scheduler.api('PATCH', `/links/${body.slug}`, { version: 1, details: body.details });
      expect([again.status, again.body.details.footer]).toEqual([200, body.details.footer]);
    }
  });

  it('in every field at once comes through to the meeting and its mails without anything failing', async () => {
    const all = Object.assign({}, ...Object.values(PLACES).map(at => at(NASTY.join(' ').slice(0, 60))));
    const { body } = await save(all);
    const booked = await scheduler.book('2026-11-25T03:15:00Z', {}, body.slug);
    expect(booked.statusCode).toBe(201);
    await scheduler.product.delivery.drained();
    expect(scheduler.mails.map(({ to }) => to.role).sort()).toEqual(['guest', 'host']);
    const page = await scheduler.app.inject({ url: managePath(booked), headers: { accept: 'text/html' } });
    expect(page.statusCode).toBe(200);
    expect(scheduler.lines.filter(line => JSON.parse(line).level >= 50)).toEqual([]);
  });

  it('that is to be chosen from can be chosen, whatever stands around it', async () => {
    const asked = { ...question, label: ' Which?\t', required: true, choices: [' Sales ', 'Support\u00a0'] };
    const { body } = await save({ questions: [asked] });
    expect(body.details.questions).toEqual([{ ...asked, label: 'Which?', choices: ['Sales', 'Support'] }]);
    const booked = await scheduler.book('2026-11-25T03:15:00Z', { answers: { q: ' Sales ' } }, body.slug);
    expect(booked.statusCode).toBe(201);
  });

  it.each([
    ['name', 'name', 'text_unprintable', { name: 'a\u0007' }],
    ['name', 'name', 'text_unprintable', { name: 'two\nlines' }],
    ['name', 'name', 'name_missing', { name: '   ' }],
    ['place', 'place.text', 'text_unprintable', { place: { kind: 'other', text: '\u0000' } }],
    ['description', 'description', 'text_unprintable', { description: 'half \ud83d of it' }],
    ['activityType', 'activityType', 'text_unprintable', { activityType: '\u001b' }],
    ['activityType', 'activityType', 'activity_type_missing', { activityType: ' ' }],
    ['footer', 'footer', 'text_unprintable', { footer: '<p>\u0000</p>' }],
    [
      'questions',
      'questions.1.choices',
      'choices_missing',
      { questions: [question, { ...question, id: 'r', choices: [] }] },
    ],
    ['questions', 'questions.0.label', 'question_text_missing', { questions: [{ ...question, label: '\t' }] }],
    ['questions', 'questions.0.choices', 'text_unprintable', { questions: [{ ...question, choices: ['a\nb', 'c'] }] }],
  ])('in %s is refused at %s: %s', async (_, field, reason, change) => {
    const before = scheduler.dump();
    const expected = { code: 'invalid', field: `details.${field}`, reason };
    const { status, body } = await save(change);
    expect([status, body]).toEqual([400, expect.objectContaining(expected)]);
    const edited = { version: 1, details: { ...details, ...change } };
    expect((await scheduler.api('PATCH', `/links/${SLUG}`, edited)).body).toMatchObject(expected);
    expect(scheduler.dump()).toBe(before);
  });
});
