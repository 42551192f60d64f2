import { describe, expect, it } from 'vitest';
import { timesText } from '../../../extension-ui/shared/rich-text.ts';
import type { LinkReply } from '../../../server/http/host/schema.ts';

const linkWith = (times: [string, string][], name = 'Intro call'): LinkReply => ({
  slug: 'aBcDeFgHiJkL',
  url: 'https://book.example/b/aBcDeFgHiJkL',
  version: 1,
  offer: {
    kind: 'specific',
    rule: { zone: 'Asia/Kathmandu', times, bufferBefore: 0, bufferAfter: 0, bookings: 'one' },
  },
  details: {
    name,
    place: { kind: 'other', text: '' },
    description: '',
    activityType: 'meeting',
    questions: [],
    footer: '',
  },
  language: null,
  active: true,
  closed: false,
});

/** Each start with its own signed address. */
const signed = (times: [string, string][]) =>
  times.map(([start]) => ({ start, url: `https://book.example/t/${start}` }));

const textOf = (times: [string, string][], zone: string, language: 'en' | 'pl' = 'en', locale = 'en-GB') =>
  timesText(linkWith(times), { language, locale, zone, times: signed(times) });

describe('picked times in a mail', () => {
  const equal: [string, string][] = [
    ['2026-12-08T03:15:00.000Z', '2026-12-08T03:45:00.000Z'],
    ['2026-12-08T05:15:00.000Z', '2026-12-08T05:45:00.000Z'],
    ['2026-12-09T03:15:00.000Z', '2026-12-09T03:45:00.000Z'],
  ];

  it('are all listed by day, with the zone named and the common length in the heading', () => {
    expect(textOf(equal, 'Asia/Kathmandu').text).toBe(
      [
        'Intro call · 30 min',
        'Times to choose from. Time zone: Nepal Time (Kathmandu)',
        '',
        'Tuesday 8 December',
        '  09:00: https://book.example/t/2026-12-08T03:15:00.000Z',
        '  11:00: https://book.example/t/2026-12-08T05:15:00.000Z',
        '',
        'Wednesday 9 December',
        '  09:00: https://book.example/t/2026-12-09T03:15:00.000Z',
        '',
        'See all times: https://book.example/b/aBcDeFgHiJkL',
        '',
      ]
        .join('\n')
        .replace('30 min', new Intl.NumberFormat('en-GB', { style: 'unit', unit: 'minute' }).format(30)),
    );
  });

  it('have their ends where the lengths differ, on the day that it is in the chosen zone', () => {
    const [first, second] = equal;
    if (!(first && second)) throw new Error('There are times');
    const { text } = textOf([first, [second[0], '2026-12-08T06:15:00.000Z']], 'America/St_Johns');
    expect(text).toContain('Intro call\n');
    expect(text).toContain('Monday 7 December\n  23:45 – 00:15: https:');
    expect(text).toContain('Tuesday 8 December\n  01:45 – 02:45: https:');
  });

  it('say the same in both forms, one button-like link a time', () => {
    const { html, text } = textOf(equal, 'Asia/Kathmandu', 'pl', 'pl');
    expect(text).toContain('Terminy do wyboru. Strefa czasowa: ');
    for (const [start] of equal) {
      const url = `https://book.example/t/${start}`;
      expect(html.split(`href="${url}"`)).toHaveLength(2);
      expect(text.split(url)).toHaveLength(2);
    }
    expect(html.match(/<td style="border-radius:6px/g)).toHaveLength(3);
  });

  it('are told apart in the hour that comes twice', () => {
    const twice: [string, string][] = [
      ['2026-10-25T00:30:00.000Z', '2026-10-25T01:00:00.000Z'],
      ['2026-10-25T01:30:00.000Z', '2026-10-25T02:00:00.000Z'],
    ];
    const { text } = textOf(twice, 'Europe/Warsaw');
    expect(text).toContain('  02:30 CEST: ');
    expect(text).toContain('  02:30 CET: ');
  });

  it('show what the host has typed as text', () => {
    const { html } = timesText(linkWith(equal, '<img src=x onerror=alert(1)>'), {
      language: 'en',
      locale: 'en-GB',
      zone: 'Asia/Kathmandu',
      times: signed(equal.slice(0, 1)),
    });
    expect(html).not.toContain('<img');
  });
});
