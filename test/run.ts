import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import type { Counts } from './reporter.ts';

/**
 * `npm test`: brings what the tests need, then lint, types and tests. Arguments go to vitest, such as a folder. The last
 * line says `N passed, N failed`; a failed build, lint or type check counts as one failed.
 */

const project = resolve(import.meta.dirname, '..');

const isOnPath = (command: string): boolean =>
  (process.env.PATH ?? '').split(delimiter).some(folder => folder !== '' && existsSync(join(folder, command)));

/** Resolves with whether it ended well; what it says by IPC goes to `hear`. */
const run = async (command: string, args: readonly string[], hear?: (said: unknown) => void): Promise<boolean> => {
  const child = spawn(command, args, {
    cwd: project,
    stdio: ['inherit', 'inherit', 'inherit', ...(hear ? ['ipc' as const] : [])],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (hear) child.on('message', hear);
  const interrupt = (signal: NodeJS.Signals) => child.kill(signal);
  process.on('SIGTERM', interrupt);
  const [status] = await once(child, 'close');
  process.off('SIGTERM', interrupt);
  return status === 0;
};

const runNode = (script: string, args: readonly string[] = [], hear?: (said: unknown) => void) =>
  run(process.execPath, [join(project, script), ...args], hear);

/** What the tests use beside npm's packages, by the command that shows that it is there. */
const equipment = [
  // Where it can't be installed, a whole Chromium does too, at three times the processor time.
  { commands: ['chromium-headless-shell'], or: 'chromium', packages: ['chromium-headless-shell', 'fonts-noto-core'] },
  ...(process.env.MONGODB_URI || isOnPath('mongod')
    ? []
    : [{ commands: ['java', 'mvn'], or: null, packages: ['default-jdk-headless', 'maven'] }]),
];

const bringEquipment = async (): Promise<void> => {
  const missing = equipment.filter(({ commands }) => !commands.every(isOnPath));
  if (missing.length === 0) return;
  const packages = missing.flatMap(piece => piece.packages);
  const canInstall = process.getuid?.() === 0 && isOnPath('apt-get');
  const brought =
    canInstall &&
    (await run('apt-get', ['-qq', 'update'])) &&
    (await run('apt-get', ['-qq', 'install', '--yes', '--no-install-recommends', ...packages]));
  const lacking = missing.filter(({ or }) => or === null || !isOnPath(or)).flatMap(piece => piece.packages);
  if (!brought && lacking.length > 0) console.error(`\nMISSING for some of the tests: ${lacking.join(', ')}.\n`);
};

const test = async (args: readonly string[]): Promise<Counts> => {
  let counts: Counts | undefined;
  const ended = await runNode(
    'node_modules/vitest/vitest.mjs',
    ['run', '--allowOnly=false', '--reporter=default', '--reporter=./test/reporter.ts', ...args],
    said => {
      counts = said as Counts;
    },
  );
  if (!counts) return { passed: 0, failed: 1, skipped: 0 };
  return ended ? counts : { ...counts, failed: Math.max(counts.failed, 1) };
};

await bringEquipment();
const built = !existsSync(join(project, 'extension-ui/build.ts')) || (await runNode('extension-ui/build.ts'));
const linted = await runNode('node_modules/@biomejs/biome/bin/biome', ['check', '.']);
const typed = await runNode('node_modules/typescript/bin/tsc', ['--noEmit']);
const { passed, failed, skipped } = await test(process.argv.slice(2));

const broken = Object.entries({ build: built, lint: linted, types: typed }).flatMap(([step, ok]) => (ok ? [] : [step]));
if (broken.length > 0) console.log(`Failed besides tests: ${broken.join(', ')}`);
const failures = failed + broken.length;
console.log(`${passed} passed, ${failures} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failures > 0 ? 1 : 0;
