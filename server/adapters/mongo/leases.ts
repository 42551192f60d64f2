import type { Connection } from 'mongoose';
import type { LeaseStore } from '../../ports.ts';
import { isDuplicateKey, modelOf } from './documents.ts';

interface StoredLease {
  /** The lease's name. */
  _id: string;
  holder: string;
  until: number;
}

export const mongoLeases = (connection: Connection): LeaseStore => {
  const leases = modelOf<StoredLease>(connection, {
    name: 'leases',
    fields: { _id: String, holder: String, until: Number },
  });

  return {
    async take(name, holder, now, until) {
      try {
        await leases.updateOne(
          { _id: name, $or: [{ holder }, { until: { $lte: now } }] },
          { $set: { holder, until } },
          { upsert: true },
        );
        return true;
      } catch (error) {
        // There is a lease of this name that the filter doesn't match: somebody else's.
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    async release(name, holder) {
      await leases.deleteOne({ _id: name, holder });
    },
    async prune(before) {
      await leases.deleteMany({ until: { $lt: before } });
    },
  };
};
