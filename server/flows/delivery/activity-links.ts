import type { Booking } from '../../domain/booking.ts';
import type { Host } from '../../domain/host.ts';
import { type Access, type ActivityDraft, type CrmActivity, CrmFailure } from '../../ports.ts';
import { type FoundPerson, findOrCreatePerson, type PeopleDeps } from './people.ts';

/** Whom and what a booking's activity is linked to in the CRM. What a personal link stood for may be gone: it is then done without. */

export interface Linking extends PeopleDeps {
  readonly access: Access;
  readonly host: Host;
}

export interface Participants {
  /** The first is the primary participant. */
  readonly ids: readonly number[];
  readonly primary: FoundPerson;
  /** The person of a personal link is gone, and the primary participant was found instead. */
  readonly isReplaced: boolean;
}

export const isRefused = (failure: unknown): failure is CrmFailure =>
  failure instanceof CrmFailure && failure.kind === 'refused';

/** What this user may not see any more is as good as gone. */
const unlessHidden = async <T>(reading: Promise<T | null>): Promise<T | null> => {
  try {
    return await reading;
  } catch (failure) {
    if (failure instanceof CrmFailure && failure.kind === 'forbidden') return null;
    throw failure;
  }
};

const personStill = async ({ crm, access }: Linking, id: number): Promise<FoundPerson | null> =>
  (await unlessHidden(crm.person(access, id))) && { id, created: false };

/**
 * The person whom a personal link was made for, then the guest, where that is somebody else or the person is gone, then the colleagues
 * whom the guest invites.
 */
export const participantsOf = async (
  linking: Linking,
  { guest, invited, colleagues }: Booking,
  unansweredSince: number | null,
): Promise<Participants> => {
  const { access, host } = linking;
  const foundOrMade = (name: string, email: string): Promise<FoundPerson> =>
    findOrCreatePerson(linking, access, { company: host.company, owner: host.user, name, email }, unansweredSince);
  const wanted = invited?.person ?? null;
  const person = wanted === null ? null : await personStill(linking, wanted);
  const primary = person ?? (await foundOrMade(guest.name, guest.email));
  const ids = new Set([primary.id]);
  if (person && invited?.byOther) ids.add((await foundOrMade(guest.name, guest.email)).id);
  for (const email of colleagues) ids.add((await foundOrMade(email, email)).id);
  return { ids: [...ids], primary, isReplaced: wanted !== null && person === null };
};

/** A person whom we remember may be gone from the CRM: look again the next time. */
export const forgetPeople = async ({ store, host }: Linking, { guest, colleagues }: Booking): Promise<void> => {
  for (const email of [guest.email, ...colleagues]) await store.people.remove(host.company, email.toLowerCase());
};

/** The person's only open deal; with several, none: the host chooses. */
const onlyDeal = async ({ crm, access }: Linking, person: FoundPerson): Promise<number | null> => {
  if (person.created) return null;
  const deals = await crm.openDeals(access, person.id);
  return deals.length === 1 ? (deals[0]?.id ?? null) : null;
};

/**
 * The deal that the meeting had, or that of the personal link, none where that is gone; else the person's only open one. Of a person who
 * was found in place of one who is gone, no deals are looked for: with both searches a booking would cost more than it may.
 */
export const dealOf = async (
  linking: Linking,
  { crm: { deal }, invited }: Booking,
  { primary, isReplaced }: Participants,
): Promise<number | null> => {
  const known = deal ?? invited?.deal ?? null;
  if (known !== null) return (await unlessHidden(linking.crm.deal(linking.access, known)))?.id ?? null;
  return isReplaced ? null : onlyDeal(linking, primary);
};

/**
 * Creates the activity. Where no deal implies one, it is said to be of the personal link's organisation. That isn't looked for before,
 * which would cost more than a booking may: where it is gone, the CRM refuses, and the activity is created without it. `confirm` is
 * asked right before each try.
 */
export const createLinked = async (
  { crm, access, confirm }: Linking & { readonly confirm: () => Promise<void> },
  draft: ActivityDraft,
  { invited }: Booking,
): Promise<CrmActivity> => {
  const organization = draft.deal === null ? (invited?.organization ?? null) : null;
  await confirm();
  if (organization === null) return crm.createActivity(access, draft);
  try {
    return await crm.createActivity(access, { ...draft, organization });
  } catch (failure) {
    if (!isRefused(failure) || (await unlessHidden(crm.organization(access, organization)))) throw failure;
    await confirm();
    return crm.createActivity(access, draft);
  }
};
