import { isActive } from '../../domain/link.ts';
import { Failure } from '../../failure.ts';
import { isBookedOneOff } from '../../flows/bookings/closed.ts';
import type { OpenLink } from '../../flows/bookings/open-link.ts';
import type { GuestDeps } from './deps.ts';

/** States in which there is nothing to choose from: their pages say so. @throws link_inactive, link_closed */
export const requireOpen = async (
  { store }: Pick<GuestDeps, 'store'>,
  { link, host }: Pick<OpenLink, 'link' | 'host'>,
): Promise<void> => {
  const calendar = await store.calendars.find(link.host);
  if (calendar && !isActive(link, calendar)) throw new Failure('link_inactive', { extra: { host: host.name } });
  if (await isBookedOneOff(store, link, calendar?.claims ?? []))
    throw new Failure('link_closed', { extra: { host: host.name } });
};
