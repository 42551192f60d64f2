import type { DatabaseSync } from 'node:sqlite';
import type { Host } from '../../domain/host.ts';
import type { HostStore } from '../../ports.ts';
import { atomically, type Row } from './database.ts';

const read = (row: Row): Host => JSON.parse(String(row?.doc));

export const sqliteHosts = (database: DatabaseSync): HostStore => {
  const byId = database.prepare('SELECT doc FROM hosts WHERE id = ?');
  const byWebhookPath = database.prepare('SELECT doc FROM hosts WHERE webhook_path = ?');
  const paged = database.prepare('SELECT doc FROM hosts WHERE id > ? ORDER BY id LIMIT ?');
  const byCompany = database.prepare('SELECT doc FROM hosts WHERE company = ? ORDER BY id');
  const write = database.prepare('INSERT OR REPLACE INTO hosts (id, company, webhook_path, doc) VALUES (?, ?, ?, ?)');
  const drop = database.prepare('DELETE FROM hosts WHERE id = ?');

  const save = (host: Host) => write.run(host.id, host.company, host.webhook.path, JSON.stringify(host));

  return {
    async find(id) {
      const row = byId.get(id);
      return row ? read(row) : null;
    },
    async findByWebhookPath(path) {
      const row = byWebhookPath.get(path);
      return row ? read(row) : null;
    },
    async page(after, limit) {
      return paged.all(after ?? '', limit).map(read);
    },
    async ofCompany(company) {
      return byCompany.all(company).map(read);
    },
    async put(host) {
      save(host);
    },
    async update(id, change) {
      return atomically(database, () => {
        const row = byId.get(id);
        if (row) save({ ...read(row), ...change });
        return row !== undefined;
      });
    },
    async remove(id) {
      drop.run(id);
    },
  };
};
