import type { DatabaseSync } from 'node:sqlite';
import type { TombstoneStore } from '../../ports.ts';

export const sqliteTombstones = (database: DatabaseSync): TombstoneStore => {
  const byKey = database.prepare('SELECT 1 FROM tombstones WHERE key = ?');
  const add = database.prepare('INSERT OR IGNORE INTO tombstones (key) SELECT value FROM json_each(?)');

  return {
    async has(key) {
      return byKey.get(key) !== undefined;
    },
    async put(keys) {
      add.run(JSON.stringify(keys));
    },
  };
};
