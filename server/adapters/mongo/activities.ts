import type { Connection } from 'mongoose';
import { type Activity, DATE_BEGINS, DATE_ENDS } from '../../domain/activity.ts';
import type { ActivityStore } from '../../ports.ts';
import { ignoringDuplicates, modelOf, type Stored } from './documents.ts';

/** `until` is the end; of all-day ones the date at UTC midnight, and without any time the last change. */
type StoredActivity = Stored<Activity, 'id'> & { until: number };

const toActivity = ({ _id, until, ...activity }: StoredActivity): Activity => ({ id: _id, ...activity });

const fromActivity = ({ id, ...activity }: Activity): StoredActivity => {
  const { date, end, updatedAt } = activity;
  return { _id: id, ...activity, until: date === null ? (end ?? updatedAt) : Date.parse(date) };
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
          until: { $gt: from - DATE_ENDS },
          $or: [
            { date: null, until: { $gt: from }, start: { $lt: to } },
            { date: { $ne: null }, until: { $lt: to + DATE_BEGINS } },
          ],
        })
        .lean<StoredActivity[]>()
        .exec();
      return found.map(toActivity);
    },
    async idsFrom(host, from) {
      const found = await activities
        .find({ host, until: { $gte: from }, $or: [{ date: { $ne: null } }, { start: { $ne: null } }] }, { _id: 1 })
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
          { date: { $ne: null }, until: { $lte: before - DATE_ENDS } },
        ],
      });
    },
  };
};
