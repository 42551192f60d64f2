import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { managePath, type Scheduler, SLUG, startScheduler } from './scheduler.ts';

let scheduler: Scheduler;
let token: string;

beforeAll(async () => {
  scheduler = await startScheduler();
  const booked = await scheduler.book('2026-11-26T06:15:00Z', { name: 'Tenzing Quillfeather' });
  token = managePath(booked).slice('/m/'.length);
});
afterAll(() => scheduler.close());

const answer = async (method: 'GET' | 'POST', url: string) => {
  const payload = {
    start: '2026-11-26T06:45:00Z',
    name: 'Zoë',
    email: 'zoe@ferns.example',
    zone: 'UTC',
    action: 'cancel',
  };
  const headers = { accept: method === 'GET' ? 'text/html' : 'application/json', 'idempotency-key': 'unknown' };
  const reply = await scheduler.app.inject({ method, url, headers, ...(method === 'POST' && { payload }) });
  return [reply.statusCode, reply.body];
};

const dates = 'from=2026-11-25&to=2026-11-30&zone=UTC';

describe('what doesn’t exist', () => {
  const changed = (text: string, at: number): string =>
    `${text.slice(0, at)}${text[at] === 'x' ? 'y' : 'x'}${text.slice(at + 1)}`;

  it.each<['GET' | 'POST', string]>([
    ['GET', '/b/:name'],
    ['GET', `/b/:name/slots?${dates}`],
    ['POST', '/b/:name/bookings'],
    ['GET', '/i/:name'],
    ['GET', `/i/:name/slots?${dates}`],
    ['POST', '/i/:name/bookings'],
  ])('%s %s answers the same whether the name is nearly one or nonsense', async (method, url) => {
    const answers = await Promise.all(
      [changed(SLUG, 11), changed(SLUG, 0), 'a', '1234567890123456789012'].map(name =>
        answer(method, url.replace(':name', name)),
      ),
    );
    expect(answers[0]?.[0]).toBe(404);
    expect(new Set(answers.map(String)).size).toBe(1);
  });

  it.each<['GET' | 'POST', string]>([
    ['GET', '/m/:name'],
    ['GET', `/m/:name/slots?${dates}`],
    ['GET', '/m/:name/calendar.ics'],
    ['POST', '/m/:name'],
  ])('%s %s answers the same whether the booking of a token exists or not', async (method, url) => {
    const tokens = [changed(token, token.length - 1), changed(token, 3), token.slice(0, 26), 'a'];
    const answers = await Promise.all(tokens.map(token => answer(method, url.replace(':name', token))));
    expect(answers[0]?.[0]).toBe(404);
    expect(new Set(answers.map(String)).size).toBe(1);
  });
});

describe('a booking page', () => {
  it('never says who is booked, also where somebody asks for their time', async () => {
    for (const url of [`/b/${SLUG}`, `/b/${SLUG}?start=2026-11-26T06:15:00Z`, `/b/${SLUG}/slots?${dates}`]) {
      const { statusCode, body } = await scheduler.app.inject(url);
      expect([statusCode, body]).toEqual([200, expect.not.stringMatching(/Tenzing|Quillfeather|ferns\.example/)]);
    }
    const taken = await scheduler.book('2026-11-26T06:15:00Z');
    expect([taken.statusCode, taken.body]).toEqual([409, expect.not.stringMatching(/Tenzing|Quillfeather/)]);
  });
});
