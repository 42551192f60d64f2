import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { managePath, type Scheduler, startScheduler } from './scheduler.ts';

/** What a guest's pages say after the host has changed or cancelled the meeting. */

let scheduler: Scheduler;
beforeAll(async () => {
  scheduler = await startScheduler();
});
afterAll(() => scheduler.close());

const page = async (path: string) => {
  const reply = await scheduler.app.inject({ url: path, headers: { accept: 'text/html' } });
  expect(reply.statusCode).toBe(200);
  return reply.body;
};
const booked = async (start: string) => {
  const reply = await scheduler.book(start, { zone: 'America/St_Johns' });
  return { id: reply.json().id as string, path: managePath(reply) };
};

describe('a guest’s page', () => {
  it('shows a meeting as the host has changed it, as text', async () => {
    const { id, path } = await booked('2026-11-25T03:15:00Z');
    const { status } = await scheduler.api('PATCH', `/meetings/${id}`, {
      sequence: 0,
      // Half past midnight of the day after, in St John’s.
      start: '2026-11-26T04:00:00Z',
      place: { kind: 'in_person', text: 'Thamel <b>3</b>' },
      description: 'Bring the <drawings>.',
    });
    expect(status).toBe(200);
    const body = await page(path);
    expect(body).toContain('12:30');
    expect(body).toMatch(/Thamel &lt;b(>|&gt;)3/);
    expect(body).toContain('Bring the &lt;drawings');
    expect(body).not.toContain('Thamel <b>');
    const file = (await scheduler.app.inject({ url: `${path}/calendar.ics` })).body;
    expect(file).toContain('SEQUENCE:1');
    expect(file).toContain('DTSTART:20261126T040000Z');
  });

  it('says that the host has cancelled, and offers no way to take that back', async () => {
    const { id, path } = await booked('2026-11-25T05:15:00Z');
    expect((await scheduler.api('POST', `/meetings/${id}/cancel`, { reason: 'Ill' })).status).toBe(200);
    const body = await page(path);
    expect(body).toContain('Your host has cancelled it.');
    expect(body).not.toContain('value="undo"');
    const file = (await scheduler.app.inject({ url: `${path}/calendar.ics` })).body;
    expect(file).toContain('METHOD:CANCEL');
    expect(file).toContain('SEQUENCE:1');
  });
});
