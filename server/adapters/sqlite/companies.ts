import type { DatabaseSync } from 'node:sqlite';
import type { CompanyStore } from '../../ports.ts';

export const sqliteCompanies = (database: DatabaseSync): CompanyStore => {
  const byId = database.prepare('SELECT doc FROM companies WHERE id = ?');
  const write = database.prepare('INSERT OR REPLACE INTO companies (id, doc) VALUES (?, ?)');
  const drop = database.prepare('DELETE FROM companies WHERE id = ?');

  return {
    async find(id) {
      const row = byId.get(id);
      return row ? JSON.parse(String(row.doc)) : null;
    },
    async put(company) {
      write.run(company.id, JSON.stringify(company));
    },
    async remove(id) {
      drop.run(id);
    },
  };
};
