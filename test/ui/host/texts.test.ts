import { describe, expect, it } from 'vitest';
import { foundLinks } from '../../../extension-ui/menu/found-links.ts';
import { planAllows } from '../../../extension-ui/settings/plan.ts';
import { en as settingsWords } from '../../../extension-ui/settings/words/en.ts';
import { addDays } from '../../../extension-ui/shared/dates.ts';
import { mailTimes } from '../../../extension-ui/shared/mail-time.ts';
import { weeklyHours } from '../../../extension-ui/shared/opening-hours.ts';
import { planTitle } from '../../../extension-ui/shared/plan-title.ts';
import { linkText, timesText } from '../../../extension-ui/shared/rich-text.ts';
import { spreadTimes } from '../../../extension-ui/shared/spread-times.ts';
import { byDay, dateOf, localeFor, timeOfDay, timeRange } from '../../../extension-ui/shared/times.ts';
import { en } from '../../../extension-ui/shared/words/en.ts';
import { pl } from '../../../extension-ui/shared/words/pl.ts';
import { surfaceLanguage } from '../../../extension-ui/shared/words/words.ts';
import { zoneName } from '../../../extension-ui/shared/zone-name.ts';
import { linkOf } from './sample.ts';

it('a personal link isn’t taken for a meeting in person', () => {
  expect(pl.personal.choose('Anna Nowak')).not.toContain(pl.placeKind.in_person);
});

describe('times', () => {
  it('fall on the date of the zone', () => {
    const instant = Date.parse('2027-03-01T18:30:00Z');
    expect(dateOf(instant, 'Asia/Kathmandu')).toBe('2027-03-02');
    expect(dateOf(instant, 'America/St_Johns')).toBe('2027-03-01');
  });

  it('count days over months, leap days and changes of the clock', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2027-03-27', 2)).toBe('2027-03-29');
    expect(addDays('2027-01-01', -1)).toBe('2026-12-31');
  });

  it('have the hours of the locale’s clock', () => {
    const instant = Date.parse('2027-03-01T18:30:00Z');
    expect(timeOfDay(instant, 'Asia/Kathmandu', 'en-GB')).toBe('00:15');
    expect(timeOfDay(instant, 'Asia/Kathmandu', 'en-US')).toMatch(/^12:15\sAM$/);
    expect(timeRange(instant, instant + 1_800_000, 'America/St_Johns', 'pl')).toBe('15:00–15:30');
  });

  it('are grouped by day in the order given', () => {
    const starts = ['2027-03-01T18:00:00Z', '2027-03-01T18:30:00Z', '2027-03-02T04:15:00Z'];
    expect(byDay(starts, Date.parse, 'Asia/Kathmandu')).toEqual([
      { date: '2027-03-01', items: [starts[0]] },
      { date: '2027-03-02', items: [starts[1], starts[2]] },
    ]);
  });

  it('follow the reader’s variety of a language, never another language', () => {
    expect(localeFor('en', ['pl-PL', 'en-AU', 'en-US'])).toBe('en-AU');
    expect(localeFor('pt-BR', ['en-GB'])).toBe('pt-BR');
  });
});

describe('opening hours', () => {
  const open: [string, string][] = [['09:00', '17:00']];

  it('are told at once for neighbouring days of equal hours', () => {
    const weekly = { mon: open, tue: open, wed: open, thu: open, fri: open };
    expect(weeklyHours(weekly, 'en-GB')).toBe('Mon–Fri 09:00–17:00');
    expect(weeklyHours(weekly, 'pl')).toBe('pon.–pt. 09:00–17:00');
  });

  it('leave out days that are closed, and tell a day’s windows one after the other', () => {
    const weekly = {
      mon: [...open, ['20:00', '24:00'] satisfies [string, string]],
      wed: open,
      fri: [],
      sat: open,
      sun: open,
    };
    expect(weeklyHours(weekly, 'en-GB')).toBe('Mon 09:00–17:00, 20:00–24:00; Wed 09:00–17:00; Sat–Sun 09:00–17:00');
    expect(weeklyHours({}, 'en-GB')).toBe('');
  });
});

/** Each start with an address that only the server could have made. */
const signed = (starts: readonly string[]) =>
  mailTimes({ starts: [...starts], urls: starts.map(start => `https://book.example/t/${start}`) });

describe('times for a mail', () => {
  const on = (day: string, hours: readonly string[]) => hours.map(hour => `2027-03-${day}T${hour}:15:00Z`);
  const spread = (starts: readonly string[]) => {
    const times = spreadTimes(signed(starts), 'Asia/Kathmandu');
    expect(times).toEqual(signed(times.map(({ start }) => start)));
    return times.map(({ start }) => start);
  };

  it('are spread over three days where there are three', () => {
    const starts = [
      ...on('02', ['04', '05', '06', '07', '08']),
      ...on('03', ['04', '05']),
      ...on('04', ['04', '05', '06', '07']),
    ];
    expect(spread(starts)).toEqual([
      ...on('02', ['04', '06', '08']),
      ...on('03', ['04', '05']),
      ...on('04', ['04', '06', '07']),
    ]);
  });

  it('are all that there are of up to eight, and eight of one day', () => {
    const few = on('02', ['04', '05', '06']);
    expect(spread(few)).toEqual(few);
    const many = on('02', ['00', '01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13', '14']);
    expect(spread(many)).toEqual(on('02', ['00', '02', '04', '06', '08', '10', '12', '14']));
  });
});

