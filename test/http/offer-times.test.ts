import { afterEach, describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../server/domain/interval.ts';
import { defaultRule } from '../../server/domain/rule.ts';
import { generalLink, HOST, NOW, OTHER_SLUG, type Scheduler, SLUG, startScheduler } from './scheduler.ts';

let scheduler: Scheduler;
const begin = async () => {
  scheduler = await startScheduler();
};
afterEach(() => scheduler.close());

const rule = { ...defaultRule('Asia/Kathmandu'), notice: 0 };
const general = (change: object = {}) => ({ kind: 'general', rule: { ...rule, ...change } });
const specific = (times: readonly (readonly [string, string])[], change: object = {}) => ({
  kind: 'specific',
  rule: { zone: 'America/St_Johns', times, bufferBefore: 0, bufferAfter: 0, bookings: 'one', ...change },
});
const look = (offer: object, link: string | null = null) => scheduler.api('POST', '/offers/times', { offer, link });
const at = (text: string) => Date.parse(text);
const busy = (id: number, start: string, end: string) =>
  scheduler.store.activities.put([
    { id: `42:${id}`, host: HOST, start: at(start), end: at(end), date: null, busy: true, updatedAt: NOW },
  ]);

describe('an offer that is tried out', () => {
  it('tells what the next seven dates of its zone would offer, around the host’s real time', async () => {
    await begin();
    await busy(1, '2026-11-25T03:15:00Z', '2026-11-25T11:00:00Z');
    const { status, body } = await look(general());
    expect([status, body.zone, body.known, body.next, body.ends]).toEqual([200, 'Asia/Kathmandu', true, null, null]);
    expect(body.dates).toEqual([
      '2026-11-24',
      '2026-11-25',
      '2026-11-26',
      '2026-11-27',
      '2026-11-28',
      '2026-11-29',
      '2026-11-30',
    ]);
    const dates = body.starts.map((start: string) => start.slice(0, 10));
    expect([...new Set(dates)]).toEqual(['2026-11-24', '2026-11-26', '2026-11-27', '2026-11-30']);
    expect(body.starts[0]).toBe('2026-11-24T09:15:00.000Z');
    expect(body.starts).toHaveLength(4 + 3 * 16);
  });

  it('offers what its link offers once it is saved', async () => {
    await begin();
    await busy(1, '2026-11-26T05:00:00+05:45', '2026-11-26T13:10:00+05:45');
    const offer = general({ duration: 50, step: 20, bufferAfter: 25, notice: 600, overrides: { '2026-11-27': [] } });
    const tried = (await look(offer, SLUG)).body.starts;
    await scheduler.api('PATCH', `/links/${SLUG}`, { version: 1, offer });
    const { body } = await scheduler.app
      .inject({ url: `/b/${SLUG}/slots?from=2026-11-24&to=2026-11-30&zone=Asia/Kathmandu` })
      .then(reply => ({ body: reply.json() }));
    expect(tried.length).toBeGreaterThan(10);
    expect(tried).toEqual(body.starts);
  });

  it('counts a link’s own bookings towards its daily limit, and towards no other’s', async () => {
    await begin();
    expect((await scheduler.book('2026-11-25T03:15:00Z')).statusCode).toBe(201);
    const offer = general({ dailyLimit: 1 });
    const ofDay = async (link: string | null) =>
      (await look(offer, link)).body.starts.filter((start: string) => start.startsWith('2026-11-25')).length;
    expect([await ofDay(SLUG), await ofDay(null)]).toEqual([0, 15]);
  });

  it('that has nothing in seven dates tells the first start beyond', async () => {
    await begin();
    const { body } = await look(general({ weekly: {}, overrides: { '2027-01-13': [['22:30', '02:00']] } }));
    expect([body.starts, body.next]).toEqual([[], '2027-01-13T16:45:00.000Z']);
    const none = await look(general({ activeTo: '2026-11-24', notice: 1000 }));
    expect([none.status, none.body.starts, none.body.next]).toEqual([200, [], null]);
  });

  it('of specific times tells their ends', async () => {
    await begin();
    const times = [
      ['2026-11-28T23:00:00-03:30', '2026-11-29T00:15:00-03:30'],
      ['2026-11-26T09:00:00-03:30', '2026-11-26T09:20:00-03:30'],
      ['2026-12-09T09:00:00-03:30', '2026-12-09T10:00:00-03:30'],
    ] as const;
    const { body } = await look(specific(times));
    expect(body).toMatchObject({
      zone: 'America/St_Johns',
      starts: ['2026-11-26T12:30:00.000Z', '2026-11-29T02:30:00.000Z'],
      ends: ['2026-11-26T12:50:00.000Z', '2026-11-29T03:45:00.000Z'],
    });
    const late = await look(specific([times[2]]));
    expect([late.body.starts, late.body.next]).toEqual([[], '2026-12-09T12:30:00.000Z']);
  });

  it('leaves busy times in where they aren’t known, and says so; meetings stay out', async () => {
    await begin();
    await busy(1, '2026-11-25T03:15:00Z', '2026-11-25T11:00:00Z');
    await scheduler.book('2026-11-26T03:15:00Z');
    await scheduler.store.hosts.update(HOST, { status: 'paused', pausedBecause: 'authorisation_lost' });
    const { body } = await look(general());
    expect(body.known).toBe(false);
    expect(body.starts).toContain('2026-11-25T03:15:00.000Z');
    expect(body.starts).not.toContain('2026-11-26T03:15:00.000Z');
  });

  it('is refused as it would be when saved', async () => {
    await begin();
    const before = scheduler.dump();
    for (const [offer, field, reason] of [
      [general({ zone: 'Mars/Olympus' }), 'zone', 'zone_unknown'],
      [general({ weekly: { mon: [['09:00', '09:00']] } }), 'weekly', 'empty_window'],
      [general({ duration: 481 }), 'duration', 'longer_than_openings'],
      [general({ notice: 2881, horizonDays: 1 }), 'notice', 'beyond_horizon'],
      [general({ activeTo: '2026-11-23' }), 'activeTo', 'in_the_past'],
      [specific([]), 'times', 'no_times'],
      [specific([['2026-11-24T08:00:00Z', '2026-11-24T08:30:00Z']]), 'times', 'in_the_past'],
      // The CRM keeps whole minutes: its activity would say another time than the guest's mail.
      [specific([['2026-11-26T08:00:30Z', '2026-11-26T08:30:00Z']]), 'times', 'malformed'],
      [specific([['2026-11-26T08:00:00Z', '2026-11-26T08:30:00.001Z']]), 'times', 'malformed'],
      [specific([['tomorrow', 'later']]), 'times', 'malformed'],
    ] as const) {
      const tried = await look(offer);
      const saved = await scheduler.api('POST', '/links', {
        offer,
        details: generalLink().details,
        language: null,
        active: true,
      });
      expect(tried).toEqual(saved);
      expect([tried.status, tried.body.field, tried.body.reason]).toEqual([400, `offer.rule.${field}`, reason]);
    }
    const window = await look(general({ overrides: { '2026-12-24': [['9:00', '10:00']] } }));
    expect(window.body).toMatchObject({ field: 'offer.rule.overrides', reason: 'not_a_time', on: '2026-12-24' });
    const step = await look(general({ step: 2 }));
    expect(step.body).toMatchObject({ field: 'offer.rule.step', reason: 'out_of_range', range: [5, 1440] });
    expect(scheduler.dump()).toBe(before);
  });

  it('takes what is past as it stands in the link that is edited', async () => {
    await begin();
    const times = [
      [NOW - HOUR, NOW - HOUR / 2],
      [NOW + DAY, NOW + DAY + 30 * MINUTE],
    ] as const;
    const offer = {
      kind: 'specific',
      rule: { zone: 'Asia/Kathmandu', times, bufferBefore: 0, bufferAfter: 0, bookings: 'each' },
    } as const;
    await scheduler.store.links.insert(generalLink({ slug: '6hYsB1pZdV4e', offer }));
    const iso = times.map(([start, end]) => [new Date(start).toISOString(), new Date(end).toISOString()] as const);
    const { status, body } = await look(specific(iso, { bookings: 'each' }), '6hYsB1pZdV4e');
    expect([status, body.starts]).toEqual([200, ['2026-11-25T09:00:00.000Z']]);
  });

  it('is of the host’s own links', async () => {
    await begin();
    for (const link of [OTHER_SLUG, 'nobodyhere12', '']) {
      const { status, body } = await look(general(), link);
      expect([link, status, body.code]).toEqual([link, 404, 'not_found']);
    }
  });
});
