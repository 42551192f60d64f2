import { describe, expect, it } from 'vitest';
import { weeksOf } from '../../../extension-ui/booking/dates.ts';
import { catalogues } from '../../../extension-ui/booking/texts/languages.ts';
import { type Naming, searchZones, withFirst, zoneEntries } from '../../../extension-ui/shared/zones/search.ts';
import { groupByDate, wallAt } from '../../../extension-ui/shared/zones/wall.ts';
import { offeredZones, offsetLabel } from '../../../extension-ui/shared/zones/zones.ts';
import type { Language } from '../../../server/domain/link.ts';

const namingIn = (language: Language): Naming => ({ locale: language, cities: catalogues[language].cities });

const winter = Date.parse('2026-12-03T09:00:00Z');
const summer = Date.parse('2027-07-05T09:00:00Z');
const english = zoneEntries(namingIn('en'), winter);
const found = (typed: string, entries = english) => searchZones(entries, typed).map(({ zone }) => zone);

describe('the clock on the wall', () => {
  it.each([
    ['Asia/Kathmandu', '2026-12-02T18:20:00Z', '2026-12-03', 5, 345],
    ['America/St_Johns', '2026-12-03T03:15:00Z', '2026-12-02', 23 * 60 + 45, -210],
    ['America/St_Johns', '2027-07-05T02:15:00Z', '2027-07-04', 23 * 60 + 45, -150],
    ['Europe/Warsaw', '2026-10-25T01:30:00Z', '2026-10-25', 150, 60],
    ['Pacific/Apia', '2026-12-03T11:00:00Z', '2026-12-04', 0, 780],
  ])('in %s at %s', (zone, instant, date, minutes, offsetMinutes) => {
    expect(wallAt(zone, Date.parse(instant))).toEqual({ date, minutes, offsetMinutes });
  });

  it('groups starts by the date of the zone', () => {
    const starts = ['2026-12-03T18:00:00Z', '2026-12-03T18:30:00Z'];
    expect([...groupByDate('Asia/Kathmandu', starts)]).toEqual([
      ['2026-12-03', ['2026-12-03T18:00:00Z']],
      ['2026-12-04', ['2026-12-03T18:30:00Z']],
    ]);
  });
});

describe('a month’s weeks', () => {
  it('begin on the locale’s first day and hold every date once', () => {
    const weeks = weeksOf('2027-08-01', 1);
    expect(weeks[0]).toEqual([null, null, null, null, null, null, '2027-08-01']);
    expect(weeks.flat().filter(Boolean)).toHaveLength(31);
    expect(weeks).toHaveLength(6);
    expect(weeksOf('2027-08-01', 7)[0]?.[0]).toBe('2027-08-01');
    expect(weeksOf('2027-02-01', 1)).toHaveLength(5);
  });
});

describe('the search for a zone', () => {
  it('lists zones under the names of today only', () => {
    const zones = offeredZones();
    expect(zones).toEqual(
      expect.arrayContaining(['Asia/Kathmandu', 'Asia/Kolkata', 'Europe/Kyiv', 'America/Nuuk', 'UTC']),
    );
    for (const old of ['Asia/Katmandu', 'Asia/Calcutta', 'Europe/Kiev', 'America/Godthab'])
      expect(zones).not.toContain(old);
  });

  it.each([
    ['kathm', 'Asia/Kathmandu'],
    ['Katmandu', 'Asia/Kathmandu'],
    ['calcutta', 'Asia/Kolkata'],
    ['mumbai', 'Asia/Kolkata'],
    ['kiev', 'Europe/Kyiv'],
    ['são paulo', 'America/Sao_Paulo'],
    ['new york', 'America/New_York'],
    ['san francisco', 'America/Los_Angeles'],
    ['st johns', 'America/St_Johns'],
    ['poland', 'Europe/Warsaw'],
    ['EST', 'America/New_York'],
    ['pst', 'America/Los_Angeles'],
    ['jst', 'Asia/Tokyo'],
    ['IST', 'Asia/Kolkata'],
    ['india', 'Asia/Kolkata'],
    ['New Delhi', 'Asia/Kolkata'],
  ])('finds by %s', (typed, zone) => {
    expect(found(typed)[0]).toBe(zone);
  });

  it.each(['+5:45', 'GMT+5:45', 'utc +05:45', '545', '5:45'])('finds by the offset %s', typed => {
    expect(found(typed)).toEqual(['Asia/Kathmandu']);
  });

  it('takes the offset of the date that is shown', () => {
    expect(found('-3:30')).toEqual(['America/St_Johns']);
    expect(found('-2:30', zoneEntries(namingIn('en'), summer))).toEqual(['America/St_Johns']);
    expect(found('-2:30')).toEqual([]);
  });

  it('finds names of the page’s language, with or without its accents', () => {
    const polish = zoneEntries(namingIn('pl'), winter);
    expect(found('Kijow', polish)).toEqual(['Europe/Kyiv']);
    expect(found('łodz', polish)).toEqual(['Europe/Warsaw']);
    expect(found('القاهرة', zoneEntries(namingIn('ar'), winter))).toEqual(['Africa/Cairo']);
  });

  it('finds every zone of a country or an abbreviation, whole words before beginnings', () => {
    const states = ['Los_Angeles', 'Denver', 'Chicago', 'New_York'].map(city => `America/${city}`);
    expect(found('usa').filter(zone => states.includes(zone))).toEqual(states);
    expect(found('United States')).toEqual(found('usa'));
    expect(found('cet')).toEqual(expect.arrayContaining(['Europe/Berlin', 'Europe/Paris', 'Europe/Warsaw']));
    expect(found('india').indexOf('America/Indiana/Indianapolis')).toBeGreaterThan(0);
  });

  it('finds nothing where nothing matches', () => {
    expect(found('atlantis')).toEqual([]);
  });

  it('puts the guest’s and the host’s zone first, each once', () => {
    const list = withFirst(english, ['Asia/Katmandu', 'Europe/Warsaw', 'Asia/Kathmandu']);
    expect(list.slice(0, 2).map(({ zone }) => zone)).toEqual(['Asia/Kathmandu', 'Europe/Warsaw']);
    expect(list).toHaveLength(english.length);
  });

  it('writes offsets as people read them', () => {
    expect([345, -210, 60, 0].map(offsetLabel)).toEqual(['GMT+5:45', 'GMT−3:30', 'GMT+1', 'GMT']);
  });
});
