import type { DatabaseSync } from 'node:sqlite';
import type { EventStore, WebhookEvent } from '../../ports.ts';
import type { Row } from './database.ts';

const columns = 'id, host, received_at, action, company, activity, owner, timestamp, done_at, attempts';

const read = (row: Row): WebhookEvent => ({
  id: String(row?.id),
  host: String(row?.host),
  receivedAt: Number(row?.received_at),
  action: String(row?.action) as WebhookEvent['action'],
  company: Number(row?.company),
  activity: Number(row?.activity),
  owner: row?.owner == null ? null : Number(row.owner),
  timestamp: Number(row?.timestamp),
  doneAt: row?.done_at == null ? null : Number(row.done_at),
  attempts: Number(row?.attempts),
});

export const sqliteEvents = (database: DatabaseSync): EventStore => {
  const byId = database.prepare(`SELECT ${columns} FROM events WHERE id = ?`);
  const add = database.prepare(
    `INSERT INTO events (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  const change = database.prepare('UPDATE events SET done_at = ?, attempts = ? WHERE id = ?');
  const undone = database.prepare(
    `SELECT ${columns} FROM events WHERE done_at IS NULL AND received_at < ? ORDER BY received_at, id LIMIT ?`,
  );
  const dropBefore = database.prepare('DELETE FROM events WHERE received_at < ?');
  const dropOfHost = database.prepare('DELETE FROM events WHERE host = ?');

  return {
    async find(id) {
      const row = byId.get(id);
      return row ? read(row) : null;
    },
    async insert({ id, host, receivedAt, action, company, activity, owner, timestamp, doneAt, attempts }) {
      const added = add.run(id, host, receivedAt, action, company, activity, owner, timestamp, doneAt, attempts);
      return added.changes === 1;
    },
    async update(id, { doneAt, attempts }) {
      change.run(doneAt, attempts, id);
    },
    async open(before, limit) {
      return undone.all(before, limit).map(read);
    },
    async prune(before) {
      dropBefore.run(before);
    },
    async removeOfHost(host) {
      dropOfHost.run(host);
    },
  };
};
