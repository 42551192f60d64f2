import type { Connection } from 'mongoose';
import type { DraftStore } from '../../ports.ts';
import { modelOf, putWhole } from './documents.ts';

interface StoredDraft {
  /** Host and name. */
  _id: string;
  host: string;
  /** As JSON: the names of its fields are a form's, and may be none that the database takes. */
  form: string;
  savedAt: number;
}

/** A host's id has no blank. */
const idOf = (host: string, name: string): string => `${host} ${name}`;

export const mongoDrafts = (connection: Connection): DraftStore => {
  const drafts = modelOf<StoredDraft>(connection, {
    name: 'drafts',
    fields: { _id: String, host: String, form: String, savedAt: Number },
    indexes: [{ keys: { host: 1 } }, { keys: { savedAt: 1 } }],
  });

  return {
    async find(host, name) {
      const stored = await drafts.findById(idOf(host, name)).lean<StoredDraft>().exec();
      return stored && { host, name, form: JSON.parse(stored.form), savedAt: stored.savedAt };
    },
    async put({ host, name, form, savedAt }) {
      await putWhole(drafts, { _id: idOf(host, name), host, form: JSON.stringify(form), savedAt });
    },
    async remove(host, name) {
      await drafts.deleteOne({ _id: idOf(host, name) });
    },
    async removeOfHost(host) {
      await drafts.deleteMany({ host });
    },
    async prune(before) {
      await drafts.deleteMany({ savedAt: { $lt: before } });
    },
  };
};
