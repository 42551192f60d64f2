import type { DatabaseSync } from 'node:sqlite';
import type { InvitationStore } from '../../ports.ts';

export const sqliteInvitations = (database: DatabaseSync): InvitationStore => {
  const byId = database.prepare('SELECT doc FROM invitations WHERE id = ?');
  const write = database.prepare('INSERT OR REPLACE INTO invitations (id, host, made_at, doc) VALUES (?, ?, ?, ?)');
  const ofHost = database.prepare('SELECT id FROM invitations WHERE host = ?');
  /** From one host to the next: there are many invitations of each. */
  const hostAfter = database.prepare('SELECT host FROM invitations WHERE host > ? ORDER BY host LIMIT 1');
  const dropOfHost = database.prepare('DELETE FROM invitations WHERE host = ?');
  const dropBefore = database.prepare('DELETE FROM invitations WHERE made_at < ?');

  return {
    async find(id) {
      const row = byId.get(id);
      return row ? JSON.parse(String(row.doc)) : null;
    },
    async put(invitation) {
      write.run(invitation.id, invitation.host, invitation.madeAt, JSON.stringify(invitation));
    },
    async idsOfHost(host) {
      return ofHost.all(host).map(({ id }) => String(id));
    },
    async hosts() {
      const hosts: string[] = [];
      for (let row = hostAfter.get(''); row; row = hostAfter.get(String(row.host))) hosts.push(String(row.host));
      return hosts;
    },
    async removeOfHost(host) {
      dropOfHost.run(host);
    },
    async prune(before) {
      dropBefore.run(before);
    },
  };
};
