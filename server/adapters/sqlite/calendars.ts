import type { DatabaseSync } from 'node:sqlite';
import type { CalendarStore } from '../../ports.ts';

export const sqliteCalendars = (database: DatabaseSync): CalendarStore => {
  const byHost = database.prepare(
    'SELECT rev, mirror_rev, synced_at, claims, active_general FROM calendars WHERE host = ?',
  );
  const add = database.prepare(
    `INSERT INTO calendars (host, rev, mirror_rev, synced_at, claims, active_general) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
  );
  const swap = database.prepare(
    `UPDATE calendars SET rev = ?, mirror_rev = ?, synced_at = ?, claims = ?, active_general = ?
     WHERE host = ? AND rev = ?`,
  );
  const lift = database.prepare(
    `UPDATE calendars SET rev = rev + 1, mirror_rev = mirror_rev + 1, synced_at = coalesce(?, synced_at)
     WHERE host = ?`,
  );
  const drop = database.prepare('DELETE FROM calendars WHERE host = ?');

  return {
    async find(host) {
      const row = byHost.get(host);
      if (!row) return null;
      return {
        host,
        rev: Number(row.rev),
        mirrorRev: Number(row.mirror_rev),
        syncedAt: row.synced_at === null ? null : Number(row.synced_at),
        claims: JSON.parse(String(row.claims)),
        activeGeneral: JSON.parse(String(row.active_general)),
      };
    },
    async insert({ host, rev, mirrorRev, syncedAt, claims, activeGeneral }) {
      const added = add.run(host, rev, mirrorRev, syncedAt, JSON.stringify(claims), JSON.stringify(activeGeneral));
      return added.changes === 1;
    },
    async replace({ host, rev, mirrorRev, syncedAt, claims, activeGeneral }, was) {
      const written = swap.run(
        rev,
        mirrorRev,
        syncedAt,
        JSON.stringify(claims),
        JSON.stringify(activeGeneral),
        host,
        was,
      );
      return written.changes === 1;
    },
    async raise(host, syncedAt) {
      lift.run(syncedAt ?? null, host);
    },
    async remove(host) {
      drop.run(host);
    },
  };
};
