import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { managePath, type Scheduler, SLUG, startScheduler } from './scheduler.ts';

const FIRST = '2001:db8:0:1::1';
const SECOND = '2001:db8:0:2::1';

describe('reads of a meeting', () => {
  let scheduler: Scheduler;
  let path: string;

  beforeAll(async () => {
    scheduler = await startScheduler({ environment: { SLOT_READS_PER_MINUTE: '3' } });
    path = managePath(await scheduler.book('2026-11-26T06:15:00Z'));
  });
  afterAll(() => scheduler.close());

  const read = (url: string, remoteAddress: string, accept = 'application/json') =>
    scheduler.app.inject({ url, remoteAddress, headers: { accept } });

  it('are counted together by address, whatever is read of which meeting', async () => {
    const slots = `${path}/slots?from=2026-11-26&to=2026-11-26&zone=Asia%2FKathmandu`;
    const statuses = [];
    for (const url of [path, slots, `${path}/calendar.ics`, path, slots, `${path}/calendar.ics`, '/m/somebody-elses'])
      statuses.push((await read(url, FIRST)).statusCode);
    expect(statuses).toEqual([200, 200, 200, 429, 429, 429, 429]);
    expect((await read(path, SECOND)).statusCode).toBe(200);
  });

  it('are refused in the form that was asked for', async () => {
    for (let count = 0; count < 3; count += 1) await read(path, '192.0.2.7');
    const json = await read(path, '192.0.2.7');
    expect([json.headers['content-type'], json.json().code]).toEqual([
      expect.stringContaining('application/problem+json'),
      'too_many_requests',
    ]);
    const page = await read(path, '192.0.2.7', 'text/html');
    expect([page.statusCode, page.headers['content-type']]).toEqual([429, 'text/html; charset=utf-8']);
  });
});

describe('the address that requests are counted by', () => {
  /** Of one request after another through one connection: how each is answered where one a minute is allowed. */
  const statuses = async (proxies: string, forwarded: readonly string[]) => {
    const scheduler = await startScheduler({
      environment: { SLOT_READS_PER_MINUTE: '1', TRUST_PROXY: proxies },
    });
    try {
      const answers = [];
      for (const value of forwarded) {
        const headers = { 'x-forwarded-for': value };
        answers.push(await scheduler.app.inject({ url: `/b/${SLUG}`, remoteAddress: '192.0.2.1', headers }));
      }
      return answers.map(({ statusCode }) => statusCode);
    } finally {
      await scheduler.close();
    }
  };

  it('is the connection’s where no proxy stands in front, whatever a header says', async () => {
    expect(await statuses('0', [FIRST, SECOND])).toEqual([200, 429]);
  });

  it('is the one that the only proxy added, whatever the guest sent before it', async () => {
    expect(await statuses('1', [FIRST, SECOND, `203.0.113.5, ${FIRST}`, `${SECOND}, ${FIRST}`])).toEqual([
      200, 200, 429, 429,
    ]);
  });

  it('is the one that the outer of two proxies added', async () => {
    const inner = '198.51.100.9';
    expect(
      await statuses('2', [`${FIRST}, ${inner}`, `203.0.113.5, ${FIRST}, ${inner}`, `${SECOND}, ${inner}`]),
    ).toEqual([200, 429, 200]);
  });
});
