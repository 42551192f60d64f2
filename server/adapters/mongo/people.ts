import type { Connection } from 'mongoose';
import type { PeopleStore } from '../../ports.ts';
import { modelOf, putWhole } from './documents.ts';

interface StoredPerson {
  /** `company:email` */
  _id: string;
  company: number;
  person: number;
}

const keyOf = (company: number, email: string): string => `${company}:${email}`;

export const mongoPeople = (connection: Connection): PeopleStore => {
  const people = modelOf<StoredPerson>(connection, {
    name: 'people',
    fields: { _id: String, company: Number, person: Number },
    indexes: [{ keys: { company: 1 } }],
  });

  return {
    async find(company, email) {
      const stored = await people.findById(keyOf(company, email)).lean<StoredPerson>().exec();
      return stored?.person ?? null;
    },
    async put(company, email, person) {
      await putWhole(people, { _id: keyOf(company, email), company, person });
    },
    async remove(company, email) {
      await people.deleteOne({ _id: keyOf(company, email) });
    },
    async removeOfCompany(company) {
      await people.deleteMany({ company });
    },
  };
};
