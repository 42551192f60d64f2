import type { Connection } from 'mongoose';
import type { Activity } from '../../domain/activity.ts';
import { HOUR } from '../../domain/interval.ts';
import type { ActivityStore } from '../../ports.ts';
import { ignoringDuplicates, modelOf, type Stored } from './documents.ts';

/** A date begins at the earliest 14 hours before it does in UTC, and is over 38 hours after that, whatever the zone. */
const EARLIEST_DATE = 14 * HOUR;
const LATEST_DATE = 38 * HOUR;

/** `until` is the end; of all-day ones the date at UTC midnight. */
type StoredActivity = Stored<Activity, 'id'> & { until: number | null };

const toActivity = ({ _id, until, ...activity }: StoredActivity): Activity => ({ id: _id, ...activity });

const fromActivity = ({ id, ...activity }: Activity): StoredActivity => {
  const { date, end } = activity;
  return { _id: id, ...activity, until: date === null ? end : Date.parse(date) };
};

export const mongoActivities = (connection: Connection): ActivityStore => {
  const activities = modelOf<StoredActivity>(connection, {
    name: 'activities',
    fields: {
      _id: String,
      host: String,
      start: Number,
      end: Number,
      date: String,
      busy: Boolean,
      updatedAt: Number,
      until: Number,
    },
    indexes: [{ keys: { host: 1, until: 1 } }, { keys: { until: 1 } }],
  });

  const write = (changed: readonly Activity[], upsert: boolean) =>
    activities.bulkWrite(
      changed.map(fromActivity).map(replacement => ({
        replaceOne: {
          filter: { _id: replacement._id, updatedAt: { $lte: replacement.updatedAt } },
          replacement,
          upsert,
        },
      })),
      { ordered: false, throwOnValidationError: true },
    );

  return {
    async find(id) {
      const activity = await activities.findById(id).lean<StoredActivity>().exec();
      return activity && toActivity(activity);
    },
    async between(host, from, to) {
      const found = await activities
        .find({
          host,
          until: { $gt: from - LATEST_DATE },
          $or: [
            { date: null, until: { $gt: from }, start: { $lt: to } },
            { date: { $ne: null }, until: { $lt: to + EARLIEST_DATE } },
          ],
        })
        .lean<StoredActivity[]>()
        .exec();
      return found.map(toActivity);
    },
    async idsFrom(host, from) {
      const found = await activities
        .find({ host, until: { $gte: from } }, { _id: 1 })
        .lean<{ _id: string }[]>()
        .exec();
      return found.map(({ _id }) => _id);
    },
    async put(changed) {
      if (changed.length === 0) return;
      const refused = await ignoringDuplicates(() => write(changed, true));
      // An insert is refused where something newer is stored, but also where another writer has only just inserted
      // something older; without `upsert`, a second try replaces the latter and leaves the former.
      if (refused.length > 0)
        await write(
          refused.flatMap(index => changed[index] ?? []),
          false,
        );
    },
    async remove(ids) {
      await activities.deleteMany({ _id: { $in: ids } });
    },
    async removeOfHost(host) {
      await activities.deleteMany({ host });
    },
    async prune(before) {
      await activities.deleteMany({
        $or: [
          { date: null, until: { $lt: before } },
          { date: { $ne: null }, until: { $lte: before - LATEST_DATE } },
        ],
      });
    },
  };
};
