import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { startDemo } from './assembly.ts';

const script = fileURLToPath(new URL('demo.ts', import.meta.url));

test.each(['SIGTERM', 'SIGINT'] as const)(
  'the demo prints one URL, serves it, and ends cleanly on %s',
  async signal => {
    const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(child, 'exit');
    let printed = '';
    const url = await new Promise<string>((resolve, reject) => {
      child.once('exit', () => reject(new Error('The demo ended early')));
      child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
        printed += chunk;
        const [found] = printed.match(/http:\S+/) ?? [];
        if (found && printed.endsWith('\n')) resolve(found);
      });
    });
    expect(await (await fetch(url)).text()).toContain('stand-in of Pipedrive');

    child.kill(signal);
    expect(await ended).toEqual([0, null]);
    expect(printed.match(/https?:/g)).toHaveLength(1);
    await expect(fetch(url)).rejects.toThrow();
  },
  60_000,
);

test('a demo whose app dies says so', async () => {
  const demo = await startDemo();
  try {
    expect((await fetch(`${demo.appOrigin}/health`)).status).toBe(200);
    if (demo.appPid) process.kill(demo.appPid, 'SIGKILL');
    await expect(demo.ended).rejects.toThrow('The app ended by itself (SIGKILL)');
  } finally {
    await demo.close();
  }
}, 60_000);

test('an app that can’t start leaves nothing of the demo running', async () => {
  await expect(startDemo({ environment: { SECRET_KEY: 'short' } })).rejects.toThrow(
    'The app ended by itself (code 78)',
  );
}, 60_000);
