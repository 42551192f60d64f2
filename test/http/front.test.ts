import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { page } from '../../server/http/host-pages.ts';
import { type Scheduler, startScheduler } from './scheduler.ts';

/** What people see who type the product's address, or one that isn't there. */

let scheduler: Scheduler;
beforeAll(async () => {
  scheduler = await startScheduler();
});
afterAll(() => scheduler.close());

const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const get = (url: string, accept: string, language = 'en-GB') =>
  scheduler.app.inject({ url, headers: { accept, 'accept-language': language } });

const policy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

describe('a browser', () => {
  it('is told at the bare address what this is, and shown the way to install it', async () => {
    const { statusCode, headers, body } = await get('/', browser);
    expect(statusCode).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['content-security-policy']).toBe(policy);
    expect(body).toContain('<h1>Meeting scheduler for Pipedrive</h1>');
    expect(body).toContain('<a href="/oauth/start">Install in Pipedrive</a>');
  });

  it.each(['/nowhere', '/favicon.ico', '/booking/x<script>', '/application'])(
    'gets a page where nothing is: %s',
    async url => {
      const { statusCode, headers, body } = await get(url, browser);
      expect(statusCode).toBe(404);
      expect(headers['content-type']).toBe('text/html; charset=utf-8');
      expect(headers['content-security-policy']).toBe(policy);
      expect(body).toContain('<h1>There is nothing here</h1>');
      expect(body).not.toContain('script');
    },
  );

  it('is led back to Pipedrive, too, when access wasn’t allowed', () => {
    expect(page({ kind: 'denied' }, 'en')).toContain(
      '<a class="second" href="https://app.pipedrive.com">Back to Pipedrive</a>',
    );
  });

  it('is told nothing of a meeting before somebody has signed in', async () => {
    const { headers, body } = await get('/app/meetings/x', browser);
    expect(headers['content-security-policy']).toBe(policy);
    expect(body).toContain('<h1>Sign in to Meeting scheduler</h1>');
    expect(body).toContain('<a href="/oauth/start?return=%2Fapp%2Fmeetings%2Fx">Sign in with Pipedrive</a>');
    expect(body).not.toContain('app.pipedrive.com');
  });

  it('is answered in Polish where it likes that best', async () => {
    expect((await get('/nowhere', browser, 'fr, pl;q=0.9, en;q=0.5')).body).toContain('<h1>Tu niczego nie ma</h1>');
    expect((await get('/', browser, 'pl')).body).toContain('<h1>Harmonogram spotkań dla Pipedrive</h1>');
  });
});

describe('a program', () => {
  it.each([
    ['/', 'application/json'],
    ['/', '*/*'],
    ['/nowhere', 'application/json'],
    ['/nowhere', '*/*'],
  ])('gets a problem at %s, when it accepts %s', async (url, accept) => {
    const reply = await get(url, accept);
    expect(reply.statusCode).toBe(404);
    expect(reply.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(reply.json()).toMatchObject({ status: 404, code: 'not_found' });
  });

  it('gets one, too, when it sends something to nowhere without saying what it accepts', async () => {
    const reply = await scheduler.app.inject({ method: 'POST', url: '/nowhere', payload: {} });
    expect(reply.json()).toMatchObject({ code: 'not_found' });
  });
});
