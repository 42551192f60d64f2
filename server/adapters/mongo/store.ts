import { type Connection, createConnection } from 'mongoose';
import type { Store } from '../../ports.ts';
import { mongoActivities } from './activities.ts';
import { mongoBookings } from './bookings.ts';
import { mongoCalendars } from './calendars.ts';
import { mongoCompanies } from './companies.ts';
import { mongoCounters } from './counters.ts';
import { mongoDrafts } from './drafts.ts';
import { mongoEvents } from './events.ts';
import { mongoHosts } from './hosts.ts';
import { mongoInvitations } from './invitations.ts';
import { mongoLeases } from './leases.ts';
import { mongoLinks } from './links.ts';
import { mongoPeople } from './people.ts';
import { recordVersion } from './schema.ts';
import { mongoTombstones } from './tombstones.ts';

export interface MongoOptions {
  /** With the database's name as its path. */
  uri: string;
  /** How long a call waits for a server that can be written to, in milliseconds. */
  patience?: number;
}

/** Throws if the server can't be reached or a newer version of this program has written to the database. */
export const openMongoStore = async ({ uri, patience = 10_000 }: MongoOptions): Promise<Store> => {
  const connection = createConnection(uri, {
    autoIndex: false,
    autoCreate: false,
    bufferCommands: false,
    ignoreUndefined: true,
    serverSelectionTimeoutMS: patience,
    readPreference: 'primary',
    // What is confirmed to a guest is on the disks of most members, so neither a crash nor a failover takes it back.
    writeConcern: { w: 'majority', journal: true },
  });
  try {
    await connection.asPromise();
    await recordVersion(connection);
    const store = storeOn(connection);
    for (const model of Object.values(connection.models)) await model.createIndexes();
    return store;
  } catch (error) {
    await connection.close();
    throw error;
  }
};

const storeOn = (connection: Connection): Store => ({
  hosts: mongoHosts(connection),
  companies: mongoCompanies(connection),
  links: mongoLinks(connection),
  calendars: mongoCalendars(connection),
  activities: mongoActivities(connection),
  bookings: mongoBookings(connection),
  events: mongoEvents(connection),
  people: mongoPeople(connection),
  leases: mongoLeases(connection),
  tombstones: mongoTombstones(connection),
  drafts: mongoDrafts(connection),
  invitations: mongoInvitations(connection),
  counters: mongoCounters(connection),
  async check() {
    await connection.db?.admin().ping();
  },
  async close() {
    await connection.close();
  },
});
