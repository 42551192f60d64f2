import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { fill, timeText } from '../../../extension-ui/booking/format.ts';
import { renderGuestPage } from '../../../extension-ui/booking/server.tsx';
import { catalogues } from '../../../extension-ui/booking/texts/languages.ts';
import { languages } from '../../../server/domain/link.ts';
import type { BookPage, GuestPage } from '../../../server/http/guest/page.ts';
import { bookPage, footer, managePage, meeting, messagePage, remindersPage } from './pages.ts';

/** What a reader sees: without scripts, tags and the marks that only set direction. */
const textOf = (html: string): string =>
  html
    .replaceAll(/<script[^>]*>.*?<\/script>|<option[^>]*>[^<]*/gs, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/[\u2066-\u2069]/g, '')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ');

const attributesOf = (html: string, pattern: RegExp): string[] =>
  [...html.matchAll(pattern)].map(([, value]) => (value ?? '').replaceAll('&amp;', '&'));

describe.each(languages)('in %s', language => {
  it.each<[string, GuestPage, string]>([
    ['the booking page', bookPage({ language }), catalogues[language].chooseTime],
    ['the details form', bookPage({ language, start: '2026-12-03T09:00:00.000Z' }), catalogues[language].yourDetails],
    ['a booked meeting', managePage({ language, justBooked: true }), catalogues[language].booked],
    ['a cancelled meeting', managePage({ language, state: 'cancelled' }), catalogues[language].cancelled],
    ['reminders', remindersPage({ language }), catalogues[language].reminders.decline],
    ['no more reminders', remindersPage({ language, state: 'off' }), catalogues[language].reminders.want],
    ['a message', messagePage('link_gone', 410, language), catalogues[language].messages.link_gone.title],
  ])('%s says its language and direction, and speaks it', (_, page, sentence) => {
    const html = renderGuestPage(page);
    expect(html).toMatch(/^<!doctype html><html/i);
    expect(html).toContain(`lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}"`);
    expect(textOf(html)).toContain(sentence);
    expect(textOf(html)).not.toMatch(/\{\w+\}|undefined|\[object/);
  });
});

describe('every page', () => {
  const pages = [
    bookPage(),
    bookPage({ start: '2026-12-03T09:00:00.000Z' }),
    managePage({ move: { ...bookPage(), zone: 'Asia/Kathmandu' } }),
    messagePage('internal', 500),
  ];

  it('has neither script nor style inside, so that a policy without exceptions holds', () => {
    for (const html of pages.map(renderGuestPage)) {
      expect(html).not.toMatch(/<style|\sstyle=|\son[a-z]+=/);
      expect(attributesOf(html, /<script([^>]*)>/g).every(tag => /src=|application\/json/.test(tag))).toBe(true);
    }
  });

  it('fits 30 kB compressed', () => {
    for (const html of pages.map(renderGuestPage)) expect(gzipSync(html).length).toBeLessThan(30_000);
  });

  it('lets nothing that a host wrote end the data block or become a tag', () => {
    const name = '</script><script>alert(1)</script><b onclick="x">';
    const html = renderGuestPage(bookPage({ meeting: { ...meeting, name, description: name } }));
    expect(html).not.toContain('<script>alert');
    expect(html).not.toContain('<b onclick');
    const data = html.match(/id="page-data">(.*?)<\/script>/s)?.[1] ?? '';
    expect(JSON.parse(data).page.meeting.name).toBe(name);
  });
});

describe('the booking page', () => {
  it('names the meeting first, then days and times', () => {
    const text = textOf(renderGuestPage(bookPage()));
    const parts = [
      'Product walkthrough',
      'Zofia Wiśniewska',
      'Nordlicht & Söhne',
      '30 minutes',
      'December 2026',
      '9:00',
    ];
    const places = parts.map(part => text.indexOf(part, text.indexOf('Product walkthrough', 60)));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places.every(place => place >= 0)).toBe(true);
  });

  it('guesses the variety of English by the zone', () => {
    expect(textOf(renderGuestPage(bookPage({ zone: 'America/St_Johns' })))).toMatch(
      /Sunday .*Thursday, December 3 .* 4:30 AM/,
    );
    expect(textOf(renderGuestPage(bookPage()))).toMatch(/Monday .*Thursday 3 December .* 9:00/);
  });

  it('names the zone next to the times, with the offset of that date', () => {
    expect(textOf(renderGuestPage(bookPage()))).toContain('Times in Warsaw time, GMT+1');
    const july = { month: '2027-07-01', starts: ['2027-07-05T08:00:00.000Z'], date: '2027-07-05', lastMonth: null };
    expect(textOf(renderGuestPage(bookPage(july)))).toContain('Times in Warsaw time, GMT+2');
    expect(textOf(renderGuestPage(bookPage({ zone: 'America/St_Johns' })))).toContain('St. John’s time, GMT−3:30');
  });

  it.each([
    ['Asia/Katmandu', 'Kathmandu time, GMT+5:45'],
    ['Asia/Calcutta', 'Kolkata time, GMT+5:30'],
    ['Europe/Kiev', 'Kyiv time, GMT+2'],
    ['America/Godthab', 'Nuuk time, GMT−2'],
    ['UTC', 'Times in GMT'],
  ])('shows %s as people call it today', (zone, name) => {
    expect(textOf(renderGuestPage(bookPage({ zone })))).toContain(name);
  });

  it('announces each day with its number of free times', () => {
    const text = textOf(renderGuestPage(bookPage()));
    expect(text).toContain('Thursday 3 December, 8 free times');
    expect(text).toContain('Saturday 5 December, no free times');
  });

  it('links days, months and times by plain addresses that keep the zone', () => {
    const links = attributesOf(renderGuestPage(bookPage({ zone: 'Asia/Kathmandu' })), /href="([^"]*)"/g);
    const base = '/b/7kQx2mNpR4sT?zone=Asia%2FKathmandu&month=';
    expect(links).toContain(`${base}2026-12-01&date=2026-12-04`);
    expect(links).toContain(`${base}2027-01-01`);
    expect(links).toContain(`${base}2026-12-01&date=2026-12-03&start=2026-12-03T08%3A00%3A00.000Z`);
    expect(links.some(link => link.includes('2026-11-01'))).toBe(false);
  });

  it('tells both instants of a repeated hour apart', () => {
    // In Warsaw clocks go from 03:00 (+02:00) back to 02:00 (+01:00) at 01:00Z on 25 October 2026.
    const starts = ['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z', '2026-10-25T02:30:00.000Z'];
    const page = bookPage({
      month: '2026-10-01',
      firstMonth: '2026-10-01',
      starts,
      date: '2026-10-25',
      today: '2026-10-20',
    });
    expect(textOf(renderGuestPage(page))).toMatch(/ 2:30 GMT\+2 2:30 GMT\+1 3:30 /);
    // Also where only one of them is free.
    expect(textOf(renderGuestPage({ ...page, starts: starts.slice(1) }))).toMatch(/ 2:30 GMT\+1 3:30 /);
    const typed = { name: 'Asha', email: 'asha@example.com', notes: '', colleagues: '', answers: {} };
    const refused = { code: 'slot_taken', message: '', field: null, nearest: starts, typed };
    expect(textOf(renderGuestPage({ ...page, refused }))).toMatch(
      / 2:30 GMT\+2 – 2:00 GMT\+1 .* 02:30–03:00 GMT\+1 .* 03:30–04:00 /,
    );
  });

  it('names both offsets of a time in which clocks change', () => {
    const at = { start: '2026-10-25T00:30:00.000Z', end: '2026-10-25T01:30:00.000Z' };
    expect(textOf(renderGuestPage(managePage({ ...at, zone: 'Europe/Warsaw' })))).toContain('2:30 GMT+2 – 2:30 GMT+1');
  });

  it('says when clocks change before the times shown, the guest’s and the host’s, and nothing where they don’t', () => {
    const march = {
      today: '2027-03-01',
      month: '2027-04-01',
      firstMonth: '2027-03-01',
      lastMonth: null,
      starts: ['2027-04-05T08:00:00.000Z'],
      date: '2027-04-05',
    };
    const said = (change: Partial<BookPage>) =>
      [
        ...textOf(renderGuestPage(bookPage({ ...march, ...change }))).matchAll(
          /Clocks change on (.*?\)); these times allow for it\./g,
        ),
      ].map(([, when]) => when);
    expect(said({})).toEqual(['Sunday 28 March (Warsaw)']);
    // In New York on the 14th, by a clock that reads the other way round.
    expect(said({ zone: 'America/New_York' })).toEqual(['Sunday, March 14 (New York)', 'Sunday, March 28 (Warsaw)']);
    const autumn = { today: '2026-10-20', zone: 'America/New_York', language: 'pl' } as const;
    expect(textOf(renderGuestPage(bookPage(autumn)))).toMatch(/Warszawa.*25 października.*Nowy Jork.*1 listopada/);
    expect(said({ zone: 'Asia/Kathmandu' })).toEqual(['Sunday 28 March (Warsaw)']);
    expect(said({ zone: 'Europe/Berlin' })).toEqual(['Sunday 28 March (Berlin)']);
    expect(said({ zone: 'Asia/Kathmandu', hostZone: 'Asia/Kolkata' })).toEqual([]);
    expect(said({ today: '2027-03-29' })).toEqual([]);
  });

  it('parts a day of many times into morning, afternoon and evening', () => {
    const starts = Array.from(
      { length: 12 },
      (_, hour) => `2026-12-03T${String(8 + hour).padStart(2, '0')}:00:00.000Z`,
    );
    expect(textOf(renderGuestPage(bookPage({ starts })))).toMatch(/Morning 9:00 .* Afternoon 12:00 .* Evening 17:00/);
    expect(textOf(renderGuestPage(bookPage()))).not.toContain('Morning');
  });

  it('shows ends where the times differ in length', () => {
    const starts = ['2026-12-03T09:00:00.000Z', '2026-12-03T11:00:00.000Z'];
    const ends = ['2026-12-03T09:45:00.000Z', '2026-12-03T12:30:00.000Z'];
    const text = textOf(
      renderGuestPage(bookPage({ meeting: { ...meeting, duration: null }, starts, ends, language: 'pl' })),
    );
    expect(text).toContain('10:00–10:45');
    expect(text).toContain('12:00–13:30');
  });

  it('says that a month is empty and leads to the next', () => {
    const html = renderGuestPage(bookPage({ month: '2027-01-01', starts: [], date: null }));
    expect(textOf(html)).toContain('No free times in January 2027.');
    expect(textOf(html)).toContain('Look in February 2027');
    const nothing = { today: '2026-10-01', starts: [], date: null, lastMonth: '2026-12-01' };
    const text = textOf(renderGuestPage(bookPage(nothing)));
    expect(text).toContain('There are no free times at the moment.');
    expect(text).not.toMatch(/Times in|Clocks change|24 h/);
  });

  it('offers the nearest times first where one from an old mail is gone', () => {
    const nearest = ['2026-12-03T09:30:00.000Z', '2026-12-03T10:00:00.000Z', '2026-12-03T10:30:00.000Z'];
    const typed = { name: '', email: '', notes: '', colleagues: '', answers: {} };
    const html = renderGuestPage(
      bookPage({ refused: { code: 'slot_taken', message: '', field: null, nearest, typed } }),
    );
    expect(textOf(html)).toMatch(/That time has just been taken\. Thursday,? 3 December 2026 10:30–11:00/);
  });

  it('is marked as a preview, and carries that on wherever it leads', () => {
    const preview = { preview: true, previewToken: 'token-of-a-host' };
    for (const html of [bookPage(preview), bookPage({ ...preview, start: '2026-12-03T09:00:00.000Z' })].map(
      renderGuestPage,
    )) {
      expect(textOf(html)).toContain('Preview: this is what your guests see.');
      const ways = [
        ...attributesOf(html, /<a [^>]*href="(\/b\/[^"]*)"/g),
        ...attributesOf(html, /<form[^>]*method="post"[^>]* action="([^"]*)"/g),
      ];
      expect(ways.length).toBeGreaterThan(0);
      expect(ways.filter(way => !way.includes('preview=token-of-a-host'))).toEqual([]);
    }
    const hidden = /<input type="hidden" name="preview" value="token-of-a-host">/;
    expect(renderGuestPage(bookPage(preview))).toMatch(hidden);
    expect(renderGuestPage(bookPage())).not.toContain('preview=');
  });
});

