import { companyOf, type Host } from '../domain/host.ts';
import type { Clock, Crm, Log, Sealer, Store } from '../ports.ts';
import { underLease } from './lease.ts';

export interface EraseDeps {
  readonly store: Store;
  readonly crm: Crm;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly log: Log;
}

/** `uninstalled`: by the CRM, the tokens are dead. `disconnected`: by the host here, and the CRM is to be told. */
export type EraseReason = 'uninstalled' | 'disconnected';

/** Installing and erasing in one company take turns, so that the last host to go is known to be the last. */
export const installationLease = (company: number) => ({ name: `installation:${company}`, length: 60_000 });

/** Held by one reconciliation of a host, and by its erasure, which a reconciliation would undo. */
export const reconcileLease = (host: string) => ({ name: `reconcile:${host}`, length: 60_000 });

const LATEST = 8.64e15;
const PAGE = 100;

/** Tells the CRM. What it doesn't take now, or what can't be opened any more, ends by itself: unused, a grant lives 60 days. */
const takeLeave = async ({ crm, sealer, log }: EraseDeps, host: Host): Promise<void> => {
  const { grant, webhook } = host;
  const attempt = (what: string, call: () => Promise<void>): Promise<void> =>
    call().catch(failure => log.warn({ host: host.id, failure: String(failure) }, what));
  await attempt('webhook not deleted', async () => {
    const access = { apiDomain: grant.apiDomain, accessToken: sealer.open(grant.accessToken) };
    if (webhook.id !== null) await crm.deleteWebhook(access, webhook.id);
  });
  await attempt('grant not revoked', async () => crm.revoke(sealer.open(grant.refreshToken)));
};

/** Leaves only names behind, so that the pages of an erased host answer 410. */
const buryNames = async ({ store }: EraseDeps, host: string): Promise<void> => {
  const slugs = (await store.links.ofHost(host)).map(link => link.slug);
  const live = await Promise.all(slugs.map(slug => store.bookings.liveOfLink(slug)));
  const bookings = [...live.flat(), ...(await store.bookings.ofHost(host, 0, LATEST))];
  await store.tombstones.put([...new Set([...slugs, ...bookings.map(booking => booking.id)])]);
};

/** Any step may be repeated; the host's document goes last, and with it the memory of what is left to do. */
const eraseAll = async (deps: EraseDeps, id: string): Promise<void> => {
  const { store } = deps;
  const company = companyOf(id);
  await buryNames(deps, id);
  // What lets guests in goes first, so that nobody books what is being erased.
  await store.links.removeOfHost(id);
  await store.calendars.remove(id);
  await store.bookings.removeOfHost(id);
  await store.activities.removeOfHost(id);
  await store.events.removeOfHost(id);
  const others = (await store.hosts.ofCompany(company)).filter(host => host.id !== id);
  if (others.length === 0) {
    await store.people.removeOfCompany(company);
    await store.companies.remove(company);
  }
  await store.hosts.remove(id);
};

/** For those who hold the installation's lease. @throws Failure('busy') where a reconciliation doesn't end */
export const eraseUnderLease = (deps: EraseDeps, id: string): Promise<void> =>
  underLease(deps, reconcileLease(id), () => eraseAll(deps, id));

/** Erases a host with everything of theirs, for good. Does nothing where there is no such host. @throws Failure('busy') */
export const erase = async (deps: EraseDeps, id: string, reason: EraseReason): Promise<void> => {
  const { store, log } = deps;
  const host = await store.hosts.find(id);
  if (!host) return;
  // From here on nothing is written to the CRM for this host, and what doesn't get done is made up for by `eraseLeftOvers`. Whatever
  // is stored for the host by work under way is erased too if it was there before the mark; later, that work has to see the mark.
  await store.hosts.update(id, { status: 'paused', pausedBecause: 'uninstalled' });
  if (reason === 'disconnected' && host.pausedBecause !== 'uninstalled') await takeLeave(deps, host);
  await underLease(deps, installationLease(host.company), async () => {
    if ((await store.hosts.find(id))?.pausedBecause === 'uninstalled') await eraseUnderLease(deps, id);
  });
  log.info({ host: id, reason }, 'host erased');
};

/** Finishes what was left half erased. One host that can't be erased yet doesn't hold up the others. */
export const eraseLeftOvers = async (deps: EraseDeps): Promise<void> => {
  for (let after: string | null = null, more = true; more; ) {
    const page: Host[] = await deps.store.hosts.page(after, PAGE);
    for (const { id } of page.filter(({ pausedBecause }) => pausedBecause === 'uninstalled')) {
      await erase(deps, id, 'uninstalled').catch(failure =>
        deps.log.warn({ host: id, failure: String(failure) }, 'host not erased yet'),
      );
    }
    after = page.at(-1)?.id ?? null;
    more = page.length === PAGE;
  }
};
