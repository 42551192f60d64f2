import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import packageJson from '../package.json' with { type: 'json' };
import type { Outcome, Plan } from './load.ts';

/** The processes that a run consists of. Each ends with the stack that it was started on. */

const project = resolve(import.meta.dirname, '..');
const READY_WITHIN = 30_000;
const CLOSE_WITHIN = 8_000;

export const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('The system named no port');
  return address.port;
};

/** Whoever interrupts the run ends the stack while a part is still starting things on it. */
export const endWith = async (stack: AsyncDisposableStack, release: () => Promise<void>): Promise<void> => {
  if (!stack.disposed) {
    stack.defer(release);
    return;
  }
  await release();
  throw new Error('The run was interrupted');
};

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

const end = async (child: ChildProcess): Promise<void> => {
  if (hasEnded(child)) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), CLOSE_WITHIN);
  await gone;
  clearTimeout(late);
};

const untilHealthy = async (origin: string, child: ChildProcess): Promise<void> => {
  const deadline = performance.now() + READY_WITHIN;
  while (performance.now() < deadline) {
    if (hasEnded(child)) throw new Error('A server of the bench ended by itself: see its output above');
    const reply = await fetch(`${origin}/health`, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
    await reply?.arrayBuffer();
    if (reply?.ok) return;
    await wait(5);
  }
  throw new Error('A server of the bench isn’t ready in time');
};

export interface Server {
  readonly origin: string;
  readonly pid: number;
  /** From the start of the process to its first 200 on /health, in milliseconds. */
  readonly readyAfter: number;
  /** Ends it before its stack does. */
  close(): Promise<void>;
}

const serve = async (
  stack: AsyncDisposableStack,
  args: readonly string[],
  port: number,
  environment: Readonly<Record<string, string>>,
  channel: readonly 'ipc'[] = [],
): Promise<Server> => {
  const { PATH = '', HOME = '', TMPDIR = '' } = process.env;
  const begun = performance.now();
  const child = spawn(process.execPath, [...args], {
    cwd: project,
    stdio: ['ignore', 2, 2, ...channel],
    env: { PATH, HOME, ...(TMPDIR && { TMPDIR }), ...environment },
  });
  await endWith(stack, () => end(child));
  const origin = `http://127.0.0.1:${port}`;
  await untilHealthy(origin, child);
  if (child.pid === undefined) throw new Error('A server of the bench has no process');
  return { origin, pid: child.pid, readyAfter: performance.now() - begun, close: () => end(child) };
};

/** The baseline of everything over HTTP. */
export const startBare = async (stack: AsyncDisposableStack): Promise<Server> => {
  const port = await freePort();
  return serve(stack, ['bench/bare.ts', String(port)], port, {}, ['ipc']);
};

/** Names of settings that say where documents are kept. */
export type Where = { readonly DATA_DIR: string } | { readonly MONGODB_URI: string };

export const SECRET_KEY = 'a key of the benchmark that seals nothing of worth';

/** What `npm start` gives Node, after the build: settings of its environment, then its arguments. */
const started = () => {
  const found = /((?:\w+=\S+ )*)exec node (.+)$/.exec(packageJson.scripts.start);
  if (!found) throw new Error('The script “start” of package.json starts no Node');
  const [, settings = '', args = ''] = found;
  const environment = settings
    .trim()
    .split(' ')
    .filter(Boolean)
    .map(setting => setting.split('=', 2));
  return { args: args.split(' '), environment: Object.fromEntries(environment) as Record<string, string> };
};

/** The product as `npm start` starts it, with `others` added to its environment; the CRM and the mail server are addresses where nobody listens. */
export const startProduct = async (
  stack: AsyncDisposableStack,
  where: Where,
  nowhere: number,
  others: Readonly<Record<string, string>> = {},
): Promise<Server> => {
  const port = await freePort();
  const { args, environment } = started();
  return serve(stack, args, port, {
    ...environment,
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    PIPEDRIVE_CLIENT_ID: 'bench',
    PIPEDRIVE_CLIENT_SECRET: 'bench',
    PIPEDRIVE_OAUTH_URL: `http://127.0.0.1:${nowhere}`,
    SECRET_KEY,
    SMTP_URL: `smtp://127.0.0.1:${nowhere}`,
    MAIL_FROM: 'scheduler@meetings.example',
    LOG_LEVEL: 'error',
    POSTS_PER_MINUTE: '1000000',
    SLOT_READS_PER_MINUTE: '1000000',
    ...where,
    ...others,
  });
};

export interface Load {
  run(plan: Plan): Promise<Outcome>;
}

export const startLoad = async (stack: AsyncDisposableStack): Promise<Load> => {
  const child = fork(join(import.meta.dirname, 'load.ts'), { stdio: ['ignore', 2, 2, 'ipc'] });
  await endWith(stack, () => end(child));
  const said = async (): Promise<unknown> => {
    const waiting = new AbortController();
    try {
      return await Promise.race([
        once(child, 'message', { signal: waiting.signal }).then(([message]) => message),
        once(child, 'exit', { signal: waiting.signal }).then(() => {
          throw new Error('The process that makes requests ended by itself');
        }),
      ]);
    } finally {
      waiting.abort();
    }
  };
  await said();
  return {
    async run(plan) {
      child.send(plan);
      return (await said()) as Outcome;
    },
  };
};

/** Resident memory of a process in megabytes (of 1,000,000 bytes): now, and the most that it ever was. */
export const memoryOf = async (pid: number): Promise<{ now: number; most: number | null }> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => null);
  const field = (name: string) =>
    (Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status ?? '')?.[1]) * 1024) / 1e6;
  if (status !== null) return { now: field('VmRSS'), most: field('VmHWM') };
  const child = spawn('ps', ['-o', 'rss=', '-p', String(pid)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const text = (await child.stdout.toArray()).join('');
  return { now: (Number(text) * 1024) / 1e6, most: null };
};

/** Clock ticks a second, in which Linux counts: the same on all its machines. */
const TICKS = 100;

/** CPU time of a process so far, all its threads, in milliseconds; null where the system doesn't tell. */
export const cpuOf = async (pid: number): Promise<number | null> => {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (text === null) return null;
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS;
};
