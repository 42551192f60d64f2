import { randomBytes } from 'node:crypto';
import type { Host } from '../../domain/host.ts';
import { HOUR } from '../../domain/interval.ts';
import type { Clock, Store } from '../../ports.ts';
import { createSigner } from '../signer.ts';

/** How long a host who signed in stays so. */
export const SESSION_LENGTH = 12 * HOUR;

/**
 * Sessions of full pages. Nothing is stored of them but an instant in the host's document: a session is a text that says whose it is
 * and when it began, and an HMAC of that.
 */
export interface Sessions {
  /** For a host who has just signed in. */
  begin(host: Host): string;
  /** The host of a session that is ours, not over, and not ended; null of every other text. */
  host(session: string): Promise<Host | null>;
  /** What a page of this session, and no other site, sends along with whatever changes something. */
  csrfToken(session: string): string;
  isCsrfToken(session: string, token: string): boolean;
  /** Ends all sessions of a host. */
  endAll(host: Host): Promise<void>;
}

export interface SessionDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly secretKeys: readonly string[];
}

interface Claims {
  readonly host: string;
  readonly issuedAt: number;
  /** Random: no two sessions are alike, nor are their CSRF tokens. */
  readonly id: string;
}

/** Since when sessions of a host count: who comes back after everything was erased is somebody new. */
const countedSince = ({ installedAt, sessionsSince }: Host): number => Math.max(installedAt, sessionsSince ?? 0);

export const createSessions = ({ store, clock, secretKeys }: SessionDeps): Sessions => {
  const sessions = createSigner(secretKeys, 'session');
  const csrf = createSigner(secretKeys, 'session csrf');

  const claimsOf = (session: string): Claims | null => {
    const [body = '', tag = '', ...rest] = session.split('.');
    if (rest.length > 0 || !sessions.isTag(body, tag)) return null;
    return JSON.parse(Buffer.from(body, 'base64url').toString()) as Claims;
  };

  return {
    begin(host) {
      // Another instance's clock, by which the sessions before were ended, may be ahead.
      const issuedAt = Math.max(clock.now(), countedSince(host));
      const claims: Claims = { host: host.id, issuedAt, id: randomBytes(12).toString('base64url') };
      const body = Buffer.from(JSON.stringify(claims)).toString('base64url');
      return `${body}.${sessions.tag(body)}`;
    },

    async host(session) {
      const claims = claimsOf(session);
      if (!claims || clock.now() - claims.issuedAt > SESSION_LENGTH) return null;
      const host = await store.hosts.find(claims.host);
      if (!host || host.pausedBecause === 'uninstalled') return null;
      return claims.issuedAt >= countedSince(host) ? host : null;
    },

    csrfToken: session => csrf.tag(session),
    isCsrfToken: (session, token) => csrf.isTag(session, token),

    async endAll(host) {
      // One more than now: the instant itself may have begun some.
      await store.hosts.update(host.id, { sessionsSince: Math.max(clock.now(), countedSince(host)) + 1 });
    },
  };
};
