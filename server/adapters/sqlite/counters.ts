import type { DatabaseSync } from 'node:sqlite';
import type { CounterStore } from '../../ports.ts';

export const sqliteCounters = (database: DatabaseSync): CounterStore => {
  const add = database.prepare(
    `INSERT INTO counters (key, count, until) VALUES (?1, 1, ?3)
     ON CONFLICT (key) DO UPDATE SET
       count = CASE WHEN until > ?2 THEN count + 1 ELSE 1 END,
       until = CASE WHEN until > ?2 THEN until ELSE ?3 END
     RETURNING count, until`,
  );
  const dropBefore = database.prepare('DELETE FROM counters WHERE until < ?');

  return {
    async add(key, now, until) {
      const row = add.get(key, now, until);
      return { count: Number(row?.count), until: Number(row?.until) };
    },
    async prune(before) {
      dropBefore.run(before);
    },
  };
};
