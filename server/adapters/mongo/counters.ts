import type { Connection } from 'mongoose';
import type { CounterStore } from '../../ports.ts';
import { isDuplicateKey, modelOf } from './documents.ts';

interface StoredCounter {
  _id: string;
  count: number;
  until: number;
}

export const mongoCounters = (connection: Connection): CounterStore => {
  const counters = modelOf<StoredCounter>(connection, {
    name: 'counters',
    fields: { _id: String, count: Number, until: Number },
    indexes: [{ keys: { until: 1 } }],
  });

  return {
    async add(key, now, until) {
      for (;;) {
        const raised = await counters
          .findOneAndUpdate({ _id: key, until: { $gt: now } }, { $inc: { count: 1 } }, { returnDocument: 'after' })
          .lean<StoredCounter>()
          .exec();
        if (raised) return { count: raised.count, until: raised.until };
        try {
          await counters.updateOne({ _id: key, until: { $lte: now } }, { $set: { count: 0, until } }, { upsert: true });
        } catch (error) {
          // Somebody else began it anew at the same moment.
          if (!isDuplicateKey(error)) throw error;
        }
      }
    },
    async prune(before) {
      await counters.deleteMany({ until: { $lt: before } });
    },
  };
};
