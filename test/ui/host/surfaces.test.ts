import { fileURLToPath } from 'node:url';
import helmet from '@fastify/helmet';
import fastify from 'fastify';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildIfStale } from '../../../extension-ui/build.ts';
import { assetRoutes } from '../../../server/http/assets.ts';
import { surfaceRoutes } from '../../../server/http/surfaces.ts';

const dist = fileURLToPath(new URL('../../../dist', import.meta.url));

const appWithHelmet = async () => {
  const app = fastify();
  await app.register(helmet);
  await app.register(assetRoutes({ dist }));
  await app.register(surfaceRoutes({ dist, frameAncestors: 'https://*.pipedrive.com' }));
  app.get('/other', () => 'other');
  return app;
};

beforeAll(() => buildIfStale());

describe('pages for Pipedrive’s frames', () => {
  it.each(['composer', 'activities', 'settings'])(
    'serves %s, framed by Pipedrive alone and with no inline script',
    async name => {
      const app = await appWithHelmet();
      const reply = await app.inject(`/ui/${name}?id=1&token=secret`);
      expect(reply.statusCode).toBe(200);
      expect(reply.headers['content-type']).toBe('text/html; charset=utf-8');
      expect(reply.headers['content-security-policy']).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors https://*.pipedrive.com",
      );
      expect(reply.headers).not.toHaveProperty('x-frame-options');
      expect(reply.headers['cache-control']).toBe('no-store');
      expect(reply.headers['referrer-policy']).toBe('no-referrer');
      expect(reply.body).not.toMatch(/<style|<script(?![^>]*\bsrc=)/);
      expect(reply.body).not.toContain('secret');
      await app.close();
    },
  );

  it('leaves every other page unframeable', async () => {
    const app = await appWithHelmet();
    const reply = await app.inject('/other');
    expect(reply.headers['x-frame-options']).toBe('SAMEORIGIN');
    await app.close();
  });

  it.each(['nothing', 'constructor', '..%2Fcomposer', 'x'.repeat(50)])('knows no surface called %s', async name => {
    const app = await appWithHelmet();
    const { statusCode } = await app.inject(`/ui/${name}`);
    expect([400, 404]).toContain(statusCode);
    await app.close();
  });

  it('takes a theme that isn’t one for the light one', async () => {
    const app = await appWithHelmet();
    const { body } = await app.inject('/ui/settings?theme="><script>');
    expect(body).toContain('<html lang="en" data-theme="light">');
    await app.close();
  });

  it('lets built files be kept for ever, and nothing else be read', async () => {
    const app = await appWithHelmet();
    const { body } = await app.inject('/ui/composer');
    const script = /src="(\/assets\/[^"]+)"/.exec(body)?.[1] ?? '';
    const reply = await app.inject(script);
    expect(reply.statusCode).toBe(200);
    expect(reply.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await app.inject('/assets/..%2F.vite%2Fmanifest.json')).statusCode).not.toBe(200);
    expect((await app.inject('/assets/none.js')).statusCode).toBe(404);
    await app.close();
  });
});
