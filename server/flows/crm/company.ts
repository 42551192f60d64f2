import { planOfBurstLimit } from '../../domain/entitlement.ts';
import { type Company, companyOf } from '../../domain/host.ts';
import { DAY } from '../../domain/interval.ts';
import { type Access, type Clock, type Crm, CrmFailure, type CrmUser, type Log, type Store } from '../../ports.ts';

export interface CompanyDeps {
  readonly store: Store;
  readonly crm: Crm;
  readonly clock: Clock;
  readonly log: Log;
}

const ADDONS_KEPT = 7 * DAY;

/** Codes of the company's add-ons; null if they couldn't be read, which stops nothing. */
export const readAddons = async (deps: CompanyDeps, access: Access, company: number): Promise<string[] | null> => {
  try {
    return await deps.crm.addons(access);
  } catch (failure) {
    if (!(failure instanceof CrmFailure)) throw failure;
    deps.log.warn({ company, failure: failure.message }, 'add-ons not read');
    return null;
  }
};

/** `addons`: null if they couldn't be read. */
export const saveCompany = async (deps: CompanyDeps, me: CrmUser, addons: string[] | null): Promise<Company> => {
  const before = await deps.store.companies.find(me.company);
  const company: Company = {
    id: me.company,
    name: me.companyName,
    domain: me.companyDomain,
    plan: me.burstLimit === null ? (before?.plan ?? null) : planOfBurstLimit(me.burstLimit),
    addons: addons ?? before?.addons ?? [],
    addonsReadAt: addons ? deps.clock.now() : (before?.addonsReadAt ?? null),
  };
  await deps.store.companies.put(company);
  return company;
};

/** Reads the company's plan and add-ons anew, once a week for all its hosts: they may change at any time. @throws CrmFailure */
export const refreshCompany = async (deps: CompanyDeps, access: Access, host: string): Promise<void> => {
  const company = companyOf(host);
  const readAt = (await deps.store.companies.find(company))?.addonsReadAt ?? null;
  if (readAt !== null && deps.clock.now() - readAt < ADDONS_KEPT) return;
  await saveCompany(deps, await deps.crm.me(access), await readAddons(deps, access, company));
};
