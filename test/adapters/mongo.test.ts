import { describe } from 'vitest';
import { openMongoStore } from '../../server/adapters/mongo/store.ts';
import { describeStore } from '../contracts/store.ts';
import { mongoUri } from '../mongo/uri.ts';

let databases = 0;

const nextUri = (): string => {
  const uri = mongoUri(`store-${databases++}`);
  if (!uri) throw new Error('There is no MongoDB.');
  return uri;
};

describe.skipIf(mongoUri('store') === null)('with a server', () => {
  describeStore('MongoDB store', () => openMongoStore({ uri: nextUri() }));
});