describe('zones', () => {
  it.each([
    ['Asia/Katmandu', 'Nepal Time (Kathmandu)'],
    ['Asia/Calcutta', 'India Standard Time (Kolkata)'],
    ['Europe/Warsaw', 'Central European Time (Warsaw)'],
    ['America/Argentina/Buenos_Aires', 'Argentina Standard Time (Buenos Aires)'],
    ['UTC', 'Coordinated Universal Time'],
  ])('%s is shown to people as %s', (zone, name) => {
    expect(zoneName(zone, 'en-GB', Date.parse('2027-03-01T18:30:00Z'))).toBe(name);
  });

  it('spells cities in Polish for those who read Polish', () => {
    expect(zoneName('Europe/Warsaw', 'pl', Date.parse('2027-03-01T18:30:00Z'))).toBe(
      'czas środkowoeuropejski (Warszawa)',
    );
  });
});

describe('words', () => {
  it('count as each language does', () => {
    expect([1, 2, 5, 22, 112].map(pl.times)).toEqual([
      '1 termin',
      '2 terminy',
      '5 terminów',
      '22 terminy',
      '112 terminów',
    ]);
    expect([1, 2].map(en.times)).toEqual(['1 time', '2 times']);
  });

  it('are those of the first language that surfaces speak', () => {
    expect(surfaceLanguage(['fr-FR', 'pl-PL', 'en'])).toBe('pl');
    expect(surfaceLanguage(['fr-FR'])).toBe('en');
    expect(surfaceLanguage([])).toBe('en');
  });
});

describe('plans', () => {
  it.each([
    ['growth', 1, 'Growth', settingsWords.planOne],
    ['growth', null, 'Growth', settingsWords.planAny],
    ['ultimate', null, 'Ultimate', settingsWords.planAny],
    ['lite', 0, 'Lite', settingsWords.planNone],
    ['lite', null, 'Lite', settingsWords.planAny],
    [null, null, 'Unknown', settingsWords.planNotTold],
  ])('%s, with a limit of %s, is told as %s: %s', (name, limit, shown, allows) => {
    const plan = { name, limit, leadBooster: false };
    expect([planTitle(name, en), planAllows(plan, settingsWords)]).toEqual([shown, allows]);
  });
});

describe('links by name', () => {
  const named = (...names: string[]) => names.map(name => linkOf('https://book.example', { name }));
  const found = (typed: string) =>
    foundLinks(named('Żółta łódź', 'Intro call', 'Call about the boat'), typed).map(({ details }) => details.name);

  it('are found by any of their words, without accents, in any order', () => {
    expect(found('zolta')).toEqual(['Żółta łódź']);
    expect(found(' LODZ zol ')).toEqual(['Żółta łódź']);
    expect(found('call')).toEqual(['Intro call', 'Call about the boat']);
    expect(found('boat call')).toEqual(['Call about the boat']);
    expect(found('intro boat')).toEqual([]);
  });

  it('are all shown where nothing is typed', () => {
    expect(found('  ')).toHaveLength(3);
  });
});

describe('text for a mail', () => {
  const link = linkOf('https://book.example', {});
  const plain = (html: string) =>
    html
      .replace(/<[^>]+>/g, ' ')
      .replaceAll('&nbsp;', ' ')
      .replace(/\s+/g, ' ')
      .trim();

  it('carries no script, no class and no style sheet: only what mail programs keep', () => {
    const { html } = linkText(link, { language: 'en', locale: 'en-GB' });
    expect(html).not.toMatch(/<script|<style|class=|display:\s*(flex|grid)/);
    expect(html).toContain('role="presentation"');
  });

  it('says the same in both forms', () => {
    const starts = ['2027-03-02T04:15:00Z', '2027-03-02T09:45:00Z', '2027-03-02T18:45:00Z'];
    const { html, text } = timesText(link, {
      language: 'pl',
      locale: 'pl',
      zone: 'Asia/Kathmandu',
      times: signed(starts),
    });
    const words = plain(html);
    for (const line of text.split('\n').filter(Boolean)) {
      const [label = ''] = line.trim().split(': https://');
      expect(words).toContain(label.trim());
    }
    for (const [url] of text.matchAll(/https:\S+/g)) expect(html).toContain(`href="${url.replaceAll('&', '&#38;')}"`);
    expect(text).toContain('wtorek, 2 marca\n  10:00: https://book.example/t/2027-03-02T04:15:00Z');
  });
});
