import type { Connection } from 'mongoose';
import type { Link } from '../../domain/link.ts';
import type { LinkStore } from '../../ports.ts';
import { asItIs, insertNew, modelOf, type Stored } from './documents.ts';

type StoredLink = Stored<Link, 'slug'>;

const toLink = ({ _id, ...link }: StoredLink): Link => ({ slug: _id, ...link });
const fromLink = ({ slug, ...link }: Link): StoredLink => ({ _id: slug, ...link });

export const mongoLinks = (connection: Connection): LinkStore => {
  const links = modelOf<StoredLink>(connection, {
    name: 'links',
    fields: {
      _id: String,
      host: String,
      version: Number,
      offer: asItIs,
      details: asItIs,
      language: String,
      active: Boolean,
      createdAt: Number,
      deletedAt: Number,
    },
    indexes: [{ keys: { host: 1, createdAt: -1 } }],
  });

  return {
    async find(slug) {
      const link = await links.findById(slug).lean<StoredLink>().exec();
      return link && toLink(link);
    },
    async ofHost(host) {
      const found = await links.find({ host }).sort({ createdAt: -1, _id: 1 }).lean<StoredLink[]>().exec();
      return found.map(toLink);
    },
    async insert(link) {
      return insertNew(links, fromLink(link));
    },
    async replace(next, was) {
      return (await links.replaceOne({ _id: next.slug, version: was }, fromLink(next))).matchedCount === 1;
    },
    async removeOfHost(host) {
      await links.deleteMany({ host });
    },
  };
};
