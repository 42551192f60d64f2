import type { DatabaseSync } from 'node:sqlite';
import type { DraftStore } from '../../ports.ts';

export const sqliteDrafts = (database: DatabaseSync): DraftStore => {
  const byName = database.prepare('SELECT form, saved_at FROM drafts WHERE host = ? AND name = ?');
  const write = database.prepare('INSERT OR REPLACE INTO drafts (host, name, form, saved_at) VALUES (?, ?, ?, ?)');
  const drop = database.prepare('DELETE FROM drafts WHERE host = ? AND name = ?');
  const dropOfHost = database.prepare('DELETE FROM drafts WHERE host = ?');
  const dropBefore = database.prepare('DELETE FROM drafts WHERE saved_at < ?');

  return {
    async find(host, name) {
      const row = byName.get(host, name);
      return row ? { host, name, form: JSON.parse(String(row.form)), savedAt: Number(row.saved_at) } : null;
    },
    async put({ host, name, form, savedAt }) {
      write.run(host, name, JSON.stringify(form), savedAt);
    },
    async remove(host, name) {
      drop.run(host, name);
    },
    async removeOfHost(host) {
      dropOfHost.run(host);
    },
    async prune(before) {
      dropBefore.run(before);
    },
  };
};
