import type { Connection } from 'mongoose';
import type { EventStore, WebhookEvent } from '../../ports.ts';
import { insertNew, modelOf, type Stored } from './documents.ts';

type StoredEvent = Stored<WebhookEvent, 'id'>;

const toEvent = ({ _id, ...event }: StoredEvent): WebhookEvent => ({ id: _id, ...event });

export const mongoEvents = (connection: Connection): EventStore => {
  const events = modelOf<StoredEvent>(connection, {
    name: 'events',
    fields: {
      _id: String,
      host: String,
      receivedAt: Number,
      action: String,
      company: Number,
      activity: Number,
      owner: Number,
      timestamp: Number,
      doneAt: Number,
      attempts: Number,
    },
    indexes: [{ keys: { doneAt: 1, receivedAt: 1 } }, { keys: { receivedAt: 1 } }, { keys: { host: 1 } }],
  });

  return {
    async find(id) {
      const event = await events.findById(id).lean<StoredEvent>().exec();
      return event && toEvent(event);
    },
    async insert({ id, ...event }) {
      return insertNew(events, { _id: id, ...event });
    },
    async update(id, { doneAt, attempts }) {
      await events.updateOne({ _id: id }, { $set: { doneAt, attempts } });
    },
    async open(before, limit) {
      const found = events.find({ doneAt: null, receivedAt: { $lt: before } }).sort({ receivedAt: 1, _id: 1 });
      return (await found.limit(limit).lean<StoredEvent[]>().exec()).map(toEvent);
    },
    async prune(before) {
      await events.deleteMany({ receivedAt: { $lt: before } });
    },
    async removeOfHost(host) {
      await events.deleteMany({ host });
    },
  };
};
