import type { DatabaseSync } from 'node:sqlite';
import { type Activity, DATE_BEGINS, DATE_ENDS } from '../../domain/activity.ts';
import type { ActivityStore } from '../../ports.ts';
import { atomically, type Row } from './database.ts';

/** Rows in one transaction: short enough that other processes and requests get their turn. */
const BATCH = 500;

const columns = 'id, host, start, until, date, busy, updated_at';

/** `until` is the end; of all-day ones the date at UTC midnight, and without any time the last change. */
const read = (row: Row): Activity => {
  const start = row?.start == null ? null : Number(row.start);
  return {
    id: String(row?.id),
    host: String(row?.host),
    start,
    end: start === null ? null : Number(row?.until),
    date: row?.date == null ? null : String(row.date),
    busy: row?.busy === 1,
    updatedAt: Number(row?.updated_at),
  };
};

const untilOf = ({ date, end, updatedAt }: Activity): number => (date === null ? (end ?? updatedAt) : Date.parse(date));

export const sqliteActivities = (database: DatabaseSync): ActivityStore => {
  const byId = database.prepare(`SELECT ${columns} FROM activities WHERE id = ?`);
  const near = database.prepare(
    `SELECT ${columns} FROM activities WHERE host = :host AND until > :from - ${DATE_ENDS} AND
     CASE WHEN date IS NULL THEN until > :from AND start < :to ELSE until < :to + ${DATE_BEGINS} END`,
  );
  const idsSince = database.prepare(
    'SELECT id FROM activities WHERE host = ? AND until >= ? AND coalesce(start, date) IS NOT NULL',
  );
  const write = database.prepare(
    `INSERT INTO activities (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET host = excluded.host, start = excluded.start, until = excluded.until,
       date = excluded.date, busy = excluded.busy, updated_at = excluded.updated_at
     WHERE excluded.updated_at >= activities.updated_at`,
  );
  const drop = database.prepare('DELETE FROM activities WHERE id IN (SELECT value FROM json_each(?))');
  const dropOfHost = database.prepare('DELETE FROM activities WHERE host = ?');
  const dropBefore = database.prepare(
    `DELETE FROM activities WHERE until < :before AND (date IS NULL OR until + ${DATE_ENDS} <= :before)`,
  );

  return {
    async find(id) {
      const row = byId.get(id);
      return row ? read(row) : null;
    },
    async between(host, from, to) {
      return near.all({ host, from, to }).map(read);
    },
    async idsFrom(host, from) {
      return idsSince.all(host, from).map(row => String(row.id));
    },
    async put(activities) {
      for (let done = 0; done < activities.length; done += BATCH) {
        atomically(database, () => {
          for (const activity of activities.slice(done, done + BATCH)) {
            const { id, host, start, date, busy, updatedAt } = activity;
            write.run(id, host, start, untilOf(activity), date, busy ? 1 : 0, updatedAt);
          }
        });
      }
    },
    async remove(ids) {
      drop.run(JSON.stringify(ids));
    },
    async removeOfHost(host) {
      dropOfHost.run(host);
    },
    async prune(before) {
      dropBefore.run({ before });
    },
  };
};
