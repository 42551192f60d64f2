import type { Booking } from '../../domain/booking.ts';
import { companyOf, type Host } from '../../domain/host.ts';
import { DAY } from '../../domain/interval.ts';
import { isFarewell } from '../../domain/lifecycle.ts';
import type { Clock, Crm, Log, Sealer, Store } from '../../ports.ts';
import { applyEvent } from '../bookings/changes.ts';
import { underLease } from '../lease.ts';
import { waitAtMost } from '../patience.ts';

export interface EraseDeps {
  readonly store: Store;
  readonly crm: Crm;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly log: Log;
  /** Sends the mails of a booking that are due; resolves when they are sent, or can't be now. */
  readonly deliver: (booking: string) => Promise<void>;
}

/** `uninstalled`: by the CRM, the tokens are dead. `disconnected`: by the host here, and the CRM is to be told. */
export type EraseReason = 'uninstalled' | 'disconnected';

/** Installing and erasing in one company take turns, so that the last host to go is known to be the last. */
export const installationLease = (company: number) => ({ name: `installation:${company}`, length: 60_000 });

/** Held by one reconciliation of a host, and by its erasure, which a reconciliation would undo. */
export const reconcileLease = (host: string) => ({ name: `reconcile:${host}`, length: 60_000 });

const LATEST = 8.64e15;
/** How long a host who left is kept for guests who can't be told. */
const LONGEST_LEAVE = DAY;
const MAIL_PATIENCE = 8_000;
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
  const invitations = await store.invitations.idsOfHost(host);
  await store.tombstones.put([...new Set([...slugs, ...invitations, ...bookings.map(booking => booking.id)])]);
};

/** From here on nobody books anything, and no claim confirms what is being booked. */
const closeDoors = async (deps: EraseDeps, id: string): Promise<void> => {
  const { store } = deps;
  await buryNames(deps, id);
  await store.links.removeOfHost(id);
  await store.calendars.remove(id);
};

/** Any step may be repeated; the host's document goes last, and with it the memory of what is left to do. */
const eraseAll = async (deps: EraseDeps, id: string): Promise<void> => {
  const { store } = deps;
  const company = companyOf(id);
  await closeDoors(deps, id);
  await store.bookings.removeOfHost(id);
  await store.activities.removeOfHost(id);
  await store.events.removeOfHost(id);
  await store.drafts.removeOfHost(id);
  await store.invitations.removeOfHost(id);
  const others = (await store.hosts.ofCompany(company)).filter(host => host.id !== id);
  if (others.length === 0) {
    await store.people.removeOfCompany(company);
    await store.companies.remove(company);
  }
  await store.hosts.remove(id);
};

const future = ({ store, clock }: EraseDeps, id: string): Promise<Booking[]> =>
  store.bookings.ofHost(id, clock.now(), LATEST);

/** Whether the guest is still to be told that the meeting stands, or of a change before that. */
const isToBeTold = ({ state, effects }: Booking): boolean =>
  (state === 'confirmed' && !effects.some(isFarewell)) ||
  effects.some(effect => effect.kind === 'mail' && effect.to === 'guest' && ['due', 'doing'].includes(effect.state));

/**
 * Tells the guests of meetings to come that they stand: stored first, then sent like any mail of a booking. Waits for the mail server,
 * but not for ever: what isn't sent by then goes on, or is found by sweeps.
 */
const tellGuests = async (deps: EraseDeps, id: string): Promise<void> => {
  const { store, clock, deliver } = deps;
  const bookings = await future(deps, id);
  for (const booking of bookings) await applyEvent(store, booking.id, { kind: 'left', at: clock.now() });
  await waitAtMost(MAIL_PATIENCE, Promise.all(bookings.map(booking => deliver(booking.id))));
};

const untold = async (deps: EraseDeps, id: string): Promise<number> =>
  (await future(deps, id)).filter(isToBeTold).length;

/**
 * For those who hold the installation's lease and install anew: they can't wait for the mail server, so a guest who can't be told now
 * isn't told by mail, only by the page that their link leads to. @throws Failure('busy')
 */
