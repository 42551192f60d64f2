import { createConnection } from 'mongoose';
import { describe, expect, it } from 'vitest';
import { openMongoStore } from '../../server/adapters/mongo/store.ts';
import { describeStore } from '../contracts/store.ts';
import { describeStoreProcesses } from '../contracts/store-processes.ts';
import { sampleBooking, sampleCalendar, sampleHost } from '../contracts/store-samples.ts';
import { mongoUri } from '../mongo/uri.ts';

let databases = 0;

const nextUri = (): string => {
  const uri = mongoUri(`store-${databases++}`);
  if (!uri) throw new Error('There is no MongoDB.');
  return uri;
};

describe.skipIf(mongoUri('store') === null)('with a server', () => {
  describeStore('MongoDB store', () => openMongoStore({ uri: nextUri() }));

  describeStoreProcesses(
    'MongoDB store of several processes',
    () => ({ uri: nextUri() }),
    place => openMongoStore({ uri: 'uri' in place ? place.uri : '' }),
  );

  describe('MongoDB database', () => {
    it('keeps everything while it is closed', async () => {
      const uri = nextUri();
      const before = await openMongoStore({ uri });
      await before.hosts.put(sampleHost());
      await before.calendars.insert(sampleCalendar());
      await before.bookings.insert(sampleBooking());
      await before.close();

      const after = await openMongoStore({ uri });
      expect(await after.hosts.find('42:7')).toEqual(sampleHost());
      expect(await after.calendars.find('42:7')).toEqual(sampleCalendar());
      expect(await after.bookings.findByKey('4fWqZ8mXbT2c', 'key-1')).toEqual(sampleBooking());
      await after.close();
    });

    it('is refused, and left as it is, if a newer version of the program has written to it', async () => {
      const uri = nextUri();
      await (await openMongoStore({ uri })).close();
      const connection = await createConnection(uri).asPromise();
      const versions = connection.collection<{ _id: string; version: number }>('schema');
      await versions.updateOne({ _id: 'schema' }, { $set: { version: 99 } });
      await expect(openMongoStore({ uri })).rejects.toThrow(/schema version 99/);
      expect(await versions.findOne({})).toEqual({ _id: 'schema', version: 99 });
      await connection.close();
    });

    it('has the index that idempotency rests on', async () => {
      const uri = nextUri();
      const store = await openMongoStore({ uri });
      const connection = await createConnection(uri).asPromise();
      const indexes = await connection.collection('bookings').indexes();
      expect(indexes).toContainEqual(expect.objectContaining({ key: { link: 1, idempotencyKey: 1 }, unique: true }));
      await connection.close();
      await store.close();
    });
  });
});

describe('MongoDB that can’t be reached', () => {
  it('is told when the store is opened', async () => {
    await expect(openMongoStore({ uri: 'mongodb://127.0.0.1:1/none', patience: 200 })).rejects.toThrow();
  });
});
