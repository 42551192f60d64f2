import { randomBytes } from 'node:crypto';
import { createConnection } from 'mongoose';
import type { TestProject } from 'vitest/node';
import { type MongoServer, startMongo } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The run's server and the prefix of its databases; null: there is no server. */
    mongo: { readonly uri: string; readonly prefix: string } | null;
  }
}

/** A server that isn't ours outlives the run, so the run's databases have to go. */
const dropDatabases = async (uri: string, prefix: string) => {
  const connection = await createConnection(uri).asPromise();
  const { databases } = await connection.listDatabases();
  for (const { name } of databases) {
    if (name.startsWith(prefix)) await connection.useDb(name).dropDatabase();
  }
  await connection.close();
};

/** One server a run, for vitest's `globalSetup`. */
export default async (project: TestProject) => {
  let server: MongoServer | null = null;
  let trouble: unknown;
  try {
    server = await startMongo();
  } catch (error) {
    trouble = error;
  }
  if (!server) {
    const missing = 'There is no MongoDB to test with: set MONGODB_URI, or install mongod, or Java and Maven.';
    if (process.env.CI === 'true' || process.env.MONGODB_URI) throw new Error(missing, { cause: trouble });
    console.error(`\nSKIPPED: every test on MongoDB. ${missing}${trouble ? ` (${trouble})` : ''}\n`);
    project.provide('mongo', null);
    return;
  }
  const { uri, stop } = server;
  const prefix = `test-${randomBytes(4).toString('hex')}-`;
  project.provide('mongo', { uri, prefix });
  return async () => {
    if (uri === process.env.MONGODB_URI) await dropDatabases(uri, prefix);
    await stop();
  };
};
