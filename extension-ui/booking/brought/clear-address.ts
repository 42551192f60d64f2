import type { GuestPage } from '../../../server/http/guest/page.ts';

const isBrought = (name: string): boolean => /^(?:name|email|answer\..+|utm_.+)$/.test(name);

/**
 * What a hand-written link brings along about the guest leaves the address at once, so that it is neither seen, kept in the history
 * nor passed on.
 */
export const clearAddress = (page: GuestPage): void => {
  if (page.kind !== 'book') return;
  const url = new URL(location.href);
  for (const name of [...url.searchParams.keys()].filter(isBrought)) url.searchParams.delete(name);
  if (url.href !== location.href) history.replaceState(history.state, '', url);
  if (page.prefill || page.campaign) void import('../form/details.tsx').then(({ keepBrought }) => keepBrought(page));
};
