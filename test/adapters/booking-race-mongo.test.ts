import { describe } from 'vitest';
import { openMongoStore } from '../../server/adapters/mongo/store.ts';
import { describeBookingRace } from '../contracts/booking-race.ts';
import { mongoUri } from '../mongo/uri.ts';

const uri = mongoUri('booking-race');

describe.skipIf(uri === null)('MongoDB', () => {
  describeBookingRace('Two processes on one MongoDB', {
    environment: () => ({ MONGODB_URI: uri ?? '' }),
    open: () => openMongoStore({ uri: uri ?? '' }),
  });
});
