import type { Host } from '../../domain/host.ts';
import type { Language, Place } from '../../domain/link.ts';
import { type HostSettings, refuseNewLink, settingsOf } from '../../domain/settings.ts';
import { isZone } from '../../domain/zone.ts';
import { Failure } from '../../failure.ts';
import type { Clock, Store } from '../../ports.ts';
import { isText } from '../bookings/guest-input.ts';
import { underLease } from '../lease.ts';
import { refused } from './link-input.ts';

/** What a host changes of what they have chosen; what is absent stays. */
export interface SettingsInput extends Partial<HostSettings> {
  readonly language?: Language;
}

const checkPlace = ({ text }: Place): void => {
  if (!isText(text))
    throw refused('place', { field: 'text', code: 'text_unprintable', reason: '“place.text” has control characters.' });
};

const checkZone = (zone: string | null): void => {
  if (zone !== null && !isZone(zone))
    throw refused('', {
      field: 'mailZone',
      code: 'zone_unknown',
      reason: '“mailZone” isn’t a time zone that we know.',
    });
};

/** One change after another, so that two surfaces of one host don't undo each other's. @throws invalid, not_installed */
export const createChangeSettings =
  (deps: { readonly store: Store; readonly clock: Clock }) =>
  async (id: string, { language, ...change }: SettingsInput): Promise<Host> => {
    if (change.place) checkPlace(change.place);
    checkZone(change.mailZone ?? null);
    const refusal = change.newLink && refuseNewLink(change.newLink);
    if (refusal) throw refused('newLink', refusal);
    return underLease(deps, { name: `settings:${id}`, length: 5_000 }, async () => {
      const host = await deps.store.hosts.find(id);
      if (!host) throw new Failure('not_installed');
      const next = { language: language ?? host.language, settings: { ...settingsOf(host), ...change } };
      if (!(await deps.store.hosts.update(id, next))) throw new Failure('not_installed');
      return { ...host, ...next };
    });
  };
