import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { buildIfStale } from '../../extension-ui/build.ts';
import type { LinksReply } from '../../server/http/host/schema.ts';
import { type Mailbox, startMailbox } from './mailbox/mailbox.ts';
import { sandboxPagesWith } from './pages/pages.ts';
import { startWebsite, type Website } from './pages/website.ts';
import { startPipedrive } from './pipedrive.ts';
import type { Manifest, Sandbox, SandboxOptions } from './sandbox.ts';

/** The product as it is started everywhere, against the stand-in of Pipedrive and a mail server, all on loopback. */

const project = fileURLToPath(new URL('../..', import.meta.url));

export interface DemoPorts {
  readonly standIn: number;
  readonly inbox: number;
  readonly smtp: number;
  readonly app: number;
  readonly website: number;
}

export interface DemoOptions {
  /** Taken where they are free; else, and by default, any. */
  readonly ports?: DemoPorts;
  /** Kept at the end; without it a fresh one, which isn't. */
  readonly dataDir?: string;
  /** Of the stand-in. */
  readonly standIn?: Omit<SandboxOptions, 'app' | 'port' | 'pages'>;
  /** Added to the app's environment. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Lets `advance` move the app's clock. */
  readonly hasMovableClock?: boolean;
}

export interface Demo {
  /** The start page. */
  readonly url: string;
  readonly appOrigin: string;
  /** For tests that end it hard. */
  readonly appPid: number | undefined;
  readonly sandbox: Sandbox;
  readonly mailbox: Mailbox;
  /** Somebody's, that embeds the first active link there is. */
  readonly website: Website;
  /** Rejects when the app ends by itself. */
  readonly ended: Promise<void>;
  /** The app takes it for so many milliseconds later from then on. */
  advance(milliseconds: number): Promise<void>;
  close(): Promise<void>;
}

const READY_WITHIN = 30_000;
const CLOSE_WITHIN = 8_000;

/** Null where the port is taken. */
const tryPort = (port: number, host: string): Promise<number | null> =>
  new Promise(resolve => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen(port, host, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : null));
    });
  });

const freePort = async (wanted: number, host: string): Promise<number> => {
  const port = (await tryPort(wanted, host)) ?? (await tryPort(0, host));
  if (port === null) throw new Error(`No port is free on ${host}`);
  return port;
};

/** Tokens in the data folder are sealed under it, so it stays with them. */
const secretKeyIn = async (dataDir: string): Promise<string> => {
  const file = join(dataDir, 'secret-key');
  const kept = await readFile(file, 'utf8').catch(() => null);
  if (kept) return kept;
  const key = randomBytes(32).toString('base64url');
  await writeFile(file, key, { mode: 0o600 });
  return key;
};

const startApp = (environment: Readonly<Record<string, string>>, hasMovableClock: boolean) => {
  const { PATH = '', HOME = '', TMPDIR = '' } = process.env;
  const preloaded = hasMovableClock ? ['--import', './test/sandbox/movable-clock.ts'] : [];
  const child = spawn(process.execPath, [...preloaded, 'server/main.ts'], {
    cwd: project,
    // Its log goes beside ours: the demo's own output is one URL.
    stdio: ['ignore', 2, 2, ...(hasMovableClock ? (['ipc'] as const) : [])],
    env: { PATH, HOME, ...(TMPDIR && { TMPDIR }), ...environment },
  });
  let closing = false;
  const exit = once(child, 'exit');
  const ended = exit.then(([code, signal]) => {
    if (!closing) throw new Error(`The app ended by itself (${signal ?? `code ${code}`})`);
  });
  // Whoever waits for `ended` sees it; until somebody does it is no unhandled rejection.
  ended.catch(() => {});

  return {
    pid: child.pid,
    ended,
    async advance(milliseconds: number) {
      if (!hasMovableClock) throw new Error('This app’s clock is the machine’s');
      const moved = once(child, 'message');
      child.send(milliseconds);
      await moved;
    },
    async close() {
      closing = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), CLOSE_WITHIN);
      await exit;
      clearTimeout(late);
    },
  };
};

