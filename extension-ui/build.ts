import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { InlineConfig, Plugin } from 'vite';

const project = fileURLToPath(new URL('..', import.meta.url));
const sources = join(project, 'extension-ui');
const dist = join(project, 'dist');
const lock = join(dist, '.lock');
const stamp = join(dist, '.stamp');
const manifest = '.vite/manifest.json';

/** A build takes a second or two: a lock this old was left by a process that died. */
const LOCK_MS = 60_000;

/** What the bundles are made from. Of `server/` only types are imported, but a change there may mean a change here. */
const inputs = [
  sources,
  join(project, 'server/http/guest/page.ts'),
  join(project, 'server/http/guest/schema.ts'),
  join(project, 'server/http/host/schema.ts'),
  join(project, 'server/failure.ts'),
  join(project, 'package-lock.json'),
];

/** Folders count too: their times tell of files that were added or removed. */
const newestChange = async (path: string): Promise<number> => {
  const own = await stat(path);
  if (!own.isDirectory()) return own.mtimeMs;
  const names = await readdir(path);
  return Math.max(own.mtimeMs, ...(await Promise.all(names.map(name => newestChange(join(path, name))))));
};

const isFresh = async (): Promise<boolean> => {
  const builtAt = await readFile(stamp, 'utf8').then(Number, () => 0);
  const changes = await Promise.all(inputs.map(newestChange));
  return builtAt > Math.max(...changes);
};

type Entries = Readonly<Record<string, string>>;

const surfaces: Entries = {
  composer: 'composer/index.html',
  activities: 'activities/index.html',
  settings: 'settings/index.html',
  app: 'app/index.html',
};
/** Guest pages are rendered by the server and name one script and one style sheet: they share no file with the surfaces. */
const guestPages: Entries = { booking: 'booking/client.tsx', 'booking-style': 'booking/style.css' };

const existing = (entries: Entries): Entries =>
  Object.fromEntries(
    Object.entries(entries)
      .map(([name, path]) => [name, join(sources, path)] as const)
      .filter(([, path]) => existsSync(path)),
  );

const common = {
  root: sources,
  configFile: false,
  publicDir: false,
  logLevel: 'warn',
  define: { 'process.env.NODE_ENV': '"production"' },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
} satisfies InlineConfig;

/** No inline script, style or polyfill anywhere: every page carries a policy that forbids them. */
const clientBuild = (entries: Entries, outDir: string): InlineConfig => ({
  ...common,
  build: {
    outDir,
    emptyOutDir: true,
    manifest: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: { input: { ...entries } },
  },
});

/** Imports are the browser's own: the bundler would wrap them, to load style sheets with them, of which there are none. */
const plainImports: Plugin = {
  name: 'plain-imports',
  enforce: 'pre',
  load: id => (id.includes('vite/preload-helper') ? 'export const __vitePreload = load => load();' : null),
};

/**
 * What two of their scripts share is in one file, which every page begins with, and the server names in a page what it needs: nothing
 * is found out about only when something else has arrived.
 */
const guestBuild = (entries: Entries, outDir: string): InlineConfig => {
  const { build, ...config } = clientBuild(entries, outDir);
  const output = { codeSplitting: { groups: [{ name: 'guest', minShareCount: 2 }] } };
  return {
    ...config,
    plugins: [plainImports],
    build: { ...build, modulePreload: false, rolldownOptions: { ...build?.rolldownOptions, output } },
  };
};

/** One file that needs no package at run time: exports `renderGuestPage`. */
const serverBuild = (outDir: string): InlineConfig => ({
  ...common,
  ssr: { noExternal: true },
  build: {
    outDir,
    emptyOutDir: true,
    ssr: true,
    minify: false,
    rolldownOptions: {
      input: join(sources, 'booking/server.tsx'),
      output: { entryFileNames: 'booking.js', codeSplitting: false },
    },
  },
});

