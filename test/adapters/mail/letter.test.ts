import { describe, expect, it } from 'vitest';
import { letterOf } from '../../../server/adapters/mail/letter.ts';
import { letterHtml } from '../../../server/adapters/mail/letter-html.ts';
import { letterText } from '../../../server/adapters/mail/letter-text.ts';
import { words } from '../../../server/adapters/mail/words/catalogue.ts';
import { type Attention, mailKinds } from '../../../server/domain/booking.ts';
import { languages } from '../../../server/domain/link.ts';
import type { Notice } from '../../../server/ports.ts';
import { notice, toHost } from './notices.ts';

const attentions: readonly Attention[] = ['overlap', 'all_day', 'not_restored', 'owner_left', 'late_collision'];
const actors = ['guest', 'host', 'crm'] as const;

const rendered = (what: Notice) => {
  const letter = letterOf(what);
  return { letter, text: letterText(letter), html: letterHtml(letter) };
};

/** Text of a page as a reader gets it, for comparison with the plain part. */
const visible = (html: string): string =>
  html
    .replace(/<head>.*?<\/head>/s, '')
    .replace(/<!--.*?-->/gs, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');

const moved = (change: Partial<Notice> = {}): Partial<Notice> => ({
  kind: 'moved',
  meeting: {
    ...notice().meeting,
    before: { start: Date.parse('2026-11-27T09:00:00+05:45'), end: Date.parse('2026-11-27T09:30:00+05:45') },
  },
  ...change,
});

/** Every mail there is, in one language. */
const allNotices = (language: Notice['language']): Notice[] => [
  ...mailKinds.flatMap(kind =>
    actors.flatMap(by => {
      const change = kind === 'moved' ? moved({ language, by }) : { kind, language, by };
      return [notice(change), toHost(change)];
    }),
  ),
  ...attentions.map(why => toHost({ kind: 'attention', language, by: 'crm', why })),
];

describe.each(languages)('mails in %s', language => {
  it('are whole for each kind, role and actor, in text and HTML', () => {
    for (const what of allNotices(language)) {
      const { letter, text, html } = rendered(what);
      for (const part of [letter.subject, text, html]) {
        expect(part).not.toMatch(/undefined|null|NaN|\[object|\$\{/);
        expect(part).not.toMatch(/\bUTC\b/);
      }
      expect(html).toContain(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`);
      const seen = visible(html);
      for (const line of text.split('\n')) {
        // Addresses of buttons are in their href; the line before a signature is the plain part's own.
        if (/^https?:|^--/.test(line)) continue;
        for (const word of line.split(/\s+/)) expect(seen).toContain(word.replace(/:$/, ''));
      }
      for (const target of [letter.button, letter.link])
        if (target) {
          expect(text).toContain(target.url);
          expect(html).toContain(`href="${target.url}"`);
        }
    }
  });

  it('say something of their own for each kind', () => {
    const headings = (make: typeof notice, kinds: readonly Notice['kind'][]) =>
      kinds.map(kind => letterOf(make({ kind, language })).heading);
    const toGuests = mailKinds.filter(kind => kind !== 'attention');
    const toHosts = toGuests.filter(kind => kind !== 'farewell' && kind !== 'reminder');
    expect(new Set(headings(notice, toGuests)).size).toBe(toGuests.length);
    expect(new Set(headings(toHost, toHosts)).size).toBe(toHosts.length);
    const warnings = attentions.map(why => letterOf(toHost({ kind: 'attention', why, language })));
    expect(new Set(warnings.map(({ heading }) => heading)).size).toBe(attentions.length);
    for (const { paragraphs } of warnings) expect(paragraphs).toHaveLength(2);
  });

  it('say when the host leaves: the meeting stands, with whom, and that an answer changes it; without a link or a file', () => {
    const urls = { manage: null, view: null, book: null, reminders: null };
    const what = notice({ kind: 'farewell', by: 'host', language, urls, calendarFile: false });
    const { letter, text } = rendered(what);
    expect(letter).toMatchObject({ button: null, link: null, tone: 'changed' });
    expect(letter.paragraphs).toHaveLength(2);
    expect(letter.paragraphs[0]).not.toContain(words[language].attached);
    expect(letter.paragraphs[1]).toContain('Anna Nowak');
    expect(text).toContain(letter.time.date);
    expect(text).not.toContain('app.example');
  });
});

describe('what a mail says', () => {
  it('shows what a guest typed as text, never as markup', () => {
    const { html, text } = rendered(
      toHost({
        guest: { name: '<script>alert(1)</script>', email: 'a"b<c@client.example', zone: 'Asia/Kathmandu' },
        answers: [{ label: '<i>Q</i>', value: '"><img src=x onerror=alert(1)>' }],
        notes: '</td></table>&amp;',
      }),
    );
    expect(html).not.toMatch(/<script|<img|<i>/);
    expect(html).toContain('&#60;script&#62;alert(1)&#60;/script&#62;');
    expect(html).toContain('&#60;/td&#62;&#60;/table&#62;&#38;amp;');
    expect(text).toContain('<script>alert(1)</script>');
  });

  it('carries nothing that a guest typed to the address that the guest gave', () => {
    const { html, text, letter } = rendered(
      notice({
        guest: { name: 'BUYNOW', email: 'victim@else.example', zone: 'Asia/Kathmandu' },
        answers: [{ label: 'Company', value: 'BUYNOW' }],
        notes: 'BUYNOW',
        kind: 'cancelled',
        meeting: { ...notice().meeting, reason: 'BUYNOW' },
      }),
    );
    expect(`${html}${text}${letter.subject}`).not.toContain('BUYNOW');
  });

  it('tells the host answers, notes and reason, and tells the guest the host’s reason', () => {
    const booked = rendered(toHost()).text;
    expect(booked).toContain('Company size: 20–50');
    expect(booked).toContain('Bring the plan.');
    const colleagues = ['ram@client.example', 'gita@client.example'];
    expect(rendered(toHost({ colleagues })).text).toContain(
      'Notes: Bring the plan.\nColleagues:\n  ram@client.example\n  gita@client.example\n',
    );
    expect(booked).not.toContain('Colleagues');
    expect(rendered(notice({ colleagues })).text).not.toContain('ram@');
    const meeting = { ...notice().meeting, reason: 'Train strike' };
    expect(rendered(toHost({ kind: 'cancelled', meeting })).text).toContain('Reason: Train strike');
    expect(rendered(notice({ kind: 'cancelled', by: 'host', meeting })).text).toContain('Reason: Train strike');
  });

  it.each(languages)(
    'tells a guest who named colleagues, once they are booked, to forward the invitation, in %s',
    language => {
      const colleagues = ['ram@client.example'];
      const { forward } = words[language];
      const booked = rendered(notice({ colleagues, language }));
      expect(booked.text).toContain(`\n\n${forward}\n\n`);
      expect(visible(booked.html)).toContain(forward);
      const others = [
        notice({ language }),
        toHost({ colleagues, language }),
        ...(['changed', 'cancelled', 'reminder', 'restored'] as const).map(kind =>
          notice({ kind, colleagues, language }),
        ),
        notice(moved({ colleagues, language })),
      ];
      for (const other of others) expect(rendered(other).text).not.toContain(forward);
    },
  );

  it.each(languages)('puts no colon after a question that ends by itself, in %s', language => {
    const { colon, labels } = words[language];
    const of = (label: string) => rendered(toHost({ language, answers: [{ label, value: 'true' }] }));
    for (const label of ['I agree to this meeting.', 'هل توافق؟', '“Shall we record?”', 'Go!', 'And then…', 'Name:']) {
      const { text, html } = of(label);
      expect(text).toContain(`${label} ${labels.yes}\n`);
      expect(visible(html)).not.toContain(`${label}:`);
    }
    expect(of('Phone (mobile)').text).toContain(`Phone (mobile)${colon} ${labels.yes}\n`);
  });

  it('says Yes for a ticked box, in the host’s language', () => {
    const answers = [{ label: 'May we record?', value: 'true' }];
    expect(rendered(toHost({ answers })).text).toContain('May we record? Yes\n');
    expect(rendered(toHost({ answers, language: 'pl' })).text).toContain('May we record? Tak\n');
  });

  it('says where it was to be, where time and place changed at once, and where the place was taken away', () => {
    const meeting = { ...notice(moved()).meeting, placeBefore: { kind: 'in_person', text: 'Pier <4>' } } as const;
    const { html, text } = rendered(notice(moved({ meeting })));
    expect(text).toContain('Where: https://meet.example/anna\n  Before: Pier <4>\n');
    expect(html).toContain('Before: Pier &#60;4&#62;');
    const without = { ...meeting, place: { kind: 'other', text: '' } } as const;
    expect(rendered(notice({ kind: 'changed', meeting: without })).text).toContain('Where: –\n  Before: Pier <4>\n');
    expect(rendered(notice(moved())).text).not.toContain('anna\n  Before');
  });

  it('inserts the footer as it is, and as text with the addresses of its links', () => {
    const footer =
      '<p><b>Seller</b> &amp; Co</p><ul><li>one</li><li>two</li></ul><p>See <a href="https://seller.example/x">us</a><br>or <a href="mailto:a@seller.example">a@seller.example</a></p>';
    const { html, text } = rendered(notice({ footer }));
    expect(html).toContain(footer);
    expect(text).toContain(
      'Seller & Co\n\n• one\n• two\n\nSee us (https://seller.example/x)\nor a@seller.example\n\n-- \n',
    );
  });

  it('links to the meeting’s page, and from a cancelled meeting to another booking first', () => {
    expect(letterOf(notice())).toMatchObject({
      button: { label: 'Move or cancel', url: 'https://app.example/m/token-of-the-guest' },
      link: null,
    });
    expect(letterOf(notice({ kind: 'cancelled' }))).toMatchObject({
      button: { label: 'Book another time', url: 'https://app.example/b/abcdefghijkm' },
      link: { label: 'See the meeting', url: 'https://app.example/m/token-of-the-guest' },
    });
    expect(letterOf(toHost())).toMatchObject({
      button: { label: 'Open the meeting', url: 'https://app.example/app/meetings/01JDMEETING' },
      link: null,
    });
  });

  it('links a place only where it is a web address', () => {
    const at = (text: string) =>
      rendered(notice({ meeting: { ...notice().meeting, place: { kind: 'video', text } } })).html;
    expect(at('https://meet.example/a?b=1&c="')).toContain('href="https://meet.example/a?b=1&#38;c=%22"');
    expect(at('javascript:alert(1)')).not.toContain('href="javascript:');
    expect(at('')).toContain('Video call');
  });

  it.each(languages)(
    'says a new place in the subject and heading too, where it comes with a new time, in %s',
    language => {
      const meeting = { ...notice(moved()).meeting, placeBefore: { kind: 'in_person', text: 'Pier 4' } } as const;
      const both = letterOf(notice(moved({ meeting, language, by: 'host' })));
      const timeOnly = letterOf(notice(moved({ language, by: 'host' })));
      expect(both.heading).not.toBe(timeOnly.heading);
      expect(both.subject).not.toBe(timeOnly.subject);
      // A place that was only taken away is no new one.
      const without = { ...meeting, place: { kind: 'other', text: '' } } as const;
      expect(letterOf(notice(moved({ meeting: without, language, by: 'host' }))).subject).toBe(timeOnly.subject);
    },
  );

  it('says a new time and a new place in its subject', () => {
    const meeting = { ...notice(moved()).meeting, placeBefore: { kind: 'in_person', text: 'Pier 4' } } as const;
    expect(letterOf(notice(moved({ meeting }))).subject).toMatch(/^New time and place: Intro call with Anna Nowak, /);
  });

  it.each(languages)('leads from a reminder to where they end, and from no other mail, in %s', language => {
    const urls = { ...notice().urls, reminders: 'https://app.example/m/token-of-the-guest/reminders' };
    const { html, text } = rendered(notice({ kind: 'reminder', language, urls }));
    const label = words[language].buttons.noReminders;
    expect(text).toContain(
      `\n\n${label}${words[language].colon}\nhttps://app.example/m/token-of-the-guest/reminders\n\n-- \n`,
    );
    expect(html).toMatch(new RegExp(`href="https://app.example/m/token-of-the-guest/reminders"[^>]*>${label}</a>`));
    expect(rendered(notice({ language })).text).not.toContain(label);
  });

  it('strikes the time of what doesn’t take place, for whichever reason, and of nothing else', () => {
    const isStruck = (what: Notice) => /<s>Tuesday, (?:1 December|December 1,) 2026/.test(rendered(what).html);
    const off = [notice({ kind: 'cancelled' }), toHost({ kind: 'attention', by: 'crm', why: 'not_restored' })];
    expect(off.map(isStruck)).toEqual([true, true]);
    expect(
      [notice(), notice({ kind: 'restored' }), toHost({ kind: 'attention', why: 'overlap' })].map(isStruck),
    ).toEqual([false, false, false]);
  });

  it('says what was before in words that fit a time and a place, with the space that French has before a colon', () => {
    const meeting = { ...notice(moved()).meeting, placeBefore: { kind: 'in_person', text: 'Pier 4' } } as const;
    const text = (language: Notice['language']) => rendered(notice(moved({ meeting, language }))).text;
    expect(text('fr')).toContain('Avant\u00a0: vendredi 27 novembre 2026');
    expect(text('fr')).toContain('\n  Avant\u00a0: Pier 4\n');
    expect(text('ar')).toContain('سابقًا: Pier 4');
  });

  it('strikes the old time of a move and shows the new one', () => {
    const { html, text } = rendered(notice(moved()));
    expect(html).toMatch(/<s>Friday, 27 November 2026&nbsp;· <span[^>]*>09:00–09:30<\/span><\/s>/);
    expect(text).toContain('When: Tuesday, 1 December 2026 · 18:45–19:15\nKathmandu time (GMT+5:45)');
    expect(text).toContain('Before: Friday, 27 November 2026 · 09:00–09:30\n\n');
  });
});
