import type { Calendar } from '../../domain/calendar.ts';
import type { Host } from '../../domain/host.ts';
import { INVITATION_LENGTH, type Invitation } from '../../domain/invitation.ts';
import type { Link } from '../../domain/link.ts';
import { Failure } from '../../failure.ts';
import type { Store } from '../../ports.ts';

export interface OpenLink {
  readonly link: Link;
  readonly host: Host;
  /** Looked at by its host: it offers what it would if it were active and, a one-off, weren't booked. */
  readonly preview?: boolean;
  /** Opened by a personal link. */
  readonly invitation?: Invitation;
}

/** The link behind a slug, withdrawn or not. @throws link_not_found, link_gone (its host was erased) */
export const findLink = async (store: Store, slug: string): Promise<Link> => {
  const link = await store.links.find(slug);
  if (link) return link;
  throw new Failure((await store.tombstones.has(slug)) ? 'link_gone' : 'link_not_found');
};

/** The same and its host, whatever state the link is in. @throws link_not_found, link_gone (withdrawn, erased, or its host leaves) */
export const openLink = async (store: Store, slug: string): Promise<OpenLink> => {
  const link = await findLink(store, slug);
  const host = await store.hosts.find(link.host);
  if (!host || host.pausedBecause === 'uninstalled' || link.deletedAt !== null) throw new Failure('link_gone');
  return { link, host };
};

/** @throws link_not_found, link_gone (its host was erased) */
export const findInvitation = async (store: Store, id: string): Promise<Invitation> => {
  const invitation = await store.invitations.find(id);
  if (invitation) return invitation;
  throw new Failure((await store.tombstones.has(id)) ? 'link_gone' : 'link_not_found');
};

/** What a time in a mail is a time of: `key` is a slug, or the id of a personal link. @throws link_not_found, link_gone */
export const openKey = async (store: Store, key: string): Promise<OpenLink> => {
  if (key.length !== INVITATION_LENGTH) return openLink(store, key);
  const invitation = await findInvitation(store, key);
  return { ...(await openLink(store, invitation.link)), invitation };
};

/** Whether the host's busy times are known: synchronised, not too long ago, and still authorised. */
export const isKnown = (host: Host, calendar: Calendar, now: number, staleAfter: number): boolean =>
  host.status === 'active' && calendar.syncedAt !== null && now - calendar.syncedAt <= staleAfter;

/** Unknown isn't free. @throws crm_unknown, which says `why` where it lasts until the host mends the connection */
export const requireKnown = (host: Host, calendar: Calendar, now: number, staleAfter: number): void => {
  if (isKnown(host, calendar, now, staleAfter)) return;
  const why = host.status === 'paused' ? { why: 'paused' } : {};
  throw new Failure('crm_unknown', { extra: { host: host.name, ...why } });
};