/** The script for websites: one classic file under a name that stays, for no page of ours. */
const embedBuild = (outDir: string): InlineConfig => ({
  ...common,
  build: {
    outDir,
    emptyOutDir: true,
    modulePreload: false,
    rolldownOptions: {
      input: join(sources, 'embed/embed.ts'),
      output: { format: 'iife', entryFileNames: 'embed.js' },
    },
  },
});

/** Adds one build's files and its part of the manifest to another's. */
const mergeInto = async (target: string, added: string): Promise<void> => {
  await cp(join(added, 'assets'), join(target, 'assets'), { recursive: true });
  const [one, other] = await Promise.all(
    [target, added].map(async folder => JSON.parse(await readFile(join(folder, manifest), 'utf8')) as object),
  );
  await writeFile(join(target, manifest), JSON.stringify({ ...one, ...other }, null, 2));
};

const asGzip = promisify(gzip);
const asBrotli = promisify(brotliCompress);

/** Beside every script and style, what browsers are sent in place of it: as small as can be, since it is done once. */
const compress = async (folder: string): Promise<void> => {
  const names = (await readdir(folder, { recursive: true })).filter(name => /\.(?:js|css)$/.test(name));
  await Promise.all(
    names.map(async name => {
      const content = await readFile(join(folder, name));
      const most = { [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
      await writeFile(join(folder, `${name}.gz`), await asGzip(content, { level: constants.Z_BEST_COMPRESSION }));
      await writeFile(join(folder, `${name}.br`), await asBrotli(content, { params: most }));
    }),
  );
};

/** Builds beside the bundles in use and puts the new ones in their place at the end. */
const build = async (): Promise<void> => {
  const { build: viteBuild } = await import('vite');
  const startedAt = Date.now();
  const staging = join(dist, '.staging');
  const [client, guest, ssr] = ['client', 'guest', 'ssr'].map(name => join(staging, name)) as [string, string, string];
  const embed = join(staging, 'embed');
  const guestEntries = existing(guestPages);
  const hasGuestPages = existsSync(join(sources, 'booking/server.tsx'));

  await viteBuild(clientBuild(existing(surfaces), client));
  if (Object.keys(guestEntries).length > 0) {
    await viteBuild(guestBuild(guestEntries, guest));
    await mergeInto(client, guest);
  }
  if (hasGuestPages) await viteBuild(serverBuild(ssr));
  await viteBuild(embedBuild(embed));
  await cp(join(embed, 'embed.js'), join(client, 'embed.js'));
  await compress(client);

  for (const part of hasGuestPages ? ['client', 'ssr'] : ['client']) {
    await rm(join(dist, part), { recursive: true, force: true });
    await rename(join(staging, part), join(dist, part));
  }
  await rm(staging, { recursive: true, force: true });
  await writeFile(stamp, String(startedAt));
};

/** Whether the lock was free: a folder, since making one is atomic. */
const takeLock = async (): Promise<boolean> => {
  await mkdir(dist, { recursive: true });
  try {
    await mkdir(lock);
    return true;
  } catch {
    const age = Date.now() - (await stat(lock).then(found => found.mtimeMs, Date.now));
    if (age > LOCK_MS) await rm(lock, { recursive: true, force: true });
    return false;
  }
};

/** Several processes may want the bundles at once (tests do): one builds, the others wait for it. */
const buildLocked = async (always: boolean): Promise<void> => {
  while (!(await takeLock())) await wait(50);
  try {
    if (always || !(await isFresh())) await build();
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
};

/**
 * Makes `dist/client` and `dist/ssr` if something they are made from is newer. The work is done in a process of its own, so
 * that the bundler's memory and its settings of the environment don't stay in a server's.
 */
export const buildIfStale = async (): Promise<void> => {
  if (await isFresh()) return;
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url)], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error('The pages could not be built: see the messages above.');
};

if (import.meta.main) await buildLocked(process.argv.includes('--always'));
