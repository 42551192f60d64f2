import type { Grant, Host } from '../../domain/host.ts';
import { DAY, MINUTE } from '../../domain/interval.ts';
import { Failure } from '../../failure.ts';
import {
  type Clock,
  type Crm,
  type Access as CrmAccess,
  CrmFailure,
  type Log,
  type Sealer,
  type Store,
  type TokenReply,
} from '../../ports.ts';
import { underLease } from '../lease.ts';
import { missingScopes } from './scopes.ts';

export interface AccessDeps {
  readonly store: Store;
  readonly crm: Crm;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly log: Log;
  /** Those of the manifest. */
  readonly scopes: readonly string[];
}

export interface Access {
  /**
   * Calls the CRM as a host, with a token that is good. `use` is run once more where the CRM doesn't accept the token.
   * @throws CrmFailure, Failure('paused'), Failure('not_installed'), Failure('busy')
   */
  call<T>(host: string, use: (access: CrmAccess) => Promise<T>): Promise<T>;
  /** Refreshes a grant that hasn't been for 30 days: unused for 60, the CRM drops it. Does nothing for a paused host. */
  keepAlive(host: string): Promise<void>;
}

export type CallCrm = Access['call'];

/** Refreshed this long before it expires. */
const EARLY = MINUTE;
const IDLE = 30 * DAY;
/** A refresh ends by its time limit well before. */
const LEASE = 30_000;

/** What one refresh at a time is named by; whoever else writes a grant takes the same lease. */
export const refreshLease = (host: string) => ({ name: `refresh:${host}`, length: LEASE });

/** A token reply as it is stored. `before`: what a reply may leave out is kept. */
export const sealedGrant = (sealer: Sealer, reply: TokenReply, now: number, before: Grant | null): Grant => {
  if (reply.refreshToken === null && !before) {
    throw new CrmFailure('unavailable', 'The OAuth server sent no refresh token');
  }
  return {
    accessToken: sealer.seal(reply.accessToken),
    refreshToken: reply.refreshToken === null ? (before?.refreshToken ?? '') : sealer.seal(reply.refreshToken),
    expiresAt: now + reply.expiresInSeconds * 1000,
    refreshedAt: now,
    apiDomain: reply.apiDomain,
    scopes: reply.scopes.length > 0 ? reply.scopes : (before?.scopes ?? []),
  };
};

export const createAccess = (deps: AccessDeps): Access => {
  const { store, crm, sealer, clock, log, scopes } = deps;
  /** Refreshes under way in this process, by host. */
  const underWay = new Map<string, Promise<Grant>>();

  const activeHost = async (id: string): Promise<Host> => {
    const host = await store.hosts.find(id);
    if (!host) throw new Failure('not_installed', { detail: `host ${id}` });
    if (host.status === 'paused') throw new Failure('paused', { detail: `host ${id}: ${host.pausedBecause}` });
    return host;
  };

  const pause = async (id: string, pausedBecause: Host['pausedBecause']): Promise<void> => {
    const host = await store.hosts.find(id);
    if (host?.status !== 'active') return;
    await store.hosts.update(id, { status: 'paused', pausedBecause });
    log.warn({ host: id, pausedBecause }, 'host paused');
  };

  /** Tokens are compared sealed: no two seals are alike, so another text means that somebody refreshed. */
  const changedSince = async (id: string, stale: Grant): Promise<Grant | null> => {
    const { grant } = await activeHost(id);
    return grant.accessToken === stale.accessToken ? null : grant;
  };

  const refresh = async (id: string, stale: Grant): Promise<Grant> => {
    let reply: TokenReply;
    try {
      reply = await crm.refresh(sealer.open(stale.refreshToken));
    } catch (failure) {
      if (!(failure instanceof CrmFailure) || failure.kind !== 'grant_lost') throw failure;
      const newer = await changedSince(id, stale);
      if (newer) return newer;
      await pause(id, 'authorisation_lost');
      throw new Failure('paused', { detail: `host ${id}: authorisation_lost`, cause: failure });
    }
    // An instance whose lease ran out while it waited must not overwrite what came later.
    const newer = await changedSince(id, stale);
    if (newer) return newer;
    const grant = sealedGrant(sealer, reply, clock.now(), stale);
    if (!(await store.hosts.update(id, { grant }))) throw new Failure('not_installed', { detail: `host ${id}` });
    return grant;
  };

  /** A newer grant than `stale`: one refresh for all who wait, in this process and in others. */
  const renewed = (id: string, stale: Grant): Promise<Grant> => {
    const shared = underWay.get(id);
    if (shared !== undefined) return shared;
    const begun = underLease(
      deps,
      refreshLease(id),
      () => refresh(id, stale),
      () => changedSince(id, stale),
    ).finally(() => underWay.delete(id));
    underWay.set(id, begun);
    return begun;
  };

  const opened = (grant: Grant): CrmAccess => ({
    apiDomain: grant.apiDomain,
    accessToken: sealer.open(grant.accessToken),
  });

  const good = async (id: string): Promise<Grant> => {
    const { grant, retryAt } = await activeHost(id);
    if (retryAt !== null && retryAt > clock.now()) throw new CrmFailure('limited', 'asked to wait', { retryAt });
    return grant.expiresAt - EARLY > clock.now() ? grant : renewed(id, grant);
  };

  return {
    async call(id, use) {
      let grant = await good(id);
      try {
        try {
          return await use(opened(grant));
        } catch (failure) {
          if (!(failure instanceof CrmFailure) || failure.kind !== 'unauthorised') throw failure;
          grant = await renewed(id, grant);
          return await use(opened(grant));
        }
      } catch (failure) {
        // Forbidden may also be one thing that this user may not see; then there is nothing to mend by connecting again.
        if (
          failure instanceof CrmFailure &&
          failure.kind === 'forbidden' &&
          missingScopes(scopes, grant.scopes).length > 0
        )
          await pause(id, 'scope_missing');
        if (failure instanceof CrmFailure && failure.kind === 'limited' && failure.retryAt !== null)
          await store.hosts.update(id, { retryAt: failure.retryAt });
        throw failure;
      }
    },

    async keepAlive(id) {
      const host = await store.hosts.find(id);
      if (host?.status !== 'active' || host.grant.refreshedAt + IDLE > clock.now()) return;
      await renewed(id, host.grant);
    },
  };
};
