import type { Connection } from 'mongoose';
import type { Invitation } from '../../domain/invitation.ts';
import type { InvitationStore } from '../../ports.ts';
import { asItIs, modelOf, putWhole, type Stored } from './documents.ts';

type StoredInvitation = Stored<Invitation, 'id'>;

export const mongoInvitations = (connection: Connection): InvitationStore => {
  const invitations = modelOf<StoredInvitation>(connection, {
    name: 'invitations',
    fields: {
      _id: String,
      host: String,
      link: String,
      person: Number,
      deal: Number,
      organization: Number,
      guest: asItIs,
      language: String,
      madeAt: Number,
    },
    indexes: [{ keys: { host: 1 } }, { keys: { madeAt: 1 } }],
  });

  return {
    async find(id) {
      const stored = await invitations.findById(id).lean<StoredInvitation>().exec();
      if (!stored) return null;
      const { _id, ...invitation } = stored;
      return { id: _id, ...invitation };
    },
    async put({ id, ...invitation }) {
      await putWhole(invitations, { _id: id, ...invitation });
    },
    async idsOfHost(host) {
      return (await invitations.find({ host }, { _id: 1 }).lean<{ _id: string }[]>().exec()).map(({ _id }) => _id);
    },
    async hosts() {
      return (await invitations.distinct('host').exec()).map(String);
    },
    async removeOfHost(host) {
      await invitations.deleteMany({ host });
    },
    async prune(before) {
      await invitations.deleteMany({ madeAt: { $lt: before } });
    },
  };
};
