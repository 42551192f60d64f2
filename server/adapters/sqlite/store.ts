import type { Store } from '../../ports.ts';
import { sqliteActivities } from './activities.ts';
import { sqliteBookings } from './bookings.ts';
import { sqliteCalendars } from './calendars.ts';
import { sqliteCompanies } from './companies.ts';
import { sqliteCounters } from './counters.ts';
import { openDatabase } from './database.ts';
import { sqliteDrafts } from './drafts.ts';
import { sqliteEvents } from './events.ts';
import { sqliteHosts } from './hosts.ts';
import { sqliteInvitations } from './invitations.ts';
import { sqliteLeases } from './leases.ts';
import { sqliteLinks } from './links.ts';
import { sqlitePeople } from './people.ts';
import { prepareSchema } from './schema.ts';
import { sqliteTombstones } from './tombstones.ts';

export interface SqliteOptions {
  /** Path of the database, made with its folder where missing; several processes may share it. `:memory:` is for tests. */
  file: string;
}

/** Throws if the file can't be opened or was written by a newer version of this program. */
export const openSqliteStore = ({ file }: SqliteOptions): Store => {
  const database = openDatabase(file);
  try {
    prepareSchema(database);
  } catch (error) {
    database.close();
    throw error;
  }
  const ping = database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1');

  return {
    hosts: sqliteHosts(database),
    companies: sqliteCompanies(database),
    links: sqliteLinks(database),
    calendars: sqliteCalendars(database),
    activities: sqliteActivities(database),
    bookings: sqliteBookings(database),
    events: sqliteEvents(database),
    people: sqlitePeople(database),
    leases: sqliteLeases(database),
    tombstones: sqliteTombstones(database),
    drafts: sqliteDrafts(database),
    invitations: sqliteInvitations(database),
    counters: sqliteCounters(database),
    async check() {
      ping.get();
    },
    async close() {
      if (database.isOpen) database.close();
    },
  };
};
