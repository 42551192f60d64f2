import type { Host } from '../../domain/host.ts';
import type { Link } from '../../domain/link.ts';
import { defaultRule } from '../../domain/rule.ts';
import type { Clock, Store } from '../../ports.ts';
import { randomName } from '../identifiers.ts';

/** Short, since the host's name stands beside it wherever a guest reads it. */
const nameIn = (language: Host['language']): string => (language === 'pl' ? 'Spotkanie' : 'Meeting');

const defaultLink = (host: Host, slug: string, active: boolean, now: number): Link => ({
  slug,
  host: host.id,
  version: 1,
  offer: { kind: 'general', rule: defaultRule(host.zone) },
  details: {
    name: nameIn(host.language),
    place: { kind: 'other', text: '' },
    description: '',
    activityType: 'meeting',
    questions: [],
    footer: '',
  },
  language: null,
  active,
  createdAt: now,
  deletedAt: null,
});

/**
 * A calendar, and the link that every new host starts with; nothing where there is one. The calendar says which general links are
 * active, so it is made first, already naming the slug: after a crash in between, the link is made under that name.
 */
export const ensureDefaultLink = async (
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  host: Host,
  mayBeActive: boolean,
): Promise<void> => {
  const slug = randomName(12);
  await store.calendars.insert({
    host: host.id,
    rev: 0,
    // Never one that an earlier calendar of this host had: listings are remembered by it.
    mirrorRev: clock.now(),
    syncedAt: null,
    claims: [],
    activeGeneral: mayBeActive ? [slug] : [],
  });
  if ((await store.links.ofHost(host.id)).length > 0) return;
  const named = (await store.calendars.find(host.id))?.activeGeneral[0];
  await store.links.insert(defaultLink(host, named ?? slug, named !== undefined, clock.now()));
};
