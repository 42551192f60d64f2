import type { DatabaseSync } from 'node:sqlite';
import { type Booking, wakeAt } from '../../domain/booking.ts';
import { companyOf } from '../../domain/host.ts';
import type { BookingStore } from '../../ports.ts';
import type { Row } from './database.ts';

const read = (row: Row): Booking => JSON.parse(String(row?.doc));

/** What a booking is looked up by, in the order of the statements below. */
const columnsOf = (booking: Booking) =>
  [
    booking.host,
    booking.link,
    booking.idempotencyKey,
    companyOf(booking.host),
    booking.crm.activity,
    booking.version,
    booking.state,
    booking.start,
    booking.end,
    wakeAt(booking),
    JSON.stringify(booking),
  ] as const;

export const sqliteBookings = (database: DatabaseSync): BookingStore => {
  const byId = database.prepare('SELECT doc FROM bookings WHERE id = ?');
  const byKey = database.prepare('SELECT doc FROM bookings WHERE link = ? AND idempotency_key = ?');
  const byActivity = database.prepare('SELECT doc FROM bookings WHERE company = ? AND activity = ?');
  const add = database.prepare(
    `INSERT INTO bookings
       (host, link, idempotency_key, company, activity, version, state, start, "end", wake_at, doc, id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  const swap = database.prepare(
    `UPDATE bookings SET host = ?, link = ?, idempotency_key = ?, company = ?, activity = ?, version = ?, state = ?,
       start = ?, "end" = ?, wake_at = ?, doc = ?
     WHERE id = ? AND version = ?`,
  );
  const due = database.prepare('SELECT doc FROM bookings WHERE wake_at <= ? ORDER BY wake_at, id LIMIT ?');
  // In these words, so that the index that holds only such bookings is used.
  const openOfHost = database.prepare(
    `SELECT doc FROM bookings WHERE host = ? AND (instr(doc, '"state":"due"') > 0 OR instr(doc, '"state":"doing"') > 0)
     ORDER BY wake_at, id LIMIT ?`,
  );
  const givenUp = database.prepare(
    `SELECT doc FROM bookings WHERE host = ? AND instr(doc, '"state":"given_up"') > 0 ORDER BY id DESC LIMIT ?`,
  );
  const booked = database.prepare(
    `SELECT DISTINCT link FROM bookings WHERE state = 'confirmed' AND link IN (SELECT value FROM json_each(?))`,
  );
  const live = database.prepare(
    `SELECT doc FROM bookings WHERE link = ? AND state IN ('pending', 'confirmed') ORDER BY start, id`,
  );
  const near = database.prepare(
    `SELECT doc FROM bookings WHERE host = :host AND "end" > :from AND start < :to
       AND state IN ('confirmed', 'cancelled') ORDER BY start, id`,
  );
  const future = database.prepare(
    `SELECT count(*) AS count FROM bookings WHERE host = ? AND "end" > ? AND state = 'confirmed'`,
  );
  const dropOfHost = database.prepare('DELETE FROM bookings WHERE host = ?');
  const dropDropped = database.prepare(`DELETE FROM bookings WHERE state = 'dropped' AND doc ->> 'createdAt' < ?`);

  return {
    async find(id) {
      const row = byId.get(id);
      return row ? read(row) : null;
    },
    async findByKey(link, idempotencyKey) {
      const row = byKey.get(link, idempotencyKey);
      return row ? read(row) : null;
    },
    async findByActivity(company, activity) {
      const row = byActivity.get(company, activity);
      return row ? read(row) : null;
    },
    async insert(booking) {
      return add.run(...columnsOf(booking), booking.id).changes === 1;
    },
    async replace(next, was) {
      return swap.run(...columnsOf(next), next.id, was).changes === 1;
    },
    async waiting(now, limit) {
      return due.all(now, limit).map(read);
    },
    async waitingOfHost(host, limit) {
      return openOfHost.all(host, limit).map(read);
    },
    async givenUpOfHost(host, limit) {
      return givenUp.all(host, limit).map(read);
    },
    async bookedAmong(links) {
      return booked.all(JSON.stringify(links)).map(row => String(row.link));
    },
    async liveOfLink(link) {
      return live.all(link).map(read);
    },
    async ofHost(host, from, to) {
      return near.all({ host, from, to }).map(read);
    },
    async countFuture(host, now) {
      return Number(future.get(host, now)?.count);
    },
    async removeOfHost(host) {
      dropOfHost.run(host);
    },
    async pruneDropped(before) {
      dropDropped.run(before);
    },
  };
};
