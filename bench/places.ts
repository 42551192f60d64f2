import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { openMongoStore } from '../server/adapters/mongo/store.ts';
import { createSealer } from '../server/adapters/seal.ts';
import { openSqliteStore } from '../server/adapters/sqlite/store.ts';
import type { Store } from '../server/ports.ts';
import { startMongo } from '../test/mongo/server.ts';
import { endWith, SECRET_KEY, type Where } from './processes.ts';
import { type Seeded, type Size, seed } from './seed.ts';

/** Where documents are kept for one part of a run; gone when its stack is. */
export interface Place {
  readonly name: 'SQLite' | 'MongoDB';
  readonly where: Where;
  open(): Promise<Store>;
}

export const sqlitePlace = async (stack: AsyncDisposableStack): Promise<Place> => {
  const folder = await mkdtemp(join(tmpdir(), 'scheduler-bench-'));
  await endWith(stack, () => rm(folder, { recursive: true, force: true }));
  return {
    name: 'SQLite',
    where: { DATA_DIR: folder },
    open: async () => openSqliteStore({ file: join(folder, 'scheduler.db') }),
  };
};

/** Null where there is no MongoDB and none can be started. */
export const mongoPlace = async (stack: AsyncDisposableStack): Promise<Place | null> => {
  const server = await startMongo();
  if (!server) return null;
  await endWith(stack, () => server.stop());
  const [, address = '', options = ''] = /^(mongodb(?:\+srv)?:\/\/[^/?]+)[^?]*(\?.*)?$/.exec(server.uri) ?? [];
  const uri = `${address}/bench-${randomBytes(4).toString('hex')}${options}`;
  await endWith(stack, async () => {
    const connection = await mongoose.createConnection(uri).asPromise();
    await connection.dropDatabase();
    await connection.close();
  });
  return { name: 'MongoDB', where: { MONGODB_URI: uri }, open: () => openMongoStore({ uri }) };
};

/** SQLite, and MongoDB where there is one. */
export const bothPlaces = async (stack: AsyncDisposableStack): Promise<Place[]> => {
  const mongo = await mongoPlace(stack);
  if (!mongo) console.log('No MongoDB can be started here: its figures are left out.\n');
  return [await sqlitePlace(stack), ...(mongo ? [mongo] : [])];
};

export const fill = async (place: Place, nowhere: number, size: Size): Promise<Seeded> => {
  const store = await place.open();
  try {
    return await seed(store, createSealer({ keys: [SECRET_KEY] }), `http://127.0.0.1:${nowhere}`, size);
  } finally {
    await store.close();
  }
};
