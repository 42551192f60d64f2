import { createHash } from 'node:crypto';
import type { Access, Clock, Crm, Store } from '../ports.ts';
import { underLease } from './lease.ts';

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

const LEASE = 30_000;
/** The CRM's clock and ours may differ. */
const CLOCK_SLACK = 120_000;

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

/**
 * The CRM's person with this e-mail address, found by exact match or created with the name kept whole.
 * One at a time for a company and address, on all instances: two bookings at once make one person.
 * @param unansweredSince when an earlier create may have gone through without an answer
 * @throws CrmFailure, Failure('busy')
 */
export const findOrCreatePerson = async (
  deps: PeopleDeps,
  access: Access,
  who: { company: number; owner: number; name: string; email: string },
  unansweredSince: number | null,
): Promise<FoundPerson> => {
  const { store, crm } = deps;
  const email = who.email.toLowerCase();
  const known = await store.people.find(who.company, email);
  if (known !== null) return { id: known, created: false };
  const name = `person:${who.company}:${createHash('sha256').update(email).digest('base64url')}`;
  return underLease(deps, { name, length: LEASE }, async () => {
    const meanwhile = await store.people.find(who.company, email);
    if (meanwhile !== null) return { id: meanwhile, created: false };
    const found =
      (await crm.findPerson(access, email))?.id ??
      (unansweredSince === null ? null : await recentlyCreated(deps, access, email, unansweredSince));
    const id = found ?? (await crm.createPerson(access, { name: who.name, email: who.email, owner: who.owner })).id;
    await store.people.put(who.company, email, id);
    return { id, created: found === null };
  });
};
