import type { Clock, Crm, Sealer, Store } from '../../ports.ts';
import type { CallCrm } from './access.ts';

export interface WebhookDeps {
  readonly store: Store;
  readonly crm: Crm;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly callCrm: CallCrm;
  /** Without a slash at the end. */
  readonly publicUrl: string;
}

/** HTTP Basic's user of every webhook; the passwords differ. */
const USER = 'scheduler';
const NAME = 'Meeting scheduler';

/**
 * Subscribes the host's webhook where the CRM doesn't have it (any more), and drops what is left of earlier ones at our path: an
 * unanswered attempt may have made a second. A host whose webhook was missing may have missed changes, so it gets a gap.
 * @returns whether it had to be made
 * @throws CrmFailure, Failure('paused'), Failure('not_installed')
 */
export const ensureWebhook = async (deps: WebhookDeps, id: string): Promise<boolean> => {
  const { store, crm, sealer, clock, callCrm } = deps;
  const listed = await callCrm(id, as => crm.webhooks(as));
  const host = await store.hosts.find(id);
  if (!host) return false;
  const { path, password } = host.webhook;
  const place = `/webhooks/pipedrive/${path}`;
  const url = `${deps.publicUrl}${place}`;
  // The list may hold those of the company's other hosts: only our own path tells ours.
  const ours = listed.filter(webhook => webhook.url.endsWith(place));
  const kept = ours.find(webhook => webhook.active && webhook.url === url);
  for (const { id: stale } of ours.filter(webhook => webhook !== kept)) {
    await callCrm(id, as => crm.deleteWebhook(as, stale));
  }
  if (kept) {
    if (kept.id !== host.webhook.id) await store.hosts.update(id, { webhook: { ...host.webhook, id: kept.id } });
    return false;
  }
  // Before it is made: whatever the outcome, changes may have been missed until now.
  const gapSince = host.gapSince ?? host.webhookAt ?? host.reconciledAt ?? clock.now();
  await store.hosts.update(id, { gapSince, webhook: { ...host.webhook, id: null } });
  const made = await callCrm(id, as =>
    crm.createWebhook(as, { url, name: NAME, user: USER, password: sealer.open(password) }),
  );
  await store.hosts.update(id, { webhook: { ...host.webhook, id: made.id } });
  return true;
};
