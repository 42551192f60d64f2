import type { Connection } from 'mongoose';
import { isDuplicateKey, modelOf } from './documents.ts';

/** Raise it when stored documents change their shape, and convert the old ones when the store is opened. */
const VERSION = 1;

interface StoredVersion {
  _id: string;
  version: number;
}

/** Throws if a newer version of this program has written to the database. */
export const recordVersion = async (connection: Connection): Promise<void> => {
  const versions = modelOf<StoredVersion>(connection, { name: 'schema', fields: { _id: String, version: Number } });
  const raise = () =>
    versions
      .findOneAndUpdate({ _id: 'schema' }, { $max: { version: VERSION } }, { upsert: true, returnDocument: 'after' })
      .lean<StoredVersion>()
      .exec();
  const stored = await raise().catch(error => {
    // Another process has recorded it at the same moment.
    if (isDuplicateKey(error)) return raise();
    throw error;
  });
  if (stored && stored.version > VERSION) {
    throw new Error(`The database has schema version ${stored.version}; this program knows ${VERSION} at most.`);
  }
};