describe('the details form', () => {
  const start = '2026-12-03T09:00:00.000Z';

  it('carries everything that the server needs in fields', () => {
    const html = renderGuestPage(bookPage({ start, zone: 'Asia/Kathmandu' }));
    expect(attributesOf(html, /<form[^>]* action="([^"]*)"/g)).toContain('/b/7kQx2mNpR4sT/bookings');
    const names = new Set(attributesOf(html, /<(?:input|textarea|select)[^>]* name="([^"]*)"/g));
    expect([...names]).toEqual([
      'start',
      'zone',
      'language',
      'key',
      'website',
      'name',
      'email',
      'answer.size',
      'answer.phone',
      'answer.nda',
      'notes',
      'colleagues',
    ]);
    expect(textOf(html)).toContain('Thursday, 3 December 2026 14:45–15:15 Kathmandu time, GMT+5:45');
    expect(html).toContain(footer);
  });

  it('shows the host’s clock too where it differs', () => {
    const text = textOf(renderGuestPage(bookPage({ start, zone: 'America/St_Johns' })));
    expect(text).toMatch(
      /5:30.*6:00.* St\. John’s time, GMT−3:30 Your host’s time .*10:00.*10:30.* Warsaw time, GMT\+1/,
    );
    expect(textOf(renderGuestPage(bookPage({ start, zone: 'Europe/Berlin' })))).not.toContain('Your host’s time');
  });

  it('keeps a place for the host’s clock only where the guest’s isn’t known yet', () => {
    const hasPlace = (zone: string | null): boolean =>
      renderGuestPage(bookPage({ start, zone })).includes('class="chosen-host"');
    expect([null, 'Asia/Kathmandu', 'Europe/Berlin'].map(hasPlace)).toEqual([true, true, false]);
  });

  it('greets and asks for less on a personal link, for all where somebody else books', () => {
    const fieldsOf = (change: Partial<BookPage>): string[] =>
      attributesOf(
        renderGuestPage(bookPage({ start, questions: [], ...change })),
        /<input(?! type="hidden")[^>]* name="([^"]*)"/g,
      );
    const invited = { name: '<b>Ąnna</b>', hasEmail: true };
    expect(renderGuestPage(bookPage({ invited }))).toContain('Hello &lt;b>Ąnna&lt;/b>');
    expect(fieldsOf({ invited })).toEqual(['website']);
    expect(fieldsOf({ invited: { ...invited, hasEmail: false } })).toEqual(['website', 'email']);
    expect(fieldsOf({ invited, other: true })).toEqual(['website', 'name', 'email']);
  });

  it('is filled with what the address brought, and tells where the guest comes from', () => {
    const prefill = { name: 'Zoë', email: 'zoe@example.com', answers: { size: '51+', nda: 'true' } };
    const html = renderGuestPage(bookPage({ start, prefill, campaign: { source: 'news', term: '"a&b"' } }));
    expect(html).toMatch(/<input[^>]*name="name"[^>]*value="Zoë"/);
    expect(html).toMatch(/<input[^>]*value="51\+" checked/);
    expect(html).toMatch(/<input[^>]*type="checkbox"[^>]*checked/);
    expect(html).toContain('name="campaign.term" value="&quot;a&amp;b&quot;"');
  });

  it('tells of a video room only once it is booked', () => {
    const video = { ...meeting, place: { kind: 'video', text: '' } } as const;
    expect(textOf(renderGuestPage(bookPage({ meeting: video })))).toContain('the link comes with the confirmation');
    expect(textOf(renderGuestPage(managePage({ meeting: video })))).not.toContain('comes with the confirmation');
  });

  it('keeps what was typed beside what is wrong with it', () => {
    const typed = {
      name: 'Asha Rai',
      email: 'asha@',
      notes: 'Parking <please>',
      colleagues: 'bo@example.com',
      answers: { size: '11–50', phone: '+977 1 5970000', nda: 'true' },
    };
    const refused = { code: 'invalid', message: 'No.', field: 'email', nearest: [], typed };
    const html = renderGuestPage(bookPage({ start, refused, language: 'pl' }));
    expect(html).toMatch(/<input[^>]*name="name"[^>]*value="Asha Rai"/);
    expect(html).toMatch(/<input[^>]*name="email"[^>]*aria-invalid="true" aria-describedby="field-email-fault"/);
    expect(textOf(html)).toContain('Podaj adres e-mail, np. imie@example.com.');
    expect(html).toContain('Parking &lt;please');
    expect(html).toMatch(/<input[^>]*value="11–50" checked/);
    expect(html).toMatch(/<input[^>]*type="checkbox"[^>]*checked/);
    expect(html).toMatch(/<details class="fold" open/);
  });
});

