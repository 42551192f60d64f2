import { describe, expect, it } from 'vitest';
import { cityOfZone } from '../../../server/adapters/mail/cities.ts';
import { spokenStart, spokenTime } from '../../../server/adapters/mail/when.ts';

const spoken = (start: string, end: string, zone: string, language: Parameters<typeof spokenTime>[2] = 'en') =>
  spokenTime({ start: Date.parse(start), end: Date.parse(end) }, zone, language);

describe('a time in words', () => {
  it('is said in the zone asked for, with its city and offset', () => {
    expect(spoken('2026-12-01T18:45:00+05:45', '2026-12-01T19:15:00+05:45', 'Asia/Kathmandu')).toEqual({
      date: 'Tuesday, 1 December 2026',
      time: '18:45–19:15',
      zone: 'Kathmandu time (GMT+5:45)',
    });
    expect(spoken('2026-12-01T18:45:00+05:45', '2026-12-01T19:15:00+05:45', 'America/St_Johns', 'de')).toEqual({
      date: 'Dienstag, 1. Dezember 2026',
      time: '09:30–10:00 Uhr',
      zone: 'Ortszeit St. John’s (GMT−3:30)',
    });
  });

  it('has the offset of its own day on either side of a clock change', () => {
    const zones = [
      ['2026-03-07T09:00:00-03:30', '(GMT−3:30)'],
      ['2026-03-08T09:00:00-02:30', '(GMT−2:30)'],
      ['2026-10-31T09:00:00-02:30', '(GMT−2:30)'],
      ['2026-11-01T09:00:00-03:30', '(GMT−3:30)'],
    ] as const;
    for (const [start, offset] of zones) {
      const end = new Date(Date.parse(start) + 30 * 60_000).toISOString();
      const { time, zone } = spoken(start, end, 'America/St_Johns');
      expect(time).toBe('9:00 – 9:30 AM');
      expect(zone).toBe(`St. John’s time ${offset}`);
    }
  });

  it('tells the two readings of a repeated hour apart', () => {
    expect(spoken('2026-10-25T02:10:00+02:00', '2026-10-25T02:40:00+02:00', 'Europe/Warsaw', 'pl')).toMatchObject({
      time: '02:10–02:40',
      zone: 'czas lokalny: Warszawa (GMT+2)',
    });
    expect(spoken('2026-10-25T02:10:00+01:00', '2026-10-25T02:40:00+01:00', 'Europe/Warsaw', 'pl')).toMatchObject({
      time: '02:10–02:40',
      zone: 'czas lokalny: Warszawa (GMT+1)',
    });
    expect(spoken('2026-10-25T02:30:00+02:00', '2026-10-25T02:30:00+01:00', 'Europe/Warsaw', 'pl')).toMatchObject({
      time: '02:30 (GMT+2) – 02:30 (GMT+1)',
      zone: 'czas lokalny: Warszawa',
    });
  });

  it('says the second date where the meeting passes midnight', () => {
    expect(spoken('2026-12-01T23:45:00+05:45', '2026-12-02T00:15:00+05:45', 'Asia/Kathmandu')).toMatchObject({
      date: 'Tuesday, 1 December 2026',
      time: '23:45 – Wed 2 Dec, 00:15',
    });
  });

  it('says a start in few words, with plain spaces', () => {
    expect(spokenStart(Date.parse('2026-12-01T18:45:00+05:45'), 'Asia/Kathmandu', 'en')).toBe('Tue 1 Dec, 18:45');
    expect(spokenStart(Date.parse('2026-12-01T18:45:00-03:30'), 'America/St_Johns', 'en')).toBe('Tue, Dec 1, 6:45 PM');
  });

  it.each(['en', 'pl', 'de', 'es', 'fr', 'pt-BR', 'ar'] as const)(
    'writes an hour of one digit alike in few words, in a range and across midnight, in %s',
    language => {
      for (const zone of ['Asia/Kathmandu', 'America/St_Johns']) {
        const offset = zone === 'Asia/Kathmandu' ? '+05:45' : '-03:30';
        const start = `2026-12-01T09:30:00${offset}`;
        const texts = [
          spoken(start, `2026-12-01T10:15:00${offset}`, zone, language).time,
          spoken(start, `2026-12-02T00:15:00${offset}`, zone, language).time,
          spokenStart(Date.parse(start), zone, language),
        ];
        expect(new Set(texts.map(text => /\d+:30/.exec(text)?.[0])).size, texts.join(' / ')).toBe(1);
      }
    },
  );

  it('says the first of a month as French does, and no other day', () => {
    const day = (date: string) => {
      const start = `${date}T18:45:00+05:45`;
      const { date: long } = spoken(start, `${date}T19:15:00+05:45`, 'Asia/Kathmandu', 'fr');
      return [long, spokenStart(Date.parse(start), 'Asia/Kathmandu', 'fr')];
    };
    expect(day('2026-12-01')).toEqual(['mardi 1er décembre 2026', 'mar. 1er déc., 18:45']);
    expect(day('2026-12-11')).toEqual(['vendredi 11 décembre 2026', 'ven. 11 déc., 18:45']);
  });

  it('says UTC only to people whose zone that is', () => {
    expect(spoken('2026-12-01T13:00:00Z', '2026-12-01T13:30:00Z', 'UTC').zone).toBe('UTC');
    expect(spoken('2026-12-01T13:00:00Z', '2026-12-01T13:30:00Z', 'Europe/London').zone).toBe('London time (GMT)');
    expect(spoken('2026-12-01T13:00:00Z', '2026-12-01T13:30:00Z', 'Etc/GMT+5').zone).toBe('GMT−5');
  });
});

describe('the city of a zone', () => {
  it.each([
    ['Asia/Calcutta', 'Kolkata'],
    ['Asia/Katmandu', 'Kathmandu'],
    ['Europe/Kiev', 'Kyiv'],
    ['America/Godthab', 'Nuuk'],
    ['Asia/Saigon', 'Ho Chi Minh City'],
    ['Asia/Rangoon', 'Yangon'],
    ['America/Argentina/Buenos_Aires', 'Buenos Aires'],
    ['America/New_York', 'New York'],
  ])('of %s is %s, by its modern name', (zone, city) => {
    expect(cityOfZone(zone, 'en')).toBe(city);
  });

  it('is spelt as in the language, and as in the identifier where we know no spelling', () => {
    expect(cityOfZone('Europe/Warsaw', 'de')).toBe('Warschau');
    expect(cityOfZone('Europe/Warsaw', 'ar')).toBe('وارسو');
    expect(cityOfZone('Pacific/Auckland', 'pl')).toBe('Auckland');
  });
});
