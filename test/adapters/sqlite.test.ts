import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { openSqliteStore } from '../../server/adapters/sqlite/store.ts';
import { describeStore } from '../contracts/store.ts';
import { describeStoreProcesses } from '../contracts/store-processes.ts';
import { allDayActivity, NOON, sampleBooking, sampleCalendar, sampleHost } from '../contracts/store-samples.ts';

const folder = mkdtempSync(join(tmpdir(), 'sqlite-store-'));
let files = 0;

const nextFile = () => join(folder, `${files++}.db`);

const onFile = <Result>(file: string, work: (database: DatabaseSync) => Result): Result => {
  const database = new DatabaseSync(file);
  try {
    return work(database);
  } finally {
    database.close();
  }
};

afterAll(() => rmSync(folder, { recursive: true }));

describeStore('SQLite store', () => openSqliteStore({ file: nextFile() }));

describeStoreProcesses(
  'SQLite store of several processes',
  () => ({ file: nextFile() }),
  place => openSqliteStore({ file: 'file' in place ? place.file : '' }),
);

describe('SQLite file', () => {
  it('keeps everything while it is closed', async () => {
    const file = nextFile();
    const before = openSqliteStore({ file });
    await before.hosts.put(sampleHost());
    await before.calendars.insert(sampleCalendar());
    await before.activities.put([allDayActivity()]);
    await before.bookings.insert(sampleBooking());
    await before.close();

    const after = openSqliteStore({ file });
    expect(await after.hosts.find('42:7')).toEqual(sampleHost());
    expect(await after.calendars.find('42:7')).toEqual(sampleCalendar());
    expect(await after.activities.between('42:7', NOON, NOON + 1)).toEqual([allDayActivity()]);
    expect(await after.bookings.findByKey('4fWqZ8mXbT2c', 'key-1')).toEqual(sampleBooking());
    await after.close();
  });

  it('is made with its folder, readable by its owner alone, and so is its journal', async () => {
    const file = join(folder, 'new', 'deep', 'scheduler.db');
    const store = openSqliteStore({ file });
    await store.hosts.put(sampleHost());
    for (const path of [file, `${file}-wal`, `${file}-shm`]) expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'new')).mode & 0o777).toBe(0o700);
    await store.close();
  });

  it('has a write-ahead log, so that readers and a writer don’t wait for each other', async () => {
    const file = nextFile();
    const store = openSqliteStore({ file });
    expect(onFile(file, database => database.prepare('PRAGMA journal_mode').get())).toEqual({ journal_mode: 'wal' });
    await store.close();
  });

  it('is refused, and left as it is, if a newer version of the program has written it', async () => {
    const file = nextFile();
    const store = openSqliteStore({ file });
    await store.hosts.put(sampleHost());
    await store.close();
    onFile(file, database => database.exec('PRAGMA user_version = 99'));
    expect(() => openSqliteStore({ file })).toThrow(/schema version 99/);
    const version = onFile(file, database => database.prepare('PRAGMA user_version').get());
    expect(version).toEqual({ user_version: 99 });
  });

  it('written before there were personal links is brought up to date, with all that is in it', async () => {
    const schemaOf = (file: string) =>
      onFile(file, database => database.prepare('SELECT name, sql FROM sqlite_schema ORDER BY name').all());
    const file = nextFile();
    const before = openSqliteStore({ file });
    await before.calendars.insert(sampleCalendar());
    await before.bookings.insert(sampleBooking());
    await before.close();
    const current = schemaOf(file);
    onFile(file, database =>
      database.exec(`
        DROP TABLE invitations;
        DROP TABLE counters;
        DROP INDEX bookings_open;
        CREATE INDEX bookings_by_host_wake ON bookings (host, wake_at) WHERE wake_at IS NOT NULL;
        PRAGMA user_version = 3;
      `),
    );
    const [after, another] = [openSqliteStore({ file }), openSqliteStore({ file })];
    expect(await after.bookings.findByKey('4fWqZ8mXbT2c', 'key-1')).toEqual(sampleBooking());
    expect(await another.calendars.find('42:7')).toEqual(sampleCalendar());
    await after.close();
    await another.close();
    expect(schemaOf(file)).toEqual(current);
  });

  it('is refused if it is no database', () => {
    expect(() => openSqliteStore({ file: import.meta.filename })).toThrow(/not a database/);
  });

  it('looks everything up by an index', async () => {
    const prepare = vi.spyOn(DatabaseSync.prototype, 'prepare');
    const file = nextFile();
    const store = openSqliteStore({ file });
    const statements = prepare.mock.calls.map(([sql]) => sql).filter(sql => /^(SELECT|UPDATE|DELETE)/.test(sql));
    prepare.mockRestore();
    await store.close();

    const scanning = statements.filter(sql =>
      onFile(file, database =>
        database
          .prepare(`EXPLAIN QUERY PLAN ${sql}`)
          .all()
          .some(({ detail }) => /^SCAN (?!json_each|sqlite_schema)/.test(String(detail))),
      ),
    );
    expect(statements.length).toBeGreaterThan(40);
    // The pruning reads these tables whole: an index for it alone would cost every other write.
    expect(scanning).toEqual([
      expect.stringMatching(/^DELETE FROM activities WHERE until </),
      'DELETE FROM leases WHERE until < ?',
    ]);
  });
});

describe('SQLite in memory', () => {
  it('belongs to one store alone', async () => {
    const one = openSqliteStore({ file: ':memory:' });
    const two = openSqliteStore({ file: ':memory:' });
    await one.hosts.put(sampleHost());
    expect(await two.hosts.find('42:7')).toBeNull();
    await one.close();
    await two.close();
  });
});
