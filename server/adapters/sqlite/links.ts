import type { DatabaseSync } from 'node:sqlite';
import type { Link } from '../../domain/link.ts';
import type { LinkStore } from '../../ports.ts';
import type { Row } from './database.ts';

const read = (row: Row): Link => JSON.parse(String(row?.doc));

export const sqliteLinks = (database: DatabaseSync): LinkStore => {
  const bySlug = database.prepare('SELECT doc FROM links WHERE slug = ?');
  const byHost = database.prepare('SELECT doc FROM links WHERE host = ? ORDER BY created_at DESC, slug');
  const add = database.prepare(
    `INSERT INTO links (slug, host, version, created_at, doc) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  const swap = database.prepare('UPDATE links SET version = ?, doc = ? WHERE slug = ? AND version = ?');
  const dropOfHost = database.prepare('DELETE FROM links WHERE host = ?');

  return {
    async find(slug) {
      const row = bySlug.get(slug);
      return row ? read(row) : null;
    },
    async ofHost(host) {
      return byHost.all(host).map(read);
    },
    async insert(link) {
      return add.run(link.slug, link.host, link.version, link.createdAt, JSON.stringify(link)).changes === 1;
    },
    async replace(next, was) {
      return swap.run(next.version, JSON.stringify(next), next.slug, was).changes === 1;
    },
    async removeOfHost(host) {
      dropOfHost.run(host);
    },
  };
};