describe('the page of a booked meeting', () => {
  const moveOf = (zone: string) => {
    const { today, month, firstMonth, lastMonth, starts, date } = bookPage();
    return { zone, today, month, firstMonth, lastMonth, starts, date };
  };
  const taken = {
    code: 'slot_taken',
    message: '',
    nearest: ['2026-12-03T10:00:00.000Z', '2026-12-03T09:30:00.000Z', '2026-12-03T10:30:00.000Z'],
    ends: ['2026-12-03T10:45:00.000Z', '2026-12-03T10:15:00.000Z', '2026-12-03T11:15:00.000Z'],
  };
  it('shows both clocks where they differ, and one where they don’t', () => {
    const both = textOf(renderGuestPage(managePage()));
    expect(both).toContain('Your time Thursday, 3 December 2026 14:45–15:15 Kathmandu time, GMT+5:45');
    expect(both).toContain('Your host’s time Thursday, 3 December 2026 10:00–10:30 Warsaw time, GMT+1');
    expect(textOf(renderGuestPage(managePage({ zone: 'Europe/Berlin' })))).not.toContain('Your host’s time');
  });

  it('thanks right after booking, with the footer again', () => {
    const html = renderGuestPage(managePage({ justBooked: true }));
    expect(textOf(html)).toContain('You’re booked');
    expect(html).toContain(footer);
    expect(renderGuestPage(managePage())).not.toContain(`${footer}</div>`);
  });

  it('offers the calendar file, moving and cancelling', () => {
    const links = attributesOf(renderGuestPage(managePage()), /<a[^>]* href="([^"]*)"/g);
    expect(links).toEqual(
      expect.arrayContaining(['/m/token/calendar.ics', '/m/token?date=2026-12-03&move=1', '/m/token?cancel=1']),
    );
  });

  it('names the address that the confirmation went to', () => {
    const html = renderGuestPage(managePage({ justBooked: true, guestEmail: 'asha@example.com' }));
    expect(textOf(html)).toContain('is on its way to asha@example.com.');
  });

  it.each([
    ['moved', 'Moved. A new confirmation is on its way.'],
    ['restored', 'The meeting is on again.'],
  ] as const)('says first that it was %s', (done, sentence) => {
    const html = renderGuestPage(managePage({ done }));
    expect(html).toContain('role="status"');
    expect(textOf(html).indexOf(sentence)).toBeLessThan(textOf(html).lastIndexOf('Your meeting'));
    expect(textOf(html)).toContain(sentence);
  });

  it('asks before it cancels', () => {
    const html = renderGuestPage(managePage({ cancelling: true }));
    expect(html).toMatch(
      /<form[^>]*method="post" action="\/m\/token"><input type="hidden" name="action" value="cancel"/,
    );
    expect(html).toContain('name="reason"');
  });

  it('offers to undo a cancellation only while that is possible', () => {
    const cancelled = { state: 'cancelled', undoUntil: '2026-12-01T12:10:00.000Z' } as const;
    expect(textOf(renderGuestPage(managePage(cancelled)))).toContain('Undo the cancellation Possible until 17:55.');
    expect(textOf(renderGuestPage(managePage({ state: 'cancelled' })))).not.toContain('Undo');
  });

  it('can no longer be changed once over', () => {
    const html = renderGuestPage(managePage({ state: 'over' }));
    expect(textOf(html)).toContain('This meeting is over');
    expect(html).not.toContain('move=1');
  });

  it('asks to confirm the time that it would be moved to', () => {
    const move = moveOf('Asia/Kathmandu');
    const choosing = renderGuestPage(managePage({ move: { ...move, start: null } }));
    expect(choosing).toContain('/m/token?move=1&amp;month=2026-12-01&amp;start=2026-12-03T09%3A00%3A00.000Z');
    const confirming = renderGuestPage(
      managePage({ move: { ...move, start: '2026-12-04T10:00:00.000Z', end: '2026-12-04T10:45:00.000Z' } }),
    );
    expect(confirming).toContain('<input type="hidden" name="start" value="2026-12-04T10:00:00.000Z"');
    expect(textOf(confirming)).toContain('New time Friday, 4 December 2026 15:45–16:30');
    expect(textOf(confirming)).toContain('Choose another time');
  });

  it('is moved by both clocks, and by another one as chosen, which every address then keeps', () => {
    const own = renderGuestPage(managePage({ move: { ...moveOf('Asia/Kathmandu'), start: null } }));
    expect(textOf(own)).toMatch(
      /Your meeting is booked for .* 14:45–15:15 Kathmandu time, GMT\+5:45 Your host’s time .* 10:00–10:30 Warsaw/,
    );
    expect(own).toContain('Change time zone');
    expect(attributesOf(own, /href="([^"]*)"/g).filter(link => link.includes('zone='))).toEqual([]);

    const zone = 'America/St_Johns';
    const choosing = renderGuestPage(managePage({ refused: taken, move: { ...moveOf(zone), start: null } }));
    expect(textOf(choosing)).toMatch(/Your meeting is booked for .*5:30.*6:00.* St\. John’s time, GMT−3:30/);
    const ways = attributesOf(choosing, /href="(\/m\/token\?[^"]*)"/g);
    expect(ways.length).toBeGreaterThan(8);
    expect(ways.filter(way => !way.includes('zone=America%2FSt_Johns'))).toEqual([]);
    const start = '2026-12-04T10:00:00.000Z';
    const confirming = renderGuestPage(managePage({ move: { ...moveOf(zone), start } }));
    expect(confirming).toContain('action="/m/token?zone=America%2FSt_Johns"');
    expect(textOf(confirming)).toMatch(/New time Friday, 4 December 2026 6:30.*Your host’s time .*11:00.* Warsaw/);
  });

  it('offers whole ranges where the time to move to was just taken', () => {
    const html = renderGuestPage(managePage({ refused: taken, move: { ...moveOf('Asia/Kathmandu'), start: null } }));
    expect(textOf(html)).toMatch(/just been taken\. .* 15:15–16:00 .* 15:45–16:30 .* 16:15–17:00 /);
    expect(attributesOf(html, /href="([^"]*)"/g)).toContain('/m/token?move=1&start=2026-12-03T09%3A30%3A00.000Z');
  });

  it('leads on to booking at the nearest times where an undoing comes too late, and doesn’t call the time free', () => {
    const html = renderGuestPage(managePage({ state: 'cancelled', refused: taken }));
    expect(textOf(html)).toMatch(/just been taken\. .* 15:15–16:00 .* 15:45–16:30 .* 16:15–17:00 .*Book another time/);
    expect(textOf(html)).not.toMatch(/free again|Undo/);
    const booking = '/b/7kQx2mNpR4sT?zone=Asia%2FKathmandu&start=2026-12-03T10%3A00%3A00.000Z';
    expect(attributesOf(html, /href="([^"]*)"/g)).toContain(booking);
    const trashed = renderGuestPage(managePage({ state: 'cancelled', refused: taken, bookPath: null }));
    expect(textOf(trashed)).toContain('just been taken');
    expect(trashed).not.toContain('start=');
  });

  it.each(languages)('says once that colleagues have to be told by the guest, in %s', language => {
    const { forwardInvitation } = catalogues[language];
    const told = textOf(renderGuestPage(managePage({ language, justBooked: true, hasColleagues: true })));
    expect(told).toContain(forwardInvitation);
    expect(textOf(renderGuestPage(managePage({ language, justBooked: true })))).not.toContain(forwardInvitation);
  });
});

