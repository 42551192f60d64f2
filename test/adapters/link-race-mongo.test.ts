import { describe } from 'vitest';
import { openMongoStore } from '../../server/adapters/mongo/store.ts';
import { describeLinkRace } from '../contracts/link-race.ts';
import { mongoUri } from '../mongo/uri.ts';

const uri = mongoUri('link-race');

describe.skipIf(uri === null)('MongoDB', () => {
  describeLinkRace('Two instances on one MongoDB', () => openMongoStore({ uri: uri ?? '' }));
});
