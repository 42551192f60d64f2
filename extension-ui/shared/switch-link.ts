import type { LinkChange } from '../../server/http/host/schema.ts';
import { asApiFailure } from './api.ts';
import type { Session } from './session.ts';

/** Switches are about the link as it is now: where somebody has saved it meanwhile, it is read and switched once more. */
export const switchLink = async (
  session: Pick<Session, 'api' | 'links'>,
  slug: string,
  change: Omit<LinkChange, 'version'>,
  stale = false,
): Promise<void> => {
  const { api, links } = session;
  const link = links.data.peek()?.links.find(one => one.slug === slug);
  if (!link) return;
  try {
    await api.changeLink(slug, { ...change, version: link.version });
  } catch (error) {
    const failure = asApiFailure(error);
    if (failure.code !== 'stale' || stale) throw failure;
    await links.load();
    await switchLink(session, slug, change, true);
  }
};
