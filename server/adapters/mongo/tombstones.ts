import type { Connection } from 'mongoose';
import type { TombstoneStore } from '../../ports.ts';
import { ignoringDuplicates, modelOf } from './documents.ts';

interface StoredTombstone {
  _id: string;
}

export const mongoTombstones = (connection: Connection): TombstoneStore => {
  const tombstones = modelOf<StoredTombstone>(connection, { name: 'tombstones', fields: { _id: String } });

  return {
    async has(key) {
      return (await tombstones.exists({ _id: key })) !== null;
    },
    async put(keys) {
      const inserts = keys.map(key => ({ insertOne: { document: { _id: key } } }));
      if (inserts.length === 0) return;
      await ignoringDuplicates(() => tombstones.bulkWrite(inserts, { ordered: false, throwOnValidationError: true }));
    },
  };
};
