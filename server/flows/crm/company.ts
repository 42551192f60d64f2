import { activeGeneralLimit, planOfBurstLimit } from '../../domain/entitlement.ts';
import { type Company, companyOf } from '../../domain/host.ts';
import { DAY } from '../../domain/interval.ts';
import { Failure } from '../../failure.ts';
import { type Access, type Clock, type Crm, CrmFailure, type CrmUser, type Log, type Store } from '../../ports.ts';

export interface CompanyDeps {
  readonly store: Store;
  readonly crm: Crm;
  readonly clock: Clock;
  readonly log: Log;
  readonly planRule: 'enforce' | 'off';
}

const ADDONS_KEPT = 7 * DAY;
const TRIES = 50;

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

/**
 * Switches off what the plan doesn't let be active any more: the links that were switched on first stay. The host may choose others.
 * `lowered`: the limit has just gone down. The calendar is then written in any case, so that a switch that was decided by the old limit
 * has to decide anew.
 */
const keepToLimit = async (deps: CompanyDeps, host: string, limit: number, lowered: boolean): Promise<void> => {
  const { calendars } = deps.store;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const calendar = await calendars.find(host);
    if (!calendar) return;
    const isOver = calendar.activeGeneral.length > limit;
    if (!isOver && !lowered) return;
    const activeGeneral = calendar.activeGeneral.slice(0, limit);
    if (await calendars.replace({ ...calendar, activeGeneral, rev: calendar.rev + 1 }, calendar.rev)) {
      if (isOver) deps.log.info({ host, limit }, 'links switched off by the plan');
      return;
    }
  }
  throw new Failure('busy', { detail: `the calendar of host ${host} kept changing` });
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
  const limit = activeGeneralLimit(company, deps.planRule);
  const lowered = limit < activeGeneralLimit(before, deps.planRule);
  if (Number.isFinite(limit)) {
    for (const { id } of await deps.store.hosts.ofCompany(company.id)) await keepToLimit(deps, id, limit, lowered);
  }
  return company;
};

/**
 * Reads the company's plan and add-ons anew where they were read longer ago than `kept`, once a week for all its hosts by itself: they
 * may change at any time. Otherwise sees to it that the plan is kept to, should a crash have come in between. @throws CrmFailure
 */
export const refreshCompany = async (
  deps: CompanyDeps,
  access: Access,
  host: string,
  kept = ADDONS_KEPT,
): Promise<void> => {
  const company = companyOf(host);
  const known = await deps.store.companies.find(company);
  const readAt = known?.addonsReadAt ?? null;
  if (readAt !== null && deps.clock.now() - readAt < kept)
    return keepToLimit(deps, host, activeGeneralLimit(known, deps.planRule), false);
  await saveCompany(deps, await deps.crm.me(access), await readAddons(deps, access, company));
};
