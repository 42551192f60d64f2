import type { Store } from '../../ports.ts';

/** Remembers that changes in the CRM may have been missed since an instant: the next sweep reconciles the host. */
export const noteGap = async (store: Store, id: string, since: number): Promise<void> => {
  const host = await store.hosts.find(id);
  if (host && (host.gapSince === null || host.gapSince > since)) await store.hosts.update(id, { gapSince: since });
};
