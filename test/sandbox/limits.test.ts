import { describe, expect, it } from 'vitest';
import { sampleCompany } from './sample.ts';
import { openStage, type Stage } from './stage.ts';

const start = Date.parse('2026-11-04T09:15:00Z');
const lite = () => ({ ...sampleCompany(start), plan: 'lite' as const });

const remaining = (headers: Headers): number => Number(headers.get('x-daily-ratelimit-token-remaining'));

const tokenOf = ({ sandbox, users }: Stage): string => sandbox.grant(users.warsaw).access_token;

describe('the daily budget', () => {
  it('is 30,000 tokens a seat by the plan’s multiplier', async () => {
    const stage = await openStage();
    const { headers } = await stage.call(tokenOf(stage), 'GET', '/api/v1/users/me');
    expect(headers.get('x-daily-ratelimit-token-limit')).toBe(String(30_000 * 5 * 3));
    expect(remaining(headers)).toBe(30_000 * 5 * 3 - 2);
  });

  it.each([
    ['GET', '/api/v2/activities?limit=1', undefined, 10],
    ['GET', '/api/v2/activities/1', undefined, 1],
    ['POST', '/api/v2/activities', { subject: 'Demo', type: 'meeting' }, 5],
    ['PATCH', '/api/v2/activities/1', { subject: 'Demo' }, 5],
    ['DELETE', '/api/v2/activities/1', undefined, 3],
    ['GET', '/api/v2/persons/search?term=abc', undefined, 20],
    ['GET', '/api/v2/persons?limit=1', undefined, 10],
    ['GET', '/api/v2/persons/1', undefined, 1],
    ['POST', '/api/v2/persons', { name: 'Guest' }, 5],
    ['GET', '/api/v2/deals?person_id=1&status=open', undefined, 10],
    ['GET', '/api/v1/users/me', undefined, 2],
    ['GET', '/api/v1/users', undefined, 20],
    ['GET', '/api/v1/activityTypes', undefined, 20],
    ['GET', '/api/v1/webhooks', undefined, 10],
    ['GET', '/api/v1/billing/subscriptions/addons', undefined, 20],
  ])('%s %s costs its tokens', async (method, path, body, cost) => {
    const stage = await openStage();
    const token = tokenOf(stage);
    const before = remaining((await stage.call(token, 'GET', '/api/v1/users/me')).headers);
    const reply = await stage.call(token, method, path, body);
    expect(reply.status).toBeLessThan(300);
    expect(before - remaining(reply.headers)).toBe(cost);
    expect(stage.sandbox.requests.calls.at(-1)?.cost).toBe(cost);
  });

  it('is one for all users, and once spent refuses everything until midnight UTC', async () => {
    const stage = await openStage();
    stage.sandbox.faults.exhaustBudget();
    const other = stage.sandbox.grant(stage.users.newYork).access_token;
    const reply = await stage.call(other, 'GET', '/api/v1/users/me');
    expect(reply.status).toBe(429);
    expect(remaining(reply.headers)).toBe(0);
    // From 09:15:00 to midnight.
    expect(reply.headers.get('retry-after')).toBe(String(14 * 3600 + 45 * 60));
    stage.clock.now = Date.parse('2026-11-05T00:00:00Z');
    const fresh = stage.sandbox.grant(stage.users.newYork).access_token;
    expect((await stage.call(fresh, 'GET', '/api/v1/users/me')).status).toBe(200);
  });
});

describe('the burst limit', () => {
  it('is 80 calls in any two seconds and user on Lite', async () => {
    const stage = await openStage({ company: lite() });
    const token = tokenOf(stage);
    const me = (by = token) => stage.call(by, 'GET', '/api/v1/users/me');
    const first = await me();
    expect(first.headers.get('x-ratelimit-limit')).toBe('80');
    expect(first.headers.get('x-ratelimit-remaining')).toBe('79');
    stage.clock.elapsed = 500;
    const rest = await Promise.all(Array.from({ length: 79 }, () => me()));
    expect(rest.every(({ status }) => status === 200)).toBe(true);
    stage.clock.elapsed = 1000;
    const over = await me();
    expect(over.status).toBe(429);
    expect(over.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(over.headers.get('x-ratelimit-reset')).toBe('1');
    expect(stage.sandbox.requests.calls.at(-1)).toMatchObject({ status: 429, cost: 0 });
    const colleague = stage.sandbox.grant(stage.users.newYork).access_token;
    expect((await me(colleague)).status).toBe(200);
    stage.clock.elapsed = 2000;
    expect((await me()).status).toBe(200);
    expect((await me()).status).toBe(429);
  });

  it('of searching is ten on every plan', async () => {
    const stage = await openStage();
    const token = tokenOf(stage);
    const search = () => stage.call(token, 'GET', '/api/v2/persons/search?term=abc');
    const ten = await Promise.all(Array.from({ length: 10 }, search));
    expect(ten.every(({ status }) => status === 200)).toBe(true);
    expect((await search()).status).toBe(429);
    expect((await stage.call(token, 'GET', '/api/v1/users/me')).status).toBe(200);
  });
});
