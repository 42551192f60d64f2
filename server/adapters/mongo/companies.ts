import type { Connection } from 'mongoose';
import type { Company } from '../../domain/host.ts';
import type { CompanyStore } from '../../ports.ts';
import { modelOf, putWhole, type Stored } from './documents.ts';

type StoredCompany = Stored<Company, 'id'>;

export const mongoCompanies = (connection: Connection): CompanyStore => {
  const companies = modelOf<StoredCompany>(connection, {
    name: 'companies',
    fields: { _id: Number, name: String, domain: String, plan: String, addons: [String], addonsReadAt: Number },
  });

  return {
    async find(id) {
      const stored = await companies.findById(id).lean<StoredCompany>().exec();
      if (!stored) return null;
      const { _id, ...company } = stored;
      return { id: _id, ...company };
    },
    async put({ id, ...company }) {
      await putWhole(companies, { _id: id, ...company });
    },
    async remove(id) {
      await companies.deleteOne({ _id: id });
    },
  };
};