export const leaveUnderLease = async (deps: EraseDeps, id: string): Promise<void> => {
  await underLease(deps, reconcileLease(id), () => closeDoors(deps, id));
  await tellGuests(deps, id);
  deps.log.info({ host: id, untold: await untold(deps, id) }, 'host erased for a new installation');
  await underLease(deps, reconcileLease(id), () => eraseAll(deps, id));
};

/** Tells and erases a host who is marked as leaving, however far that went before, and nobody who came back meanwhile. */
const finish = async (deps: EraseDeps, id: string): Promise<void> => {
  const { store, clock, log } = deps;
  const leaving = async (): Promise<Host | null> => {
    const host = await store.hosts.find(id);
    return host?.pausedBecause === 'uninstalled' ? host : null;
  };
  const whileLeaving = (work: (host: Host) => Promise<void>): Promise<void> =>
    underLease(deps, installationLease(companyOf(id)), () =>
      underLease(deps, reconcileLease(id), async () => {
        const host = await leaving();
        if (host) await work(host);
      }),
    );
  await whileLeaving(async host => {
    if (typeof host.leavingSince !== 'number') await store.hosts.update(id, { leavingSince: clock.now() });
    await closeDoors(deps, id);
  });
  if (await leaving()) await tellGuests(deps, id);
  await whileLeaving(async ({ leavingSince }) => {
    const left = await untold(deps, id);
    if (left > 0 && clock.now() < (leavingSince ?? 0) + LONGEST_LEAVE) {
      log.warn({ host: id, untold: left }, 'guests not told yet, host not erased');
      return;
    }
    await eraseAll(deps, id);
    log.info({ host: id, untold: left }, 'host erased');
  });
};

/**
 * Tells the guests of a host, then erases the host with everything of theirs, for good. Where guests can't be told, and for a day at
 * most, it is left to `eraseLeftOvers`. Does nothing where there is no such host. @throws Failure('busy')
 */
export const erase = async (deps: EraseDeps, id: string, reason: EraseReason): Promise<void> => {
  const { store, clock, log } = deps;
  const host = await store.hosts.find(id);
  if (!host) return;
  if (host.pausedBecause !== 'uninstalled') {
    // From here on nothing is written to the CRM for this host, and what doesn't get done is made up for by `eraseLeftOvers`. Whatever
    // is stored for the host by work under way is erased too if it was there before the mark; later, that work has to see the mark.
    await store.hosts.update(id, { status: 'paused', pausedBecause: 'uninstalled', leavingSince: clock.now() });
    log.info({ host: id, reason }, 'host leaves');
    if (reason === 'disconnected') await takeLeave(deps, host);
  }
  await finish(deps, id);
};

/**
 * Personal links whose host is gone, and with the host what would remember them: made while the host was being erased, by an instance
 * that ended before it looked again.
 */
const dropStrayInvitations = async ({ store }: EraseDeps, known: ReadonlySet<string>): Promise<void> => {
  for (const host of await store.invitations.hosts()) {
    // Whoever isn't known may have been installed meanwhile.
    if (!known.has(host) && !(await store.hosts.find(host))) await store.invitations.removeOfHost(host);
  }
};

/**
 * Finishes what was left: guests to be told, hosts half erased, personal links without a host. One host that can't be erased yet doesn't
 * hold up the others.
 */
export const eraseLeftOvers = async (deps: EraseDeps): Promise<void> => {
  const known = new Set<string>();
  for (let after: string | null = null, more = true; more; ) {
    const page: Host[] = await deps.store.hosts.page(after, PAGE);
    for (const { id } of page.filter(({ pausedBecause }) => pausedBecause === 'uninstalled')) {
      await finish(deps, id).catch(failure =>
        deps.log.warn({ host: id, failure: String(failure) }, 'host not erased yet'),
      );
    }
    for (const { id } of page) known.add(id);
    after = page.at(-1)?.id ?? null;
    more = page.length === PAGE;
  }
  await dropStrayInvitations(deps, known);
};
