import type { Host } from '../../domain/host.ts';
import type { Link } from '../../domain/link.ts';
import { Failure } from '../../failure.ts';
import type { Store } from '../../ports.ts';

/** A link of this host’s that isn’t in the trash, active or not. @throws not_found */
export const ownLink = async (store: Store, host: Host, slug: string): Promise<Link> => {
  const link = await store.links.find(slug);
  if (link?.host !== host.id || link.deletedAt !== null) throw new Failure('not_found');
  return link;
};
