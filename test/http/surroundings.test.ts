import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { managePath, type Scheduler, SLUG, startScheduler, WEBHOOK_PASSWORD } from './scheduler.ts';

/** What goes with every answer, and what is kept of every request. */

let scheduler: Scheduler;
let manage: string;
beforeAll(async () => {
  scheduler = await startScheduler();
  manage = managePath(await scheduler.book('2026-11-25T03:15:00Z'));
});
afterAll(() => scheduler.close());

const get = (url: string) => scheduler.app.inject({ url, headers: { accept: 'text/html' } });

/** Directives of a policy by name. */
const policyOf = (header: unknown): Record<string, string> =>
  Object.fromEntries(
    String(header)
      .split(';')
      .map(part => part.trim().split(/\s+/))
      .map(([name = '', ...sources]) => [name, sources.join(' ')]),
  );

describe('the headers', () => {
  it('of guests’ pages let nothing in but our own files, and let nobody frame them', async () => {
    for (const url of [`/b/${SLUG}`, manage, '/b/nobodyhere12', '/m/nothing']) {
      const { headers, body } = await get(url);
      const policy = policyOf(headers['content-security-policy']);
      expect(policy).toMatchObject({
        'default-src': "'none'",
        'script-src': "'self'",
        'style-src': "'self'",
        'form-action': "'self'",
        'base-uri': "'none'",
        'frame-ancestors': "'none'",
      });
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-robots-tag': 'noindex',
      });
      expect(headers['x-powered-by']).toBeUndefined();
      expect(body).not.toMatch(/\son\w+="|\sstyle="|<style/);
    }
  });

  it('of surfaces let Pipedrive, and nobody else, frame them', async () => {
    for (const surface of ['composer', 'activities', 'settings']) {
      const { statusCode, headers } = await get(`/ui/${surface}?theme=dark&id=x`);
      expect(statusCode).toBe(200);
      expect(headers['x-frame-options']).toBeUndefined();
      const policy = policyOf(headers['content-security-policy']);
      expect(policy['frame-ancestors']).toBe('https://*.pipedrive.com');
      expect([policy['default-src'], policy['script-src'], policy['base-uri']]).toEqual(["'none'", "'self'", "'none'"]);
    }
  });

  it('of everything else forbid all', async () => {
    for (const url of ['/openapi.json', '/api/me', '/nowhere', '/health', '/app/meetings/x', `/b/${SLUG}/slots`]) {
      const { headers } = await get(url);
      expect(policyOf(headers['content-security-policy'])).toMatchObject({
        'default-src': "'none'",
        'frame-ancestors': "'none'",
      });
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
    expect((await scheduler.api('GET', '/me')).status).toBe(200);
    const { headers } = await get('/api/me');
    expect(headers['cache-control']).toBe('no-store');
  });
});

describe('the log', () => {
  it('has one line for each request, and nothing of guests, tokens or queries', async () => {
    const { app, lines, product } = scheduler;
    await product.delivery.drained();
    lines.length = 0;
    const person = { name: 'Tenzing Quillfeather', email: 'tenzing@quill.example', notes: 'Allergic to yaks' };
    const booked = await scheduler.book('2026-11-25T04:15:00Z', {
      ...person,
      answers: { altitude: 'Higher than you' },
    });
    expect(booked.statusCode).toBe(201);
    const token = managePath(booked).slice('/m/'.length);
    const surface = scheduler.token();
    await scheduler.book('2026-11-25T04:15:00Z', person);
    await scheduler.book('2026-11-25T04:45:00Z', { ...person, email: 'tenzing@quill@example' });
    await get(`/m/${token}?cancel=secretquery`);
    await get(`/b/${SLUG}?name=${person.name}&email=${person.email}&lang=secretquery`);
    await get('/m/tenzing@quill.example');
    await get('/oauth/callback?code=secretquery&state=secretquery');
    await get(`/ui/settings?token=${surface}`);
    await scheduler.api('GET', '/meetings?from=2026-11-25&to=2026-11-25&secretquery=1', undefined, surface);
    await app.inject({ method: 'POST', url: `/m/${token}`, payload: { action: 'cancel', reason: 'Allergic to yaks' } });
    const authorization = `Basic ${Buffer.from(`x:${WEBHOOK_PASSWORD}`).toString('base64')}`;
    await app.inject({
      method: 'POST',
      url: '/webhooks/pipedrive/webhook-path-7',
      payload: {},
      headers: { authorization },
    });
    await product.delivery.drained();

    const requests = lines.map(line => JSON.parse(line)).filter(({ msg }) => msg === 'request');
    expect(requests).toHaveLength(11);
    for (const line of requests)
      expect(line).toMatchObject({ method: expect.any(String), route: expect.any(String), status: expect.any(Number) });
    const log = lines.join('');
    for (const secret of [
      'Tenzing',
      'Quillfeather',
      'quill',
      'yaks',
      'Higher than',
      token,
      surface,
      'secretquery',
      'webhook-path',
      WEBHOOK_PASSWORD,
      authorization,
      '127.0.0.1',
      'access-1',
      'refresh-1',
      'sunita',
    ])
      expect(log.toLowerCase()).not.toContain(secret.toLowerCase());
  });
});

describe('reading', () => {
  it('changes nothing but when a host’s times were last looked at', async () => {
    await scheduler.product.delivery.drained();
    const stored = () => scheduler.dump().replace(/\\"wantedAt\\":(?:\d+|null)/g, '');
    const before = stored();
    const dates = 'from=2026-11-25&to=2026-11-30&zone=UTC';
    for (const url of [
      '/health',
      '/ready',
      '/openapi.json',
      `/b/${SLUG}`,
      `/b/${SLUG}?start=2026-11-25T05:15:00Z`,
      `/b/${SLUG}/slots?${dates}`,
      manage,
      `${manage}?cancel=1`,
      `${manage}?move=1`,
      `${manage}/slots?${dates}`,
      `${manage}/calendar.ics`,
      '/ui/composer',
      '/oauth/start',
      '/oauth/callback',
      '/oauth/callback?error=user_denied',
      '/oauth/style.css',
      '/app/meetings/x',
      '/assets/x',
    ])
      await get(url);
    for (const path of ['/me', '/links', `/links/${SLUG}/next?count=30`, '/meetings?from=2026-11-25&to=2026-11-25'])
      expect((await scheduler.api('GET', path)).status).toBe(200);
    for (const url of [`/b/${SLUG}`, manage, '/api/links']) await scheduler.app.inject({ method: 'HEAD', url });
    expect(stored()).toBe(before);
  });
});
