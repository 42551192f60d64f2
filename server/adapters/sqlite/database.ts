import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** How long a write waits for another process's, in milliseconds. Writes take well below one. */
const PATIENCE = 5_000;

/**
 * Opens the file, made where it is missing for its owner's eyes only; SQLite gives its journal the same permissions.
 *
 * `synchronous = FULL` syncs the journal at every commit (some 0.2 ms on a solid-state disk). `NORMAL` would survive
 * `kill -9`, but a power cut could take back a booking whose guest has been told that it is confirmed.
 */
export const openDatabase = (file: string): DatabaseSync => {
  if (file !== ':memory:') {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    closeSync(openSync(file, 'a', 0o600));
  }
  const database = new DatabaseSync(file, { timeout: PATIENCE });
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  return database;
};

/**
 * Runs `work`, which must not wait for anything, as one transaction that has the write lock from its beginning: one
 * that first reads and then asks for the lock is refused at once if another process wrote in between.
 */
export const atomically = <Result>(database: DatabaseSync, work: () => Result): Result => {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
};

export type Row = ReturnType<ReturnType<DatabaseSync['prepare']>['get']>;