describe('dates and times in sentences', () => {
  const first = { start: '2027-01-01T09:00:00.000Z', end: '2027-01-01T09:30:00.000Z' };

  it.each([
    ['fr', 'vendredi 1er janvier 2027'],
    ['pt-BR', 'sexta-feira, 1º de janeiro de 2027'],
    ['de', 'Freitag, 1. Januar 2027'],
  ] as const)('count the first of a month as people do in %s', (language, day) => {
    expect(textOf(renderGuestPage(managePage({ language, ...first })))).toContain(day);
    const other = { start: '2027-01-21T09:00:00.000Z', end: '2027-01-21T09:30:00.000Z' };
    expect(textOf(renderGuestPage(managePage({ language, ...other })))).not.toMatch(/21er|21º/);
  });

  it('have the commas of Arabic', () => {
    expect(textOf(renderGuestPage(bookPage({ language: 'ar' })))).toMatch(/3 ديسمبر، /);
  });

  it('end in one full stop, and in “Uhr” in German', () => {
    const undo = { state: 'cancelled', undoUntil: '2026-12-01T18:35:00.000Z' } as const;
    expect(textOf(renderGuestPage(managePage({ ...undo, language: 'de' })))).toContain('Möglich bis 0:20 Uhr.');
    const voice = { language: 'es', texts: catalogues.es, locale: 'es', cycle: 'h12' } as const;
    const time = timeText(voice, 'Asia/Kathmandu', Date.parse('2026-12-01T11:20:00Z'));
    expect(fill(voice, catalogues.es.undoUntil, { time })).toMatch(/p\.\sm\.$/);
  });
});

describe('a message', () => {
  it('names the host where it may, and what to do', () => {
    const html = renderGuestPage({ ...messagePage('crm_unknown', 503), host: 'Zofia Wiśniewska' });
    expect(textOf(html)).toMatch(
      /Free times can’t be shown right now.*try again in a few minutes\. Host: Zofia Wiśniewska/,
    );
  });

  it('tells a code that guests aren’t meant to meet by its status', () => {
    expect(textOf(renderGuestPage(messagePage('strange', 500)))).toContain('Something went wrong on our side');
    expect(textOf(renderGuestPage(messagePage('constructor', 404)))).toContain('There is nothing here');
  });
});
