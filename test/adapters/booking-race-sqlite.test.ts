import { join } from 'node:path';
import { openSqliteStore } from '../../server/adapters/sqlite/store.ts';
import { describeBookingRace } from '../contracts/booking-race.ts';

describeBookingRace('Two processes on one SQLite file', {
  environment: () => ({}),
  open: dataDir => openSqliteStore({ file: join(dataDir, 'scheduler.db') }),
});
