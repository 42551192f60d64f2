import type { DatabaseSync } from 'node:sqlite';
import type { PeopleStore } from '../../ports.ts';

export const sqlitePeople = (database: DatabaseSync): PeopleStore => {
  const byEmail = database.prepare('SELECT person FROM people WHERE company = ? AND email = ?');
  const write = database.prepare('INSERT OR REPLACE INTO people (company, email, person) VALUES (?, ?, ?)');
  const drop = database.prepare('DELETE FROM people WHERE company = ? AND email = ?');
  const dropOfCompany = database.prepare('DELETE FROM people WHERE company = ?');

  return {
    async find(company, email) {
      const row = byEmail.get(company, email);
      return row ? Number(row.person) : null;
    },
    async put(company, email, person) {
      write.run(company, email, person);
    },
    async remove(company, email) {
      drop.run(company, email);
    },
    async removeOfCompany(company) {
      dropOfCompany.run(company);
    },
  };
};
