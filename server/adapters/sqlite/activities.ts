import type { DatabaseSync } from 'node:sqlite';
import type { Activity } from '../../domain/activity.ts';
import { HOUR } from '../../domain/interval.ts';
import type { ActivityStore } from '../../ports.ts';
import { atomically, type Row } from './database.ts';

/** A date begins at the earliest 14 hours before it does in UTC, and is over 38 hours after that, whatever the zone. */
const EARLIEST_DATE = 14 * HOUR;
const LATEST_DATE = 38 * HOUR;

/** Rows in one transaction: short enough that other processes and requests get their turn. */
const BATCH = 500;

const columns = 'id, host, start, until, date, busy, updated_at';

/** `until` is the end; of all-day ones the date at UTC midnight. */
const read = (row: Row): Activity => {
  const date = row?.date == null ? null : String(row.date);
  return {
    id: String(row?.id),
    host: String(row?.host),
    start: row?.start == null ? null : Number(row.start),
    end: date === null ? Number(row?.until) : null,
    date,
    busy: row?.busy === 1,
    updatedAt: Number(row?.updated_at),
  };
};

const untilOf = ({ date, end }: Activity): number | null => (date === null ? end : Date.parse(date));

export const sqliteActivities = (database: DatabaseSync): ActivityStore => {
  const byId = database.prepare(`SELECT ${columns} FROM activities WHERE id = ?`);
  const near = database.prepare(
    `SELECT ${columns} FROM activities WHERE host = :host AND until > :from - ${LATEST_DATE} AND
     CASE WHEN date IS NULL THEN until > :from AND start < :to ELSE until < :to + ${EARLIEST_DATE} END`,
  );
  const idsSince = database.prepare('SELECT id FROM activities WHERE host = ? AND until >= ?');
  const write = database.prepare(
    `INSERT INTO activities (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET host = excluded.host, start = excluded.start, until = excluded.until,
       date = excluded.date, busy = excluded.busy, updated_at = excluded.updated_at
     WHERE excluded.updated_at >= activities.updated_at`,
  );
  const drop = database.prepare('DELETE FROM activities WHERE id IN (SELECT value FROM json_each(?))');
  const dropOfHost = database.prepare('DELETE FROM activities WHERE host = ?');
  const dropBefore = database.prepare(
    `DELETE FROM activities WHERE until < :before AND (date IS NULL OR until + ${LATEST_DATE} <= :before)`,
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