const untilHealthy = async (origin: string, given: AbortSignal): Promise<void> => {
  const deadline = Date.now() + READY_WITHIN;
  while (Date.now() < deadline && !given.aborted) {
    const reply = await fetch(`${origin}/health`).catch(() => null);
    if (reply?.ok) return;
    await wait(40);
  }
  throw new Error('The app isn’t ready in time');
};

/** Of the first user who has the app and a link that is switched on. */
const bookingUrlIn = async (sandbox: Sandbox, appOrigin: string): Promise<string | null> => {
  for (const { id } of sandbox.company.users.filter(({ id }) => sandbox.installed(id))) {
    const reply = await fetch(`${appOrigin}/api/links`, {
      headers: { authorization: `Bearer ${sandbox.signToken(id)}` },
    });
    const { links = [] } = reply.ok ? ((await reply.json()) as Partial<LinksReply>) : {};
    const found = links.find(({ active }) => active);
    if (found) return found.url;
  }
  return null;
};

const assemble = async (stack: AsyncDisposableStack, options: DemoOptions): Promise<Omit<Demo, 'close'>> => {
  const { ports, standIn, environment } = options;
  const built = buildIfStale();
  built.catch(() => {});
  const mailbox = await startMailbox({
    smtpPort: await freePort(ports?.smtp ?? 0, '127.0.0.1'),
    httpPort: await freePort(ports?.inbox ?? 0, '127.0.0.1'),
  });
  stack.defer(() => mailbox.close());

  const appPort = await freePort(ports?.app ?? 0, 'localhost');
  // Another host name than the stand-in's: the surfaces are cross-site, as they are in Pipedrive.
  const appOrigin = `http://localhost:${appPort}`;
  const clientId = randomBytes(8).toString('hex');
  const clientSecret = randomBytes(20).toString('hex');
  const manifest = JSON.parse(await readFile(join(project, 'manifest.json'), 'utf8')) as Manifest;
  const websitePort = await freePort(ports?.website ?? 0, '127.0.0.1');
  const sandbox = await startPipedrive({
    ...standIn,
    port: await freePort(ports?.standIn ?? 0, '127.0.0.1'),
    app: { clientId, clientSecret, origin: appOrigin, manifest },
    pages: sandboxPagesWith({ smtpUrl: mailbox.smtpUrl, inbox: mailbox.origin }, `http://127.0.0.1:${websitePort}/`),
  });
  stack.defer(() => sandbox.close());
  const website = await startWebsite({
    port: websitePort,
    company: sandbox.company.name,
    appOrigin,
    crmOrigin: sandbox.origin,
    bookingUrl: () => bookingUrlIn(sandbox, appOrigin),
  });
  stack.defer(() => website.close());

  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'meeting-scheduler-')));
  if (!options.dataDir) stack.defer(() => rm(dataDir, { recursive: true, force: true }));
  await built;
  const settings = {
    PUBLIC_URL: appOrigin,
    HOST: 'localhost',
    PORT: `${appPort}`,
    PIPEDRIVE_CLIENT_ID: clientId,
    PIPEDRIVE_CLIENT_SECRET: clientSecret,
    PIPEDRIVE_OAUTH_URL: sandbox.origin,
    FRAME_ANCESTORS: sandbox.origin,
    SECRET_KEY: await secretKeyIn(dataDir),
    SMTP_URL: mailbox.smtpUrl,
    MAIL_FROM: 'scheduler@meetings.example',
    DATA_DIR: dataDir,
    POSTS_PER_MINUTE: '6000',
    FORM_MIN_SECONDS: '0',
    SLOT_READS_PER_MINUTE: '60000',
    LOG_LEVEL: 'warn',
    ...environment,
  };
  const app = startApp(settings, options.hasMovableClock ?? false);
  stack.defer(() => app.close());
  const waiting = new AbortController();
  await Promise.race([untilHealthy(appOrigin, waiting.signal), app.ended]).finally(() => waiting.abort());
  const { pid: appPid, ended, advance } = app;
  return { url: `${sandbox.origin}/`, appOrigin, appPid, sandbox, mailbox, website, ended, advance };
};

/** What was started ends in the opposite order, also when a later part can't be started. */
export const startDemo = async (options: DemoOptions = {}): Promise<Demo> => {
  const stack = new AsyncDisposableStack();
  try {
    const parts = await assemble(stack, options);
    return { ...parts, close: () => stack.disposeAsync() };
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
};
