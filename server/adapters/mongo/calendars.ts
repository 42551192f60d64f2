import type { Connection } from 'mongoose';
import type { Calendar } from '../../domain/calendar.ts';
import type { CalendarStore } from '../../ports.ts';
import { asItIs, insertNew, modelOf, type Stored } from './documents.ts';

type StoredCalendar = Stored<Calendar, 'host'>;

const fromCalendar = ({ host, ...calendar }: Calendar): StoredCalendar => ({ _id: host, ...calendar });

export const mongoCalendars = (connection: Connection): CalendarStore => {
  const calendars = modelOf<StoredCalendar>(connection, {
    name: 'calendars',
    fields: {
      _id: String,
      rev: Number,
      mirrorRev: Number,
      syncedAt: Number,
      claims: asItIs,
      activeGeneral: [String],
    },
  });

  return {
    async find(host) {
      const stored = await calendars.findById(host).lean<StoredCalendar>().exec();
      if (!stored) return null;
      const { _id, ...calendar } = stored;
      return { host: _id, ...calendar };
    },
    async insert(calendar) {
      return insertNew(calendars, fromCalendar(calendar));
    },
    async replace(next, was) {
      return (await calendars.replaceOne({ _id: next.host, rev: was }, fromCalendar(next))).matchedCount === 1;
    },
    async raise(host, syncedAt) {
      const $set = syncedAt === undefined ? {} : { syncedAt };
      await calendars.updateOne({ _id: host }, { $inc: { rev: 1, mirrorRev: 1 }, $set });
    },
    async remove(host) {
      await calendars.deleteOne({ _id: host });
    },
  };
};
