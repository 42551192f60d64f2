import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BookPage } from '../../server/http/guest/page.ts';
import { HOST, NOW, type Scheduler, SLUG, startScheduler } from './scheduler.ts';

let scheduler: Scheduler;
beforeAll(async () => {
  scheduler = await startScheduler();
  const whole = { host: HOST, date: null, busy: true, updatedAt: NOW };
  // By the host's clock in Kathmandu: a Monday, and all of January.
  await scheduler.store.activities.put([
    { ...whole, id: '42:1', start: Date.parse('2026-12-13T18:15:00Z'), end: Date.parse('2026-12-14T18:15:00Z') },
    { ...whole, id: '42:2', start: Date.parse('2026-12-31T18:15:00Z'), end: Date.parse('2027-01-31T18:15:00Z') },
  ]);
});
afterAll(() => scheduler.close());

const opened = async (start: string): Promise<Pick<BookPage, 'month' | 'date' | 'refused'>> => {
  const { body } = await scheduler.app.inject({ url: `/b/${SLUG}?start=${start}&zone=Asia/Kathmandu` });
  return JSON.parse(body.match(/id="page-data">(.*?)<\/script>/s)?.[1] ?? '').page;
};

describe('the page for a mailed time that is taken', () => {
  const wanted = '2026-12-08T05:15:00.000Z';

  it('shows the other times of the day that was wanted', async () => {
    expect((await scheduler.book(wanted)).statusCode).toBe(201);
    const { month, date, refused } = await opened(wanted);
    expect([month, date, refused?.code]).toEqual(['2026-12-01', '2026-12-08', 'slot_taken']);
    expect(refused?.nearest[0]).toBe('2026-12-08T04:45:00.000Z');
  });

  it('shows the day of the nearest time where that one has none, in another month too', async () => {
    expect((await opened('2026-12-14T05:15:00.000Z')).date).toBe('2026-12-15');
    const { month, date } = await opened('2027-01-05T05:15:00.000Z');
    expect([month, date]).toEqual(['2026-12-01', '2026-12-31']);
  });

  it('shows the next free day where the time is past', async () => {
    const { month, date, refused } = await opened('2026-10-06T05:15:00.000Z');
    expect([month, date, refused?.code]).toEqual(['2026-11-01', '2026-11-24', 'not_offered']);
  });
});
