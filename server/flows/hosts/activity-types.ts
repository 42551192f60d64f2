import { companyOf } from '../../domain/host.ts';
import { MINUTE } from '../../domain/interval.ts';
import { Failure } from '../../failure.ts';
import type { Clock, Crm, CrmActivityType } from '../../ports.ts';
import type { CallCrm } from '../crm/access.ts';
import { asHostIsTold } from '../crm/told.ts';

export interface ActivityTypesDeps {
  readonly crm: Crm;
  readonly callCrm: CallCrm;
  readonly clock: Clock;
}

/** Companies rarely change them, and asking costs 20 tokens. */
const KEPT = 10 * MINUTE;
const COMPANIES_KEPT = 300;

interface Remembered {
  readonly askedAt: number;
  /** Id of the host. */
  readonly askedBy: string;
  readonly types: Promise<CrmActivityType[]>;
}

/** A failure that isn't about the connection of the host who asked is any other host's as well. */
const isOfOneHost = (failure: unknown): boolean => failure instanceof Failure && failure.code !== 'busy';

/** The company's activity types, asked for by one host for all. @throws paused, busy, not_installed */
export const createActivityTypes = ({ crm, callCrm, clock }: ActivityTypesDeps) => {
  const remembered = new Map<number, Remembered>();
  const typesFor = async (host: string): Promise<readonly CrmActivityType[]> => {
    const company = companyOf(host);
    const known = remembered.get(company);
    if (known && clock.now() - known.askedAt < KEPT)
      return known.types.catch(failure => {
        if (known.askedBy === host || !isOfOneHost(failure)) throw failure;
        return typesFor(host);
      });
    const types = callCrm(host, access => crm.activityTypes(access)).catch(failure => {
      // A failure is nothing to remember.
      if (remembered.get(company)?.types === types) remembered.delete(company);
      throw asHostIsTold(failure);
    });
    remembered.delete(company);
    remembered.set(company, { askedAt: clock.now(), askedBy: host, types });
    const [oldest] = remembered.keys();
    if (remembered.size > COMPANIES_KEPT && oldest !== undefined) remembered.delete(oldest);
    return types;
  };
  return typesFor;
};
