import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Store } from '../../server/ports.ts';
import { type Outcome, type Place, ROUNDS } from './store-process.ts';

const start = (place: Place, name: string, task: 'race' | 'write'): ChildProcess =>
  fork(join(import.meta.dirname, 'store-process.ts'), [JSON.stringify(place), name, task], { execArgv: [] });

/** Resolves with the process's next message; rejects if it ends without one. */
const message = async <Message>(child: ChildProcess): Promise<Message> => {
  const ended = new AbortController();
  const received = once(child, 'message', { signal: ended.signal });
  const end = (code: number | null) => ended.abort(new Error(`The process ended with status ${code}.`));
  child.once('exit', end);
  try {
    return (await received)[0];
  } finally {
    child.off('exit', end);
  }
};

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const ascending = (values: readonly number[]) => [...values].sort((a, b) => a - b);

/** What holds for processes that share one store. `nextPlace` names a fresh one, which nobody has opened yet. */
export const describeStoreProcesses = (
  name: string,
  nextPlace: () => Place,
  open: (place: Place) => Store | Promise<Store>,
): void => {
  describe(name, () => {
    it('lets exactly one of two processes through at each step, and loses nothing of either', async () => {
      const place = nextPlace();
      const children = [start(place, 'one', 'race'), start(place, 'two', 'race')];
      try {
        await Promise.all(children.map(child => message(child)));
        const outcomes = Promise.all(children.map(child => message<Outcome>(child)));
        for (const child of children) child.send('go');
        const [one, two] = await outcomes;
        if (!one || !two) throw new Error('A process told nothing.');

        expect(ascending([...one.revs, ...two.revs])).toEqual(numbers(1, 2 * ROUNDS));
        expect(ascending([...one.bookings, ...two.bookings])).toEqual(numbers(0, ROUNDS - 1));
        expect(ascending([...one.leases, ...two.leases])).toEqual(numbers(0, ROUNDS - 1));

        const store = await open(place);
        const calendar = await store.calendars.find('42:7');
        const owner = (rev: number) => (one.revs.includes(rev) ? `one-${rev}` : `two-${rev}`);
        expect(calendar?.rev).toBe(2 * ROUNDS);
        expect(calendar?.claims.map(({ id }) => id)).toEqual(numbers(1, 2 * ROUNDS).map(owner));
        for (const round of one.bookings) expect(await store.bookings.find(`two-${round}`)).toBeNull();
        await store.close();
      } finally {
        for (const child of children) child.kill('SIGKILL');
      }
    });

    it('keeps what a process was told is stored, when that process is killed', async () => {
      const place = nextPlace();
      const child = start(place, 'writer', 'write');
      try {
        await message(child);
        child.send('go');
        const told: string[] = [];
        child.on('message', id => told.push(String(id)));
        while (told.length < 50) await message(child);
        const gone = once(child, 'exit');
        child.kill('SIGKILL');
        await gone;

        const store = await open(place);
        for (const id of told) expect((await store.bookings.find(id))?.id).toBe(id);
        await store.close();
      } finally {
        child.kill('SIGKILL');
      }
    });
  });
};
