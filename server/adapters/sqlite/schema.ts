import type { DatabaseSync } from 'node:sqlite';
import { atomically } from './database.ts';

/**
 * Steps from each version to the next; the file's `user_version` counts those that were taken. A step that was
 * released is never edited: append another. Documents are JSON in `doc`, beside columns for what is looked up by;
 * those with many rows or with fields that change on their own have columns only.
 */
const steps: readonly string[] = [
  `
  CREATE TABLE hosts (
    id TEXT PRIMARY KEY, company INTEGER NOT NULL, webhook_path TEXT NOT NULL, doc TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX hosts_by_company ON hosts (company);
  CREATE INDEX hosts_by_webhook_path ON hosts (webhook_path);

  CREATE TABLE companies (id INTEGER PRIMARY KEY, doc TEXT NOT NULL);

  CREATE TABLE links (
    slug TEXT PRIMARY KEY, host TEXT NOT NULL, version INTEGER NOT NULL, created_at INTEGER NOT NULL, doc TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX links_by_host ON links (host, created_at);

  CREATE TABLE calendars (
    host TEXT PRIMARY KEY, rev INTEGER NOT NULL, mirror_rev INTEGER NOT NULL, synced_at INTEGER,
    claims TEXT NOT NULL, active_general TEXT NOT NULL
  ) WITHOUT ROWID;

  CREATE TABLE activities (
    id TEXT PRIMARY KEY, host TEXT NOT NULL, start INTEGER, until INTEGER NOT NULL, date TEXT,
    busy INTEGER NOT NULL, updated_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX activities_by_host ON activities (host, until);

  CREATE TABLE bookings (
    id TEXT PRIMARY KEY, host TEXT NOT NULL, link TEXT NOT NULL, idempotency_key TEXT NOT NULL,
    company INTEGER NOT NULL, activity INTEGER, version INTEGER NOT NULL, state TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, wake_at INTEGER, doc TEXT NOT NULL,
    UNIQUE (link, idempotency_key)
  ) WITHOUT ROWID;
  CREATE INDEX bookings_by_activity ON bookings (company, activity) WHERE activity IS NOT NULL;
  CREATE INDEX bookings_by_link ON bookings (link, state);
  CREATE INDEX bookings_by_host ON bookings (host, "end");
  CREATE INDEX bookings_by_wake ON bookings (wake_at) WHERE wake_at IS NOT NULL;
  CREATE INDEX bookings_by_host_wake ON bookings (host, wake_at) WHERE wake_at IS NOT NULL;

  CREATE TABLE events (
    id TEXT PRIMARY KEY, host TEXT NOT NULL, received_at INTEGER NOT NULL, action TEXT NOT NULL,
    company INTEGER NOT NULL, activity INTEGER NOT NULL, owner INTEGER, timestamp INTEGER NOT NULL,
    done_at INTEGER, attempts INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX events_by_arrival ON events (received_at);
  CREATE INDEX events_by_host ON events (host);
  CREATE INDEX events_open ON events (received_at) WHERE done_at IS NULL;

  CREATE TABLE people (
    company INTEGER NOT NULL, email TEXT NOT NULL, person INTEGER NOT NULL, PRIMARY KEY (company, email)
  ) WITHOUT ROWID;

  CREATE TABLE leases (name TEXT PRIMARY KEY, holder TEXT NOT NULL, until INTEGER NOT NULL) WITHOUT ROWID;

  CREATE TABLE tombstones (key TEXT PRIMARY KEY) WITHOUT ROWID;
  `,
  `
  CREATE INDEX bookings_dropped ON bookings (doc ->> 'createdAt') WHERE state = 'dropped';
  `,
  // What people write can't look like a state: their quotation marks are escaped.
  `
  CREATE INDEX bookings_given_up ON bookings (host, id) WHERE instr(doc, '"state":"given_up"') > 0;

  CREATE TABLE drafts (
    host TEXT NOT NULL, name TEXT NOT NULL, form TEXT NOT NULL, saved_at INTEGER NOT NULL, PRIMARY KEY (host, name)
  ) WITHOUT ROWID;
  CREATE INDEX drafts_by_age ON drafts (saved_at);
  `,
  `
  CREATE TABLE invitations (
    id TEXT PRIMARY KEY, host TEXT NOT NULL, made_at INTEGER NOT NULL, doc TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX invitations_by_host ON invitations (host);
  CREATE INDEX invitations_by_age ON invitations (made_at);

  CREATE TABLE counters (key TEXT PRIMARY KEY, count INTEGER NOT NULL, until INTEGER NOT NULL) WITHOUT ROWID;
  CREATE INDEX counters_by_end ON counters (until);

  DROP INDEX bookings_by_host_wake;
  CREATE INDEX bookings_open ON bookings (host, wake_at)
    WHERE instr(doc, '"state":"due"') > 0 OR instr(doc, '"state":"doing"') > 0;
  `,
];

const versionOf = (database: DatabaseSync): number =>
  Number(database.prepare('PRAGMA user_version').get()?.user_version);

/** Brings the file up to this program's version; throws on one that a newer program has written. */
export const prepareSchema = (database: DatabaseSync): void =>
  atomically(database, () => {
    const version = versionOf(database);
    if (version > steps.length) {
      throw new Error(`The database has schema version ${version}; this program knows ${steps.length} at most.`);
    }
    for (const step of steps.slice(version)) database.exec(step);
    if (version < steps.length) database.exec(`PRAGMA user_version = ${steps.length}`);
  });
