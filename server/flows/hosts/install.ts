import { activeGeneralLimit } from '../../domain/entitlement.ts';
import { type Host, hostId } from '../../domain/host.ts';
import { languageOfTag } from '../../domain/link.ts';
import { isZone } from '../../domain/zone.ts';
import type { CrmUser, TokenReply } from '../../ports.ts';
import { refreshLease, sealedGrant } from '../crm/access.ts';
import { readAddons, saveCompany } from '../crm/company.ts';
import { missingScopes } from '../crm/scopes.ts';
import { ensureWebhook, type WebhookDeps } from '../crm/webhook.ts';
import { randomName } from '../identifiers.ts';
import { underLease } from '../lease.ts';
import { waitAtMost } from '../patience.ts';
import { ensureDefaultLink } from './default-link.ts';
import { type EraseDeps, installationLease, leaveUnderLease } from './erase.ts';

export interface InstallDeps extends EraseDeps, WebhookDeps {
  /** Those of the manifest. */
  readonly scopes: readonly string[];
  readonly planRule: 'enforce' | 'off';
  /** Mirrors the host's activities. */
  readonly reconcile: (host: string) => Promise<unknown>;
}

export interface Installed {
  readonly host: Host;
  /** Scopes that were not granted; the host is paused until they are. */
  readonly missing: readonly string[];
}

/** How long the installer's browser waits for the mirror; it is filled to the end in any case. */
const MIRROR_PATIENCE = 8_000;

/** A host who comes back keeps everything but what the CRM has just told; what happened in between counts as missed. */
const saveHost = async (deps: InstallDeps, reply: TokenReply, me: CrmUser): Promise<Host> => {
  const { store, sealer, clock } = deps;
  const id = hostId(me.company, me.user);
  const before = await store.hosts.find(id);
  const now = clock.now();
  const complete = missingScopes(deps.scopes, reply.scopes).length === 0;
  const told = {
    status: complete ? 'active' : 'paused',
    pausedBecause: complete ? null : 'scope_missing',
    name: me.name,
    email: me.email,
    zone: isZone(me.zone) ? me.zone : 'UTC',
    grant: sealedGrant(sealer, reply, now, before?.grant ?? null),
    gapSince: before?.gapSince ?? before?.reconciledAt ?? now,
  } as const;
  if (before) {
    await store.hosts.update(id, told);
    return { ...before, ...told };
  }
  const host: Host = {
    id,
    company: me.company,
    user: me.user,
    language: languageOfTag(me.language) ?? 'en',
    webhook: { id: null, path: randomName(40), password: sealer.seal(randomName(40)) },
    webhookAt: null,
    installedAt: now,
    wantedAt: null,
    reconciledAt: null,
    retryAt: null,
    checkedAt: null,
    ...told,
  };
  await store.hosts.put(host);
  return host;
};

/** Waits for the mirror, but not for ever: the sweep repeats what failed, since the host has a gap. */
const mirror = async (deps: InstallDeps, host: string): Promise<void> => {
  const mirrored = deps.reconcile(host).then(
    () => {},
    failure => deps.log.warn({ host, failure: String(failure) }, 'first mirroring failed'),
  );
  await waitAtMost(MIRROR_PATIENCE, mirrored);
};

/**
 * Makes, or renews, the installation that a token reply is for. Every step may be repeated: after a crash a second try ends where
 * the first would have. A webhook or a mirror that can't be had now doesn't stop it; sweeps get them.
 * @throws CrmFailure, Failure('busy')
 */
export const install = async (deps: InstallDeps, reply: TokenReply): Promise<Installed> => {
  const { store, crm } = deps;
  const access = { apiDomain: reply.apiDomain, accessToken: reply.accessToken };
  const me = await crm.me(access);
  const id = hostId(me.company, me.user);
  const missing = missingScopes(deps.scopes, reply.scopes);
  const addons = await readAddons(deps, access, me.company);
  const saved = await underLease(deps, installationLease(me.company), async () => {
    if ((await store.hosts.find(id))?.pausedBecause === 'uninstalled') await leaveUnderLease(deps, id);
    const company = await saveCompany(deps, me, addons);
    const host = await underLease(deps, refreshLease(id), () => saveHost(deps, reply, me));
    await ensureDefaultLink(deps, host, activeGeneralLimit(company, deps.planRule) > 0);
    return host;
  });
  if (missing.length > 0) return { host: saved, missing };
  await ensureWebhook(deps, id).catch(failure =>
    deps.log.warn({ host: id, failure: String(failure) }, 'webhook not subscribed yet'),
  );
  await mirror(deps, id);
  return { host: (await store.hosts.find(id)) ?? saved, missing };
};
