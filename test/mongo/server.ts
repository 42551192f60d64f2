import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

export interface MongoServer {
  /** Without a database: `mongoUri` of ./uri.ts adds one. */
  readonly uri: string;
  readonly stop: () => Promise<void>;
}

const here = import.meta.dirname;
const cache = resolve(here, '../../.cache');
const jars = join(cache, 'mongo-java-server');

const isOnPath = (command: string): boolean =>
  (process.env.PATH ?? '').split(delimiter).some(folder => folder !== '' && existsSync(join(folder, command)));

/** Resolves when the process is gone; one that doesn't go by itself is killed. */
const stopped = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  const patience = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await gone;
  clearTimeout(patience);
};

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === 'string') throw new Error('The system named no port.');
  return address.port;
};

/** Resolves with the first line of output that `pattern` matches; throws if the process ends before. */
const lineOf = async (child: ChildProcess, pattern: RegExp): Promise<string> => {
  if (!child.stdout) throw new Error('The process has no output to read.');
  let found: string | null = null;
  for await (const line of createInterface({ input: child.stdout })) {
    if (!pattern.test(line)) continue;
    found = line;
    break;
  }
  if (found === null) throw new Error('The MongoDB server ended before it listened.');
  child.stdout.resume();
  return found;
};

const startMongod = async (): Promise<MongoServer> => {
  const folder = mkdtempSync(join(tmpdir(), 'mongod-'));
  const port = await freePort();
  const child = spawn('mongod', ['--dbpath', folder, '--port', String(port), '--bind_ip', '127.0.0.1'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = async () => {
    child.kill('SIGTERM');
    await stopped(child);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await lineOf(child, /waiting for connections/i);
  } catch (error) {
    await stop();
    throw error;
  }
  return { uri: `mongodb://127.0.0.1:${port}`, stop };
};

/** Loaded once into the cache folder; several runs may do it at once, and the first to finish wins. */
const loadJars = async (): Promise<void> => {
  if (existsSync(jars)) return;
  await mkdir(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'loading-'));
  const maven = spawn(
    'mvn',
    [
      '-q',
      '-B',
      '-Dstyle.color=never',
      '-f',
      join(here, 'pom.xml'),
      'dependency:copy-dependencies',
      `-DoutputDirectory=${folder}`,
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const [status] = await once(maven, 'exit');
  if (status === 0 && !existsSync(jars)) renameSync(folder, jars);
  else rmSync(folder, { recursive: true });
  if (status !== 0) throw new Error(`Maven ended with status ${status}.`);
};

const startJavaServer = async (): Promise<MongoServer> => {
  await loadJars();
  const child = spawn(
    'java',
    [
      '-XX:TieredStopAtLevel=1',
      '-Xmx256m',
      '-Dslf4j.internal.verbosity=ERROR',
      '-cp',
      join(jars, '*'),
      join(here, 'MongoServerMain.java'),
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const uri = await lineOf(child, /^mongodb:/);
  return {
    uri,
    async stop() {
      child.stdin.end();
      await stopped(child);
    },
  };
};

/**
 * The server that tests and benchmarks of the MongoDB store run against: the one named by `MONGODB_URI`, else a
 * `mongod` on the PATH, else a compatible server on Java. null where there is none of them.
 */
export const startMongo = async (): Promise<MongoServer | null> => {
  if (process.env.MONGODB_URI) return { uri: process.env.MONGODB_URI, stop: async () => {} };
  if (isOnPath('mongod')) return startMongod();
  if (isOnPath('java') && (existsSync(jars) || isOnPath('mvn'))) return startJavaServer();
  return null;
};
