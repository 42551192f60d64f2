import type { Connection } from 'mongoose';
import type { Host } from '../../domain/host.ts';
import type { HostStore } from '../../ports.ts';
import { asItIs, modelOf, putWhole, type Stored } from './documents.ts';

type StoredHost = Stored<Host, 'id'>;

const toHost = ({ _id, ...host }: StoredHost): Host => ({ id: _id, ...host });

export const mongoHosts = (connection: Connection): HostStore => {
  const hosts = modelOf<StoredHost>(connection, {
    name: 'hosts',
    fields: {
      _id: String,
      company: Number,
      user: Number,
      status: String,
      pausedBecause: String,
      name: String,
      email: String,
      zone: String,
      language: String,
      grant: asItIs,
      webhook: asItIs,
      webhookAt: Number,
      installedAt: Number,
      wantedAt: Number,
      gapSince: Number,
      reconciledAt: Number,
      retryAt: Number,
      checkedAt: Number,
      leavingSince: Number,
      settings: asItIs,
      sessionsSince: Number,
    },
    indexes: [{ keys: { company: 1 } }, { keys: { 'webhook.path': 1 } }],
  });

  return {
    async find(id) {
      const host = await hosts.findById(id).lean<StoredHost>().exec();
      return host && toHost(host);
    },
    async findByWebhookPath(path) {
      const host = await hosts.findOne({ 'webhook.path': path }).lean<StoredHost>().exec();
      return host && toHost(host);
    },
    async page(after, limit) {
      const page = hosts.find(after === null ? {} : { _id: { $gt: after } });
      return (await page.sort({ _id: 1 }).limit(limit).lean<StoredHost[]>().exec()).map(toHost);
    },
    async ofCompany(company) {
      return (await hosts.find({ company }).sort({ _id: 1 }).lean<StoredHost[]>().exec()).map(toHost);
    },
    async put({ id, ...host }) {
      await putWhole(hosts, { _id: id, ...host });
    },
    async update(id, change) {
      return (await hosts.updateOne({ _id: id }, { $set: change })).matchedCount === 1;
    },
    async remove(id) {
      await hosts.deleteOne({ _id: id });
    },
  };
};
