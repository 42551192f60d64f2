import { describe, expect, it } from 'vitest';
import { readDraft } from '../../../extension-ui/link-editor/draft.ts';
import { contentOf, differingFields, formOf, isSame, newForm } from '../../../extension-ui/link-editor/form.ts';
import { choicesIn, questionOf, reordered } from '../../../extension-ui/link-editor/questions.ts';
import { followingStep, mostIn, noticeMinutes, noticeOf } from '../../../extension-ui/meeting-fields/lengths.ts';
import { placeToStore, videoDoubt } from '../../../extension-ui/meeting-fields/link-target.ts';
import { formWith, fullLink } from './sample.ts';

const full = () => {
  const form = formOf(fullLink);
  if (!form) throw new Error('A link with general availability has a form');
  return form;
};

describe('a form', () => {
  it('says all that the link says, and nothing else, when it is saved as it was opened', () => {
    const { offer, details, language } = fullLink;
    expect(contentOf(full())).toEqual({ offer, details, language });
  });

  it('isn’t there for specific times', () => {
    const rule = { zone: 'UTC', times: [], bufferBefore: 0, bufferAfter: 0, bookings: 'one' as const };
    expect(formOf({ ...fullLink, offer: { kind: 'specific', rule } })).toBeNull();
  });

  it('of a new link begins with the host’s own defaults', () => {
    const settings = {
      language: 'pl',
      place: { kind: 'video' as const, text: 'https://meet.example.test/h' },
      notifications: true,
      calendarFile: false,
      reminders: true,
      mailZone: null,
      newLink: { duration: 45, step: 15, bufferBefore: 5, bufferAfter: 10, notice: 1440, horizonDays: null },
    };
    const { offer, details, language } = contentOf(newForm({ zone: 'Asia/Kathmandu', settings }, 'Spotkanie'));
    const hours = [['09:00', '17:00']];
    expect(offer).toEqual({
      kind: 'general',
      rule: {
        zone: 'Asia/Kathmandu',
        weekly: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours },
        overrides: {},
        ...settings.newLink,
        activeFrom: null,
        activeTo: null,
        dailyLimit: null,
      },
    });
    expect(details).toMatchObject({ name: 'Spotkanie', place: settings.place, questions: [], footer: '' });
    expect(language).toBeNull();
  });

  it('keeps what is behind a switch that is off, and doesn’t say it', () => {
    const form = { ...full(), hasDailyLimit: false };
    expect(contentOf(form).offer.rule).toMatchObject({ dailyLimit: null, horizonDays: null });
    expect(form.dailyLimit).toBe(3);
  });

  it('is the same in whatever order its fields come', () => {
    const form = full();
    const turned = Object.fromEntries(Object.entries(form).reverse()) as unknown as typeof form;
    expect(isSame(form, turned)).toBe(true);
    expect(isSame(form, { ...turned, step: 25 })).toBe(false);
  });
});

describe('lengths', () => {
  it.each([
    [0, 0, 'minutes'],
    [45, 45, 'minutes'],
    [240, 4, 'hours'],
    [1440, 1, 'days'],
    [1500, 25, 'hours'],
    [525_600, 365, 'days'],
  ] as const)('%i minutes are %i %s, and back', (minutes, amount, unit) => {
    expect(noticeOf(minutes)).toEqual({ amount, unit });
    expect(noticeMinutes({ amount, unit })).toBe(minutes);
  });

  it('are limited in their own unit', () => {
    expect([mostIn('minutes', 525_600), mostIn('hours', 525_600), mostIn('days', 525_600)]).toEqual([
      525_600, 8760, 365,
    ]);
  });

  it('take the step along as long as nobody chose one', () => {
    expect(followingStep(30, 30, 15)).toBe(15);
    expect(followingStep(15, 15, 60)).toBe(30);
    expect(followingStep(20, 30, 15)).toBe(20);
    expect(followingStep(30, 30, null)).toBe(30);
  });
});

describe('two forms', () => {
  it('name what differs, a switch and its number as one field', () => {
    const changed = { hasHorizon: !formWith().hasHorizon, horizonDays: 7, name: 'Other', language: 'pl' } as const;
    expect([...new Set(differingFields(formWith(), formWith(changed)))]).toEqual([
      'offer.rule.horizonDays',
      'details.name',
      'language',
    ]);
    expect(differingFields(formWith(), formWith())).toEqual([]);
  });
});

describe('the link of a video call', () => {
  it('is stored so that it opens by a click, and no other place is touched', () => {
    const stored = (kind: 'video' | 'in_person', text: string) => placeToStore({ kind, text }).text;
    expect(stored('video', ' meet.example.com/julian ')).toBe('https://meet.example.com/julian');
    for (const text of ['http://meet.example.com', 'julian@example.com', 'Ask me', ''])
      expect(stored('video', ` ${text}`)).toBe(text);
    expect(stored('in_person', 'acme.example')).toBe('acme.example');
    const { details } = contentOf(formWith({ place: { kind: 'video', text: 'meet.example.com/julian' } }));
    expect(details.place.text).toBe('https://meet.example.com/julian');
  });

  it('is doubted where it is missing or opens nothing', () => {
    expect(['', 'Ask me', 'meet.example.com/julian'].map(text => videoDoubt({ kind: 'video', text }))).toEqual([
      'missing',
      'unreadable',
      null,
    ]);
    expect(videoDoubt({ kind: 'phone', text: '' })).toBeNull();
  });
});

describe('questions', () => {
  it('have each choice once', () => {
    expect(choicesIn('Yes\nNo\n Yes \n')).toEqual(['Yes', 'No']);
  });

  it('have choices one a line, none where there is nothing to choose', () => {
    const question = {
      id: 'q',
      label: ' Size? ',
      kind: 'choice' as const,
      required: true,
      choices: ' One\n\n  Two \n',
    };
    expect(questionOf(question)).toEqual({ ...question, label: 'Size?', choices: ['One', 'Two'] });
    expect(questionOf({ ...question, kind: 'text' }).choices).toEqual([]);
  });

  it('go to any place in the list and not out of it', () => {
    expect(reordered(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
    expect(reordered(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
    expect(reordered(['a', 'b', 'c'], 2, 3)).toEqual(['a', 'b', 'c']);
    expect(reordered(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c']);
  });
});

describe('a draft', () => {
  const through = (record: Record<string, unknown>) => JSON.parse(JSON.stringify(record)) as Record<string, unknown>;

  it('comes back as it was, half-typed fields included', () => {
    const form = { ...full(), duration: null, weekly: { ...full().weekly, tue: [['9 o', '17:00'] as const] } };
    const draft = { form, base: full(), version: 7, step: 'details' as const, key: 'k'.repeat(32) };
    expect(readDraft(through({ ...draft }), full())).toEqual(draft);
  });

  it('is none where it says what is stored', () => {
    expect(readDraft(through({ form: full(), base: full(), version: 7, step: 'details', key: '' }), full())).toBeNull();
  });

  it('of another time, or of nobody’s making, gives what can be read of it', () => {
    const base = formWith();
    const record = {
      form: { name: '<b>Kept</b>', zone: 7, weekly: 'no', questions: [null, { label: 'x' }], place: 4 },
    };
    expect(readDraft(record, base)).toEqual({
      form: { ...base, name: '<b>Kept</b>' },
      base,
      version: null,
      step: 'availability',
      key: '',
    });
    expect(readDraft({}, base)).toBeNull();
  });
});
