import type { Host } from '../../domain/host.ts';
import { INVITATION_LENGTH, type Invitation } from '../../domain/invitation.ts';
import type { Language, Link } from '../../domain/link.ts';
import { Failure } from '../../failure.ts';
import { type Access, type Clock, type Crm, CrmFailure, type CrmPerson, type Store } from '../../ports.ts';
import { parseEmail, parseName } from '../bookings/guest-input.ts';
import type { CallCrm } from '../crm/access.ts';
import { asHostIsTold } from '../crm/told.ts';
import { nameOf } from '../identifiers.ts';
import { createSigner } from '../signer.ts';

export interface PersonalLinksDeps {
  readonly store: Store;
  readonly crm: Crm;
  readonly callCrm: CallCrm;
  readonly clock: Clock;
  readonly secretKeys: readonly string[];
}

/** What a personal link is asked for from: hints, of which nothing is believed that the CRM doesn't show to this host. */
export interface PersonalRequest {
  readonly deal: number | null;
  readonly person: number | null;
  readonly organization: number | null;
  readonly language: Language | null;
}

export interface PersonalLink {
  readonly invitation: Invitation;
  /** The deal’s. */
  readonly title: string | null;
}

export type MakePersonalLink = (host: Host, link: Link, request: PersonalRequest) => Promise<PersonalLink>;

/** As long as a guest’s may be. */
const NAME_LENGTH = 200;

/** What the CRM has, if it is such as guests may give; else nothing. */
const ifGood = (parse: (text: string, field: string) => string, text: string): string => {
  try {
    return parse(text, '');
  } catch {
    return '';
  }
};

/** Whom the page greets; null where the CRM has no name for the person, or none that can be shown. */
const guestOf = (person: CrmPerson): Invitation['guest'] => {
  const name = ifGood(parseName, Array.from(person.name.trim()).slice(0, NAME_LENGTH).join(''));
  return name === '' ? null : { name, email: ifGood(parseEmail, person.emails[0] ?? '') };
};

/**
 * Makes a link personal: the same of the same host, link, deal, person, organisation and language every time, so that a second click
 * makes no second one; what the CRM calls the person is read anew. The id can’t be told without our secret.
 * @throws invalid (with the field that this host can’t see in the CRM), paused, busy, not_installed
 */
export const createPersonalLinks = (deps: PersonalLinksDeps): MakePersonalLink => {
  const { store, crm, callCrm, clock } = deps;
  const signer = createSigner(deps.secretKeys, 'personal link');

  /** null: the CRM has no such thing, or none that this host may see. */
  const seen = async <T>(host: string, read: (access: Access) => Promise<T | null>): Promise<T | null> => {
    try {
      return await callCrm(host, read);
    } catch (failure) {
      if (!(failure instanceof CrmFailure) || failure.kind !== 'forbidden') throw asHostIsTold(failure);
      // Where it was a scope that is missing, the host has been paused for it, and hasn’t lost sight of one thing alone.
      if ((await store.hosts.find(host))?.status !== 'active') throw new Failure('paused', { cause: failure });
      return null;
    }
  };

  const asked = async <T>(
    host: string,
    field: 'deal' | 'person' | 'organization',
    id: number | null,
    read: (access: Access, id: number) => Promise<T | null>,
  ): Promise<T | null> => {
    if (id === null) return null;
    const found = await seen(host, access => read(access, id));
    if (found) return found;
    throw new Failure('invalid', { field, message: `You can’t see this ${field} in Pipedrive.` });
  };

  return async (host, link, { language, ...request }) => {
    if (request.deal === null && request.person === null && request.organization === null)
      throw new Failure('invalid', { field: 'deal', message: 'A deal, a person or an organization is missing.' });
    const deal = await asked(host.id, 'deal', request.deal, crm.deal);
    await asked(host.id, 'organization', request.organization, crm.organization);
    const ofDeal = request.person === null ? (deal?.person ?? null) : null;
    const person =
      ofDeal === null
        ? await asked(host.id, 'person', request.person, crm.person)
        : // Of a person whom only others may see, the host's link says nothing.
          await seen(host.id, access => crm.person(access, ofDeal));
    const of = {
      deal: deal?.id ?? null,
      person: person?.id ?? null,
      organization: request.organization ?? deal?.organization ?? null,
    };
    const said = JSON.stringify([host.id, link.slug, of.deal, of.person, of.organization, language]);
    const invitation: Invitation = {
      id: nameOf(INVITATION_LENGTH, signer.tag(said)),
      host: host.id,
      link: link.slug,
      ...of,
      guest: person && guestOf(person),
      language,
      madeAt: clock.now(),
    };
    await store.invitations.put(invitation);
    // Looked at after the put: a host who is erased meanwhile keeps nothing, and links go before invitations.
    if (!(await store.links.find(link.slug))) {
      await store.invitations.removeOfHost(host.id);
      throw new Failure('not_installed');
    }
    return { invitation, title: deal?.title ?? null };
  };
};
