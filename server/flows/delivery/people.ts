import { createHash } from 'node:crypto';
import { HOUR } from '../../domain/interval.ts';
import { Failure } from '../../failure.ts';
import { type Access, type Clock, type Crm, CrmFailure, type Store } from '../../ports.ts';
import { underLease } from '../lease.ts';

export interface PeopleDeps {
  readonly store: Store;
  readonly crm: Crm;
  readonly clock: Clock;
}

export interface FoundPerson {
  readonly id: number;
  /** Just created, so that there is nothing else about this person in the CRM. */
  readonly created: boolean;
}

interface Who {
  readonly company: number;
  readonly owner: number;
  readonly name: string;
  readonly email: string;
}

const LEASE = 30_000;
/** Stands for a person who was being made, without an answer: no id of the CRM's is 0. */
const UNKNOWN = 0;
/** How far back such a person is looked for, who isn't found by search yet. */
const LOOK_BACK = HOUR;
/** The CRM's clock and ours may differ. */
export const CLOCK_SLACK = 120_000;

const hasEmail = (emails: readonly string[], email: string) => emails.some(other => other.toLowerCase() === email);

/** Lists persons instead of searching: the search index lags behind an unanswered create. */
const recentlyCreated = async (
  { crm }: PeopleDeps,
  access: Access,
  email: string,
  since: number,
): Promise<number | null> => {
  for await (const page of crm.personsUpdatedSince(access, since - CLOCK_SLACK)) {
    const found = page.find(person => hasEmail(person.emails, email));
    if (found) return found.id;
  }
  return null;
};

/** Also another booking of the same guest has to know that a person may have been made. */
const create = async ({ store, crm }: PeopleDeps, access: Access, { company, ...person }: Who): Promise<number> => {
  try {
    return (await crm.createPerson(access, person)).id;
  } catch (failure) {
    if (failure instanceof CrmFailure && failure.kind === 'unanswered')
      await store.people.put(company, person.email.toLowerCase(), UNKNOWN);
    throw failure;
  }
};

/**
 * The CRM's person with this e-mail address, found by exact match or created with the name kept whole.
 * One at a time for a company and address, on all instances: two bookings at once make one person.
 * @param unansweredSince when an earlier create may have gone through without an answer
 * @throws CrmFailure, Failure('busy')
 */
export const findOrCreatePerson = async (
  deps: PeopleDeps,
  access: Access,
  who: Who,
  unansweredSince: number | null,
): Promise<FoundPerson> => {
  const { store, crm } = deps;
  const email = who.email.toLowerCase();
  const known = await store.people.find(who.company, email);
  if (known !== null && known !== UNKNOWN) return { id: known, created: false };
  const name = `person:${who.company}:${createHash('sha256').update(email).digest('base64url')}`;
  return underLease(deps, { name, length: LEASE }, async held => {
    const meanwhile = await store.people.find(who.company, email);
    if (meanwhile !== null && meanwhile !== UNKNOWN) return { id: meanwhile, created: false };
    const since = unansweredSince ?? (meanwhile === UNKNOWN ? deps.clock.now() - LOOK_BACK : null);
    const found =
      (await crm.findPerson(access, email))?.id ??
      (since === null ? null : await recentlyCreated(deps, access, email, since));
    if (found === null) {
      await held.confirm();
      // A lease that was lost for a while may be free again, after others have made the person.
      if ((await store.people.find(who.company, email)) !== meanwhile)
        throw new Failure('busy', { detail: `lease ${name} was lost` });
    }
    const id = found ?? (await create(deps, access, who));
    await store.people.put(who.company, email, id);
    // Looked at after the put: a company that is erased meanwhile keeps nothing.
    if ((await store.hosts.ofCompany(who.company)).length === 0) await store.people.remove(who.company, email);
    return { id, created: found === null };
  });
};
