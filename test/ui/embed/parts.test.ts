import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import fastify from 'fastify';
import { beforeAll, describe, expect, it } from 'vitest';
import { prefillOf } from '../../../extension-ui/booking/embedded.ts';
import { buildIfStale } from '../../../extension-ui/build.ts';
import { frameAddress } from '../../../extension-ui/embed/address.ts';
import { optionsOf } from '../../../extension-ui/embed/options.ts';
import { frameMessageOf } from '../../../extension-ui/embed/protocol.ts';
import { assetRoutes } from '../../../server/http/assets.ts';

const origin = 'https://meet.example';

describe('the frame’s address', () => {
  it('is the form that may be framed, with the campaign that led to the site, and keeps what it had', () => {
    expect(
      frameAddress(`${origin}/b/x?date=2026-12-01&utm_source=own`, origin, '?utm_source=a&utm_term=x+%26&q=1').href,
    ).toBe(`${origin}/b/x?date=2026-12-01&utm_source=own&embed=1&utm_term=x+%26`);
    expect(frameAddress('/i/abc', origin, '').href).toBe(`${origin}/i/abc?embed=1`);
  });

  it.each([
    'https://meet.example.evil.example/b/x',
    'http://meet.example/b/x',
    'javascript:alert(1)',
    'data:text/html,x',
    '//evil.example/b/x',
    'https://meet.example@evil.example/',
  ])('is never of another origin than the script: %s', url => {
    expect(() => frameAddress(url, origin, '')).toThrow(TypeError);
  });
});

describe('what is known of the guest', () => {
  it('is read from an element’s attributes', () => {
    const attributes = new Map([
      ['data-scheduler', 'x'],
      ['data-name', 'Zoë +&#ąę 🙂'],
      ['data-email', ''],
      ['data-answer-size', '11–50'],
      ['data-title', 'Talk to us'],
    ]);
    const element = {
      getAttribute: (name: string) => attributes.get(name) ?? null,
      getAttributeNames: () => [...attributes.keys()],
    };
    expect(optionsOf(element)).toEqual({
      prefill: { name: 'Zoë +&#ąę 🙂', answers: { size: '11–50' } },
      title: 'Talk to us',
    });
  });

  it('is taken by the frame as far as it is text that the server would take', () => {
    const type = 'scheduler:prefill';
    const prefill = {
      name: 'Zoë',
      email: 'e'.repeat(255),
      answers: { a: 'yes', b: 7, c: '', d: 'x'.repeat(4001) },
      role: 'x',
    };
    expect(prefillOf({ type, prefill })).toEqual({ name: 'Zoë', answers: { a: 'yes' } });
    expect(prefillOf({ type, prefill: { name: { toString: 'x' }, answers: null } })).toEqual({ answers: {} });
    for (const other of [null, 'scheduler:prefill', {}, { type }, { type: 'other', prefill }, { type, prefill: 'x' }])
      expect(prefillOf(other)).toBeNull();
  });
});

describe('a message of the frame', () => {
  const [start, end] = ['2026-12-01T09:00:00.000Z', '2026-12-01T09:30:00.000Z'];

  it('is taken as what it may say, and nothing beside that', () => {
    expect(frameMessageOf({ type: 'scheduler:booked', start, end, name: 'Zoë' })).toEqual({
      type: 'scheduler:booked',
      start,
      end,
    });
    expect(frameMessageOf({ type: 'scheduler:loaded', extra: 1 })).toEqual({ type: 'scheduler:loaded' });
    expect(frameMessageOf({ type: 'scheduler:height', height: 491 })).toEqual({
      type: 'scheduler:height',
      height: 491,
    });
  });

  it.each([
    null,
    'scheduler:loaded',
    { type: 'loaded' },
    { type: 'scheduler:height', height: '491' },
    { type: 'scheduler:height', height: Number.NaN },
    { type: 'scheduler:height', height: -1 },
    { type: 'scheduler:height', height: 1e9 },
    { type: 'scheduler:booked', start },
    { type: 'scheduler:booked', start, end: 'soon' },
  ])('is nothing where it isn’t one: %j', data => {
    expect(frameMessageOf(data)).toBeNull();
  });
});

describe('the script', () => {
  const dist = fileURLToPath(new URL('../../../dist', import.meta.url));
  beforeAll(buildIfStale);

  it('is at most 4 kB on the wire, and leaves nothing but its one name', async () => {
    const script = await readFile(`${dist}/client/embed.js`);
    expect(gzipSync(script).length).toBeLessThanOrEqual(4096);
    expect(script.toString()).toMatch(/^\(function\(\)\{|^\(\(\)=>\{/);
  });

  it('may be kept for an hour by any site, and is then asked about', async () => {
    const app = fastify();
    await app.register(assetRoutes({ dist }));
    const { statusCode, headers } = await app.inject('/embed.js');
    expect([statusCode, headers['cache-control']]).toEqual([200, 'public, max-age=3600']);
    expect(headers['content-type']).toContain('/javascript; charset=utf-8');
    const again = await app.inject({ url: '/embed.js', headers: { 'if-none-match': `${headers.etag}` } });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });
});
