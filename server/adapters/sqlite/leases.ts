import type { DatabaseSync } from 'node:sqlite';
import type { LeaseStore } from '../../ports.ts';

export const sqliteLeases = (database: DatabaseSync): LeaseStore => {
  const seize = database.prepare(
    `INSERT INTO leases (name, holder, until) VALUES (:name, :holder, :until)
     ON CONFLICT (name) DO UPDATE SET holder = :holder, until = :until
     WHERE leases.holder = :holder OR leases.until <= :now`,
  );
  const drop = database.prepare('DELETE FROM leases WHERE name = ? AND holder = ?');
  const dropBefore = database.prepare('DELETE FROM leases WHERE until < ?');

  return {
    async take(name, holder, now, until) {
      return seize.run({ name, holder, now, until }).changes === 1;
    },
    async release(name, holder) {
      drop.run(name, holder);
    },
    async prune(before) {
      dropBefore.run(before);
    },
  };
};
