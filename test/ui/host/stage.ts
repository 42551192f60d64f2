import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import helmet from '@fastify/helmet';
import fastify from 'fastify';
import type { Frame, Page } from 'playwright-core';
import { buildIfStale } from '../../../extension-ui/build.ts';
import { failures } from '../../../server/failure.ts';
import { assetRoutes } from '../../../server/http/assets.ts';
import type { LinkReply, MeReply, SettingsChange } from '../../../server/http/host/schema.ts';
import type { Problem } from '../../../server/http/problem-schema.ts';
import { surfaceRoutes } from '../../../server/http/surfaces.ts';
import { axeFaults } from '../axe.ts';
import { startBrowser } from '../chromium.ts';
import { leavePicture } from '../pictures.ts';
import { hostOf, linksOf, nextStarts } from './sample.ts';

/** What the API answers; tests change it. */
export interface World {
  me: MeReply;
  links: LinkReply[];
  next: string[];
  /** By path: answered with this failure instead. */
  failing: Map<string, keyof typeof failures>;
  /** What those failures say beside their code. */
  saying: Partial<Problem>;
  /** Signatures of tokens that are refused. */
  refused: Set<string>;
  /** Settings as they were asked to be saved, the first first. */
  changes: SettingsChange[];
  /** `METHOD path?query token` of each request. */
  requests: string[];
}

export interface Stage {
  readonly surfaces: string;
  readonly world: World;
  /** Fresh sample data, and a page of the CRM with the surface in a frame from another site. */
  open(surface: string, options?: OpenOptions): Promise<Opened>;
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: 'light' | 'dark';
  readonly silent?: boolean;
  readonly locale?: string;
  /** The browser's clock begins here instead of at the machine's time. */
  readonly at?: string;
  /** Changes what the API answers before the surface asks. */
  readonly before?: (world: World) => void;
}

export interface Command {
  readonly command: string;
  readonly args: Record<string, unknown> | null;
}

export interface Opened {
  readonly page: Page;
  readonly frame: Frame;
  commands(name: string): Promise<Command[]>;
  emit(event: string, data: object): Promise<void>;
  /** What axe-core finds wrong inside the frame. */
  faults(): Promise<string[]>;
  /** How many pixels lie beyond the right edge; a picture of this name is left where pictures are asked for. */
  overflow(picture: string): Promise<number>;
  /** Complaints of the page, such as breaches of its policy; replies with an error status aren't counted. */
  readonly complaints: string[];
  done(): Promise<void>;
}

const project = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** The pages as they are served in production, under the application's own strict policy, and a stand-in of the API. */
const surfaceServer = async (world: World) => {
  const app = fastify();
  await app.register(helmet);
  await app.register(assetRoutes({ dist: project('dist') }));
  await app.register(surfaceRoutes({ dist: project('dist'), frameAncestors: 'http://127.0.0.1:*' }));
  app.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/api/')) return;
    const token = request.headers.authorization?.replace(/^Bearer .*\./, '') ?? 'none';
    const path = request.url.replace(/\?.*/, '');
    world.requests.push(`${request.method} ${request.url} ${token}`);
    const code = world.refused.has(token) || token === 'none' ? 'unauthorised' : world.failing.get(path);
    if (code) {
      const [status, title] = failures[code];
      const problem = { type: 'about:blank', title, status, code, ...world.saying };
      return reply.code(status).type('application/problem+json').send(problem);
    }
  });
  app.get('/api/me', () => world.me);
  app.get('/api/links', () => ({ links: world.links }));
  app.get('/api/links/:slug/next', () => ({
    zone: world.me.zone,
    starts: world.next,
    urls: world.next.map(start => `https://meet.example/t/${start}`),
  }));
  app.patch('/api/me', ({ body }) => {
    const change = body as SettingsChange;
    world.changes.push(change);
    world.me.language = change.language ?? world.me.language;
    world.me.settings = { ...world.me.settings, ...change };
    return world.me;
  });
  app.post('/api/sync/retry', () => world.me);
  app.post('/api/disconnect', (_, reply) => reply.code(204).send());
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return { url: `http://localhost:${port}`, close: () => app.close() };
};

const crmServer = async () => {
  const html = await readFile(new URL('crm-page.html', import.meta.url));
  const server = createServer((_, reply) => reply.setHeader('content-type', 'text/html').end(html));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
};

const observed = async (page: Page): Promise<Frame> => {
  await page.waitForFunction(() => document.querySelector('iframe') !== null);
  const frame = page.frame({ name: 'surface' });
  if (!frame) throw new Error('The page has no frame for the surface.');
  return frame;
};

export const createStage = async (): Promise<Stage> => {
  await buildIfStale();
  const world = {} as World;
  const [surfaces, crm, browser] = await Promise.all([surfaceServer(world), crmServer(), startBrowser()]);
  const refill = () =>
    Object.assign(world, {
      me: hostOf(surfaces.url),
      links: linksOf(surfaces.url),
      next: [...nextStarts],
      failing: new Map(),
      saying: {},
      refused: new Set(),
      changes: [],
      requests: [],
    } satisfies World);

  const open = async (surface: string, options: OpenOptions = {}): Promise<Opened> => {
    refill();
    options.before?.(world);
    const context = await browser.newContext({
      viewport: { width: 1400, height: 900 },
      locale: options.locale ?? 'en-GB',
      timezoneId: 'America/St_Johns',
    });
    const page = await context.newPage();
    if (options.at) await page.clock.install({ time: new Date(options.at) });
    const complaints: string[] = [];
    page.on('console', message => {
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
        complaints.push(message.text());
      }
    });
    page.on('pageerror', error => complaints.push(String(error)));
    const query = new URLSearchParams({
      surface: `${surfaces.url}/ui/${surface}`,
      width: String(options.width ?? 320),
      height: String(options.height ?? 300),
      theme: options.theme ?? 'light',
      ...(options.silent ? { silent: '' } : {}),
    });
    await page.goto(`${crm.url}/?${query}`);
    const frame = await observed(page);
    return {
      page,
      frame,
      commands: async name => {
        const all = await page.evaluate(() => (window as unknown as { crm: { commands: Command[] } }).crm.commands);
        return all.filter(({ command }) => command === name);
      },
      emit: (event, data) =>
        page.evaluate(
          ([name, given]) =>
            (window as unknown as { crm: { emit(event: string, data: object): void } }).crm.emit(name, given),
          [event, data] as const,
        ),
      faults: () => axeFaults(frame),
      overflow: async picture => {
        await leavePicture(page.locator('#surface'), `host-${picture}`);
        return frame.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      },
      complaints,
      done: () => context.close(),
    };
  };

  return {
    surfaces: surfaces.url,
    world,
    open,
    close: async () => {
      await browser.close();
      await Promise.all([surfaces.close(), crm.close()]);
    },
  };
};
